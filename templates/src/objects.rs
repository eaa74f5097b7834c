//! The object-safe twin of a service's trait.

use askama::Template;

/// Shows the twin, which every implementation of the service has by itself.
#[derive(Debug, Template)]
#[template(path = "objects.jinja")]
pub struct Object {
    /// Its name, `DynCatalog`.
    pub name: String,
    /// The name of the service's trait.
    pub service: String,
    /// Its methods, in order.
    pub methods: Vec<ObjectMethod>,
    /// The name of the trait `Send`.
    pub send: &'static str,
    /// The name of the trait `Sync`.
    pub sync: &'static str,
}

/// One method of an [`Object`].
#[derive(Debug)]
pub struct ObjectMethod {
    /// The signature without semicolon or brace, at column 4.
    pub signature: String,
    /// The future that calls the service's own method once it is polled, not before; at column 8.
    pub body: String,
}
