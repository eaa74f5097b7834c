//! Numbers, durations and ranges as other languages write them.

use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::explain::Slip;
use crate::parse::grammar::Rule;
use crate::parse::literal::{DURATIONS, unit};
use crate::source::Span;

/// `.5`.
pub(super) fn leading_point(slip: &Slip<'_>) -> Option<Diagnostic> {
    let fits = slip.wants_value() && slip.found.text == "." && slip.next_touches() && slip.next().is_number();
    fits.then(|| {
        let span = slip.span.to(slip.next_span());
        let written = format!("0.{}", slip.next().text);
        instead(catalogue::BAD_NUMBER, span, "a number begins with a digit", written)
    })
}

/// `1.`, `1.2.3`.
pub(super) fn trailing_point(slip: &Slip<'_>) -> Option<Diagnostic> {
    if !(slip.ends_value() && slip.found.text == "." && slip.touches() && slip.follows_number()) {
        return None;
    }
    if slip.next_touches() && (slip.next().is_number() || slip.next().is_word()) {
        let before = &slip.text[slip.start..slip.before];
        let number = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
        let span = Span { start: (slip.start + number.len()) as u32, ..slip.next_span() };
        return Some(Diagnostic::new(catalogue::BAD_NUMBER, span, "a number has one point at most", "not a number"));
    }
    let span = slip.span_before().to(slip.span);
    Some(instead(catalogue::BAD_NUMBER, span, "a number ends with a digit", format!("{}.0", slip.word_before())))
}

/// `- 5`.
pub(super) fn loose_sign(slip: &Slip<'_>) -> Option<Diagnostic> {
    (slip.wants_value() && slip.found.text == "-" && slip.next().is_number()).then(|| {
        let span = slip.span.to(slip.next_span());
        let message = "the sign stands directly before its number";
        instead(catalogue::BAD_NUMBER, span, message, format!("-{}", slip.next().text))
    })
}

/// `2 days`, `500 ms`.
pub(super) fn loose_unit(slip: &Slip<'_>) -> Option<Diagnostic> {
    if !(slip.ends_value() && slip.found.is_word() && !slip.on_new_line() && slip.follows_number()) {
        return None;
    }
    let (number, word) = (slip.word_before(), slip.found.text);
    let span = slip.span_before().to(slip.span);
    match unit(word)? {
        Some(unit) => {
            let message = "a duration is written without a blank";
            Some(instead(catalogue::BAD_NUMBER, span, message, format!("{number}{unit}")))
        }
        None => {
            let message = format!("`{word}` is not a unit");
            Some(Diagnostic::new(catalogue::BAD_NUMBER, span, message, "unknown unit").help(DURATIONS))
        }
    }
}

/// `1...32`, `1..<5`, `1..==5`.
pub(super) fn range_dots(slip: &Slip<'_>) -> Option<Diagnostic> {
    let before = &slip.text[slip.start..slip.before];
    let dots = ["..=", ".."].into_iter().find(|dots| before.ends_with(dots))?;
    let wrong = slip.touches() && slip.found.text.starts_with(['.', '=', '<']);
    wrong.then(|| {
        let span = Span { start: (slip.before - dots.len()) as u32, ..slip.span };
        let (meaning, right) = match slip.found.text {
            "<" => ("without its upper end", ".."),
            _ => ("with its upper end", "..="),
        };
        let message = format!("a range {meaning} is written with `{right}`");
        instead(catalogue::BAD_RANGE, span, &message, right.to_owned())
    })
}

/// `1-32`.
pub(super) fn dashed_range(slip: &Slip<'_>) -> Option<Diagnostic> {
    let end = slip.found.text.strip_prefix('-').filter(|_| slip.found.is_number())?;
    (slip.expects(Rule::range_dots) && slip.touches() && slip.follows_number()).then(|| {
        let span = slip.span_before().to(slip.span);
        let message = "a range is written with `..=`";
        instead(catalogue::BAD_RANGE, span, message, format!("{}..={end}", slip.word_before()))
    })
}

fn instead(code: &'static Code, span: Span, message: &str, written: String) -> Diagnostic {
    let label = if code == catalogue::BAD_RANGE { "not a range" } else { "not a number" };
    Diagnostic::new(code, span, message, label).suggest(format!("write `{written}`"), span, written)
}

impl Slip<'_> {
    /// Returns whether a value could have stood here.
    fn wants_value(&self) -> bool {
        [Rule::literal, Rule::word, Rule::number].into_iter().any(|rule| self.expects(rule))
    }

    /// Returns whether the token before may end a value.
    fn ends_value(&self) -> bool {
        self.expects(Rule::range_dots) || self.expects(Rule::comma)
    }

    /// Returns whether the token before looks like a number.
    fn follows_number(&self) -> bool {
        self.word_before().starts_with(|c: char| c.is_ascii_digit())
    }
}
