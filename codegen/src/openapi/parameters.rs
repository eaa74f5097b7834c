//! Parameters that travel in the path, the query string or a header.

use super::members::Member;
use super::paths::Operation;
use super::rules::bare;
use super::scope::Scope;
use super::texts;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Model, Parameter, Place, Segment, Type};

/// Returns the parameters of an operation that are not in its body.
pub(super) fn parameters(scope: &Scope<'_>, operation: &Operation<'_>) -> Tree {
    let parameters = operation.method.parameters.iter().enumerate();
    Tree::list(parameters.filter_map(|(index, parameter)| {
        let (place, name) = match &parameter.place {
            Place::Path => ("path", name_in_path(operation, index)),
            Place::Query(name) => ("query", name.as_str()),
            Place::Header(name) => ("header", name.as_str()),
            Place::Body | Place::BodyMember => return None,
        };
        Some(self::parameter(scope, parameter, place, name))
    }))
}

fn parameter(scope: &Scope<'_>, parameter: &Parameter, place: &str, name: &str) -> Map {
    let member = Member::from(parameter);
    let exploded = is_list(scope.model, member.ty) && place == "query";
    let required = place == "path" || member.is_required() && !exploded;
    Map::new()
        .with("name", name)
        .with("in", place)
        .with_some("description", texts::described(member.docs, texts::deprecation(member.deprecated)))
        .with_some("required", required.then_some(true))
        .with_some("deprecated", member.deprecated.map(|_| true))
        .with_some("style", exploded.then_some("form"))
        .with_some("explode", exploded.then_some(true))
        .with("schema", scope.parameter_schema(member))
}

/// Returns what the parameter with an index is called in the path.
fn name_in_path<'m>(operation: &Operation<'m>, parameter: usize) -> &'m str {
    let indices = operation.route.path.iter().filter_map(|segment| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(index) => Some(*index),
    });
    let found = indices.zip(&operation.names).find(|(index, _)| *index == parameter);
    found.map_or("", |(_, name)| name)
}

/// Returns whether a parameter may stand in a query string several times, or not at all.
fn is_list(model: &Model, ty: &Type) -> bool {
    matches!(bare(model, ty), Type::List(_) | Type::Set(_))
}
