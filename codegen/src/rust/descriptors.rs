//! The descriptors of services.

use super::scope::Scope;
use crate::layout::{self, Place};
use crate::literal::string;
use crate::names;
use aspyx_idl::model::{self, Access, Method, Model, Place as Travel, Repeat, Segment, Service, ServiceId, Verb};
use aspyx_templates::{Descriptor, DescriptorMethod, Route};

/// Decides how the descriptor of a service looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId) -> Descriptor {
    let service = &scope.model[id];
    Descriptor {
        name: names::constant(&service.name),
        service: scope.facts[id].clone(),
        package: string(&scope.package.name),
        declared: string(&service.name),
        wire_name: string(&service.wire_name),
        docs: string(service.docs.as_deref().unwrap_or_default()),
        component: component(scope, service),
        methods: service.methods.iter().map(|item| method(scope.model, service, item)).collect(),
    }
}

fn component(scope: &Scope<'_>, service: &Service) -> String {
    let Some(id) = service.component else { return "None".to_owned() };
    let component = &scope.model[id];
    format!("Some(&{})", scope.path(component.package, &names::constant(&component.name)))
}

fn method(model: &Model, service: &Service, method: &Method) -> DescriptorMethod {
    let component = service.component.map_or("", |id| &model[id].wire_name);
    let fields = method.parameters.iter().map(|item| format!("{} = {}", string(&item.name), item.tag));
    let items: Vec<_> = [string(&method.name)].into_iter().chain(fields).collect();
    let place = Place::line(12, 1).behind("parameters: ::aspyx::codegen::shape!");
    DescriptorMethod {
        declared: string(&method.name),
        id: string(&format!("{component}:{}:{}", service.wire_name, method.name)),
        docs: method.docs.as_deref().map(string),
        parameters: layout::macro_arguments(place, &items),
        answer: answer(model, method),
        route: method.route.as_ref().map(|item| route(method, item)),
        repeat: repeat(method.repeat),
        access: access(&method.access),
        timeout: method.timeout.map(timeout),
        deprecated: method.deprecated.as_ref().or(service.deprecated.as_ref()).map(|reason| string(reason)),
    }
}

/// Returns the errors a method throws, by the names they have on the wire; nothing for a method that throws none.
fn answer(model: &Model, method: &Method) -> Option<String> {
    let name = |error: &model::Error| string(&format!("{}.{}", model[error.package].name, error.name));
    let items: Vec<_> =
        method.throws.iter().map(|throw| format!("{} = {}", name(&model[throw.error]), throw.tag)).collect();
    let place = Place::line(12, 1).behind("answer: ::aspyx::codegen::answer!");
    if items.is_empty() { None } else { Some(layout::macro_arguments(place, &items)) }
}

fn repeat(repeat: Repeat) -> Option<&'static str> {
    match repeat {
        Repeat::Once => None,
        Repeat::Readonly => Some("Readonly"),
        Repeat::Idempotent => Some("Idempotent"),
    }
}

fn access(access: &Access) -> Option<String> {
    match access {
        Access::Anyone => None,
        Access::Authenticated => Some("Authenticated".to_owned()),
        Access::Roles(roles) => {
            let roles: Vec<_> = roles.iter().map(|role| string(role)).collect();
            let place = Place::line(12, 1).behind("access: ::aspyx::codegen::Access::Roles");
            Some(format!("Roles{}", layout::array_argument(place, "&[", &roles)))
        }
    }
}

/// Returns a length of time in the unit people would choose.
fn timeout(nanoseconds: u64) -> String {
    let (unit, count) = match nanoseconds {
        whole if whole.is_multiple_of(1_000_000_000) => ("secs", whole / 1_000_000_000),
        whole if whole.is_multiple_of(1_000_000) => ("millis", whole / 1_000_000),
        odd => ("nanos", odd),
    };
    format!("::std::time::Duration::from_{unit}({count})")
}

fn route(method: &Method, route: &model::Route) -> Route {
    let places: Vec<_> = method.parameters.iter().map(|parameter| travels(&parameter.place)).collect();
    Route {
        verb: verb(route.verb),
        path: string(&path(method, route)),
        slash: route.slash,
        places: layout::array(Place::line(16, 1).behind("places: "), "&[", &places),
        status: route.status,
    }
}

/// Returns the path with the parameters' names in braces.
fn path(method: &Method, route: &model::Route) -> String {
    let segments = route.path.iter().map(|segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Parameter(index) => format!("/{{{}}}", method.parameters[*index].name),
    });
    let path: String = segments.collect();
    if path.is_empty() { "/".to_owned() } else { path }
}

fn travels(place: &Travel) -> String {
    let place = match place {
        Travel::Path => "Path".to_owned(),
        Travel::Query(name) => format!("Query({})", string(name)),
        Travel::Header(name) => format!("Header({})", string(name)),
        Travel::Body => "Body".to_owned(),
        Travel::BodyMember => "BodyMember".to_owned(),
    };
    format!("::aspyx::codegen::Place::{place}")
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
