//! Rust: from the model to views, and from views to text.
//!
//! One file per construct, each with the same name as its view and template. All decisions fall here; nothing fails
//! since the model holds only what has been checked, but for the paths that are given for packages of other crates.

mod blocking;
mod clients;
mod components;
mod descriptors;
mod dispatchers;
mod enums;
mod errors;
mod facts;
mod method_errors;
mod method_rules;
mod methods;
mod modules;
mod newtypes;
mod objects;
mod packages;
mod reach;
mod rules;
mod scope;
mod services;
mod structs;
#[cfg(test)]
mod tests;
mod traits;
mod types;
mod unions;
mod values;

use crate::target::TargetError;
use crate::{Files, Options, externs};
use aspyx_idl::model::Model;
use aspyx_idl::parallel;
use aspyx_templates::{Package, Template};
use facts::Facts;
pub(crate) use facts::named_packages;

/// Writes everything a model says.
pub(crate) fn generate(model: &Model, options: &Options) -> Result<Files, Vec<TargetError>> {
    let errors = externs::check(model, &options.externs);
    if !errors.is_empty() {
        return Err(errors.into_iter().map(TargetError::Extern).collect());
    }
    let views = views(model, options);
    let mut files = Files::new();
    for ((path, _), text) in views.iter().zip(parallel::map(&views, |(_, view)| text(view))) {
        files.add(path, text);
    }
    Ok(files)
}

/// Returns the views of all files by their paths.
pub fn views(model: &Model, options: &Options) -> Vec<(String, Package)> {
    let facts = Facts::new(model);
    modules::lower(model, &facts, options)
}

/// Shows a view.
fn text(view: &Package) -> String {
    let mut text = view.render().expect("a template fails only if what it shows does, and here that is plain text");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
