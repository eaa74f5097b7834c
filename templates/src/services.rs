//! A service: the trait that whoever offers it implements, and that its client implements too.

use askama::Template;

/// Shows the trait of a service.
#[derive(Debug, Template)]
#[template(path = "services.jinja")]
pub struct Service {
    /// Its docs.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its methods, in order.
    pub methods: Vec<ServiceMethod>,
    /// The name of the trait `Send`.
    pub send: &'static str,
    /// The name of the trait `Sync`.
    pub sync: &'static str,
}

/// One method of a [`Service`].
#[derive(Debug)]
pub struct ServiceMethod {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns whoever calls it.
    pub deprecated: Option<String>,
    /// The signature without the semicolon, at column 4.
    pub signature: String,
}
