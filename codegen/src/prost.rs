//! Plain structs for the crate prost, made by prost-build from the descriptors of the target `proto`.
//!
//! They are for those who talk to services over protocol buffers without the runtime of ours. `mod.rs` holds a tree of
//! modules, one a package; the code needs the crates prost and prost-types.

use crate::names;
use crate::proto::{descriptor_set, lower};
use crate::target::TargetError;
use crate::{Files, Options, header};
use aspyx_idl::model::Model;
use prost_build::Module;
use std::collections::BTreeMap;

/// Writes everything a model says.
pub(crate) fn generate(model: &Model, options: &Options) -> Result<Files, Vec<TargetError>> {
    let set = descriptor_set(&lower(model, options)?);
    let ours = |package: &str| model.packages.iter().any(|known| known.name == package);
    let requests: Vec<_> = set.file.into_iter().filter(|file| ours(file.package())).collect();
    let requests =
        requests.into_iter().map(|file| (Module::from_protobuf_package_name(file.package()), file)).collect();
    let modules = prost_build::Config::new().btree_map(["."]).generate(requests).map_err(|error| {
        vec![TargetError::Unsayable {
            message: format!("prost-build cannot use the descriptors: {error}"),
            places: vec![],
        }]
    })?;
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
