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
    /// The name of the type `Box`.
    pub boxed: &'static str,
}

/// One method of an [`Object`].
#[derive(Debug)]
pub struct ObjectMethod {
    /// The name in the service's trait.
    pub name: String,
    /// The signature without semicolon or brace, at column 4.
    pub signature: String,
    /// The arguments with the receiver, with parentheses, at column 8.
    pub arguments: String,
}
