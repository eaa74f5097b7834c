//! The client of a service.

use askama::Template;

/// Shows the client, which implements the service's trait wherever the service is.
#[derive(Debug, Template)]
#[template(path = "clients.jinja")]
pub struct Client {
    /// Its name, `CatalogClient`.
    pub name: String,
    /// The name of the service's trait.
    pub service: String,
    /// The name of the trait's object-safe twin.
    pub object: String,
    /// The name of the service's descriptor.
    pub descriptor: String,
    /// The attribute that warns whoever uses it; implementing the service is no reason for a warning.
    pub deprecated: Option<String>,
    /// The methods, in order.
    pub methods: Vec<ClientMethod>,
    /// The name of the type `str`.
    pub str: &'static str,
}

/// One method of a [`Client`].
#[derive(Debug)]
pub struct ClientMethod {
    /// The signature, at column 4.
    pub signature: String,
    /// The call that checks the arguments, if there is something to check; at column 8.
    pub rules: Option<String>,
    /// The call of a service in this process: what follows the arrow, at column 12.
    pub local: String,
    /// The call of a service elsewhere: what follows the arrow, at column 12.
    pub remote: String,
}
