//! An enum and its codec.

use askama::Template;

/// Shows an enum.
#[derive(Debug, Template)]
#[template(path = "enums.jinja")]
pub struct Enum {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns of it, if it is deprecated.
    pub deprecated: Option<String>,
    /// Its name.
    pub name: String,
    /// Its variants, at least one.
    pub variants: Vec<Variant>,
    /// The value of its constant `ALL`, laid out for column 4 behind the equals sign.
    pub all: String,
    /// The name of `Result` here.
    pub result: &'static str,
    /// The value of its constant `SHAPE`, with what stands before it: ` = …` or a line of its own; at column 4.
    pub shape: String,
}

/// One variant of an [`Enum`].
#[derive(Debug)]
pub struct Variant {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns of it, if it is deprecated.
    pub deprecated: Option<String>,
    /// Its name.
    pub name: String,
}
