//! What is called: services, methods and the components that expose them.

use super::{ComponentId, Constraint, ErrorId, PackageId, ServiceId, Type, Value};
use crate::source::Span;

/// A set of methods.
#[derive(Clone, Debug)]
pub struct Service {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The kebab-case name that travels, `test-service`.
    pub wire_name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The component that lists it, which may stand in another package.
    pub component: Option<ComponentId>,
    /// The methods, in order.
    pub methods: Vec<Method>,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// Where its name stands.
    pub span: Span,
}

/// A method of a service.
#[derive(Clone, Debug)]
pub struct Method {
    /// As written; also the name that travels.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The parameters, in order.
    pub parameters: Vec<Parameter>,
    /// What it returns.
    pub result: Option<Type>,
    /// The errors it may raise, in order.
    pub throws: Vec<Throw>,
    /// How the rest channel exposes it, if it does.
    pub route: Option<Route>,
    /// Whether a call may be sent twice.
    pub repeat: Repeat,
    /// How long a call may take, in nanoseconds, if it is bounded.
    pub timeout: Option<u64>,
    /// Who may call it.
    pub access: Access,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf numbers `@reserved` keeps free, sorted.
    pub reserved: Vec<u32>,
    /// Where its name stands.
    pub span: Span,
}

/// A parameter of a method.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// As written.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The type.
    pub ty: Type,
    /// What the server takes when it is missing.
    pub default: Option<Value>,
    /// The rules of its own that a value must keep, beside those of its type.
    pub constraints: Vec<Constraint>,
    /// Whether the value is kept out of logs.
    pub sensitive: bool,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf field number.
    pub tag: u32,
    /// Whether `@tag` says so.
    pub pinned: bool,
    /// Where it travels on the rest channel; of use only if the method has a route.
    pub place: Place,
    /// Where its name stands.
    pub span: Span,
}

/// Where a parameter travels on the rest channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path, as `{name}`.
    Path,
    /// In the query string, under this name.
    Query(String),
    /// In a header of this lower-case name.
    Header(String),
    /// It is the body.
    Body,
    /// It is the member of the body object with the parameter's name.
    BodyMember,
}

/// An entry of a method's `throws`.
#[derive(Clone, Copy, Debug)]
pub struct Throw {
    /// The error.
    pub error: ErrorId,
    /// Its protobuf number within the response message, from 3.
    pub tag: u32,
    /// Whether `@tag` says so.
    pub pinned: bool,
    /// Where it is named.
    pub span: Span,
}

/// Whether a call may be sent twice, as its method says or its service for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// It must not: nothing is said, or `@once` takes it back.
    Once,
    /// It may, and changes nothing: `@readonly`, or `@get`.
    Readonly,
    /// It may: `@idempotent`, `@put` or `@delete`.
    Idempotent,
}

/// Who may call a method, as it says itself or its service for all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone: nothing is said, or `@public` lifts it.
    Anyone,
    /// Whoever is authenticated: `@auth`.
    Authenticated,
    /// Whoever has one of the roles: `@roles`.
    Roles(Vec<String>),
}

/// How the rest channel exposes a method.
#[derive(Clone, Debug)]
pub struct Route {
    /// The HTTP method.
    pub verb: Verb,
    /// The service's prefix and the method's path; empty for `/`.
    pub path: Vec<Segment>,
    /// Whether the path was written as `/` below a prefix, so that it answers with and without the trailing slash.
    pub slash: bool,
    /// The status of a success: 200, or 204 without a result, or what `@status` says.
    pub status: u16,
}

/// One part of a path, between slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Taken literally, not encoded.
    Literal(String),
    /// The index of the parameter whose value stands here.
    Parameter(usize),
}

/// The HTTP methods a route may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// `@get`
    Get,
    /// `@post`
    Post,
    /// `@put`
    Put,
    /// `@patch`
    Patch,
    /// `@delete`
    Delete,
}

/// A deployment unit: services that travel together, and the channels that expose them.
#[derive(Clone, Debug)]
pub struct Component {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The kebab-case name that travels, with the package's version: `shop-v1`.
    pub wire_name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The services, in order.
    pub services: Vec<ServiceId>,
    /// The channels' names, in order of preference.
    pub channels: Vec<String>,
    /// The path of the health endpoint, `/health` unless said otherwise.
    pub health: String,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// Where its name stands.
    pub span: Span,
}
