//! What stands between the parentheses of an annotation: of the form the table asks for, and if not, what may be meant.

use super::texts::Text;
use crate::annotations::{self, Arguments};
use crate::ast::{Annotation, Literal, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// Returns whether arguments are of the form the table asks for.
pub(super) fn fit(arguments: &[Literal], form: Arguments) -> bool {
    let text = |literal: &Literal| matches!(literal.kind, LiteralKind::String(_));
    let integer = |literal: &Literal| matches!(literal.kind, LiteralKind::Integer(_));
    match form {
        Arguments::None => arguments.is_empty(),
        Arguments::Text => matches!(arguments, [one] if text(one)),
        Arguments::OptionalText => arguments.len() < 2 && arguments.iter().all(text),
        Arguments::Texts => !arguments.is_empty() && arguments.iter().all(text),
        Arguments::Integer => matches!(arguments, [one] if integer(one)),
        Arguments::Integers => !arguments.is_empty() && arguments.iter().all(integer),
        Arguments::Range => matches!(arguments, [one] if matches!(one.kind, LiteralKind::Range { .. })),
        Arguments::Duration => matches!(arguments, [one] if matches!(one.kind, LiteralKind::Duration(_))),
    }
}

/// Words the refusal of arguments.
pub(super) fn refusal(annotation: &Annotation, row: &annotations::Annotation, sources: &Sources) -> Diagnostic {
    let text = format!("`@{}` takes {}", row.name, row.arguments);
    let (span, label) = place(annotation, row.arguments);
    let refusal = Diagnostic::new(catalogue::ANNOTATION_ARGUMENTS, span, text, label).help(format!("it {}", row.help));
    match meant(&annotation.arguments, row.arguments, sources) {
        Some((what, text)) => refusal.guess(what, span, text),
        None => refusal,
    }
}

/// Returns what to point at: the argument that is wrong, if it is one.
fn place(annotation: &Annotation, form: Arguments) -> (Span, &'static str) {
    let each = match form {
        Arguments::Texts => Arguments::Text,
        Arguments::Integers => Arguments::Integer,
        Arguments::None
        | Arguments::Text
        | Arguments::OptionalText
        | Arguments::Integer
        | Arguments::Range
        | Arguments::Duration => Arguments::None,
    };
    let wrong: Vec<&Literal> =
        annotation.arguments.iter().filter(|one| !fit(std::slice::from_ref(one), each)).collect();
    match wrong.as_slice() {
        [] => (annotation.span, "without arguments"),
        [one] => (one.span, "not this"),
        [first, .., last] => (first.span.to(last.span), "not these"),
    }
}

/// Returns what may be meant by wrong arguments, and what it is.
fn meant(arguments: &[Literal], form: Arguments, sources: &Sources) -> Option<(&'static str, String)> {
    let written = |literal: &Literal| sources.text(literal.span);
    let number = |literal: &Literal| matches!(literal.kind, LiteralKind::Integer(_));
    match (form, arguments) {
        (Arguments::Range, [one]) if number(one) => {
            Some(("for so many at most, write", format!("..={}", written(one))))
        }
        (Arguments::Range, [from, to]) if number(from) && number(to) => {
            Some(("a range is written", format!("{}..={}", written(from), written(to))))
        }
        (Arguments::Text | Arguments::OptionalText, [one]) => {
            let plain = matches!(one.kind, LiteralKind::Name(_) | LiteralKind::Integer(_));
            plain.then(|| ("put it in quotes", format!("\"{}\"", written(one))))
        }
        (Arguments::Texts, all) => {
            let mut wrong = all.iter().filter(|one| !matches!(one.kind, LiteralKind::String(_)));
            let one = wrong.next().filter(|_| wrong.next().is_none())?;
            matches!(one.kind, LiteralKind::Name(_)).then(|| ("put it in quotes", format!("\"{}\"", written(one))))
        }
        (Arguments::Integer, [one]) => {
            let LiteralKind::String(text) = &one.kind else { return None };
            is_number(text).then(|| ("remove the quotes", text.clone()))
        }
        (Arguments::Duration, [one]) => {
            let LiteralKind::String(text) = &one.kind else { return None };
            let count = ["ms", "s", "m", "h"].iter().find_map(|unit| text.strip_suffix(unit))?;
            is_number(count).then(|| ("remove the quotes", text.clone()))
        }
        (_, _) => None,
    }
}

/// Returns whether a text consists of digits.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words the refusal of a reason that could not stand where it is told, if it could not.
pub(super) fn bad_reason(reason: Text<'_>, sources: &Sources) -> Option<Diagnostic> {
    if reason.text.trim().is_empty() {
        let empty = Diagnostic::new(catalogue::BAD_REASON, reason.span, "the reason is empty", "says nothing");
        return Some(empty.help("write what to use instead, or `@deprecated` alone"));
    }
    let (at, letter) = reason.text.char_indices().find(|(_, letter)| letter.is_control())?;
    let span = reason.part(sources, at..at + letter.len_utf8());
    let text = "a reason is one line of text";
    Some(
        Diagnostic::new(catalogue::BAD_REASON, span, text, "a control character")
            .help("more belongs into the docs, `///`"),
    )
}
