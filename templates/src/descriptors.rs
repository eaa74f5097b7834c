//! What is known of a service at compile time.

use askama::Template;

/// Shows the descriptor of a service.
#[derive(Debug, Template)]
#[template(path = "descriptors.jinja")]
pub struct Descriptor {
    /// The name of the constant, `CATALOG`.
    pub name: String,
    /// The name of the service's trait.
    pub service: String,
    /// The package, as a literal.
    pub package: String,
    /// The name as declared, as a literal.
    pub declared: String,
    /// The name that travels, as a literal.
    pub wire_name: String,
    /// The docs, as a literal.
    pub docs: String,
    /// The component, as an expression of type `Option`.
    pub component: String,
    /// The methods, in order.
    pub methods: Vec<DescriptorMethod>,
}

/// One method of a [`Descriptor`].
#[derive(Debug)]
pub struct DescriptorMethod {
    /// The name as declared, as a literal.
    pub declared: String,
    /// The address on the dispatch channels, as a literal.
    pub id: String,
    /// The docs, as a literal, if there are any.
    pub docs: Option<String>,
    /// The arguments of the macro that describes the parameters, with parentheses, at column 12.
    pub parameters: String,
    /// The arguments of the macro that describes its answer, with parentheses, at column 12, if it throws anything.
    pub answer: Option<String>,
    /// How the rest channel exposes it, if it does.
    pub route: Option<Route>,
    /// Whether a call may be sent twice, if it may: the name of the variant.
    pub repeat: Option<&'static str>,
    /// Who may call it, if that is not anyone: the variant, at column 12.
    pub access: Option<String>,
    /// How long a call may take, if that is bounded: an expression.
    pub timeout: Option<String>,
    /// Why it is deprecated, as a literal, if it is.
    pub deprecated: Option<String>,
}

/// How the rest channel exposes a method.
#[derive(Debug)]
pub struct Route {
    /// The HTTP method, in upper case.
    pub verb: &'static str,
    /// The path, as a literal.
    pub path: String,
    /// Whether the path answers with a trailing slash too.
    pub slash: bool,
    /// Where the parameters travel: a reference to an array, at column 16.
    pub places: String,
    /// The status of a success.
    pub status: u16,
}
