//! The rules, one test each at least, on text as a user writes it.

mod annotations;
mod calls;
mod chaos;
mod components;
mod constraints;
mod cycles;
mod defaults;
mod doubts;
mod large;
mod later;
mod messages;
mod names;
mod newtypes;
mod numbers;
mod packages;
mod rest;
mod services;
mod sets;
mod types;
mod unions;
mod warnings;
mod wire;

use super::check;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::parse;
use crate::source::Sources;

/// What came of a compilation.
struct Outcome {
    sources: Sources,
    model: Option<Model>,
    diagnostics: Vec<Diagnostic>,
}

/// Compiles files, each given as path and text.
fn compile(files: &[(&str, &str)]) -> Outcome {
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    let ids: Vec<_> = files.iter().map(|(path, text)| sources.add(*path, *text)).collect();
    let trees: Vec<_> = ids.into_iter().map(|id| parse::parse(&sources, id, &mut diagnostics)).collect();
    let model = check(&trees, &sources, &mut diagnostics);
    Outcome { sources, model, diagnostics }
}

/// Compiles the items of a package `shop`.
fn shop(items: &str) -> Outcome {
    compile(&[("shop.svc", &format!("package shop;\n{items}"))])
}

/// Compiles the methods of a service with a prefix, beside a few types.
fn service(methods: &str) -> String {
    format!(
        "struct Product {{ id: uuid }} enum Status {{ draft, active }}
         @rest(\"/products\") service Catalog {{ {methods} }}
         component Shop {{ services: Catalog; channels: rest; }}"
    )
}

impl Outcome {
    /// Returns the model of input that must be right, be it with warnings.
    #[track_caller]
    fn model(&self) -> &Model {
        self.model.as_ref().unwrap_or_else(|| panic!("has errors:\n{}", self.told()))
    }

    /// Returns the one finding there must be.
    #[track_caller]
    fn only(&self) -> &Diagnostic {
        let [diagnostic] = self.diagnostics.as_slice() else { panic!("not one finding:\n{}", self.told()) };
        diagnostic
    }

    /// Asserts that there is one finding, of this kind and at this text.
    #[track_caller]
    fn finds(&self, code: &'static Code, at: &str) -> &Diagnostic {
        let found = self.only();
        let place = self.sources.text(found.label.span);
        assert!(found.code == code && place == at, "not {} at `{at}`:\n{}", code.id, self.told());
        assert_eq!(self.model.is_some(), code.id.starts_with('W'), "errors and only they leave no model");
        found
    }

    /// Asserts that there is nothing to find.
    #[track_caller]
    fn is_clean(&self) {
        assert!(self.diagnostics.is_empty(), "has findings:\n{}", self.told());
    }

    /// Returns all findings as text.
    fn told(&self) -> String {
        let line =
            |one: &Diagnostic| format!("{} {} at `{}`\n", one.code.id, one.message, self.sources.text(one.label.span));
        self.diagnostics.iter().map(line).collect()
    }
}

/// Returns the edit a finding suggests.
#[track_caller]
fn suggested(diagnostic: &Diagnostic) -> &str {
    let [suggestion] = diagnostic.suggestions.as_slice() else { panic!("not one suggestion: {diagnostic:#?}") };
    &suggestion.replacement
}
