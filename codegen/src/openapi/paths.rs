//! The methods of a component that have a route, and the paths they stand under.
//!
//! OpenAPI knows one path by one template. `/{id}` and `/{name}`, which the router takes for the same, therefore go by
//! the names of the method that comes first; what such a parameter is called is seen by nobody but the reader.

use aspyx_idl::model::{Component, Method, Model, Route, Segment, Service, ServiceId, Verb};
use std::collections::{HashMap, HashSet};

/// A method that has a route.
pub(super) struct Operation<'m> {
    pub(super) id: String,
    pub(super) service: ServiceId,
    pub(super) method: &'m Method,
    pub(super) route: &'m Route,
    /// The path, with the names all methods under it agree on.
    pub(super) path: String,
    /// What the parameters in the path are called, in their order there.
    pub(super) names: Vec<&'m str>,
}

/// Returns the methods of a component that have a route.
pub(super) fn operations<'m>(model: &'m Model, component: &'m Component) -> Vec<Operation<'m>> {
    let mut templates = HashMap::new();
    let mut ids = HashSet::new();
    let methods = component.services.iter().flat_map(|id| model[*id].methods.iter().map(move |method| (*id, method)));
    let routed = methods.filter_map(|(service, method)| Some((service, method, method.route.as_ref()?)));
    routed
        .map(|(service, method, route)| {
            let own = || names(method, route);
            let names: &Vec<&str> = templates.entry(shape(route)).or_insert_with(own);
            let (path, names) = (path(route, names), names.clone());
            Operation { id: id(&mut ids, &model[service], method), service, method, route, path, names }
        })
        .collect()
}

/// Returns the name of a verb in lower case, as documents have it.
pub(super) fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "get",
        Verb::Post => "post",
        Verb::Put => "put",
        Verb::Patch => "patch",
        Verb::Delete => "delete",
    }
}

/// Returns a route's path without the names of its parameters.
fn shape(route: &Route) -> String {
    let segment = |segment: &Segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Parameter(_) => "/{}".to_owned(),
    };
    route.path.iter().map(segment).collect()
}

/// Returns the names of the parameters in a path, in their order there.
fn names<'m>(method: &'m Method, route: &Route) -> Vec<&'m str> {
    let name = |segment: &Segment| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(index) => Some(method.parameters[*index].name.as_str()),
    };
    route.path.iter().filter_map(name).collect()
}

/// Returns a path as documents write it; one that answers with and without a slash at its end stands there without.
fn path(route: &Route, names: &[&str]) -> String {
    let mut names = names.iter();
    let segment = |segment: &Segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Parameter(_) => format!("/{{{}}}", names.next().unwrap_or(&"")),
    };
    let path: String = route.path.iter().map(segment).collect();
    if path.is_empty() { "/".to_owned() } else { path }
}

/// Returns a name for a method that no other one in the document has: `catalog_get`.
fn id(taken: &mut HashSet<String>, service: &Service, method: &Method) -> String {
    use heck::ToSnakeCase as _;
    let mut id = format!("{}_{}", service.name.to_snake_case(), method.name);
    while !taken.insert(id.clone()) {
        id.push('_');
    }
    id
}
