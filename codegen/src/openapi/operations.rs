//! Operations: what one can ask a server for.

use super::paths::{self, Operation};
use super::scope::Scope;
use super::{bodies, parameters, responses, texts};
use crate::tree::{Map, Tree};
use aspyx_idl::model::Access;
use std::collections::HashMap;

/// The name of the way in which callers say who they are.
pub(super) const BEARER: &str = "bearer";

/// Returns all operations by their paths, these in the order of the methods.
pub(super) fn paths(scope: &Scope<'_>) -> Map {
    let mut places = HashMap::new();
    let mut paths: Vec<(String, Map)> = Vec::new();
    for operation in &scope.operations {
        let place = *places.entry(&operation.path).or_insert_with(|| {
            paths.push((operation.path.clone(), Map::new()));
            paths.len() - 1
        });
        paths[place].1.add(paths::verb(operation.route.verb), self::operation(scope, operation));
    }
    paths.into_iter().map(|(path, item)| (path, item.into())).collect()
}

fn operation(scope: &Scope<'_>, operation: &Operation<'_>) -> Map {
    let (method, service) = (operation.method, &scope.model[operation.service]);
    let deprecated = method.deprecated.as_deref().or(service.deprecated.as_deref());
    let (summary, rest) = texts::summary_and_rest(method.docs.as_deref());
    let notes = roles_in_words(&method.access).into_iter().chain(texts::deprecation(deprecated));
    Map::new()
        .with("tags", Tree::list([&service.name]))
        .with_some("summary", summary)
        .with_some("description", texts::described(rest.as_deref(), notes))
        .with("operationId", &operation.id)
        .with_some("deprecated", deprecated.map(|_| true))
        .with_filled("parameters", parameters::parameters(scope, operation))
        .with_some("requestBody", bodies::body(scope, method))
        .with("responses", responses::responses(scope, operation))
        .and(security(&method.access))
}

/// Returns who may call: that roles are alternatives is something OpenAPI cannot say.
fn security(access: &Access) -> Map {
    let bearer = || vec![Map::new().with(BEARER, Vec::new()).into()];
    match access {
        Access::Anyone => Map::new(),
        Access::Authenticated => Map::new().with("security", bearer()),
        Access::Roles(roles) => Map::new().with("security", bearer()).with("x-roles", Tree::list(roles)),
    }
}

fn roles_in_words(access: &Access) -> Option<String> {
    let Access::Roles(roles) = access else { return None };
    let roles: Vec<_> = roles.iter().map(|role| format!("`{role}`")).collect();
    match roles.as_slice() {
        [only] => Some(format!("Asks for the role {only}.")),
        all => Some(format!("Asks for one of the roles {}.", all.join(", "))),
    }
}
