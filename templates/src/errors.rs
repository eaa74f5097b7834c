//! An error that methods may raise.

use crate::Struct;
use askama::Template;

/// Shows an error: a struct that is a service's error too.
#[derive(Debug, Template)]
#[template(path = "errors.jinja")]
pub struct Error {
    /// What it has in common with a struct.
    pub record: Struct,
    /// The full name it travels under, as a literal.
    pub full_name: String,
    /// Its HTTP status.
    pub status: u16,
    /// The name of the type `str`.
    pub str: &'static str,
    /// The name of the type `u16`.
    pub u16: &'static str,
}
