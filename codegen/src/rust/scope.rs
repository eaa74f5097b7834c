//! The place code is written for: a package, the names that are free in it, and the paths from it to others.

use super::facts::Facts;
use crate::Options;
use crate::names::Prelude;
use aspyx_idl::model::{ItemId, Model, Package, PackageId};
use std::collections::HashSet;

/// A package being written.
#[derive(Debug)]
pub(crate) struct Scope<'m> {
    /// Everything.
    pub(crate) model: &'m Model,
    /// What was worked out about it.
    pub(crate) facts: &'m Facts,
    /// What was asked for.
    pub(crate) options: &'m Options,
    /// The package.
    pub(crate) package: &'m Package,
    /// The names of the standard library as this package writes them.
    pub(crate) prelude: Prelude,
    id: PackageId,
}

impl<'m> Scope<'m> {
    /// Opens a package; `below` are the modules below its own.
    pub(crate) fn new(
        (model, facts, options): (&'m Model, &'m Facts, &'m Options),
        id: PackageId,
        below: &[&str],
    ) -> Self {
        let package = &model[id];
        let items = package.items.iter().map(|item| item_name(facts, *item));
        let taken: HashSet<&str> = items.chain(below.iter().copied()).collect();
        Scope { model, facts, options, package, prelude: Prelude::new(&taken), id }
    }

    /// Returns the path of an item, given its name and the package it belongs to.
    pub(crate) fn path(&self, package: PackageId, name: &str) -> String {
        if package == self.id {
            name.to_owned()
        } else if let Some(path) = self.options.externs.get(&self.model[package].name) {
            format!("{path}::{name}")
        } else {
            relative(&self.facts[self.id], &self.facts[package], name)
        }
    }

    /// Returns the full name of an item of this package, as a literal.
    pub(crate) fn full_name(&self, name: &str) -> String {
        crate::literal::string(&format!("{}.{name}", self.package.name))
    }
}

/// Returns the Rust name of an item.
fn item_name(facts: &Facts, item: ItemId) -> &str {
    match item {
        ItemId::Newtype(id) => &facts[id],
        ItemId::Union(id) => &facts[id],
        ItemId::Struct(id) => &facts[id],
        ItemId::Enum(id) => &facts[id],
        ItemId::Error(id) => &facts[id],
        ItemId::Service(id) => &facts[id],
        ItemId::Component(id) => &facts[id],
    }
}

/// Returns the path from one module to an item of another, which holds wherever their common root stands.
fn relative(from: &[String], to: &[String], name: &str) -> String {
    let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let up = if common == from.len() { "self::".to_owned() } else { "super::".repeat(from.len() - common) };
    to[common..].iter().fold(up, |path, segment| path + segment + "::") + name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_climb_to_the_common_parent() {
        let modules = crate::names::modules;
        let path = |from, to| relative(&modules(from), &modules(to), "X");
        assert_eq!(path("shop.v1", "common.v1"), "super::super::common::v1::X");
        assert_eq!(path("shop.v1", "shop.v2"), "super::v2::X");
        assert_eq!(path("shop.v1", "shop"), "super::X");
        assert_eq!(path("shop", "shop.v1"), "self::v1::X");
    }
}
