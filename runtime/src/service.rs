//! What is known of services, methods and components at compile time: static tables that generated code fills.
//!
//! Everything at run time refers to these by reference; nothing here is ever allocated or changed.

use crate::codegen::answer;
use crate::wire::{Field, Shape};
use std::time::Duration;

/// A service.
#[derive(Debug)]
pub struct ServiceDescriptor {
    /// The package it is declared in, `shop.v1`.
    pub package: &'static str,
    /// Its name as declared, `Catalog`.
    pub name: &'static str,
    /// Its name on the wire, `catalog`.
    pub wire_name: &'static str,
    /// Its documentation, empty if there is none.
    pub docs: &'static str,
    /// The component that exposes it, if any does.
    pub component: Option<&'static ComponentDescriptor>,
    /// Its methods, in order of declaration.
    pub methods: &'static [MethodDescriptor],
}

/// A method of a service.
#[derive(Debug)]
pub struct MethodDescriptor {
    /// Its name, as declared and on the wire.
    pub name: &'static str,
    /// Its address on the dispatch channels, `component:service:method`.
    pub id: &'static str,
    /// Its documentation, empty if there is none.
    pub docs: &'static str,
    /// Its parameters.
    pub parameters: Shape,
    /// Its answer: the result, the text of an exception, and behind them the errors it throws, by their full names.
    pub answer: Shape,
    /// How the rest channel exposes it, if it does.
    pub route: Option<Route>,
    /// Whether a call may be sent twice.
    pub repeat: Repeat,
    /// Who may call it.
    pub access: Access,
    /// How long a call may take, if that is bounded.
    pub timeout: Option<Duration>,
    /// Why it should not be called any more, empty where no reason is given; `None` if it may well be.
    pub deprecated: Option<&'static str>,
}

impl MethodDescriptor {
    /// What holds for a method of which nothing is said: generated code names only what is different.
    pub const DEFAULT: Self = Self {
        name: "",
        id: "",
        docs: "",
        parameters: Shape { name: "", fields: &[] },
        answer: answer!(),
        route: None,
        repeat: Repeat::Once,
        access: Access::Anyone,
        timeout: None,
        deprecated: None,
    };

    /// Returns the errors the method throws: their full names, and their numbers in its answer.
    pub(crate) fn throws(&self) -> &'static [Field] {
        self.answer.fields.get(2..).unwrap_or_default()
    }
}

/// Whether a call may be sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It must not.
    Once,
    /// It may, and changes nothing.
    Readonly,
    /// It may: the second time changes nothing more.
    Idempotent,
}

/// Who may call a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Anyone,
    /// Whoever is authenticated.
    Authenticated,
    /// Whoever has one of these roles.
    Roles(&'static [&'static str]),
}

/// How the rest channel exposes a method.
#[derive(Debug)]
pub struct Route {
    /// The HTTP method, in upper case.
    pub verb: &'static str,
    /// The path, with a parameter's name in braces: `/v1/products/{id}`.
    pub path: &'static str,
    /// Whether the path answers with a trailing slash too.
    pub slash: bool,
    /// Where each parameter travels, in order of declaration.
    pub places: &'static [Place],
    /// The status of a success.
    pub status: u16,
}

/// Where a parameter travels on the rest channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path, where its name stands in braces.
    Path,
    /// In the query string, under this name.
    Query(&'static str),
    /// In the header of this lower-case name.
    Header(&'static str),
    /// It is the body.
    Body,
    /// It is the member of the body object that has the parameter's name.
    BodyMember,
}

/// A component: services that travel together, and the channels that expose them.
#[derive(Debug)]
pub struct ComponentDescriptor {
    /// The package it is declared in, `shop.v1`.
    pub package: &'static str,
    /// Its name as declared, `Shop`.
    pub name: &'static str,
    /// Its name on the wire and in the registry, `shop-v1`.
    pub wire_name: &'static str,
    /// Its documentation, empty if there is none.
    pub docs: &'static str,
    /// The path of its health endpoint.
    pub health: &'static str,
    /// The names of its channels, in order of preference.
    pub channels: &'static [&'static str],
    /// Its services, in order of declaration.
    pub services: &'static [&'static ServiceDescriptor],
}
