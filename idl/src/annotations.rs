//! All annotations of the language, in one table.
//!
//! The checks, the suggestions and the reference page read it; nothing else knows an annotation's name, place or
//! arguments.

mod reference;

pub use reference::reference;

use std::fmt;

/// One row: what an annotation is called, where it may stand and what it takes.
#[derive(Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The name, without `@`.
    pub name: &'static str,
    /// Where it may stand.
    pub targets: &'static [Target],
    /// What stands between the parentheses.
    pub arguments: Arguments,
    /// What it says, in one line.
    pub help: &'static str,
}

/// What an annotation may stand before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `type`
    Newtype,
    /// `struct`
    Struct,
    /// `enum`
    Enum,
    /// `union`
    Union,
    /// `error`
    Error,
    /// A field of a struct or an error.
    Field,
    /// A variant of an enum or a union.
    Variant,
    /// `service`
    Service,
    /// A method of a service.
    Method,
    /// A parameter of a method.
    Parameter,
    /// An entry of a `throws` list.
    Throws,
    /// `component`
    Component,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Target::Newtype => "a newtype",
            Target::Struct => "a struct",
            Target::Enum => "an enum",
            Target::Union => "a union",
            Target::Error => "an error",
            Target::Field => "a field",
            Target::Variant => "a variant",
            Target::Service => "a service",
            Target::Method => "a method",
            Target::Parameter => "a parameter",
            Target::Throws => "an entry of `throws`",
            Target::Component => "a component",
        })
    }
}

/// What an annotation takes between its parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arguments {
    /// Nothing: `@public`.
    None,
    /// One text: `@get("/{id}")`.
    Text,
    /// One text or nothing: `@query("q")`, `@query`.
    OptionalText,
    /// One or more texts: `@roles("editor", "admin")`.
    Texts,
    /// One whole number: `@status(404)`.
    Integer,
    /// One or more whole numbers: `@reserved(3, 5)`.
    Integers,
    /// A range: `@len(1..=32)`.
    Range,
    /// A length of time: `@timeout(500ms)`.
    Duration,
}

impl fmt::Display for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Arguments::None => "no arguments",
            Arguments::Text => "one text",
            Arguments::OptionalText => "one text or nothing",
            Arguments::Texts => "one or more texts",
            Arguments::Integer => "one whole number",
            Arguments::Integers => "one or more whole numbers",
            Arguments::Range => "one range",
            Arguments::Duration => "one length of time",
        })
    }
}

impl Annotation {
    /// Returns the row of a name.
    pub fn find(name: &str) -> Option<&'static Annotation> {
        ALL.iter().find(|annotation| annotation.name == name)
    }
}

/// Writes a row; the table reads better this way.
const fn row(name: &'static str, targets: &'static [Target], arguments: Arguments, help: &'static str) -> Annotation {
    Annotation { name, targets, arguments, help }
}

/// What may carry a constraint.
const VALUES: &[Target] = &[Target::Newtype, Target::Field, Target::Parameter];

/// A method, or a service for all its methods.
const CALLS: &[Target] = &[Target::Service, Target::Method];

/// What has a protobuf number.
const NUMBERED: &[Target] = &[Target::Field, Target::Parameter, Target::Variant, Target::Throws];

/// What holds numbered members.
const NUMBERING: &[Target] = &[Target::Struct, Target::Error, Target::Enum, Target::Union, Target::Method];

/// Everything that has a name of its own.
const NAMED: &[Target] = &[
    Target::Newtype,
    Target::Struct,
    Target::Enum,
    Target::Union,
    Target::Error,
    Target::Field,
    Target::Variant,
    Target::Service,
    Target::Method,
    Target::Parameter,
    Target::Component,
];

/// The table.
pub const ALL: &[Annotation] = &[
    // The rest channel.
    row(
        "rest",
        &[Target::Service],
        Arguments::Text,
        "puts a path before those of the methods, `@rest(\"/v1/products\")`",
    ),
    row(
        "get",
        &[Target::Method],
        Arguments::Text,
        "exposes the method as GET, `@get(\"/{id}\")`, and implies `@readonly`",
    ),
    row("post", &[Target::Method], Arguments::Text, "exposes the method as POST, `@post(\"/\")`"),
    row(
        "put",
        &[Target::Method],
        Arguments::Text,
        "exposes the method as PUT, `@put(\"/{id}\")`, and implies `@idempotent`",
    ),
    row("patch", &[Target::Method], Arguments::Text, "exposes the method as PATCH, `@patch(\"/{id}\")`"),
    row(
        "delete",
        &[Target::Method],
        Arguments::Text,
        "exposes the method as DELETE, `@delete(\"/{id}\")`, and implies `@idempotent`",
    ),
    row(
        "body",
        &[Target::Parameter],
        Arguments::None,
        "sends the parameter as the body, or as a member of it if several are marked",
    ),
    row(
        "query",
        &[Target::Parameter],
        Arguments::OptionalText,
        "sends the parameter in the query, under its own name or `@query(\"q\")`",
    ),
    row(
        "header",
        &[Target::Parameter],
        Arguments::OptionalText,
        "sends the parameter in a header, named after it or `@header(\"x-tenant\")`",
    ),
    row(
        "status",
        &[Target::Error, Target::Method],
        Arguments::Integer,
        "sets the HTTP status, `@status(404)`: 400 to 599 for an error, 200 to 299 for a success",
    ),
    row(
        "health",
        &[Target::Component],
        Arguments::Text,
        "sets the path of the health endpoint, `@health(\"/health\")`",
    ),
    // Constraints.
    row(
        "len",
        VALUES,
        Arguments::Range,
        "bounds the number of characters of a string, bytes of `bytes`, elements of a list, set or map, `@len(1..=32)`",
    ),
    row(
        "range",
        VALUES,
        Arguments::Range,
        "bounds an integer, a float, a decimal or a duration, `@range(0..)`, `@range(\"0.01\"..=\"9.99\")`, `@range(1s..1h)`",
    ),
    row(
        "pattern",
        VALUES,
        Arguments::Text,
        "asks for a string in which a regular expression is found, `@pattern(\"^[A-Z]+$\")`",
    ),
    row("unique", VALUES, Arguments::None, "refuses equal elements of a list"),
    // Names, numbers and what is told about them.
    row(
        "name",
        &[Target::Service, Target::Component],
        Arguments::Text,
        "sets the name that travels, instead of the kebab-case one, `@name(\"shop-orders\")`",
    ),
    row("tag", NUMBERED, Arguments::Integer, "pins the protobuf number, `@tag(3)`"),
    row("reserved", NUMBERING, Arguments::Integers, "keeps protobuf numbers free, `@reserved(3, 5)`"),
    row(
        "deprecated",
        NAMED,
        Arguments::OptionalText,
        "warns whoever uses it in Rust, OpenAPI and proto, `@deprecated(\"use active\")`",
    ),
    row("sensitive", VALUES, Arguments::None, "keeps the value out of logs, `Debug` and violations"),
    row("open", &[Target::Enum], Arguments::None, "lets arguments hold values that are not declared"),
    row(
        "message",
        &[Target::Error],
        Arguments::Text,
        "sets the text of the error, with fields in braces, `@message(\"no product {what}\")`",
    ),
    // Repeats and access.
    row("readonly", CALLS, Arguments::None, "says that a call changes nothing, so that it may be sent twice"),
    row("idempotent", CALLS, Arguments::None, "says that a call sent twice does no more than one sent once"),
    row("once", CALLS, Arguments::None, "takes back that a call may be sent twice, as a verb or the service says"),
    row("timeout", CALLS, Arguments::Duration, "bounds the time a call may take, `@timeout(2s)`, `@timeout(500ms)`"),
    row("auth", CALLS, Arguments::None, "asks for an authenticated caller"),
    row(
        "roles",
        CALLS,
        Arguments::Texts,
        "asks for an authenticated caller with one of the roles, `@roles(\"editor\", \"admin\")`",
    ),
    row("public", CALLS, Arguments::None, "lifts `@auth` and `@roles` of the service"),
];

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_name_stands_once() {
        for (index, annotation) in ALL.iter().enumerate() {
            let again = ALL[index + 1..].iter().any(|other| other.name == annotation.name);
            assert!(!again, "@{} has two rows", annotation.name);
        }
    }

    #[test]
    fn every_row_has_a_place() {
        assert!(ALL.iter().all(|annotation| !annotation.targets.is_empty()));
    }
}
