//! The endpoint `/report`: what a server hosts, for people and for programs.

use super::app::App;
use super::{body, respond};
use crate::answer::Answer;
use crate::component::{ComponentStatus, HostedComponent};
use crate::service::{Access, MethodDescriptor, Repeat, ServiceDescriptor};
use axum::extract::Request;
use axum::response::Response;
use http::header::ACCEPT;
use http::request::Parts;
use http::{HeaderMap, Method};
use serde::Serialize;
use std::fmt::{self, Display, Formatter};

/// The path of the endpoint.
pub(super) const PATH: &str = "/report";

const ALLOWED: &str = "GET, HEAD, OPTIONS";

/// Everything a report tells.
#[derive(Serialize)]
struct Report {
    components: Vec<ComponentEntry>,
}

#[derive(Serialize)]
struct ComponentEntry {
    name: &'static str,
    status: &'static str,
    health: &'static str,
    channels: Vec<ChannelEntry>,
    services: Vec<ServiceEntry>,
}

#[derive(Serialize)]
struct ChannelEntry {
    name: String,
    /// Empty until the component has been announced.
    addresses: Vec<String>,
}

#[derive(Serialize)]
struct ServiceEntry {
    name: &'static str,
    methods: Vec<MethodEntry>,
}

#[derive(Serialize)]
struct MethodEntry {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<String>,
    /// What else is special about it, in the words of a `.svc` file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<String>,
}

/// Answers a request.
pub(super) async fn answer(app: &App, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    body::discard(&parts.headers, body).await;
    if parts.method == Method::OPTIONS {
        return respond::options(ALLOWED);
    }
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return respond::verb_not_allowed(parts.method.as_str(), PATH, ALLOWED);
    }
    let report = Report { components: app.components.iter().map(|hosted| component(app, hosted)).collect() };
    respond::answer(if wants_json(&parts) { json(&report) } else { text(&report) })
}

fn wants_json(parts: &Parts) -> bool {
    let queried = parts.uri.query().is_some_and(|query| query.split('&').any(|piece| piece == "format=json"));
    queried || accepts_json(&parts.headers)
}

/// Returns whether the caller asks for JSON by name; anything is as good as text.
fn accepts_json(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut types = values.flat_map(|value| value.split(',')).filter_map(|range| range.split(';').next());
    types.any(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn json(report: &Report) -> Answer {
    let json = serde_json::to_vec(report).expect("a struct of texts can always be written");
    Answer::new(200, "application/json", json)
}

fn text(report: &Report) -> Answer {
    Answer::new(200, "text/plain; charset=utf-8", report.to_string())
}

fn component(app: &App, hosted: &HostedComponent) -> ComponentEntry {
    let descriptor = hosted.descriptor();
    ComponentEntry {
        name: descriptor.wire_name,
        status: status(hosted.status()),
        health: descriptor.health,
        channels: channels(app, hosted),
        services: hosted.services().iter().map(|hosted| service(hosted.descriptor)).collect(),
    }
}

fn status(status: ComponentStatus) -> &'static str {
    match status {
        ComponentStatus::Virgin => "VIRGIN",
        ComponentStatus::Running => "RUNNING",
        ComponentStatus::Stopped => "STOPPED",
    }
}

/// Returns the declared channels in order of preference, and after them what is announced beyond.
fn channels(app: &App, hosted: &HostedComponent) -> Vec<ChannelEntry> {
    let declared = hosted.descriptor().channels.iter();
    let mut channels: Vec<_> =
        declared.map(|name| ChannelEntry { name: (*name).to_owned(), addresses: Vec::new() }).collect();
    let name = hosted.descriptor().wire_name;
    for address in app.announced().into_iter().filter(|it| it.component == name).flat_map(|it| it.addresses) {
        match channels.iter_mut().find(|channel| channel.name == address.channel) {
            Some(channel) => channel.addresses.push(address.uri),
            None => channels.push(ChannelEntry { name: address.channel, addresses: vec![address.uri] }),
        }
    }
    channels
}

fn service(descriptor: &'static ServiceDescriptor) -> ServiceEntry {
    ServiceEntry { name: descriptor.wire_name, methods: descriptor.methods.iter().map(method).collect() }
}

fn method(descriptor: &'static MethodDescriptor) -> MethodEntry {
    let route = descriptor.route.as_ref().map(|route| format!("{} {}", route.verb, route.path));
    MethodEntry { name: descriptor.name, route, annotations: annotations(descriptor) }
}

fn annotations(method: &MethodDescriptor) -> Vec<String> {
    let repeat = match method.repeat {
        Repeat::Once => None,
        Repeat::Readonly => Some("readonly".to_owned()),
        Repeat::Idempotent => Some("idempotent".to_owned()),
    };
    let access = match method.access {
        Access::Anyone => None,
        Access::Authenticated => Some("auth".to_owned()),
        Access::Roles(roles) => Some(format!("roles({})", quoted(roles))),
    };
    let timeout = method.timeout.map(|limit| format!("timeout({limit:?})"));
    let deprecated = method.deprecated.map(|_| "deprecated".to_owned());
    [repeat, access, timeout, deprecated].into_iter().flatten().collect()
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.components.iter().try_for_each(|component| write!(f, "{component}"))
    }
}

impl Display for ComponentEntry {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "component {}  {}", self.name, self.status)?;
        let names = self.channels.iter().map(|channel| channel.name.len());
        let width = names.max().unwrap_or(0).max("health".len());
        writeln!(f, "  {:width$}  {}", "health", self.health)?;
        for channel in &self.channels {
            let line = format!("  {:width$}  {}", channel.name, channel.addresses.join(", "));
            writeln!(f, "{}", line.trim_end())?;
        }
        self.services.iter().try_for_each(|service| write!(f, "{service}"))
    }
}

impl Display for ServiceEntry {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "  service {}", self.name)?;
        let width = self.methods.iter().map(|method| method.name.len()).max().unwrap_or(0);
        self.methods.iter().try_for_each(|method| {
            let said = method.route.iter().cloned().chain(method.annotations.iter().map(|text| format!("@{text}")));
            let line = format!("    {:width$}  {}", method.name, said.collect::<Vec<_>>().join("  "));
            writeln!(f, "{}", line.trim_end())
        })
    }
}
