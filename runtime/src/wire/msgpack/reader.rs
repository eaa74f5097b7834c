//! MessagePack becomes values. Refused is whatever is not of the type that is asked for, and each key that comes again;
//! what is no MessagePack the cursor refuses.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::cursor::{Cursor, Head, Number};
use crate::wire::choice::Choice;
use crate::wire::number::{self, Wrong};
use crate::wire::record::{self, Record};
use crate::wire::variants::{by_name, by_number, variant_in_text};
use crate::wire::{
    AnySlot, DecodeError, DecodeErrorKind, EnumShape, MAX_DEPTH, Reader, Result, Shape, Unrecognized, text,
};

/// Reads MessagePack out of one buffer.
///
/// ```
/// use aspyx::wire::{Decode, MsgpackReader};
///
/// let mut reader = MsgpackReader::new(b"\x92\x01\xa13");
/// let error = Vec::<i32>::decode(&mut reader).expect_err("a text is no integer");
/// assert_eq!(error.to_string(), "at `[1]`: expected an integer, found a string");
/// ```
#[derive(Debug)]
pub struct MsgpackReader<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) depth: u32,
    /// How many elements or entries are still to come in each list and map that is being read, innermost last.
    left: Vec<u32>,
    /// Whether the key of a map is due to be read.
    at_key: bool,
}

/// The key of a map, as it came.
enum Key<'a> {
    Text(&'a str),
    Number(i128),
}

impl Key<'_> {
    fn integer<T: TryFrom<i128> + FromStr>(&self, name: &str) -> Result<T, Wrong> {
        match *self {
            Self::Text(text) => number::key(text, name),
            Self::Number(value) => number::fitting(value, name),
        }
    }
}

impl<'a> MsgpackReader<'a> {
    /// Creates a reader of one message.
    pub fn new(input: &'a [u8]) -> Self {
        Self::part(input, 0..input.len())
    }

    /// Creates a reader of a part of a message, as [`Reader::skip`] returned it; errors tell the byte in the whole.
    pub fn part(input: &'a [u8], range: Range<usize>) -> Self {
        Self { cursor: Cursor::new(input, range), depth: 0, left: Vec::new(), at_key: false }
    }

    /// Makes sure that nothing follows.
    ///
    /// # Errors
    ///
    /// Fails if something does.
    pub fn finish(self) -> Result<()> {
        self.cursor.end()
    }

    /// Makes sure that no key is due.
    fn refuse_key(&self) -> Result<()> {
        if self.at_key {
            return Err(self.error(DecodeErrorKind::Type, "values of this type cannot be the key of a map"));
        }
        Ok(())
    }

    /// Takes what a value that is no key begins with.
    pub(super) fn head(&mut self) -> Result<Head> {
        self.refuse_key()?;
        self.cursor.head()
    }

    #[cold]
    pub(super) fn mismatch(&self, head: Head, expected: &str) -> DecodeError {
        self.error(DecodeErrorKind::Type, &format!("expected {expected}, found {}", head.name()))
    }

    #[cold]
    pub(super) fn too_deep(&self) -> DecodeError {
        self.error(DecodeErrorKind::TooDeep, &format!("nested deeper than {MAX_DEPTH} levels"))
    }

    #[cold]
    pub(super) fn wrong(&self, (kind, message): Wrong) -> DecodeError {
        self.error(kind, &message)
    }

    /// Enters a list, a map or a record of a length.
    fn enter(&mut self, length: u32) -> Result<u32> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(self.too_deep()) } else { Ok(length) }
    }

    /// Enters a map or a record, and returns its length.
    fn enter_map(&mut self) -> Result<u32> {
        let head = self.head()?;
        let Head::Map(length) = head else { return Err(self.mismatch(head, "an object")) };
        self.enter(length)
    }

    /// Reads a text, which stands in the input as it is.
    fn text(&mut self) -> Result<&'a str> {
        let head = self.head()?;
        let Head::Str(length) = head else { return Err(self.mismatch(head, "a string")) };
        self.cursor.text(length)
    }

    /// Reads a text that means something.
    fn parsed<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>, otherwise: &str) -> Result<T> {
        let value = parse(self.text()?);
        value.ok_or_else(|| self.error(DecodeErrorKind::Value, otherwise))
    }

    /// Reads a key, which peers that have maps with other keys than texts may write as an integer.
    fn key(&mut self) -> Result<Key<'a>> {
        self.at_key = false;
        let head = self.cursor.head()?;
        if let Head::Str(length) = head {
            return self.cursor.text(length).map(Key::Text);
        }
        match head.number() {
            Some(Number::Unsigned(value)) => Ok(Key::Number(value.into())),
            Some(Number::Negative(value)) => Ok(Key::Number(value.into())),
            Some(Number::Float(_)) | None => Err(self.mismatch(head, "a key that is a string")),
        }
    }

    /// Reads a key as text.
    fn key_text(&mut self) -> Result<Cow<'a, str>> {
        Ok(match self.key()? {
            Key::Text(text) => text.into(),
            Key::Number(number) => number.to_string().into(),
        })
    }

    /// Reads a number that is no key.
    #[inline]
    fn number(&mut self, expected: &str) -> Result<Number> {
        let head = self.head()?;
        head.number().ok_or_else(|| self.mismatch(head, expected))
    }

    fn integer<T: TryFrom<i128> + FromStr>(&mut self, name: &str) -> Result<T> {
        let value = if self.at_key { self.key()?.integer(name) } else { self.number("an integer")?.integer(name) };
        value.map_err(|wrong| self.wrong(wrong))
    }

    /// Reads the key of a field and returns which it is.
    fn field(&mut self, record: &mut Record) -> Result<Option<usize>> {
        if let Some(name) = record.expected()
            && self.cursor.take_key(name)
        {
            return Ok(Some(record.found_expected()));
        }
        self.key_text().map(|name| record.find(&name))
    }

    /// Moves to the next element or entry, and says whether there is one.
    fn step(&mut self) -> bool {
        match self.left.last_mut() {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            Some(_) | None => {
                self.left.pop();
                self.depth = self.depth.saturating_sub(1);
                false
            }
        }
    }
}

impl Reader for MsgpackReader<'_> {
    fn null(&mut self) -> Result<bool> {
        self.refuse_key()?;
        let null = self.cursor.peek()? == 0xc0;
        if null {
            self.cursor.advance();
        }
        Ok(null)
    }

    fn begin_some(&mut self) -> Result<bool> {
        self.null().map(|null| !null)
    }

    fn end_some(&mut self) -> Result<()> {
        Ok(())
    }

    fn bool(&mut self) -> Result<bool> {
        let head = self.head()?;
        let Head::Bool(value) = head else { return Err(self.mismatch(head, "a bool")) };
        Ok(value)
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
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "the nearest there is")]
        let (value, finite) = match self.number("a number")? {
            Number::Float(value) => (value as f32, value.is_finite()),
            Number::Unsigned(value) => (value as f32, true),
            Number::Negative(value) => (value as f32, true),
        };
        if finite && !value.is_finite() { Err(self.wrong(number::out_of_range("f32"))) } else { Ok(value) }
    }

    fn f64(&mut self) -> Result<f64> {
        #[expect(clippy::cast_precision_loss, reason = "the nearest there is")]
        Ok(match self.number("a number")? {
            Number::Float(value) => value,
            Number::Unsigned(value) => value as f64,
            Number::Negative(value) => value as f64,
        })
    }

    fn string(&mut self) -> Result<String> {
        if self.at_key { self.key_text().map(Cow::into_owned) } else { self.text().map(str::to_owned) }
    }

    fn bytes(&mut self) -> Result<Bytes> {
        let head = self.head()?;
        let Head::Bin(length) = head else { return Err(self.mismatch(head, "bytes")) };
        self.cursor.take(length.into()).map(Bytes::copy_from_slice)
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
        if self.at_key {
            return self.key_text().map(|key| variant_in_text(shape, &key));
        }
        let head = self.head()?;
        if let Head::Str(length) = head {
            return self.cursor.text(length).map(|name| by_name(shape, name));
        }
        let number = head.number().ok_or_else(|| self.mismatch(head, "a string"))?.integer("i32");
        number.map(|number| by_number(shape, number)).map_err(|wrong| self.wrong(wrong))
    }

    fn message(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        let mut record = Record::new(shape);
        for _ in 0..self.enter_map()? {
            match self.field(&mut record)? {
                Some(index) => record.read(index, slots, self)?,
                None => self.skip().map(drop)?,
            }
        }
        self.depth -= 1;
        record.complete(slots)
    }

    fn union(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        let (mut record, mut choice) = (Record::new(shape), Choice::default());
        for _ in 0..self.enter_map()? {
            let key = self.key_text()?;
            choice.read(key, &mut record, slots, self)?;
        }
        self.depth -= 1;
        choice.settle(&mut record, shape, slots)
    }

    fn arguments(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        record::arguments(shape, slots, self)
    }

    fn begin_list(&mut self, _packable: bool) -> Result<()> {
        let head = self.head()?;
        let Head::List(length) = head else { return Err(self.mismatch(head, "a list")) };
        let length = self.enter(length)?;
        self.left.push(length);
        Ok(())
    }

    fn next_item(&mut self) -> Result<bool> {
        Ok(self.step())
    }

    fn begin_map(&mut self) -> Result<()> {
        let length = self.enter_map()?;
        self.left.push(length);
        Ok(())
    }

    fn next_key(&mut self) -> Result<bool> {
        self.at_key = self.step();
        Ok(self.at_key)
    }

    fn next_value(&mut self) -> Result<()> {
        // A key that nobody has read is still there.
        if self.at_key { self.key().map(drop) } else { Ok(()) }
    }

    fn skip(&mut self) -> Result<Range<usize>> {
        self.refuse_key()?;
        self.skip_value()
    }

    fn error(&self, kind: DecodeErrorKind, message: &str) -> DecodeError {
        DecodeError::new(kind, message)
    }
}
