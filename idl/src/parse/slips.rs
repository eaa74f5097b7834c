//! The usual slips, each in words of its own.
//!
//! A slip is recognised by the wrong token and by what could have stood in its place; the first that fits is taken.
//! What none of them knows is reported as "expected this, found that".

mod brackets;
mod forms;
mod members;
mod types;
mod values;
mod words;

use crate::catalogue;
use crate::diagnostic::{Applicability, Code, Diagnostic};
use crate::parse::explain::Slip;
use crate::parse::grammar::Rule;
use crate::source::Span;

/// All of them; those that look at more come first.
const SLIPS: [fn(&Slip<'_>) -> Option<Diagnostic>; 44] = [
    words::package_or_use_after_docs,
    nothing_to_document,
    misplaced_docs,
    unopened,
    surplus_separator,
    words::declaration,
    words::method,
    words::line,
    words::throws,
    words::quoted_name,
    words::loose_arguments,
    words::reserved_numbers,
    words::number_as_name,
    words::dashed_name,
    members::method_outside_service,
    members::field_in_service,
    members::body_of_method,
    members::arrow,
    members::numbered_variant,
    members::variant_with_value,
    members::heading,
    forms::double_colon,
    forms::newtype,
    forms::union,
    forms::anonymous,
    types::question_mark,
    types::type_before_name,
    types::square_arguments,
    forms::python,
    types::square_brackets,
    types::dotted,
    types::filled_map,
    values::range_dots,
    values::leading_point,
    values::trailing_point,
    values::loose_sign,
    values::loose_unit,
    values::dashed_range,
    named_argument,
    brackets::unclosed_before_entry,
    missing,
    brackets::surplus,
    brackets::unclosed,
    brackets::unopened,
];

/// Returns what to say about a slip, if it is one of the usual ones.
pub(super) fn find(slip: &Slip<'_>) -> Option<Diagnostic> {
    SLIPS.iter().find_map(|recognise| recognise(slip))
}

/// A file, a body or an entry ends after docs or annotations.
fn nothing_to_document(slip: &Slip<'_>) -> Option<Diagnostic> {
    let ends = matches!(slip.found.text, "}" | "," | ";" | "");
    (ends && slip.begins() && slip.before > slip.start).then(|| {
        let message = "documentation and annotations stand before what they belong to";
        let place = Span { start: slip.start as u32, end: slip.before as u32, ..slip.span };
        Diagnostic::new(catalogue::MISPLACED_DOCS, place, message, "nothing follows")
    })
}

/// `/// …` in the middle of something.
fn misplaced_docs(slip: &Slip<'_>) -> Option<Diagnostic> {
    (slip.found.is_docs() && !slip.begins() && !slip.on_new_line()).then(|| {
        let message = "documentation stands before what it belongs to";
        Diagnostic::new(catalogue::MISPLACED_DOCS, slip.span, message, "nothing begins here")
            .help("for a remark use `//`")
    })
}

/// A closing bracket too many.
fn unopened(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    (matches!(found, "}" | ")" | "]" | ">") && slip.is_first()).then(|| closes_nothing(slip))
}

fn closes_nothing(slip: &Slip<'_>) -> Diagnostic {
    let message = format!("`{}` closes nothing", slip.found.text);
    let finding = Diagnostic::new(catalogue::UNOPENED, slip.span, message, "nothing is open here");
    finding.guess("remove it", slip.span, "")
}

/// `struct A { };` or `a: string,, b: string`.
fn surplus_separator(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    (matches!(found, ";" | ",") && slip.is_first()).then(|| {
        let message = format!("there is nothing to end with `{found}`");
        Diagnostic::new(catalogue::SURPLUS, slip.span, message, "one too many").suggest("remove it", slip.span, "")
    })
}

/// `@range(min = 1)`.
fn named_argument(slip: &Slip<'_>) -> Option<Diagnostic> {
    let argument = slip.expects(Rule::close_paren) && slip.expects(Rule::comma) && !slip.expects(Rule::optional_mark);
    (argument && matches!(slip.found.text, "=" | ":") && !slip.word_before().is_empty()).then(|| {
        Diagnostic::new(catalogue::UNEXPECTED, slip.span, "arguments have no names", "expected `,` or `)`")
            .help("write the values alone, such as `@len(1..=32)`")
    })
}

/// Punctuation that is missing; at the end of a line it is the line that lacks it, not the next that is wrong.
fn missing(slip: &Slip<'_>) -> Option<Diagnostic> {
    if slip.expects(Rule::colon) && slip.found.is_word() && !slip.word_before().is_empty() {
        return Some(insertion(slip, catalogue::MISSING_COLON, ":", Applicability::MaybeIncorrect));
    }
    let candidates = [
        (Rule::close_paren, catalogue::UNCLOSED, ")"),
        (Rule::close_bracket, catalogue::UNCLOSED, "]"),
        (Rule::close_angle, catalogue::UNCLOSED, ">"),
        (Rule::semicolon, catalogue::MISSING_SEMICOLON, ";"),
        (Rule::comma, catalogue::MISSING_COMMA, ","),
    ];
    let (_, code, text) = candidates.into_iter().find(|(rule, ..)| slip.on_new_line() && slip.expects(*rule))?;
    Some(insertion(slip, code, text, Applicability::MachineApplicable))
}

fn insertion(slip: &Slip<'_>, code: &'static Code, text: &str, sureness: Applicability) -> Diagnostic {
    let before = slip.word_before();
    let message = match before.is_empty() {
        true => format!("missing `{text}`"),
        false => format!("missing `{text}` after `{before}`"),
    };
    let finding = Diagnostic::new(code, slip.gap(), message, format!("expected `{text}`"));
    finding.edit(format!("insert `{text}`"), slip.gap(), text.to_owned(), sureness)
}
