//! Texts given to annotations, and where their parts stand in the source, escapes or not.

use crate::source::{Sources, Span};
use std::ops::Range;

/// Texts with escapes beyond this length are pointed at as a whole: finding a part means walking through all before it.
const LONGEST: usize = 4096;

/// The text given to an annotation.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    /// Where it stands, quotes included.
    pub(super) span: Span,
}

impl Text<'_> {
    /// Returns where a part of the text stands.
    pub(super) fn part(&self, sources: &Sources, part: Range<usize>) -> Span {
        let length = (self.span.end - self.span.start) as usize;
        if self.text.len() + 2 == length {
            return self.inside(part);
        }
        if length > LONGEST {
            return self.span;
        }
        let raw = sources.text(self.span).trim_start_matches('"');
        self.inside(written(raw, part.start)..written(raw, part.end))
    }

    /// Returns the span of a range behind the opening quote.
    fn inside(&self, range: Range<usize>) -> Span {
        let start = self.span.start + 1;
        Span { file: self.span.file, start: start + range.start as u32, end: start + range.end as u32 }
    }
}

/// Returns where in a text as written that place is which has so many bytes before it once escapes are resolved.
fn written(raw: &str, wanted: usize) -> usize {
    let (mut at, mut resolved) = (0, 0);
    while resolved < wanted && at < raw.len() {
        let (length, meaning) = step(&raw[at..]);
        at += length;
        resolved += meaning;
    }
    at
}

/// Returns how many bytes the first letter or escape has as written, and how many once it is resolved.
fn step(raw: &str) -> (usize, usize) {
    let Some(escape) = raw.strip_prefix('\\') else {
        let length = raw.chars().next().map_or(1, char::len_utf8);
        return (length, length);
    };
    let code = escape.strip_prefix("u{").and_then(|code| code.split_once('}'));
    let Some((digits, _)) = code else { return (2, 1) };
    let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    ("\\u{}".len() + digits.len(), letter.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn escapes_move_what_stands_behind_them() {
        assert_eq!(written(r"abc", 2), 2);
        assert_eq!(written(r"\\d(", 2), 3);
        assert_eq!(written(r"\u{e4}x", 2), 6);
        assert_eq!(written("äx", 2), 2);
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        assert_eq!(written(r"\\", 9), 2);
    }
}
