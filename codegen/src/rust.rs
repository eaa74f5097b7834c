//! Rust: from the model to views, and from views to text.
//!
//! One file per construct, each with the same name as its view and template. All decisions fall here; nothing fails,
//! since the model holds only what has been checked.

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
mod objects;
mod packages;
mod ruled;
mod rules;
mod scope;
mod services;
mod structs;
#[cfg(test)]
mod tests;
mod types;
mod values;

use crate::{Files, Options};
use aspyx_idl::model::Model;
use aspyx_templates::{Package, Template};
use facts::Facts;
pub(crate) use facts::named_packages;
pub(crate) use packages::MARK;

/// Writes everything a model says.
pub(crate) fn generate(model: &Model, options: &Options) -> Files {
    let files = views(model, options).into_iter();
    files.fold(Files::new(), |mut files, (path, view)| {
        files.add(path, text(&view));
        files
    })
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
