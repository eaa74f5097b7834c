//! Decides which path answers what, and finds out before anything is bound whether two want the same.
//!
//! All conflicts are collected into one error. What a layout allows, the router takes without complaint.

use super::directory::Callee;
use super::pattern::Pattern;
use super::rest::{self, RestMethod};
use super::{health, invoke, report};
use crate::component::HostedComponent;
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The path that is there for health, and for nothing else.
const HEALTH: &str = "/health";

/// Paths that are taken, or will be.
const RESERVED: &[&str] =
    &[invoke::PATH, HEALTH, "/livez", "/readyz", report::PATH, "/metrics", "/docs", "/openapi.json"];

/// Components to whose health a path answers.
pub(super) type Group = Vec<Arc<HostedComponent>>;

/// The paths of a server.
#[derive(Default)]
pub(super) struct Layout {
    /// Whose health is told under which path.
    pub(super) health: BTreeMap<String, Group>,
    /// The methods under each shape of a path; each has another verb.
    pub(super) routes: BTreeMap<String, Vec<RestMethod>>,
    conflicts: Vec<String>,
}

impl Layout {
    /// Lays out the paths of components.
    ///
    /// # Errors
    ///
    /// Fails with everything that is in conflict.
    pub(super) fn of(components: &[Arc<HostedComponent>]) -> Result<Self> {
        let mut layout = Self::default();
        layout.check_names(components);
        // What is given twice conflicts with itself everywhere; that need not be said.
        layout.settled()?;
        components.iter().for_each(|component| layout.add_own_health(component));
        components.iter().for_each(|component| layout.add_health(component));
        let on_rest = components.iter().filter(|component| component.declares(rest::CHANNEL));
        on_rest.flat_map(Callee::all).for_each(|callee| layout.add_method(callee));
        layout.settled()?;
        Ok(layout)
    }

    fn settled(&mut self) -> Result<()> {
        // A route with and without its last slash is in conflict twice, but it is one conflict.
        self.conflicts.dedup();
        match self.conflicts.as_slice() {
            [] => Ok(()),
            [only] => Err(Error::new(ErrorKind::Configuration, only)),
            all => {
                let text = format!("{} conflicts:\n  {}", all.len(), all.join("\n  "));
                Err(Error::new(ErrorKind::Configuration, text))
            }
        }
    }

    fn check_names(&mut self, components: &[Arc<HostedComponent>]) {
        let names = components.iter().map(|component| component.descriptor().wire_name);
        for name in twice(names) {
            self.conflicts.push(format!("two components are named `{name}`"));
        }
        let services = components.iter().flat_map(|component| component.services());
        for (package, name) in twice(services.map(|service| (service.descriptor.package, service.descriptor.name))) {
            self.conflicts.push(format!("the service `{package}.{name}` is given twice"));
        }
    }

    fn add_own_health(&mut self, component: &Arc<HostedComponent>) {
        self.health.insert(health::own_path(component), vec![component.clone()]);
    }

    fn add_health(&mut self, component: &Arc<HostedComponent>) {
        let own = health::own_path(component);
        let path = component.descriptor().health;
        let conflict = |text: String| format!("the health path of `{}`: {text}", component.descriptor().wire_name);
        match Pattern::parse(path) {
            Err(reason) => self.conflicts.push(conflict(reason)),
            Ok(pattern) if !pattern.names.is_empty() => {
                self.conflicts.push(conflict(format!("`{path}` must not have parameters")));
            }
            Ok(pattern) if pattern.shape != HEALTH && RESERVED.contains(&pattern.shape.as_str()) => {
                self.conflicts.push(conflict(format!("`{path}` is reserved")));
            }
            Ok(pattern) if pattern.shape == own => {}
            Ok(pattern) if is_own_path(&pattern.shape, &self.health) => {
                self.conflicts.push(conflict(format!("`{path}` belongs to another component")));
            }
            Ok(pattern) => self.health.entry(pattern.shape).or_default().push(component.clone()),
        }
    }

    fn add_method(&mut self, callee: Callee) {
        let Some(route) = callee.method.route.as_ref() else { return };
        let pattern = match Pattern::parse(route.path) {
            Ok(pattern) => pattern,
            Err(reason) => return self.conflicts.push(format!("the route of `{}`: {reason}", callee.method.id)),
        };
        for shape in pattern.shapes(route.slash) {
            let method = RestMethod { callee: callee.clone(), route, names: pattern.names.clone() };
            self.add_route(shape, method);
        }
    }

    fn add_route(&mut self, shape: String, method: RestMethod) {
        let (id, verb, path) = (method.callee.method.id, method.route.verb, method.route.path);
        if RESERVED.contains(&shape.as_str()) {
            return self.conflicts.push(format!("the route `{verb} {path}` of `{id}` is reserved"));
        }
        if let Some(component) = self.health.get(&shape).and_then(|group| group.first()) {
            let owner = component.descriptor().wire_name;
            return self.conflicts.push(format!("the route `{verb} {path}` of `{id}` is the health path of `{owner}`"));
        }
        let methods = self.routes.entry(shape).or_default();
        match methods.iter().find(|other| other.route.verb == verb) {
            Some(other) => {
                let (other_id, other_path) = (other.callee.method.id, other.route.path);
                let text =
                    format!("`{id}` and `{other_id}` have the same route: `{verb} {path}`, `{verb} {other_path}`");
                self.conflicts.push(text);
            }
            None => methods.push(method),
        }
    }
}

/// Returns whether a path is a component's own health path.
fn is_own_path(path: &str, health: &BTreeMap<String, Group>) -> bool {
    health.get(path).is_some_and(|group| group.iter().any(|component| health::own_path(component) == path))
}

/// Returns what comes more than once.
fn twice<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts = BTreeMap::new();
    items.for_each(|item| *counts.entry(item).or_insert(0) += 1);
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(item, _)| item).collect()
}
