//! A newtype and its codec.

use askama::Template;

/// Shows a newtype.
#[derive(Debug, Template)]
#[template(path = "newtypes.jinja")]
pub struct Newtype {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns of it, if it is deprecated.
    pub deprecated: Option<String>,
    /// The traits to derive, separated by commas.
    pub derives: String,
    /// The declaration behind the attributes, at column 0.
    pub declaration: String,
    /// The arguments of the macro that does the rest, with parentheses, at column 0.
    pub arguments: String,
}
