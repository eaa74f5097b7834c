//! Components: which services travel together, and on which channels.

use super::annotations::Annotations;
use super::declare::docs;
use super::foreign;
use super::paths;
use super::reports::Reports;
use super::scope::{Found, Scope};
use super::wire::{self, Taken};
use super::world::{Declared, World};
use crate::annotations::Target;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Component, ComponentId, ItemId, Model, ServiceId};
use crate::names;
use crate::source::Span;
use std::collections::HashMap;

/// The built-in channels.
const CHANNELS: [&str; 4] = ["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"];

/// The channel that is always there.
const LOCAL: &str = "local";

/// Builds a component.
pub(super) fn component(scope: Scope<'_>, declared: &Declared<'_, ast::Component>) -> Component {
    let head = &declared.ast.head;
    let annotations = scope.annotations(&head.annotations, Target::Component);
    wire::check(scope, &annotations);
    Component {
        deprecated: annotations.deprecated(),
        package: declared.package,
        name: head.name.text.clone(),
        wire_name: wire::component(head, &scope.world.package_scope(declared.package).name),
        docs: docs(&head.docs),
        services: services(scope, line(scope, head, "services", declared.ast.services.as_deref())),
        channels: channels(scope, line(scope, head, "channels", declared.ast.channels.as_deref())),
        health: health(scope, &annotations),
        span: head.name.span,
    }
}

/// Returns the entries of a line, which must be there.
fn line<'a, T>(scope: Scope<'_>, head: &ast::Head, what: &str, entries: Option<&'a [T]>) -> &'a [T] {
    entries.unwrap_or_else(|| {
        let text = format!("component `{}` has no line `{what}: …;`", head.name.text);
        let example = if what == "services" {
            "the services that travel together"
        } else {
            "the ways to reach them: `dispatch-json, rest`"
        };
        scope.report(
            Diagnostic::new(catalogue::MISSING_LINE, head.name.span, text, "incomplete")
                .help(format!("`{what}:` lists {example}")),
        );
        &[]
    })
}

/// Returns the path of the health endpoint, as it is written.
fn health(scope: Scope<'_>, annotations: &Annotations<'_>) -> String {
    let path = annotations.text("health");
    let parts = path.and_then(|path| paths::literals(scope, path, "the health path"));
    parts.map_or_else(|| "/health".to_owned(), |parts| format!("/{}", parts.join("/")))
}

/// Understands the entries of `services`.
fn services(scope: Scope<'_>, entries: &[ast::Path]) -> Vec<ServiceId> {
    let mut seen = HashMap::new();
    let (mut taken, mut setters) = (Taken::new("two services of the component"), HashMap::new());
    let known = entries.iter().filter_map(|entry| {
        let id = scope.service(entry)?;
        if let Some(first) = seen.insert(id, entry.span) {
            scope.report(listed_twice(scope.world.sources.text(entry.span), first, entry.span));
            return None;
        }
        let service = &scope.world.services[id.0 as usize].ast.head;
        if taken.take(wire::service(service), entry.span, scope.reports) {
            setter(scope, &mut setters, &service.name.text, entry.span);
        }
        Some(id)
    });
    known.collect()
}

/// Refuses a service that could not be told from another one in the builder.
fn setter(scope: Scope<'_>, setters: &mut HashMap<String, Span>, name: &str, span: Span) {
    let rust = names::setter(name);
    if let Some(first) = setters.insert(rust.clone(), span) {
        let text = format!("two services of the component are both `{rust}` in its builder");
        let twice = Diagnostic::new(catalogue::NAME_COLLISION, span, text, format!("becomes `{rust}` too"));
        scope.report(twice.also(first, "taken by this one"));
    }
}

/// Understands the entries of `channels`.
fn channels(scope: Scope<'_>, entries: &[ast::ChannelName]) -> Vec<String> {
    let mut seen = HashMap::new();
    let known = entries.iter().filter(|entry| {
        if let Some(refusal) = channel(scope, entry) {
            scope.report(refusal);
            return false;
        }
        let first = seen.insert(entry.text.as_str(), entry.span);
        first.inspect(|first| scope.report(listed_twice(&entry.text, *first, entry.span))).is_none()
    });
    known.map(|entry| entry.text.clone()).collect()
}

/// Returns what is wrong with a channel, if anything is.
fn channel(scope: Scope<'_>, entry: &ast::ChannelName) -> Option<Diagnostic> {
    let name = entry.text.as_str();
    if name == LOCAL {
        let text = "the channel `local` is always there";
        let local = Diagnostic::new(catalogue::LOCAL_CHANNEL, entry.span, text, "not to be listed");
        return Some(local.help("remove it from the list"));
    }
    if !entry.quoted {
        return (!CHANNELS.contains(&name)).then(|| unknown_channel(scope, name, entry.span));
    }
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if CHANNELS.contains(&name) {
        let text = format!("the built-in channel `{name}` stands in quotes");
        let quoted = Diagnostic::new(catalogue::CHANNEL_NAME, entry.span, text, "quotes are for channels of your own");
        return Some(quoted.suggest("remove the quotes", entry.span, name));
    }
    let text = || format!("{name:?} is no name of a channel");
    (name.is_empty() || !name.bytes().all(is_letter)).then(|| {
        Diagnostic::new(catalogue::CHANNEL_NAME, entry.span, text(), "letters, digits, `-` and `_` are allowed")
    })
}

/// Words the refusal of a channel nobody knows.
fn unknown_channel(scope: Scope<'_>, name: &str, span: Span) -> Diagnostic {
    let text = format!("there is no channel `{name}`");
    let unknown = Diagnostic::new(catalogue::UNKNOWN_CHANNEL, span, text, "not known");
    if let Some(near) = scope.reports.meant(name, CHANNELS) {
        return unknown.guess(format!("did you mean `{near}`?"), span, near);
    }
    if let Some(meant) = foreign::channel(name) {
        return unknown.guess(format!("the built-in channel is called `{meant}`"), span, meant);
    }
    unknown.help("the channels are `dispatch-protobuf`, `dispatch-msgpack`, `dispatch-json` and `rest`").guess(
        "one of your own stands in quotes",
        span,
        format!("\"{name}\""),
    )
}

/// Words the refusal of an entry that is there already.
fn listed_twice(name: &str, first: Span, second: Span) -> Diagnostic {
    let text = format!("`{name}` is listed twice");
    Diagnostic::new(catalogue::DUPLICATE_ENTRY, second, text, "again here").also(first, "first here")
}

/// Tells every service which component lists it, and refuses what cannot be told apart in the registry.
pub(super) fn link(world: &World<'_>, model: &mut Model, reports: &Reports) {
    let mut names = Taken::new("two components");
    let mut owners = HashMap::new();
    for (component, id) in model.components.iter().zip((0..).map(ComponentId)) {
        names.take(component.wire_name.clone(), wire::span(&world.components[id.0 as usize].ast.head), reports);
        let places = places(world, id, reports);
        for service in &component.services {
            let place = (id, places.get(service).copied().unwrap_or(component.span));
            match owners.get(service) {
                Some(first) => reports.report(taken(world, *service, *first, place)),
                None => drop(owners.insert(*service, place)),
            }
        }
    }
    for (service, (component, _)) in owners {
        model.services[service.0 as usize].component = Some(component);
    }
}

/// Returns where a component lists its services, be it under an alias.
fn places(world: &World<'_>, component: ComponentId, reports: &Reports) -> HashMap<ServiceId, Span> {
    let declared = &world.components[component.0 as usize];
    let scope = world.scope(declared.file, reports);
    let place = |entry: &ast::Path| {
        let [name] = entry.parts.as_slice() else { return None };
        if let Found::Item(ItemId::Service(id), _) = scope.find(&name.text) { Some((id, entry.span)) } else { None }
    };
    declared.ast.services.iter().flatten().filter_map(place).collect()
}

/// Words the refusal of a service that belongs to another component.
fn taken(
    world: &World<'_>,
    service: ServiceId,
    (first, first_place): (ComponentId, Span),
    (second, second_place): (ComponentId, Span),
) -> Diagnostic {
    let name = &world.services[service.0 as usize].ast.head.name.text;
    let [first, second] = [first, second].map(|id| &world.components[id.0 as usize].ast.head.name.text);
    let text = format!("`{name}` is listed by `{first}` and `{second}`");
    Diagnostic::new(catalogue::SERVICE_TAKEN, second_place, text, "belongs to another component")
        .also(first_place, "first listed here")
        .help("a service belongs to one component; a client finds it there")
}
