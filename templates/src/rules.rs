//! The rules of a type.

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
