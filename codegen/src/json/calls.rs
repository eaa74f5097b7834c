//! Services, their methods, and components.

use super::parts::{constraints, default, head, reserved, ty};
use crate::travel;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{
    Access, Component, Method, Model, Parameter, Place, Repeat, Route, Segment, Service, Throw, Verb,
};

/// Returns a component.
pub(super) fn component(model: &Model, it: &Component) -> Map {
    let services = it.services.iter().map(|id| model.full_name(model[*id].package, &model[*id].name));
    head(model, "component", it.package, &it.name, it.docs.as_deref())
        .with("wire_name", &it.wire_name)
        .with("services", Tree::list(services))
        .with("channels", Tree::list(&it.channels))
        .with("health", &it.health)
        .with("deprecated", it.deprecated.as_deref())
}

/// Returns a service.
pub(super) fn service(model: &Model, it: &Service) -> Map {
    let component = it.component.map(|id| &model[id]);
    head(model, "service", it.package, &it.name, it.docs.as_deref())
        .with("wire_name", &it.wire_name)
        .with("component", component.map(|it| model.full_name(it.package, &it.name)))
        .with("methods", Tree::list(it.methods.iter().map(|method| self::method(model, it, method))))
        .with("deprecated", it.deprecated.as_deref())
}

fn method(model: &Model, service: &Service, it: &Method) -> Map {
    Map::new()
        .with("name", &it.name)
        .with("docs", it.docs.as_deref())
        .with("id", service.component.map(|id| format!("{}:{}:{}", model[id].wire_name, service.wire_name, it.name)))
        .with("parameters", Tree::list(it.parameters.iter().map(|parameter| self::parameter(model, it, parameter))))
        .with("result", it.result.as_ref().map(|it| ty(model, it)))
        .with("throws", Tree::list(it.throws.iter().map(|it| throw(model, it))))
        .with("route", it.route.as_ref().map(|route| self::route(it, route)))
        .with("repeat", repeat(it.repeat))
        .with("timeout", it.timeout.map(|nanoseconds| travel::duration(nanoseconds.into())))
        .with("access", access(&it.access))
        .with("deprecated", it.deprecated.as_deref())
        .with("reserved", reserved(&it.reserved))
}

fn parameter(model: &Model, method: &Method, it: &Parameter) -> Map {
    Map::new()
        .with("name", &it.name)
        .with("docs", it.docs.as_deref())
        .with("type", ty(model, &it.ty))
        .with("default", default(model, it.default.as_ref()))
        .with("constraints", constraints(model, &it.constraints))
        .with("sensitive", it.sensitive)
        .with("deprecated", it.deprecated.as_deref())
        .with("tag", it.tag)
        .with("pinned", it.pinned)
        .with("place", method.route.as_ref().map(|_| place(it)))
}

/// Returns where a parameter travels by REST, and under which name.
fn place(it: &Parameter) -> Map {
    let at = |kind: &str, name: Option<&str>| Map::new().with("in", kind).with("name", name);
    match &it.place {
        Place::Path => at("path", Some(&it.name)),
        Place::Query(name) => at("query", Some(name)),
        Place::Header(name) => at("header", Some(name)),
        Place::Body => at("body", None),
        Place::BodyMember => at("body_member", Some(&it.name)),
    }
}

fn throw(model: &Model, it: &Throw) -> Map {
    let error = &model[it.error];
    Map::new().with("error", model.full_name(error.package, &error.name)).with("tag", it.tag).with("pinned", it.pinned)
}

fn route(method: &Method, it: &Route) -> Map {
    let name = |index: usize| method.parameters[index].name.as_str();
    let path: String = it.path.iter().map(|segment| written(segment, name)).collect();
    let segment = |segment: &Segment| match segment {
        Segment::Literal(text) => Map::new().with("literal", text),
        Segment::Parameter(index) => Map::new().with("parameter", name(*index)),
    };
    Map::new()
        .with("verb", verb(it.verb))
        .with("path", if path.is_empty() { "/" } else { &path })
        .with("segments", Tree::list(it.path.iter().map(segment)))
        .with("slash", it.slash)
        .with("status", it.status)
}

fn written<'m>(segment: &Segment, name: impl Fn(usize) -> &'m str) -> String {
    match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Parameter(index) => format!("/{{{}}}", name(*index)),
    }
}

fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
        Verb::Put => "PUT",
        Verb::Patch => "PATCH",
        Verb::Delete => "DELETE",
    }
}

fn repeat(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::Once => "once",
        Repeat::Readonly => "readonly",
        Repeat::Idempotent => "idempotent",
    }
}

/// Returns who may call; the roles are alternatives.
fn access(access: &Access) -> Map {
    let (kind, roles): (&str, &[String]) = match access {
        Access::Anyone => ("anyone", &[]),
        Access::Authenticated => ("authenticated", &[]),
        Access::Roles(roles) => ("roles", roles),
    };
    Map::new().with("kind", kind).with("roles", Tree::list(roles))
}
