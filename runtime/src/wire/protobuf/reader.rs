//! Messages become values.

use std::ops::Range;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::containers::Container;
use super::cursor::{Cursor, Tag, too_deep};
use super::frame::{Found, Frame, Place, Value, mismatch};
use super::{MAX_DEPTH, Wire, known};
use crate::wire::record::{Record, one_of};
use crate::wire::{AnySlot, DecodeError, DecodeErrorKind, EnumShape, Format, Reader, Result, Shape, Unrecognized};

/// What stands for a value that an entry of a map lacks: a zero of every layout.
const ABSENT: &[u8] = &[0; 8];

/// Reads a message out of one buffer.
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
    merged: bool,
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

/// What was being read before a message was entered.
#[derive(Debug)]
pub(super) struct Outer<'a> {
    frame: Frame<'a>,
    merged: bool,
}

impl<'a> ProtobufReader<'a> {
    /// Creates a reader of one message.
    pub fn new(input: &'a [u8]) -> Self {
        Self::part(input, 0..input.len())
    }

    /// Creates a reader of a part of a message, as [`Reader::skip`] returned it.
    pub fn part(input: &'a [u8], range: Range<usize>) -> Self {
        Self {
            frame: Frame::new(Cursor::new(input, range), Vec::new()),
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
        if fits { Ok(()) } else { Err(self.mismatch(expected)) }
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
    fn block(&mut self, expected: &str) -> Result<Cursor<'a>> {
        self.expect(Wire::Length, expected)?;
        self.cursor().block()
    }

    fn text(&mut self) -> Result<&'a str> {
        let block = self.block("a string")?;
        std::str::from_utf8(block.rest())
            .map_err(|error| self.error(DecodeErrorKind::Syntax, &format!("a text is not UTF-8: {error}")))
    }

    /// Enters the message that is the value to come.
    pub(super) fn enter(&mut self, expected: &str) -> Result<Outer<'a>> {
        if self.depth == MAX_DEPTH {
            return Err(too_deep());
        }
        let (block, later) = self.occurrences(expected)?;
        self.depth += 1;
        let merged = !later.is_empty();
        Ok(Outer { frame: std::mem::replace(&mut self.frame, Frame::new(block, later)), merged })
    }

    /// Takes the message that is the value to come, and looks for its later occurrences.
    fn occurrences(&mut self, expected: &str) -> Result<(Cursor<'a>, Vec<Cursor<'a>>)> {
        if self.position == Position::Root {
            let whole = self.frame.place.cursor;
            self.frame.place.cursor = whole.end();
            return Ok((whole, Vec::new()));
        }
        let block = self.block(expected)?;
        let (first, from) = match (self.first.take(), self.position) {
            (Some(first), _) => (block.end(), first),
            (None, Position::Element | Position::Root) => return Ok((block, Vec::new())),
            (None, Position::Field | Position::Optional) => (block, self.frame.place),
        };
        Ok((first, self.frame.occurrences(self.number, from, self.depth)?))
    }

    /// Leaves a message for what is around it.
    #[inline]
    pub(super) fn leave(&mut self, outer: Outer<'a>) {
        self.frame = outer.frame;
        self.merged = outer.merged;
        self.depth -= 1;
    }

    pub(super) fn skip_field(&mut self, tag: Tag) -> Result<()> {
        let depth = self.depth;
        self.cursor().skip(tag, depth)
    }

    /// Reads the fields of a message.
    fn fields(&mut self, record: &mut Record, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        // Which fields are messages that have been merged out of all their occurrences.
        let mut merged = Vec::new();
        while let Some(tag) = self.frame.next()? {
            match record.find_tag(tag.number) {
                Some(index) if !merged.contains(&index) => {
                    self.stand(tag, Position::Field);
                    record.read_again(index, slots, self)?;
                    if std::mem::take(&mut self.merged) {
                        merged.push(index);
                    }
                }
                Some(_) | None => self.skip_field(tag)?,
            }
        }
        Ok(())
    }

    /// Finds the variant of a union that came last; its value may have come several times in a row.
    fn choice(&self, record: &mut Record) -> Result<Option<(usize, Found<'a>)>> {
        let mut choice: Option<(usize, Found<'a>)> = None;
        self.frame.walk(self.frame.place, self.depth, |before, value| {
            if let Some(index) = record.find_tag(value.tag.number) {
                let (_, found) = match choice.as_mut() {
                    Some(choice) if choice.0 == index => choice,
                    Some(_) | None => choice.insert((index, Found::default())),
                };
                found.add(before, value);
            }
            Ok(())
        })?;
        Ok(choice)
    }

    /// Reads `google.protobuf.Timestamp` or `Duration`.
    fn seconds(&mut self) -> Result<(i64, i32)> {
        let outer = self.enter("a message")?;
        let (mut seconds, mut nanoseconds) = (0, 0);
        let [seconds_name, nanoseconds_name] = known::NAMES;
        while let Some(tag) = self.frame.next()? {
            self.stand(tag, Position::Field);
            match tag.number {
                known::SECONDS => seconds = self.i64().map_err(|error| error.in_field(seconds_name))?,
                known::NANOSECONDS => nanoseconds = self.i32().map_err(|error| error.in_field(nanoseconds_name))?,
                _ => self.skip_field(tag)?,
            }
        }
        self.leave(outer);
        Ok((seconds, nanoseconds))
    }
}

/// Returns the error of a union without a variant that is known.
#[cold]
fn no_choice(shape: &Shape) -> DecodeError {
    let known = one_of(shape.fields.iter().map(|field| field.name));
    DecodeError::new(DecodeErrorKind::UnknownVariant, known)
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
        Format::Json.read(text.as_bytes(), |reader| reader.json())
    }

    fn variant(&mut self, shape: &'static EnumShape) -> Result<std::result::Result<usize, Unrecognized>> {
        let number = self.i32()?;
        let index = shape.variants.iter().position(|variant| i64::from(variant.number) == i64::from(number));
        Ok(index.ok_or(Unrecognized::Number(number)))
    }

    fn message(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        let outer = self.enter("a message")?;
        let mut record = Record::new(shape);
        self.fields(&mut record, slots)?;
        self.leave(outer);
        record.complete_repeated(slots)
    }

    fn union(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        let outer = self.enter("a message")?;
        let mut record = Record::new(shape);
        let (index, found) = self.choice(&mut record)?.ok_or_else(|| no_choice(shape))?;
        self.stand_at(found, Position::Element);
        record.read(index, slots, self)?;
        self.leave(outer);
        Ok(index)
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
