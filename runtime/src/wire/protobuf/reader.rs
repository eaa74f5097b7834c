//! Messages become values: the scalars, and where the reader stands. Refused is whatever is not laid out as its type
//! demands.

use std::ops::Range;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::containers::Container;
use super::cursor::{Cursor, Tag};
use super::frame::{Found, Frame, Place, Value, mismatch};
use super::messages::Outer;
use super::{Wire, known};
use crate::wire::{AnySlot, DecodeError, DecodeErrorKind, EnumShape, Format, Reader, Result, Shape, Unrecognized};

/// What stands for a value that an entry of a map lacks: a zero of every layout.
const ABSENT: &[u8] = &[0; 8];

/// Reads a message out of one buffer.
///
/// ```
/// use aspyx::wire::{Field, ProtobufReader, Reader, Shape, required};
///
/// static POINT: Shape = Shape { name: "Point", fields: &[Field { name: "x", tag: 1 }, Field { name: "y", tag: 2 }] };
///
/// let (mut x, mut y) = (required::<i32>(), required::<i32>());
/// let mut reader = ProtobufReader::new(b"\x08\x05\x10\x07");
/// reader.message(&POINT, &mut [&mut x, &mut y])?;
/// assert_eq!((x.take()?, y.take()?), (5, 7));
/// # Ok::<(), aspyx::wire::DecodeError>(())
/// ```
#[derive(Debug)]
pub struct ProtobufReader<'a> {
    /// The message that is being read.
    pub(super) frame: Frame<'a>,
    /// How many messages lie around the value to come.
    pub(super) depth: usize,
    pub(super) position: Position,
    /// The number of the field that the value to come belongs to.
    pub(super) number: u32,
    /// How the value to come is laid out; every layout will do if nothing is said about it.
    pub(super) wire: Option<Wire>,
    /// Where the first occurrence of the value to come is, if the reader stands at the last of several.
    pub(super) first: Option<Place<'a>>,
    /// Whether the message that ended last was merged out of all its occurrences.
    pub(super) merged: bool,
    /// The lists and maps that are being read.
    pub(super) containers: Vec<Container<'a>>,
    /// The optional values that are being read, and what is around the messages they lie in, if they do.
    pub(super) optional: Vec<Option<Outer<'a>>>,
}

/// Where the value to come stands, which decides whether it has a message around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Nowhere: a message is bare.
    Root,
    /// In a field, which may come again.
    Field,
    /// In a field that may be absent.
    Optional,
    /// Within a list, a map or a union.
    Element,
}

impl<'a> ProtobufReader<'a> {
    /// Creates a reader of one message.
    pub fn new(input: &'a [u8]) -> Self {
        Self::part(input, 0..input.len())
    }

    /// Creates a reader of a part of a message, as [`Reader::skip`] returned it.
    pub fn part(input: &'a [u8], range: Range<usize>) -> Self {
        Self::at(Frame::new(Cursor::new(input, range), Vec::new()))
    }

    pub(super) fn at(frame: Frame<'a>) -> Self {
        Self {
            frame,
            depth: 0,
            position: Position::Root,
            number: 0,
            wire: Some(Wire::Length),
            first: None,
            merged: false,
            containers: Vec::new(),
            optional: Vec::new(),
        }
    }

    /// Makes sure that nothing follows.
    ///
    /// # Errors
    ///
    /// Fails if something does.
    pub fn finish(self) -> Result<()> {
        if self.frame.place.cursor.is_at_end() {
            return Ok(());
        }
        Err(self.error(DecodeErrorKind::Trailing, "something follows the end of the message"))
    }

    pub(super) fn cursor(&mut self) -> &mut Cursor<'a> {
        &mut self.frame.place.cursor
    }

    /// Begins a value whose tag has been taken.
    #[inline]
    pub(super) fn stand(&mut self, tag: Tag, position: Position) {
        self.number = tag.number;
        self.wire = Some(tag.wire);
        self.position = position;
        self.first = None;
    }

    /// Begins a value that has been looked for, of which the last occurrence counts; an absent one is zero.
    pub(super) fn stand_at(&mut self, found: Found<'a>, position: Position) {
        match found.last {
            Some(Value { tag, place }) => {
                self.stand(tag, position);
                self.frame.place = place;
            }
            None => {
                self.position = position;
                self.wire = None;
                self.frame.place = Place::new(Cursor::new(ABSENT, 0..ABSENT.len()));
            }
        }
        self.first = found.first;
    }

    /// Makes sure that the value to come is laid out as its type demands.
    #[inline]
    fn expect(&self, wire: Wire, expected: &str) -> Result<()> {
        let fits = self.position != Position::Root && self.wire.is_none_or(|found| found == wire);
        if !fits {
            return Err(self.mismatch(expected));
        }
        match self.first {
            None => Ok(()),
            Some(first) => self.check_all(first, |value| value.expect(wire, expected)),
        }
    }

    /// Makes sure of all occurrences of the value to come, where only the last one is going to be read.
    #[cold]
    fn check_all(&self, first: Place<'a>, check: impl Fn(Value<'a>) -> Result<()>) -> Result<()> {
        self.frame.walk(
            first,
            self.depth,
            |_, value| {
                if value.tag.number == self.number { check(value) } else { Ok(()) }
            },
        )
    }

    #[cold]
    pub(super) fn mismatch(&self, expected: &str) -> DecodeError {
        let found = self.wire.filter(|_| self.position != Position::Root);
        mismatch(expected, found.map_or("a message", Wire::name))
    }

    #[inline]
    fn varint(&mut self, expected: &str) -> Result<u64> {
        self.expect(Wire::Varint, expected)?;
        self.cursor().varint()
    }

    #[inline]
    pub(super) fn block(&mut self, expected: &str) -> Result<Cursor<'a>> {
        self.expect(Wire::Length, expected)?;
        self.cursor().block()
    }

    fn text(&mut self) -> Result<&'a str> {
        let block = self.block("a string")?;
        if let Some(first) = self.first {
            self.check_all(first, |mut value| value.place.cursor.block()?.text().map(drop))?;
        }
        block.text()
    }

    pub(super) fn skip_field(&mut self, tag: Tag) -> Result<()> {
        let depth = self.depth;
        self.cursor().skip(tag, depth)
    }
}

impl Reader for ProtobufReader<'_> {
    /// Never takes one: what is null is not there.
    fn null(&mut self) -> Result<bool> {
        Ok(false)
    }

    fn begin_some(&mut self) -> Result<bool> {
        self.begin_optional()
    }

    fn end_some(&mut self) -> Result<()> {
        self.end_optional();
        Ok(())
    }

    fn bool(&mut self) -> Result<bool> {
        self.varint("a bool").map(|value| value != 0)
    }

    fn i32(&mut self) -> Result<i32> {
        self.u32().map(u32::cast_signed)
    }

    fn i64(&mut self) -> Result<i64> {
        self.varint("an integer").map(u64::cast_signed)
    }

    /// Takes the lower half: so do prost and Google's libraries.
    fn u32(&mut self) -> Result<u32> {
        self.varint("an integer").map(|value| value as u32)
    }

    fn u64(&mut self) -> Result<u64> {
        self.varint("an integer")
    }

    fn f32(&mut self) -> Result<f32> {
        self.expect(Wire::Fixed32, "a 32-bit float")?;
        self.cursor().fixed().map(f32::from_le_bytes)
    }

    fn f64(&mut self) -> Result<f64> {
        self.expect(Wire::Fixed64, "a 64-bit float")?;
        self.cursor().fixed().map(f64::from_le_bytes)
    }

    fn string(&mut self) -> Result<String> {
        self.text().map(str::to_owned)
    }

    fn bytes(&mut self) -> Result<Bytes> {
        self.block("bytes").map(|block| Bytes::copy_from_slice(block.rest()))
    }

    fn timestamp(&mut self) -> Result<Timestamp> {
        let (seconds, nanoseconds) = self.seconds()?;
        let value = known::timestamp(seconds, nanoseconds);
        value.ok_or_else(|| self.error(DecodeErrorKind::Range, "out of range of a timestamp"))
    }

    fn duration(&mut self) -> Result<SignedDuration> {
        let (seconds, nanoseconds) = self.seconds()?;
        let value = known::duration(seconds, nanoseconds);
        value.ok_or_else(|| self.error(DecodeErrorKind::Range, "out of range of a duration"))
    }

    fn json(&mut self) -> Result<serde_json::Value> {
        let text = self.text()?;
        // What an entry of a map lacks is an empty text, which is no JSON.
        Format::Json.read(text.as_bytes(), |reader| reader.json()).map_err(|error| not_json(&error))
    }

    fn variant(&mut self, shape: &'static EnumShape) -> Result<std::result::Result<usize, Unrecognized>> {
        let number = self.i32()?;
        let index = shape.variants.iter().position(|variant| i64::from(variant.number) == i64::from(number));
        Ok(index.ok_or(Unrecognized::Number(number)))
    }

    fn message(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        self.record(shape, slots)
    }

    fn union(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        self.variants(shape, slots)
    }

    fn arguments(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        self.message(shape, slots)
    }

    fn begin_list(&mut self, packable: bool) -> Result<()> {
        self.begin_container(packable)
    }

    fn next_item(&mut self) -> Result<bool> {
        let more = self.advance()?;
        if !more {
            self.end_container();
        }
        Ok(more)
    }

    fn begin_map(&mut self) -> Result<()> {
        self.begin_container(false)
    }

    fn next_key(&mut self) -> Result<bool> {
        self.end_entry();
        let more = self.advance()?;
        if more {
            self.begin_entry()?;
        } else {
            self.end_container();
        }
        Ok(more)
    }

    fn next_value(&mut self) -> Result<()> {
        self.begin_entry_value();
        Ok(())
    }

    fn last_key_wins(&self) -> bool {
        true
    }

    /// Returns the range of the bytes of the value alone, without tag and length.
    fn skip(&mut self) -> Result<Range<usize>> {
        let before = *self.cursor();
        if self.position == Position::Root {
            *self.cursor() = before.end();
            return Ok(before.range());
        }
        match self.wire {
            Some(Wire::Length) => Ok(self.cursor().block()?.range()),
            Some(wire) => {
                self.skip_field(Tag { number: self.number, wire })?;
                Ok(before.range().start..self.cursor().range().start)
            }
            None => Ok(before.range().start..before.range().start),
        }
    }

    fn error(&self, kind: DecodeErrorKind, message: &str) -> DecodeError {
        DecodeError::new(kind, message)
    }
}

#[cold]
fn not_json(error: &DecodeError) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Value, format!("not JSON: {error}"))
}
