//! The tokens of a right file, and what stood before each of them.
//!
//! The text has been parsed, so nothing here is in doubt: what begins like a number is one.

use crate::ast::Comment;

/// A token with what stood between it and the one before.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// As written; empty at the end of the file.
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    pub(super) before: Gap,
}

/// What a token is, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of documentation.
    Docs,
    /// A number or a text.
    Value,
    /// A name, a keyword or punctuation.
    Other,
    /// The end of the file.
    End,
}

/// What stands between two tokens.
#[derive(Debug, Default)]
pub(super) struct Gap {
    /// The comments, in order.
    pub(super) remarks: Vec<Remark>,
    /// The number of line breaks after the last comment.
    pub(super) lines: usize,
}

/// A comment.
#[derive(Debug)]
pub(super) struct Remark {
    /// Without blanks at the ends of its lines.
    pub(super) text: String,
    /// The number of line breaks before it.
    pub(super) lines: usize,
}

impl Remark {
    /// Returns whether it goes on to the end of its line.
    pub(super) fn is_line(&self) -> bool {
        self.text.starts_with("//")
    }

    /// Returns whether it has several lines.
    pub(super) fn is_tall(&self) -> bool {
        self.text.contains('\n')
    }
}

impl Gap {
    /// Returns whether there is a line break in it.
    pub(super) fn breaks(&self) -> bool {
        self.lines > 0 || self.remarks.iter().any(|remark| remark.lines > 0 || remark.is_tall())
    }
}

/// Takes a text apart; the last token is the end.
pub(super) fn tokens<'a>(text: &'a str, comments: &[Comment]) -> Vec<Token<'a>> {
    let (mut tokens, mut before, mut comments) = (Vec::new(), Gap::default(), comments.iter().peekable());
    let mut at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    // The beginning of the file is the beginning of a line.
    before.lines = 1;
    loop {
        let blanks = blanks(&text[at..]);
        before.lines += text[at..at + blanks].matches('\n').count();
        at += blanks;
        if let Some(comment) = comments.next_if(|comment| comment.span.start as usize == at) {
            before.remarks.push(Remark { text: trimmed(&comment.text), lines: before.lines });
            before.lines = 0;
            at = comment.span.end as usize;
            continue;
        }
        let (kind, length) = token(&text[at..]);
        // Nothing stands on the line of these once they are printed.
        before.lines = before.lines.max(usize::from(matches!(kind, Kind::Docs | Kind::End)));
        tokens.push(Token { text: text[at..at + length].trim_end(), kind, before: std::mem::take(&mut before) });
        at += length;
        if kind == Kind::End {
            return tokens;
        }
    }
}

fn blanks(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// Returns a comment without blanks at the ends of its lines.
fn trimmed(comment: &str) -> String {
    comment.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Returns kind and length of the token a text begins with.
fn token(rest: &str) -> (Kind, usize) {
    let mut characters = rest.bytes();
    let (Some(first), second) = (characters.next(), characters.next()) else { return (Kind::End, 0) };
    match (first, second) {
        (b'/', _) => (Kind::Docs, rest.find('\n').unwrap_or(rest.len())),
        (b'"', _) => (Kind::Value, text_length(rest)),
        (b'0'..=b'9', _) | (b'-', Some(b'0'..=b'9')) => (Kind::Value, number_length(rest)),
        (b'-', _) => (Kind::Other, "->".len()),
        (b'.', _) if rest.starts_with("..=") => (Kind::Other, "..=".len()),
        (b'.', Some(b'.')) => (Kind::Other, "..".len()),
        (first, _) if is_word(first) => (Kind::Other, name_length(rest)),
        _ => (Kind::Other, rest.chars().next().map_or(1, char::len_utf8)),
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Returns how far a text satisfies `belongs`, which is given each byte with the ones before and after it.
fn length(rest: &str, belongs: impl Fn(Option<u8>, u8, Option<u8>) -> bool) -> usize {
    let bytes = rest.as_bytes();
    let inside = |at: &usize| belongs(at.checked_sub(1).map(|at| bytes[at]), bytes[*at], bytes.get(at + 1).copied());
    (0..bytes.len()).find(|at| !inside(at)).unwrap_or(bytes.len())
}

/// Returns the length of a name, which may be that of a channel and have hyphens.
fn name_length(rest: &str) -> usize {
    length(rest, |_, byte, next| is_word(byte) || (byte == b'-' && next.is_some_and(is_word)))
}

/// Returns the length of a number: a sign before it, a dot between digits, a sign after the `e` of an exponent.
fn number_length(rest: &str) -> usize {
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    length(rest, |before, byte, next| match byte {
        b'-' | b'+' => digit(next) && matches!(before, None | Some(b'e' | b'E')),
        b'.' => digit(next),
        _ => is_word(byte),
    })
}

/// Returns the length of a text with its quotation marks.
fn text_length(rest: &str) -> usize {
    // The first quotation mark does not close.
    let mut escaped = true;
    let closing = rest.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    closing.map_or(rest.len(), |at| at + 1)
}
