//! The rules of a method's arguments.

use askama::Template;

/// Shows what checks the arguments of a method, for its client and for its dispatcher.
#[derive(Debug, Template)]
#[template(path = "method_rules.jinja")]
pub struct MethodRules {
    /// The method, as docs refer to it: `Catalog::get`.
    pub method: String,
    /// The signature, at column 0.
    pub signature: String,
    /// What is checked: statements at column 4.
    pub checks: Vec<String>,
    /// The method's descriptor, as an expression.
    pub descriptor: String,
}
