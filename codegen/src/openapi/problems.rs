//! Problem documents (RFC 9457): what a server answers with before a method runs, and how errors travel that it declares.
//!
//! Both kinds can be told apart by `type` alone, so that exactly one schema fits where a status has several.

use super::names::{PROBLEM, VIOLATION};
use super::schemas::{array, reference};
use super::scope::Scope;
use super::texts;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Error, ErrorId, ItemId};

/// A status that a server answers by itself.
pub(super) struct Refusal {
    pub(super) status: u16,
    /// The name of its response.
    pub(super) name: &'static str,
    description: &'static str,
}

/// The name of the response for whatever is not listed.
pub(super) const OTHER: &str = "Other";

/// All of them, by status.
pub(super) const REFUSALS: &[Refusal] = &[
    refusal(400, "Malformed", "The request cannot be decoded, or its arguments do not fit the method."),
    refusal(401, "Unauthenticated", "The caller is not authenticated."),
    refusal(403, "Forbidden", "The caller is not allowed to do this."),
    refusal(413, "TooLarge", "The request is larger than the server takes."),
    refusal(415, "UnsupportedMediaType", "The content type is not supported."),
    refusal(422, "Refused", "The arguments can be decoded, but are not allowed; `violations` says which."),
    refusal(500, "Failed", "The method failed with an error it does not declare, or the server did."),
    refusal(503, "Overloaded", "The server does not take calls now."),
    refusal(504, "Deadline", "There was no answer in time."),
];

const fn refusal(status: u16, name: &'static str, description: &'static str) -> Refusal {
    Refusal { status, name, description }
}

/// Returns the response of a refusal.
pub(super) fn response(refusal: &Refusal) -> Map {
    let headers = if refusal.status == 401 { headers().with("www-authenticate", challenge()) } else { headers() };
    describe(refusal.description, headers)
}

/// Returns the response for whatever is not listed.
pub(super) fn other() -> Map {
    describe("What the server, or somebody between, answers otherwise.", headers())
}

fn describe(description: &str, headers: Map) -> Map {
    Map::new().with("description", description).with("headers", headers).with("content", content(reference(PROBLEM)))
}

/// Returns the header that says how to authenticate (RFC 9110, section 11.6.1).
fn challenge() -> Map {
    Map::new().with("schema", Map::new().with("type", "string").with("enum", Tree::list(["Bearer"])))
}

/// Returns the headers of a refusal.
pub(super) fn headers() -> Map {
    Map::new().with("aspyx-executed", Map::new().with("$ref", "#/components/headers/aspyx-executed"))
}

/// Returns what there is to know about the headers of refusals.
pub(super) fn header() -> Map {
    let description = "Says that the method has certainly not run, so that the call may be sent again.";
    let schema = Map::new().with("type", "string").with("enum", Tree::list(["no"]));
    Map::new().with("description", description).with("schema", schema)
}

/// Returns content that is a problem document.
pub(super) fn content(schema: Map) -> Map {
    Map::new().with("application/problem+json", Map::new().with("schema", schema))
}

/// Returns the schemas of what is refused, by their names.
pub(super) fn schemas() -> [(&'static str, Map); 2] {
    [(PROBLEM, problem()), (VIOLATION, violation())]
}

fn problem() -> Map {
    let kind = text("What kind of problem it is.").with("pattern", "^urn:aspyx:[a-z-]+$");
    let properties = Map::new()
        .with("type", kind)
        .with("title", text("The same for people."))
        .with("status", Map::new().with("type", "integer").with("description", "The HTTP status."))
        .with("detail", text("What happened this time."))
        .with("violations", array(reference(VIOLATION)).with("description", "The rules that were broken, if any."));
    object("What goes wrong beside the errors a method declares (RFC 9457).", properties)
        .with("required", Tree::list(["type", "title", "status", "detail"]))
}

fn violation() -> Map {
    let value = Map::new().with("description", "The value, unless it is kept secret.");
    let properties = Map::new()
        .with("path", text("Where the value stands: `product.parts[2].title`."))
        .with("rule", text("The rule it breaks: `len(1..=200)`."))
        .with("value", value);
    object("An argument that is not allowed.", properties).with("required", Tree::list(["path", "rule"]))
}

/// Returns the schema of the problem document that carries an error.
pub(super) fn declared(scope: &Scope<'_>, id: ErrorId) -> Map {
    let error = &scope.model[id];
    let name = scope.model.full_name(error.package, &error.name);
    let properties = Map::new()
        .with("type", scope.constant(format!("urn:aspyx:error:{name}")))
        .with("title", scope.constant(&error.name))
        .with("status", scope.constant(error.status))
        .with("detail", text("What happened this time."))
        .with("error", raised(scope, id, &name));
    object(&summary(error), properties).with("required", Tree::list(["type", "title", "status", "detail", "error"]))
}

fn raised(scope: &Scope<'_>, id: ErrorId, name: &str) -> Map {
    let data = reference(scope.names.item(ItemId::Error(id)));
    let properties = Map::new().with("type", scope.constant(name)).with("data", data);
    Map::new().with("type", "object").with("properties", properties).with("required", Tree::list(["type", "data"]))
}

/// Returns what an error says of itself in a line.
pub(super) fn summary(error: &Error) -> String {
    texts::summary(error.docs.as_deref(), &error.name)
}

fn text(description: &str) -> Map {
    Map::new().with("type", "string").with("description", description)
}

fn object(description: &str, properties: Map) -> Map {
    Map::new().with("description", description).with("type", "object").with("properties", properties)
}
