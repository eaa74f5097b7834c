//! JSON text becomes values. Refused is whatever is not of the type that is asked for, and each key that comes again;
//! what is no JSON the scanner refuses.

use std::borrow::Cow;
use std::ops::Range;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::scanner::Scanner;
use crate::wire::choice::Choice;
use crate::wire::number::{self, Wrong};
use crate::wire::record::{self, Record};
use crate::wire::variants::{by_name, by_number, variant_in_text};
use crate::wire::{
    AnySlot, DecodeError, DecodeErrorKind, EnumShape, MAX_DEPTH, Reader, Result, Shape, Unrecognized, text,
};

/// Reads JSON out of one buffer.
///
/// ```
/// use aspyx::wire::{Decode, JsonReader};
///
/// let mut reader = JsonReader::new(br#"[1, 2.0, "3"]"#);
/// let error = Vec::<i32>::decode(&mut reader).expect_err("a text is no integer");
/// assert_eq!(error.to_string(), "at `[2]`: expected an integer, found a string");
/// ```
#[derive(Debug)]
pub struct JsonReader<'a> {
    pub(super) scanner: Scanner<'a>,
    depth: u32,
    /// What the bracket opened last holds, until somebody asks.
    opened: Option<bool>,
    /// The key of a map that is due to be read.
    key: Option<Cow<'a, str>>,
}

impl<'a> JsonReader<'a> {
    /// Creates a reader of one document.
    pub fn new(input: &'a [u8]) -> Self {
        Self::part(input, 0..input.len())
    }

    /// Creates a reader of a part of a document, as [`Reader::skip`] returned it; errors tell the line in the whole.
    pub fn part(input: &'a [u8], range: Range<usize>) -> Self {
        Self { scanner: Scanner::new(input, range), depth: 0, opened: None, key: None }
    }

    /// Makes sure that nothing follows.
    ///
    /// # Errors
    ///
    /// Fails if something does.
    pub fn finish(mut self) -> Result<()> {
        self.scanner.end()
    }

    /// Looks at the first byte of the value to come.
    pub(super) fn peek(&mut self) -> Result<u8> {
        if self.key.is_some() {
            return Err(self.error(DecodeErrorKind::Type, "values of this type cannot be the key of a map"));
        }
        self.scanner.token()
    }

    /// Makes sure that a value of the right type comes.
    fn expect(&mut self, wanted: u8, expected: &str) -> Result<()> {
        let first = self.peek()?;
        if first == wanted { Ok(()) } else { Err(self.mismatch(first, expected)) }
    }

    #[cold]
    pub(super) fn mismatch(&self, first: u8, expected: &str) -> DecodeError {
        match found(first) {
            Some(found) => self.error(DecodeErrorKind::Type, &format!("expected {expected}, found {found}")),
            None => self.scanner.syntax("expected a value"),
        }
    }

    /// Enters a list, a map or a record, and says whether there is something in it.
    pub(super) fn enter(&mut self, open: u8, close: u8, expected: &str) -> Result<bool> {
        self.expect(open, expected)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.too_deep());
        }
        self.scanner.open(close)
    }

    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    #[cold]
    pub(super) fn too_deep(&self) -> DecodeError {
        self.error(DecodeErrorKind::TooDeep, &format!("nested deeper than {MAX_DEPTH} levels"))
    }

    /// Reads a text, which stands in the input as it is unless there are escapes.
    fn text(&mut self) -> Result<Cow<'a, str>> {
        if let Some(key) = self.key.take() {
            return Ok(key);
        }
        self.expect(b'"', "a string")?;
        self.scanner.string()
    }

    /// Reads a text that means something.
    fn parsed<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>, otherwise: &str) -> Result<T> {
        self.expect(b'"', "a string")?;
        let value = parse(&self.scanner.string()?);
        value.ok_or_else(|| self.error(DecodeErrorKind::Value, otherwise))
    }

    /// Reads the digits of a number.
    fn literal(&mut self, expected: &str) -> Result<&'a str> {
        let first = self.peek()?;
        if matches!(first, b'-' | b'0'..=b'9') { self.scanner.number() } else { Err(self.mismatch(first, expected)) }
    }

    fn integer<T: std::str::FromStr>(&mut self, name: &str) -> Result<T> {
        if let Some(key) = self.key.take() {
            return number::key(&key, name).map_err(|wrong| self.wrong(wrong));
        }
        let literal = self.literal("an integer")?;
        number::integer(literal, name).map_err(|wrong| self.wrong(wrong))
    }

    fn float<T>(&mut self, name: &str, narrow: impl FnOnce(f64) -> T) -> Result<T>
    where
        T: std::str::FromStr + Into<f64> + Copy,
    {
        if self.peek()? == b'"' {
            return self.parsed(number::special, "expected a number, found a string").map(narrow);
        }
        let literal = self.literal("a number")?;
        number::float(literal, name).map_err(|wrong| self.wrong(wrong))
    }

    #[cold]
    pub(super) fn wrong(&self, (kind, message): Wrong) -> DecodeError {
        self.error(kind, &message)
    }

    /// Reads the fields of a record, each known one by `read`, and skips the others.
    fn fields(
        &mut self,
        record: &mut Record,
        read: &mut dyn FnMut(&mut Self, &mut Record, usize) -> Result<()>,
    ) -> Result<()> {
        let mut more = self.enter(b'{', b'}', "an object")?;
        while more {
            match self.field(record)? {
                Some(index) => read(self, record, index)?,
                None => self.skip().map(drop)?,
            }
            more = self.scanner.next(b'}')?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads the key of a field and returns which it is.
    fn field(&mut self, record: &mut Record) -> Result<Option<usize>> {
        self.scanner.peek();
        if let Some(name) = record.expected()
            && self.scanner.take_key(name)
        {
            return Ok(Some(record.found_expected()));
        }
        self.scanner.key().map(|key| record.find(&key))
    }

    /// Moves to the next element or entry, and says whether there is one.
    fn step(&mut self, close: u8) -> Result<bool> {
        let more = match self.opened.take() {
            Some(more) => more,
            None => self.scanner.next(close)?,
        };
        self.depth = self.depth.saturating_sub(u32::from(!more));
        Ok(more)
    }
}

/// Names what a value begins with, unless nothing begins so.
fn found(first: u8) -> Option<&'static str> {
    Some(match first {
        b'n' => "null",
        b't' | b'f' => "a bool",
        b'"' => "a string",
        b'[' => "a list",
        b'{' => "an object",
        b'-' | b'0'..=b'9' => "a number",
        _ => return None,
    })
}

impl Reader for JsonReader<'_> {
    fn null(&mut self) -> Result<bool> {
        if self.peek()? != b'n' {
            return Ok(false);
        }
        self.scanner.word("null").map(|()| true)
    }

    fn begin_some(&mut self) -> Result<bool> {
        self.null().map(|null| !null)
    }

    fn end_some(&mut self) -> Result<()> {
        Ok(())
    }

    fn bool(&mut self) -> Result<bool> {
        match self.peek()? {
            b't' => self.scanner.word("true").map(|()| true),
            b'f' => self.scanner.word("false").map(|()| false),
            first => Err(self.mismatch(first, "a bool")),
        }
    }

    fn i32(&mut self) -> Result<i32> {
        self.integer("i32")
    }

    fn i64(&mut self) -> Result<i64> {
        self.integer("i64")
    }

    fn u32(&mut self) -> Result<u32> {
        self.integer("u32")
    }

    fn u64(&mut self) -> Result<u64> {
        self.integer("u64")
    }

    fn f32(&mut self) -> Result<f32> {
        #[expect(clippy::cast_possible_truncation, reason = "only NaN and the infinities come this way")]
        self.float("f32", |value| value as f32)
    }

    fn f64(&mut self) -> Result<f64> {
        self.float("f64", |value| value)
    }

    fn string(&mut self) -> Result<String> {
        self.text().map(Cow::into_owned)
    }

    fn bytes(&mut self) -> Result<Bytes> {
        self.parsed(|text| STANDARD.decode(text).ok(), "not base64").map(Bytes::from)
    }

    fn timestamp(&mut self) -> Result<Timestamp> {
        self.parsed(text::timestamp, text::TIMESTAMP)
    }

    fn duration(&mut self) -> Result<SignedDuration> {
        self.parsed(text::duration, text::DURATION)
    }

    fn json(&mut self) -> Result<serde_json::Value> {
        self.any()
    }

    fn variant(&mut self, shape: &'static EnumShape) -> Result<std::result::Result<usize, Unrecognized>> {
        if let Some(key) = self.key.take() {
            return Ok(variant_in_text(shape, &key));
        }
        if self.peek()? == b'"' {
            return self.text().map(|name| by_name(shape, &name));
        }
        let literal = self.literal("a string")?;
        let number = number::integer(literal, "i32").map_err(|wrong| self.wrong(wrong))?;
        Ok(by_number(shape, number))
    }

    fn message(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        let mut record = Record::new(shape);
        self.fields(&mut record, &mut |reader, record, index| record.read(index, slots, reader))?;
        record.complete(slots)
    }

    fn union(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        let (mut record, mut choice) = (Record::new(shape), Choice::default());
        let mut more = self.enter(b'{', b'}', "an object")?;
        while more {
            let key = self.scanner.key()?;
            choice.read(key, &mut record, slots, self)?;
            more = self.scanner.next(b'}')?;
        }
        self.depth -= 1;
        choice.settle(&mut record, shape, slots)
    }

    fn arguments(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        record::arguments(shape, slots, self)
    }

    fn begin_list(&mut self, _packable: bool) -> Result<()> {
        self.opened = Some(self.enter(b'[', b']', "a list")?);
        Ok(())
    }

    fn next_item(&mut self) -> Result<bool> {
        self.step(b']')
    }

    fn begin_map(&mut self) -> Result<()> {
        self.opened = Some(self.enter(b'{', b'}', "an object")?);
        Ok(())
    }

    fn next_key(&mut self) -> Result<bool> {
        let more = self.step(b'}')?;
        if more {
            self.key = Some(self.scanner.key()?);
        }
        Ok(more)
    }

    fn next_value(&mut self) -> Result<()> {
        self.key = None;
        Ok(())
    }

    fn skip(&mut self) -> Result<Range<usize>> {
        self.skip_value()
    }

    fn error(&self, kind: DecodeErrorKind, message: &str) -> DecodeError {
        DecodeError::new(kind, message)
    }
}
