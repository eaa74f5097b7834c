//! The blocking side of a service: its trait once more, for code that blocks.

use crate::ServiceMethod;
use askama::Template;

/// Shows the blocking trait of a service, what makes a service of its implementations, and its client.
#[derive(Debug, Template)]
#[template(path = "blocking.jinja")]
pub struct Blocking {
    /// The docs of the service.
    pub docs: Vec<String>,
    /// The name of the blocking trait, `CatalogBlocking`.
    pub name: String,
    /// The name of the service's trait.
    pub service: String,
    /// Its methods, in order.
    pub methods: Vec<ServiceMethod>,
    /// How an implementation of the blocking trait answers each of them.
    pub adapted: Vec<AdaptedMethod>,
    /// The client, where there are clients.
    pub client: Option<BlockingClient>,
    /// The name of the trait `Send`.
    pub send: &'static str,
    /// The name of the trait `Sync`.
    pub sync: &'static str,
}

/// One method of the service that is answered, or called, from the other side.
#[derive(Debug)]
pub struct AdaptedMethod {
    /// The signature, at column 4.
    pub signature: String,
    /// The call; what follows `let __call = `, at column 8.
    pub call: String,
}

/// The blocking client of a service.
#[derive(Debug)]
pub struct BlockingClient {
    /// Its name, `CatalogBlockingClient`.
    pub name: String,
    /// The name of the client it is made of.
    pub client: String,
    /// The name of the trait's object-safe twin.
    pub object: String,
    /// The name of the service's descriptor.
    pub descriptor: String,
    /// The attribute that warns whoever uses it.
    pub deprecated: Option<String>,
    /// How it calls each method.
    pub methods: Vec<AdaptedMethod>,
    /// The name of the type `str`.
    pub str: &'static str,
}
