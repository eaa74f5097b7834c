//! Components: descriptors and builders.

use super::scope::Scope;
use super::{dispatchers, objects};
use crate::layout::{self, Place};
use crate::literal::{docs, string};
use crate::names;
use crate::options::Side;
use aspyx_idl::model::{self, ComponentId, ServiceId};
use aspyx_templates::{Builder, BuilderPart, Component};

/// Decides how a component looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ComponentId) -> Component {
    let item = &scope.model[id];
    let channels: Vec<_> = item.channels.iter().map(|name| string(name)).collect();
    let services: Vec<_> = item.services.iter().map(|id| format!("&{}", descriptor(scope, *id))).collect();
    Component {
        docs: docs(item.docs.as_deref()),
        name: scope.facts[id].clone(),
        descriptor: names::constant(&item.name),
        package: string(&scope.package.name),
        declared: string(&item.name),
        wire_name: string(&item.wire_name),
        docs_text: string(item.docs.as_deref().unwrap_or_default()),
        health: string(&item.health),
        channels: layout::array(Place::line(4, 1).behind("channels: "), "&[", &channels),
        services: layout::array(Place::line(4, 1).behind("services: "), "&[", &services),
        builder: (scope.options.server == Side::Generated).then(|| builder(scope, item)),
    }
}

/// Returns the path of a service's descriptor.
fn descriptor(scope: &Scope<'_>, id: ServiceId) -> String {
    let service = &scope.model[id];
    scope.path(service.package, &names::constant(&service.name))
}

fn builder(scope: &Scope<'_>, item: &model::Component) -> Builder {
    let name = names::identifier(aspyx_idl::names::builder(&item.name));
    // Named after the services, so that what rustc says of a missing one says which.
    let parameters: Vec<_> = item.services.iter().map(|id| format!("__{}", scope.facts[*id])).collect();
    let defaults: Vec<_> = parameters.iter().map(|name| format!("{name} = ::aspyx::codegen::Missing")).collect();
    let parts = item.services.iter().enumerate();
    Builder {
        declared: brackets(&defaults),
        generics: brackets(&parameters),
        given: tuple(&parameters),
        parts: parts.map(|(index, id)| part(scope, (&name, &parameters), index, *id)).collect(),
        parameters,
        name,
    }
}

/// Returns type parameters; none have no brackets.
fn brackets(parameters: &[String]) -> String {
    if parameters.is_empty() { String::new() } else { format!("<{}>", parameters.join(", ")) }
}

/// Returns a tuple of types.
fn tuple(parameters: &[String]) -> String {
    if let [only] = parameters { format!("({only},)") } else { format!("({})", parameters.join(", ")) }
}

fn part(scope: &Scope<'_>, (builder, parameters): (&str, &[String]), index: usize, id: ServiceId) -> BuilderPart {
    let package = scope.model[id].package;
    let method = names::identifier(aspyx_idl::names::setter(&scope.model[id].name));
    let service = scope.path(package, &scope.facts[id]);
    let mut given = parameters.to_vec();
    given[index] = "::aspyx::codegen::Given".to_owned();
    let taken = ["self".to_owned(), format!("service: impl {service}")];
    let result = format!(" -> {builder}{}", brackets(&given));
    BuilderPart {
        head: layout::signature(Place::line(4, 2), &format!("pub fn {method}"), &taken, &result),
        object: scope.path(package, &objects::name(scope, id)),
        dispatcher: scope.path(package, &dispatchers::name(scope, id)),
        registered: registered(&descriptor(scope, id)),
        service,
    }
}

/// Returns the call that gives a service to the component's parts.
fn registered(descriptor: &str) -> String {
    let call = format!(".service(&{descriptor}, service, dispatcher)");
    layout::chain(Place::line(12, 1).behind("parts: "), "self", &[".parts".to_owned(), call])
}
