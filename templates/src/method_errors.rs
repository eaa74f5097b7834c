//! What a method that throws may answer instead of a result.

use askama::Template;

/// Shows the error enum of a method.
#[derive(Debug, Template)]
#[template(path = "method_errors.jinja")]
pub struct MethodError {
    /// Its name.
    pub name: String,
    /// The method, as docs refer to it: `Catalog::get`.
    pub method: String,
    /// The errors, in order.
    pub throws: Vec<Thrown>,
    /// The arguments of the macro that does the rest, with parentheses, at column 0.
    pub arguments: String,
}

/// One entry of the `throws` of a method.
#[derive(Debug)]
pub struct Thrown {
    /// The docs of the error.
    pub docs: Vec<String>,
    /// The name of the variant.
    pub variant: String,
    /// The type of the error.
    pub ty: String,
}
