//! Names of members: fields, parameters, variants, methods.

use super::reports::Reports;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::names;
use std::collections::HashMap;

/// The names given so far within one thing.
pub(super) struct Members<'a> {
    /// What the members are, in words: `field`.
    what: &'static str,
    /// How the names are spelled in Rust.
    spell: fn(&str) -> String,
    /// Whether it is the member itself that has this spelling.
    spelling_shown: bool,
    seen: HashMap<String, &'a ast::Ident>,
}

impl<'a> Members<'a> {
    /// Creates an empty set of names of methods, from which those of their error enums are made.
    pub(super) fn of_methods() -> Self {
        Members { spelling_shown: false, ..Members::new("method", names::type_name) }
    }

    /// Creates an empty set of names.
    pub(super) fn new(what: &'static str, spell: fn(&str) -> String) -> Self {
        Members { what, spell, spelling_shown: true, seen: HashMap::new() }
    }

    /// Adds a name, and refuses it if it is illegal or taken.
    pub(super) fn add(&mut self, name: &'a ast::Ident, reports: &Reports) {
        legal(name, reports);
        let rust = (self.spell)(&name.text);
        if let Some(first) = self.seen.get(&rust) {
            reports.report(self.collision(first, name, &rust));
        } else {
            self.seen.insert(rust, name);
        }
    }

    /// Words the refusal of a name.
    fn collision(&self, first: &ast::Ident, second: &ast::Ident, rust: &str) -> Diagnostic {
        let (what, name) = (self.what, &second.text);
        let collision = if first.text == *name {
            let text = format!("{what} `{name}` is declared twice");
            Diagnostic::new(catalogue::DUPLICATE_NAME, second.span, text, "declared again here")
        } else if !self.spelling_shown {
            let text = format!("{what}s `{}` and `{name}` differ only in capitals and underscores", first.text);
            Diagnostic::new(catalogue::NAME_COLLISION, second.span, text, "too much like the first")
        } else {
            let text = format!("{what}s `{}` and `{name}` are both `{rust}` in Rust", first.text);
            Diagnostic::new(catalogue::NAME_COLLISION, second.span, text, format!("becomes `{rust}` too"))
        };
        collision.also(first.span, "first declared here")
    }
}

/// Refuses names that are kept for generated code or could not be seen.
pub(super) fn legal(name: &ast::Ident, reports: &Reports) {
    let why = match name.text.strip_prefix('_') {
        Some(rest) if rest.bytes().all(|byte| byte == b'_') => "consists of underscores only",
        Some(rest) if rest.starts_with('_') => "begins with two underscores, which are kept for generated code",
        Some(_) | None => return,
    };
    let text = format!("the name `{}` {why}", name.text);
    reports.report(Diagnostic::new(catalogue::RESERVED_NAME, name.span, text, "choose another name"));
}
