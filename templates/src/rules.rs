//! The rules of a type, and those of a method's arguments.

use askama::Template;

/// Shows what makes a type check its values.
#[derive(Debug, Template)]
#[template(path = "rules.jinja")]
pub struct Rules {
    /// The name of the type.
    pub name: String,
    /// What is checked.
    pub checks: Checks,
}

/// What a type checks of its values.
#[derive(Debug)]
pub enum Checks {
    /// Nothing.
    Nothing,
    /// That a variant is known.
    Known,
    /// One thing after the other: statements at column 8.
    All(Vec<String>),
    /// What the variant carries: the arms of a match at column 12.
    Carried(Vec<String>),
}

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
