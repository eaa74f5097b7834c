//! The answers of an operation: its success, the errors it declares, and what a server refuses by itself.

use super::bodies;
use super::names::PROBLEM;
use super::paths::Operation;
use super::problems::{self, OTHER, REFUSALS, Refusal};
use super::reach;
use super::schemas::reference;
use super::scope::Scope;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Access, ErrorId, Method};
use std::collections::BTreeMap;

/// Returns the answers of an operation by their status.
pub(super) fn responses(scope: &Scope<'_>, operation: &Operation<'_>) -> Map {
    let (status, success) = success(scope, operation);
    let mut failures: BTreeMap<u16, Vec<ErrorId>> =
        refusals(scope, operation.method).map(|it| (it.status, vec![])).collect();
    for throw in &operation.method.throws {
        failures.entry(scope.model[throw.error].status).or_default().push(throw.error);
    }
    let failures =
        failures.iter().map(|(status, errors)| (status.to_string(), failure(scope, operation, *status, errors).into()));
    let other = ("default".to_owned(), refer(OTHER).into());
    [(status.to_string(), success.into())].into_iter().chain(failures).chain([other]).collect()
}

/// Returns the status and the answer of a success.
fn success(scope: &Scope<'_>, operation: &Operation<'_>) -> (u16, Map) {
    let status = operation.route.status;
    match &operation.method.result {
        Some(ty) => {
            (status, Map::new().with("description", "The result.").with("content", bodies::json(scope.schema(ty))))
        }
        // Without a result there is nothing to send, and 200 would promise something.
        None => (if status == 200 { 204 } else { status }, Map::new().with("description", "It is done.")),
    }
}

/// Returns the answer of a status: errors, and what the server says by itself.
fn failure(scope: &Scope<'_>, operation: &Operation<'_>, status: u16, errors: &[ErrorId]) -> Map {
    let refusal = refusals(scope, operation.method).find(|refusal| refusal.status == status);
    if let (Some(refusal), []) = (refusal, errors) {
        return refer(refusal.name);
    }
    let refused = refusal.map(|_| PROBLEM);
    let names: Vec<&str> = errors.iter().map(|id| scope.names.problem(*id)).chain(refused).collect();
    let schema = match names.as_slice() {
        [only] => reference(only),
        all => Map::new().with("oneOf", Tree::list(all.iter().map(|name| reference(name)))),
    };
    let headers = refusal.map(|_| problems::headers());
    Map::new()
        .with("description", description(scope, errors))
        .with_some("headers", headers)
        .with("content", problems::content(schema))
}

fn description(scope: &Scope<'_>, errors: &[ErrorId]) -> String {
    let texts: Vec<_> = errors.iter().map(|id| problems::summary(&scope.model[*id])).collect();
    texts.join("\n\n")
}

fn refer(name: &str) -> Map {
    Map::new().with("$ref", format!("#/components/responses/{name}"))
}

/// Returns what a server may answer by itself in place of a method.
pub(super) fn refusals(scope: &Scope<'_>, method: &Method) -> impl Iterator<Item = &'static Refusal> {
    let body = bodies::has_body(method);
    let refused = can_be_refused(scope, method);
    let (known, role) = match method.access {
        Access::Anyone => (false, false),
        Access::Authenticated => (true, false),
        Access::Roles(_) => (true, true),
    };
    REFUSALS.iter().filter(move |refusal| match refusal.status {
        401 => known,
        403 => role,
        413 | 415 => body,
        422 => refused,
        _ => true,
    })
}

fn can_be_refused(scope: &Scope<'_>, method: &Method) -> bool {
    let mut parameters = method.parameters.iter();
    parameters.any(|it| !it.constraints.is_empty() || reach::can_be_refused(scope, &it.ty))
}
