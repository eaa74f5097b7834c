//! The tree of modules, and which file holds what.

use super::facts::{Facts, named_packages};
use super::packages::{self, header};
use crate::literal::docs;
use crate::options::{Layout, Options};
use aspyx_idl::model::{Model, PackageId};
use aspyx_idl::parallel;
use aspyx_templates::{Body, Module, Package};
use std::collections::{BTreeMap, BTreeSet};

/// Decides which files there are and what stands in them.
pub(crate) fn lower(model: &Model, facts: &Facts, options: &Options) -> Vec<(String, Package)> {
    let writer = Writer { model, facts, options };
    let packages: BTreeSet<_> =
        (0..model.packages.len() as u32).map(PackageId).filter(|id| writer.wanted(*id)).collect();
    let tree = Node::new(facts, &packages);
    match options.layout {
        Layout::Included => writer.included(&tree, &packages),
        Layout::Folders => writer.folders(&tree),
    }
}

/// A module: what stands below it, and the package it holds, if any.
#[derive(Default)]
struct Node {
    package: Option<PackageId>,
    below: BTreeMap<String, Node>,
}

impl Node {
    /// Grows the tree of some packages.
    fn new(facts: &Facts, packages: &BTreeSet<PackageId>) -> Self {
        let mut root = Node::default();
        for id in packages {
            let node = facts[*id].iter().fold(&mut root, |node, name| node.below.entry(name.clone()).or_default());
            node.package = Some(*id);
        }
        root
    }

    /// Returns the names of the modules right below.
    fn names(&self) -> Vec<&str> {
        self.below.keys().map(String::as_str).collect()
    }

    /// Returns the packages here and below, each with the names of the modules right below it.
    fn with_names(&self) -> Vec<(PackageId, Vec<&str>)> {
        let here = self.package.map(|id| (id, self.names()));
        here.into_iter().chain(self.below.values().flat_map(Node::with_names)).collect()
    }
}

/// What every file is made from.
struct Writer<'m> {
    model: &'m Model,
    facts: &'m Facts,
    options: &'m Options,
}

impl Writer<'_> {
    /// Returns whether a package is generated.
    fn wanted(&self, id: PackageId) -> bool {
        !self.model[id].imported
    }

    /// Returns a file a package, the tree of all, and for each package the tree of what it needs.
    fn included(&self, tree: &Node, packages: &BTreeSet<PackageId>) -> Vec<(String, Package)> {
        let whole = [("mod.rs".to_owned(), self.tree(tree, ""))];
        let only = packages.iter().map(|id| {
            let tree = Node::new(self.facts, &self.needed(*id));
            (format!("only/{}.rs", self.model[*id].name), self.tree(&tree, "../"))
        });
        let files = parallel::map(&tree.with_names(), |(id, below)| {
            let items = packages::lower(self.model, self.facts, self.options, (*id, below));
            (self.file(*id), Package { header: self.header(&[*id]), modules: Vec::new(), items })
        });
        whole.into_iter().chain(only).chain(files).collect()
    }

    /// Returns the name of a package's file, which is never that of the tree: a package `mod` stands in `r#mod.rs`.
    fn file(&self, id: PackageId) -> String {
        format!("{}.rs", self.facts[id].join("."))
    }

    /// Returns a package and all that it names, directly or not.
    fn needed(&self, id: PackageId) -> BTreeSet<PackageId> {
        let mut found = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            open.extend(named_packages(self.model, id).filter(|id| self.wanted(*id) && found.insert(*id)));
        }
        found
    }

    /// Returns a file that includes those of packages, found from its own folder by way of `folder`.
    fn tree(&self, tree: &Node, folder: &str) -> Package {
        let modules = tree.below.iter().map(|(name, node)| Module { top: true, ..self.inline(name, node, folder) });
        Package { header: self.header(&[]), modules: modules.collect(), items: Vec::new() }
    }

    fn inline(&self, name: &str, node: &Node, folder: &str) -> Module {
        let include = node.package.map(|id| crate::literal::string(&format!("{folder}{}", self.file(id))));
        let modules = node.below.iter().map(|(name, node)| self.inline(name, node, folder)).collect();
        self.module(name, node, Body::Inline { include, modules })
    }

    /// Returns a folder a module, with a file `mod.rs` in each.
    fn folders(&self, tree: &Node) -> Vec<(String, Package)> {
        let mut files = Vec::new();
        self.folder(tree, "", &mut files);
        files
    }

    fn folder(&self, node: &Node, folder: &str, files: &mut Vec<(String, Package)>) {
        let top = folder.is_empty();
        let below = node.below.iter();
        let modules = below.map(|(name, node)| Module { top, ..self.module(name, node, own_file(name)) });
        let sources: Vec<_> = node.package.into_iter().collect();
        let names = node.names();
        let items = node.package.map(|id| packages::lower(self.model, self.facts, self.options, (id, &names)));
        let file =
            Package { header: self.header(&sources), modules: modules.collect(), items: items.unwrap_or_default() };
        files.push((format!("{folder}mod.rs"), file));
        for (name, node) in &node.below {
            self.folder(node, &format!("{folder}{}/", name.trim_start_matches("r#")), files);
        }
    }

    fn module(&self, name: &str, node: &Node, body: Body) -> Module {
        let text = node.package.and_then(|id| self.model[id].docs.as_deref());
        Module { docs: docs(text), top: false, name: name.to_owned(), body }
    }

    fn header(&self, packages: &[PackageId]) -> Vec<String> {
        let sources = packages.iter().flat_map(|id| self.model[*id].files.iter().cloned());
        let sources: BTreeSet<_> = sources.collect();
        header(&sources.into_iter().collect::<Vec<_>>(), self.options)
    }
}

/// Returns that a module stands in `name/mod.rs`; one called `mod` would also be looked for in `mod.rs`.
fn own_file(name: &str) -> Body {
    Body::File { path: (name == "r#mod").then(|| crate::literal::string("mod/mod.rs")) }
}
