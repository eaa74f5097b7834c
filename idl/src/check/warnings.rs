//! What is worth a look in input that is otherwise right.
//!
//! Files that are only imported are passed over: whoever compiles against them cannot mend them.

use super::calls;
use super::reports::Reports;
use super::world::{FileScope, Import, World};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Component, Model, Service};

/// Reports everything that is worth a look.
pub(super) fn check(world: &World<'_>, model: &Model, reports: &Reports) {
    let own = |file: &&FileScope<'_>| !world.sources[file.id].imported;
    for import in world.files.iter().filter(own).flat_map(|file| &file.imports) {
        unused(import, reports);
    }
    for service in model.services.iter().filter(|service| !world.sources[service.span.file].imported) {
        unlisted(service, reports);
    }
    calls::warn(world, reports);
    for component in model.components.iter().filter(|component| !world.sources[component.span.file].imported) {
        rest(model, component, reports);
    }
}

/// Warns of an import nobody asked for.
fn unused(import: &Import<'_>, reports: &Reports) {
    if import.used.get() {
        return;
    }
    let text = format!("`{}` is imported and not used", import.name.text);
    let unused = Diagnostic::new(catalogue::UNUSED_IMPORT, import.name.span, text, "not used");
    reports.report(match import.whole {
        Some(span) => unused.suggest("remove it", span, ""),
        None => unused.help("remove it from the list"),
    });
}

/// Warns of a service nobody can reach.
fn unlisted(service: &Service, reports: &Reports) {
    if service.component.is_none() {
        let text = format!("no component lists service `{}`, so it cannot be reached", service.name);
        reports.report(
            Diagnostic::new(catalogue::UNLISTED_SERVICE, service.span, text, "in no component")
                .help("add it to the `services:` of a component"),
        );
    }
}

/// Warns of routes that are not served, and of a rest channel without routes.
fn rest(model: &Model, component: &Component, reports: &Reports) {
    let listed = component.channels.iter().any(|channel| channel == "rest");
    let routed = component.services.iter().map(|id| &model[*id]).find(|service| is_routed(service));
    let text = match routed {
        Some(service) if !listed => {
            let text = format!(
                "`{}` does not list `rest`, so the routes of `{}` are not served",
                component.name, service.name
            );
            let unserved = Diagnostic::new(catalogue::ROUTES_WITHOUT_REST, component.span, text, "without `rest`");
            reports.report(unserved.also(service.span, "has routes"));
            return;
        }
        None if listed => format!("`{}` lists `rest`, but none of its methods has a route", component.name),
        Some(_) | None => return,
    };
    reports.report(Diagnostic::new(catalogue::REST_WITHOUT_ROUTES, component.span, text, "nothing on `rest`"));
}

/// Returns whether a service has a method with a route.
fn is_routed(service: &Service) -> bool {
    service.methods.iter().any(|method| method.route.is_some())
}
