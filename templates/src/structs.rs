//! A struct, its constructor and its codec.

use askama::Template;

/// Shows a struct; an error begins with the same text.
#[derive(Debug, Template)]
#[template(path = "structs.jinja")]
pub struct Struct {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns of it, if it is deprecated.
    pub deprecated: Option<String>,
    /// The traits to derive, separated by commas.
    pub derives: String,
    /// Its name.
    pub name: String,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// The value of its constant `SHAPE`, with what stands before it; at column 4.
    pub shape: String,
    /// The head of `new`, with the fields that must be given as its parameters; at column 4.
    pub constructor: String,
    /// The value `new` returns, at column 8.
    pub initial: String,
    /// The name of the trait `Default`, if the struct has one.
    pub default: Option<&'static str>,
    /// What `Debug` shows, field by field, if it is not derived because it must not show all.
    pub debug: Option<Vec<DebugField>>,
    /// The arguments of the writer, with parentheses, at column 8.
    pub encoded: String,
    /// The arguments of the reader, with parentheses, at column 8.
    pub decoded: String,
    /// The value a reader returns, at column 8, behind `Ok(`.
    pub built: String,
}

/// One field of a [`Struct`].
#[derive(Debug)]
pub struct Field {
    /// Its docs.
    pub docs: Vec<String>,
    /// The attribute that warns of it, if it is deprecated.
    pub deprecated: Option<String>,
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: String,
    /// What a reader takes when it is missing: a call of `required` or `or`.
    pub slot: String,
}

/// What `Debug` shows of a [`Field`].
#[derive(Debug)]
pub struct DebugField {
    /// The name, as a literal.
    pub name: String,
    /// The value, behind `&`.
    pub value: String,
}
