//! Plain structs for the crate prost, made by prost-build from the descriptors of the target `proto`.
//!
//! They are for those who talk to services over protocol buffers without the runtime of ours. `mod.rs` holds a tree of
//! modules, one a package; the code needs the crates prost and prost-types.

use crate::names;
use crate::proto::schema::{File, Item};
use crate::proto::{descriptor_set, lower};
use crate::target::TargetError;
use crate::{Files, Options, header};
use aspyx_idl::model::Model;
use heck::ToSnakeCase;
use prost_build::Module;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Writes everything a model says.
pub(crate) fn generate(model: &Model, options: &Options) -> Result<Files, Vec<TargetError>> {
    let schema = lower(model, options)?;
    let shared = shared_modules(&schema);
    if !shared.is_empty() {
        return Err(shared);
    }
    let modules = modules(&schema)?;
    let mut files = Files::new();
    let mut tree = Tree::default();
    for package in &model.packages {
        let Some(code) = modules.get(&Module::from_protobuf_package_name(&package.name)) else { continue };
        files.add(file_name(&package.name), format!("{}{code}", head(&package.files, options)));
        tree.add(&package.name);
    }
    files.add("mod.rs", format!("{}{}", head(&[], options), tree.show()));
    Ok(files)
}

/// Returns the code of all packages.
fn modules(schema: &[File]) -> Result<HashMap<Module, String>, Vec<TargetError>> {
    // The well-known types are taken from prost-types, but without their descriptors prost-build panics.
    let files = descriptor_set(schema).file.into_iter();
    let requests = files.map(|file| (Module::from_protobuf_package_name(file.package()), file)).collect();
    prost_build::Config::new().btree_map(["."]).generate(requests).map_err(|error| {
        let message = format!("prost-build cannot use the descriptors: {error}");
        vec![TargetError::Unsayable { message, places: Vec::new() }]
    })
}

/// Returns the messages whose inner types would share their module with a package.
fn shared_modules(schema: &[File]) -> Vec<TargetError> {
    let packages: HashSet<&str> = schema.iter().map(|file| file.package.as_str()).collect();
    let messages = schema.iter().flat_map(|file| file.items.iter().filter_map(move |item| inner_module(file, item)));
    let shared = messages.filter(|module| packages.contains(module.as_str()));
    let error = |module| {
        let message = format!(
            "what a struct, union or answer holds would stand in the module `{module}`, which is that of a package too; \
             rename one of them"
        );
        TargetError::Unsayable { message, places: Vec::new() }
    };
    shared.map(error).collect()
}

/// Returns the module of the types that stand within a message, dotted as a package is.
fn inner_module(file: &File, item: &Item) -> Option<String> {
    let Item::Message(message) = item else { return None };
    let any = message.oneof.is_some() || !message.wrappers.is_empty();
    any.then(|| format!("{}.{}", file.package, message.head.name.to_snake_case()))
}

fn file_name(package: &str) -> String {
    format!("{package}.rs")
}

fn head(sources: &[String], options: &Options) -> String {
    header::header("prost", sources, options).map(|line| format!("// {line}\n")).concat()
}

/// The modules, by their names.
#[derive(Debug, Default)]
struct Tree {
    /// The file of the package that is this module, if there is one.
    file: Option<String>,
    below: BTreeMap<String, Tree>,
}

impl Tree {
    fn add(&mut self, package: &str) {
        let modules = names::modules(package).into_iter();
        modules.fold(self, |tree, name| tree.below.entry(name).or_default()).file = Some(file_name(package));
    }

    fn show(&self) -> String {
        let mut text = String::new();
        for (name, tree) in &self.below {
            text.push_str("\n#[allow(clippy::all, missing_docs, reason = \"the code is generated\")]\n");
            tree.module(name, 0, &mut text);
        }
        text
    }

    fn module(&self, name: &str, depth: usize, text: &mut String) {
        let indent = "    ".repeat(depth);
        text.push_str(&format!("{indent}pub mod {name} {{\n"));
        if let Some(file) = &self.file {
            text.push_str(&format!("{indent}    include!(\"{file}\");\n"));
        }
        for (name, tree) in &self.below {
            tree.module(name, depth + 1, text);
        }
        text.push_str(&format!("{indent}}}\n"));
    }
}
