//! The grammar of JSON: tokens out of text, and nothing about what they are for.
//!
//! A parser of our own because a pull parser from outside hides its cursor, and with it the cheapest way there is to
//! read a record: comparing the key that comes with the one that should. The tests hold it against serde_json.

use std::borrow::Cow;
use std::ops::Range;

use super::string;
use crate::wire::{DecodeError, DecodeErrorKind, Result};

/// A cursor in JSON text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a> {
    /// The whole document, for telling the line of an error.
    whole: &'a [u8],
    /// Where in it the text begins.
    origin: usize,
    /// What is read, up to the first byte that is not UTF-8.
    text: &'a str,
    /// Whether there is such a byte.
    broken: bool,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Creates a scanner of a part of a document.
    pub(super) fn new(whole: &'a [u8], part: Range<usize>) -> Self {
        let origin = part.start;
        let bytes = whole.get(part).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => Self { whole, origin, text, broken: false, at: 0 },
            Err(error) => {
                let text = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
                Self { whole, origin, text, broken: true, at: 0 }
            }
        }
    }

    /// Returns the place in the whole document.
    pub(super) fn position(&self) -> usize {
        self.origin + self.at
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space and returns the byte after it.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.byte() {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    /// Passes over white space and returns the byte after it, which must be there.
    pub(super) fn token(&mut self) -> Result<u8> {
        match self.peek() {
            Some(byte) => Ok(byte),
            None => Err(self.syntax("unexpected end")),
        }
    }

    /// Makes sure that nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<()> {
        match self.peek() {
            None if !self.broken => Ok(()),
            None => Err(self.syntax("unexpected end")),
            Some(_) => Err(self.located(DecodeErrorKind::Trailing, "expected the end")),
        }
    }

    /// Takes a byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.at += 1;
        }
        there
    }

    /// Reads `null`, `true` or `false`, of which the first letter has been seen.
    pub(super) fn word(&mut self, word: &str) -> Result<()> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            Ok(())
        } else {
            Err(self.syntax("expected a value"))
        }
    }

    /// Takes the bracket that was seen, and says whether something comes before the other one.
    pub(super) fn open(&mut self, close: u8) -> Result<bool> {
        self.at += 1;
        let empty = self.token()? == close;
        self.at += usize::from(empty);
        Ok(!empty)
    }

    /// Takes a comma or the bracket that closes, and says whether something comes.
    pub(super) fn next(&mut self, close: u8) -> Result<bool> {
        let byte = self.token()?;
        if byte != b',' && byte != close {
            return Err(self.syntax(if close == b']' { "expected `,` or `]`" } else { "expected `,` or `}`" }));
        }
        self.at += 1;
        Ok(byte == b',')
    }

    /// Takes a key and its colon if it is the one that should come, written as it should be.
    pub(super) fn take_key(&mut self, name: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let there = rest.strip_prefix(b"\"").and_then(|rest| rest.strip_prefix(name.as_bytes()));
        let there = there.is_some_and(|rest| rest.starts_with(b"\":"));
        if there {
            self.at += name.len() + 3;
        }
        there
    }

    /// Reads a key and its colon.
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>> {
        if self.token()? != b'"' {
            return Err(self.syntax("expected a key"));
        }
        let key = self.string()?;
        if self.take(b':') { Ok(key) } else { Err(self.syntax("expected `:`")) }
    }

    /// Reads a string, of which the quotation mark has been seen.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>> {
        let start = self.at + 1;
        self.at = start + string::plain(&self.text.as_bytes()[start..]);
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(&self.text[start..self.at - 1]));
        }
        self.escaped(self.text[start..self.at].to_owned()).map(Cow::Owned)
    }

    /// Reads the rest of a string that does not stand there as it is.
    fn escaped(&mut self, mut value: String) -> Result<String> {
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(value);
                }
                Some(b'\\') => value.push(self.escape()?),
                Some(_) => return Err(self.syntax("control character in a string")),
                None => return Err(self.syntax("unexpected end of a string")),
            }
            let start = self.at;
            self.at += string::plain(&self.text.as_bytes()[start..]);
            value.push_str(&self.text[start..self.at]);
        }
    }

    fn escape(&mut self) -> Result<char> {
        self.at += 1;
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            Some(_) | None => {
                self.at -= 1;
                return Err(self.syntax("invalid escape"));
            }
        })
    }

    /// Reads the digits of one `\u`, or of two that make a pair of surrogates.
    fn unicode(&mut self) -> Result<char> {
        let first = self.hex()?;
        if let Some(char) = char::from_u32(first) {
            return Ok(char);
        }
        if first >= 0xdc00 || !self.text.as_bytes()[self.at..].starts_with(b"\\u") {
            return Err(self.syntax("lone surrogate"));
        }
        self.at += 2;
        match self.hex()? {
            second @ 0xdc00..=0xdfff => {
                let joined = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                Ok(char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            _ => Err(self.syntax("lone surrogate")),
        }
    }

    fn hex(&mut self) -> Result<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).unwrap_or_default();
        let value = digits.iter().try_fold(0, |value, &digit| Some(value * 16 + char::from(digit).to_digit(16)?));
        match value {
            Some(value) if digits.len() == 4 => {
                self.at += 4;
                Ok(value)
            }
            Some(_) | None => Err(self.syntax("invalid escape")),
        }
    }

    /// Reads a number and returns it as it stands there.
    pub(super) fn number(&mut self) -> Result<&'a str> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(self.syntax("invalid number")) }
    }

    /// Creates an error of the grammar at the cursor.
    #[cold]
    pub(super) fn syntax(&self, message: &str) -> DecodeError {
        let cut_off = self.broken && self.at >= self.text.len();
        self.located(DecodeErrorKind::Syntax, if cut_off { "invalid UTF-8" } else { message })
    }

    #[cold]
    fn located(&self, kind: DecodeErrorKind, message: &str) -> DecodeError {
        let before = self.whole.get(..self.position()).unwrap_or_default();
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|&&byte| byte != b'\n').count();
        DecodeError::new(kind, format!("{message} at line {line}, column {column}"))
    }
}
