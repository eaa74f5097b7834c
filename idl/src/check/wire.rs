//! The names services and components have where they travel, given by `@name` or derived: well formed, and each once.

use super::annotations::{Annotations, text, written};
use super::reports::Reports;
use super::scope::Scope;
use super::texts::Text;
use crate::ast::Head;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::names;
use crate::source::Span;
use std::collections::HashMap;

/// Returns the name a service travels under.
pub(super) fn service(head: &Head) -> String {
    given(head).map_or_else(|| names::kebab(&head.name.text), |name| name.text.to_owned())
}

/// Returns the name a component travels under.
pub(super) fn component(head: &Head, package: &str) -> String {
    given(head).map_or_else(|| names::component_wire_name(&head.name.text, package), |name| name.text.to_owned())
}

/// Returns where the name that travels comes from.
pub(super) fn span(head: &Head) -> Span {
    given(head).map_or(head.name.span, |name| name.span)
}

/// Returns what `@name` says, be it wrong.
fn given(head: &Head) -> Option<Text<'_>> {
    written(head, "name").and_then(text)
}

/// Refuses a name that could not stand in an address or a message.
pub(super) fn check(scope: Scope<'_>, annotations: &Annotations<'_>) {
    let Some(name) = annotations.text("name").filter(|name| !is_name(name.text)) else { return };
    let text = format!("{:?} cannot travel as a name", name.text);
    let label = if name.text.is_empty() { "empty" } else { "not words joined by `-` or `_`" };
    let refusal = Diagnostic::new(catalogue::WIRE_NAME, name.span, text, label)
        .help("names that travel are made of letters and digits, with single `-` or `_` between them");
    let better = names::kebab(name.text);
    scope.report(match is_name(&better) {
        true => refusal.guess(format!("write `{better}`"), name.span, format!("\"{better}\"")),
        false => refusal,
    });
}

/// Returns whether a text is one or more words of ASCII letters and digits, with single joints between them.
fn is_name(text: &str) -> bool {
    text.split(['-', '_']).all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The names that are taken where they must differ.
pub(super) struct Taken {
    /// What has the names, in words: `two components`.
    what: &'static str,
    names: HashMap<String, Span>,
}

impl Taken {
    /// Creates an empty set of names.
    pub(super) fn new(what: &'static str) -> Self {
        Taken { what, names: HashMap::new() }
    }

    /// Takes a name, and refuses it if it is taken; returns whether it was free.
    pub(super) fn take(&mut self, name: String, span: Span, reports: &Reports) -> bool {
        let Some(first) = self.names.get(&name).copied() else {
            self.names.insert(name, span);
            return true;
        };
        let text = format!("{} travel as `{name}`", self.what);
        reports.report(
            Diagnostic::new(catalogue::DUPLICATE_WIRE_NAME, span, text, "the name is taken")
                .also(first, "taken by this one")
                .help("`@name(\"…\")` before one of them gives it another name"),
        );
        false
    }
}
