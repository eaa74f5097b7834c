//! A union and its codec.

use askama::Template;

/// Shows a union.
#[derive(Debug, Template)]
#[template(path = "unions.jinja")]
pub struct Union {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns of it, if it is deprecated.
    pub deprecated: Option<String>,
    /// The traits to derive, separated by commas.
    pub derives: String,
    /// Its name.
    pub name: String,
    /// Its variants, at least one.
    pub variants: Vec<UnionVariant>,
    /// The value of its constant `SHAPE`, with what stands before it; at column 4.
    pub shape: String,
    /// The arguments of the macro that makes it of what its variants carry, with parentheses, at column 0; nothing if it
    /// can be made of none.
    pub conversions: Option<String>,
    /// The arguments of the reader, with parentheses, at column 8.
    pub decoded: String,
}

/// One variant of a [`Union`].
#[derive(Debug)]
pub struct UnionVariant {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns of it, if it is deprecated.
    pub deprecated: Option<String>,
    /// Its name.
    pub name: String,
    /// The pattern that takes out its value, without the name of the union.
    pub pattern: String,
    /// The call that writes it, with what follows it in a match arm, at column 12.
    pub encoded: String,
    /// The name of the local that waits for its value.
    pub slot: String,
    /// The type of what it carries, if anything.
    pub ty: Option<String>,
}
