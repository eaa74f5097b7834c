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
    /// The expression that writes its text into `__f`, at column 8.
    pub text: String,
    /// The name of the type `str`.
    pub str: &'static str,
    /// The name of the type `u16`.
    pub u16: &'static str,
}
