//! Routes that would lead to two places at once, within a component and with what the server answers itself.
//!
//! Routes of different components meet only if one process hosts both, which is known when it starts.

use super::reports::Reports;
use super::rest;
use super::world::World;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Component, Method, Model, Route, Segment, Service, ServiceId, Verb};
use crate::source::Span;
use std::collections::HashMap;

/// The paths the server answers itself.
const RESERVED: [&str; 7] = ["/invoke", "/report", "/livez", "/readyz", "/metrics", "/docs", "/openapi.json"];

/// A method with its route, and where the verb stands.
struct Routed<'a> {
    service: &'a Service,
    method: &'a Method,
    route: &'a Route,
    span: Span,
}

/// Refuses routes and health paths that are taken.
pub(super) fn check(world: &World<'_>, model: &Model, reports: &Reports) {
    for (service, id) in model.services.iter().zip((0..).map(ServiceId)) {
        for routed in routed(world, model, id) {
            reserved(&shape(&routed.route.path), routed.span, "the route", reports);
        }
        if service.component.is_none() {
            distinct(routed(world, model, id), reports);
        }
    }
    for (component, declared) in model.components.iter().zip(&world.components) {
        let routed = || component.services.iter().flat_map(|id| routed(world, model, *id));
        health(component, health_span(declared.ast), routed(), reports);
        distinct(routed(), reports);
    }
}

/// Returns the methods that have a route.
fn routed<'a>(world: &World<'a>, model: &'a Model, id: ServiceId) -> impl Iterator<Item = Routed<'a>> + use<'a> {
    let service = &model[id];
    // The model has the methods of the tree, all of them and in their order.
    let methods = service.methods.iter().zip(&world.services[id.0 as usize].ast.methods);
    methods.filter_map(move |(method, ast)| {
        let span = rest::verb_of(ast).map_or(method.span, |verb| verb.span);
        Some(Routed { service, method, route: method.route.as_ref()?, span })
    })
}

/// Returns where a component's health path is said, or else the component.
fn health_span(component: &ast::Component) -> Span {
    let mut annotations = component.head.annotations.iter();
    let health = annotations.find(|annotation| annotation.name.text == "health");
    health.map_or(component.head.name.span, |annotation| annotation.span)
}

/// Returns a path as text, its parameters without their names.
fn shape(path: &[Segment]) -> String {
    let texts = path.iter().map(|segment| if let Segment::Literal(text) = segment { text } else { "{}" });
    let parts: Vec<&str> = texts.collect();
    format!("/{}", parts.join("/"))
}

/// Refuses a path the server answers itself.
fn reserved(path: &str, span: Span, what: &str, reports: &Reports) {
    if RESERVED.contains(&path) {
        let text = format!("{what} `{path}` is answered by the server itself");
        let reserved = Diagnostic::new(catalogue::RESERVED_PATH, span, text, "takes a reserved path");
        reports.report(reserved.help("choose another path"));
    }
}

/// Refuses a health path that is reserved, and routes that take it.
fn health<'a>(component: &Component, span: Span, routed: impl Iterator<Item = Routed<'a>>, reports: &Reports) {
    reserved(&component.health, span, "the health path", reports);
    let own = format!("/health/{}", component.wire_name);
    for routed in routed {
        let path = shape(&routed.route.path);
        if path == component.health || path == own {
            let text = format!("the route `{path}` is the health path of `{}`", component.name);
            let taken = Diagnostic::new(catalogue::RESERVED_PATH, routed.span, text, "takes the health path");
            reports.report(
                taken
                    .also(span, "belongs to this component")
                    .help("choose another path, or another health path with `@health(\"/…\")`"),
            );
        }
    }
}

/// Refuses two methods under one verb and path.
fn distinct<'a>(routed: impl Iterator<Item = Routed<'a>>, reports: &Reports) {
    let mut seen: HashMap<(Verb, String), Routed<'_>> = HashMap::new();
    for routed in routed {
        let path = shape(&routed.route.path);
        let span = routed.span;
        let name = |routed: &Routed<'_>| format!("`{}.{}`", routed.service.name, routed.method.name);
        let second = name(&routed);
        if let Some(first) = seen.insert((routed.route.verb, path.clone()), routed) {
            let text = format!("{} and {second} have the same route `{path}`", name(&first));
            let twice = Diagnostic::new(catalogue::DUPLICATE_ROUTE, span, text, "the route is taken");
            reports.report(twice.also(first.span, "taken by this method"));
        }
    }
}
