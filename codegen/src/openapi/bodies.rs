//! The bodies of requests.

use super::members::Member;
use super::scope::Scope;
use super::texts;
use crate::tree::Map;
use aspyx_idl::model::{Method, Place};

/// Returns whether a method reads the body of a request.
pub(super) fn has_body(method: &Method) -> bool {
    method.parameters.iter().any(|parameter| matches!(parameter.place, Place::Body | Place::BodyMember))
}

/// Returns the body of a method's requests, if it has one.
pub(super) fn body(scope: &Scope<'_>, method: &Method) -> Option<Map> {
    let whole = method.parameters.iter().find(|parameter| parameter.place == Place::Body);
    if let Some(parameter) = whole {
        return Some(alone(scope, Member::from(parameter)));
    }
    has_body(method).then(|| shared(scope, method))
}

/// Returns a body that is one parameter.
fn alone(scope: &Scope<'_>, member: Member<'_>) -> Map {
    let bare = Member { docs: None, deprecated: None, ..member };
    let description = texts::described(member.docs, texts::deprecation(member.deprecated));
    request(description, member.is_required(), scope.member(bare))
}

/// Returns a body whose members are parameters.
fn shared(scope: &Scope<'_>, method: &Method) -> Map {
    let members = method.parameters.iter().filter(|parameter| parameter.place == Place::BodyMember).map(Member::from);
    let required = members.clone().any(|member| member.is_required());
    request(None, required, scope.object(members))
}

fn request(description: Option<String>, required: bool, schema: Map) -> Map {
    Map::new().with_some("description", description).with("required", required).with("content", json(schema))
}

/// Returns content in JSON.
pub(super) fn json(schema: Map) -> Map {
    Map::new().with("application/json", Map::new().with("schema", schema))
}
