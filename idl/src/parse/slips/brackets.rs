//! Brackets without their partner, on the line where that shows.

use super::insertion;
use crate::catalogue;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::parse::explain::Slip;
use crate::parse::grammar::Rule;
use crate::source::Span;
use crate::words::DECLARATIONS;

/// Closing brackets, their rules, and the tokens that cannot stand before them.
const CLOSING: [(Rule, &str, &[&str]); 3] = [
    (Rule::close_paren, ")", &["->", ";", "}", "{", "throws", "]", ">"]),
    (Rule::close_bracket, "]", &[")", ";", "}", ">"]),
    (Rule::close_angle, ">", &[")", ";", "}", "=", "->", "throws", "]"]),
];

/// `fn get(id: uuid -> Product;`, `lines: list<Line }`.
pub(super) fn unclosed(slip: &Slip<'_>) -> Option<Diagnostic> {
    let (_, bracket, _) = CLOSING.into_iter().find(|(rule, _, after)| {
        let begins = *rule == Rule::close_paren && begins_something(slip);
        slip.expects(*rule) && (after.contains(&slip.found.text) || begins)
    })?;
    (slip.found.text != bracket).then(|| insertion(slip, catalogue::UNCLOSED, bracket, Applicability::MaybeIncorrect))
}

/// `@get("/x" fn …`, `@status(404 error …`.
fn begins_something(slip: &Slip<'_>) -> bool {
    (slip.found.text == "fn" || DECLARATIONS.contains(&slip.found.text)) && slip.next().is_word()
}

/// `tags: list<string, count: i32`, `tags: list<string> = ["a", count: i32`: the next entry shows it.
pub(super) fn unclosed_before_entry(slip: &Slip<'_>) -> Option<Diagnostic> {
    let (_, bracket, _) = CLOSING[1..].iter().find(|(rule, ..)| slip.expects(*rule))?;
    let entry = slip.before - slip.word_before().len();
    let before = slip.text[slip.start..slip.ahead].strip_suffix(',')?.trim_end();
    (slip.found.text == ":" && entry < slip.before).then(|| {
        let place = (slip.start + before.len()) as u32;
        let gap = Span { start: place, end: place, ..slip.span };
        let message = format!("missing `{bracket}` before `{}`", slip.word_before());
        let finding = Diagnostic::new(catalogue::UNCLOSED, gap, message, format!("expected `{bracket}`"));
        finding.guess(format!("insert `{bracket}`"), gap, *bracket)
    })
}

/// `fn get id: uuid);`, `@roles "admin")`, `list string>`.
pub(super) fn unopened(slip: &Slip<'_>) -> Option<Diagnostic> {
    let (word, next) = (slip.word_before(), slip.next().text);
    if slip.on_new_line() || word.is_empty() {
        return None;
    }
    let parameters = slip.entry == Rule::method
        && (slip.found.text == ")" || slip.found.is_word() && matches!(next, ":" | ")"))
        && slip.expects(Rule::open_paren)
        && !slip.begins();
    let annotation = slip.text[..slip.before - word.len()].ends_with('@');
    let arguments = annotation && slip.expects(Rule::open_paren) && (slip.found.is_text() || slip.found.is_number());
    let types = matches!(word, "list" | "set") && next == ">" || word == "map" && next == ",";
    let types = types && slip.expects(Rule::open_angle) && slip.found.is_word();
    let bracket = if types { "<" } else { "(" };
    (parameters || arguments || types).then(|| {
        let gap = Span { start: slip.before as u32, end: slip.span.start, ..slip.span };
        let message = format!("missing `{bracket}` after `{word}`");
        let finding = Diagnostic::new(catalogue::UNOPENED, slip.gap(), message, format!("expected `{bracket}`"));
        finding.guess(format!("write `{bracket}`"), gap, bracket)
    })
}

/// `list<string>>`, `fn get(id: uuid))`.
pub(super) fn surplus(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    let doubled = matches!(found, ")" | "]" | ">") && slip.text[..slip.before].ends_with(found);
    doubled.then(|| super::closes_nothing(slip))
}
