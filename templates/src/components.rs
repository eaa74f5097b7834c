//! A component: its descriptor, and the builder that takes an implementation of each of its services.

use askama::Template;

/// Shows the descriptor of a component, and its builder where servers are wanted.
#[derive(Debug, Template)]
#[template(path = "components.jinja")]
pub struct Component {
    /// Its docs.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The name of the descriptor, `SHOP`.
    pub descriptor: String,
    /// The package, as a literal.
    pub package: String,
    /// The name as declared, as a literal.
    pub declared: String,
    /// The name that travels, as a literal.
    pub wire_name: String,
    /// The docs, as a literal.
    pub docs_text: String,
    /// The path of the health endpoint, as a literal.
    pub health: String,
    /// The channels: a reference to an array, at column 4.
    pub channels: String,
    /// The services' descriptors: a reference to an array, at column 4.
    pub services: String,
    /// What puts the component together, where servers are wanted.
    pub builder: Option<Builder>,
}

/// What a server puts a component together with: one type parameter a service says whether it was given.
#[derive(Debug)]
pub struct Builder {
    /// Its name, `ShopBuilder`.
    pub name: String,
    /// Its type parameters with brackets, each with its default; empty without services.
    pub declared: String,
    /// Its type parameters with brackets.
    pub generics: String,
    /// The type parameters as a tuple.
    pub given: String,
    /// The services, in order.
    pub parts: Vec<BuilderPart>,
    /// The names of the type parameters.
    pub parameters: Vec<String>,
}

/// One service of a [`Builder`].
#[derive(Debug)]
pub struct BuilderPart {
    /// The path of the service's trait.
    pub service: String,
    /// The path of the trait's object-safe twin.
    pub object: String,
    /// The head of the method, at column 4.
    pub head: String,
    /// The path of what takes its calls apart.
    pub dispatcher: String,
    /// The call that registers service and dispatcher, at column 12.
    pub registered: String,
}
