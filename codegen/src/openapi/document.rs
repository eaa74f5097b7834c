//! The document of a component, from its head to its schemas.

use super::operations::{self, BEARER};
use super::problems::{self, OTHER, REFUSALS};
use super::responses;
use super::scope::Scope;
use super::texts;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Access, ItemId};
use aspyx_idl::names::is_version;
use std::collections::HashSet;

/// What is said of packages that have no version.
const NO_VERSION: &str = "0.0.0";

/// Returns the document of a component, which says where it comes from if its file cannot.
pub(super) fn build(scope: &Scope<'_>, mark: Option<&str>) -> Map {
    Map::new()
        .with("openapi", scope.version.name())
        .with_some("x-generated", mark)
        .with("info", info(scope))
        .with_filled("tags", tags(scope))
        .with("paths", operations::paths(scope))
        .with_filled("components", components(scope))
}

fn info(scope: &Scope<'_>) -> Map {
    let (component, package) = (scope.component, &scope.model[scope.component.package]);
    let version = package.segments().last().filter(|last| is_version(last));
    let docs = component.docs.as_deref().or(package.docs.as_deref());
    Map::new()
        .with("title", &component.name)
        .with_some("description", texts::described(docs, texts::deprecation(component.deprecated.as_deref())))
        .with("version", version.unwrap_or(NO_VERSION))
        .with("x-component", &component.wire_name)
}

/// Returns the services that have routes.
fn tags(scope: &Scope<'_>) -> Tree {
    let routed: HashSet<_> = scope.operations.iter().map(|operation| operation.service).collect();
    let services = scope.component.services.iter().filter(|id| routed.contains(id));
    Tree::list(services.map(|id| {
        let service = &scope.model[*id];
        let description = texts::described(service.docs.as_deref(), texts::deprecation(service.deprecated.as_deref()));
        Map::new().with("name", &service.name).with_some("description", description)
    }))
}

fn components(scope: &Scope<'_>) -> Map {
    if scope.operations.is_empty() {
        return Map::new();
    }
    let headers = Map::new().with("aspyx-executed", problems::header());
    Map::new()
        .with("schemas", schemas(scope))
        .with("responses", refusals(scope))
        .with("headers", headers)
        .with_filled("securitySchemes", security(scope))
}

fn schemas(scope: &Scope<'_>) -> Map {
    let items = scope.items.iter();
    let declared = items.clone().filter_map(|item| Some((scope.names.item(*item), scope.declared(*item)?)));
    let errors = items.filter_map(|item| if let ItemId::Error(id) = item { Some(*id) } else { None });
    let raised = errors.map(|id| (scope.names.problem(id), problems::declared(scope, id)));
    let all = declared.chain(raised).chain(problems::schemas());
    all.map(|(name, schema)| (name.to_owned(), schema.into())).collect()
}

/// Returns the responses that operations refer to.
fn refusals(scope: &Scope<'_>) -> Map {
    let methods = scope.operations.iter().map(|operation| operation.method);
    let used: HashSet<_> = methods.flat_map(|method| responses::refusals(scope, method)).map(|it| it.status).collect();
    let refusals = REFUSALS.iter().filter(|refusal| used.contains(&refusal.status));
    let responses = refusals.map(|refusal| (refusal.name.to_owned(), problems::response(refusal).into()));
    responses.chain([(OTHER.to_owned(), problems::other().into())]).collect()
}

fn security(scope: &Scope<'_>) -> Map {
    let asked = scope.operations.iter().any(|operation| operation.method.access != Access::Anyone);
    let bearer = Map::new().with("type", "http").with("scheme", "bearer");
    if asked { Map::new().with(BEARER, bearer) } else { Map::new() }
}
