//! Messages: records, unions and times, and what happens to occurrences that are superseded or merged.
//!
//! Of a union the variant that came last counts. What it supersedes must be well-formed all the same, as far as the
//! format goes: values that are absent or mean nothing have no say any more.

use super::cursor::{Cursor, too_deep};
use super::frame::{Found, Frame, Value};
use super::reader::{Position, ProtobufReader};
use super::{MAX_DEPTH, known};
use crate::wire::record::{Record, one_of};
use crate::wire::{AnySlot, DecodeError, DecodeErrorKind, Reader, Result, Shape};

/// What was being read before a message was entered.
#[derive(Debug)]
pub(super) struct Outer<'a> {
    frame: Frame<'a>,
    merged: bool,
}

/// The variant of a union.
struct Choice<'a> {
    index: usize,
    /// Its value, as often as it came in a row.
    found: Found<'a>,
    /// How many values of other variants came before.
    superseded: usize,
}

impl<'a> ProtobufReader<'a> {
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

    /// Reads a record.
    pub(super) fn record(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        let outer = self.enter("a message")?;
        let mut record = Record::new(shape);
        self.fields(&mut record, slots)?;
        self.leave(outer);
        record.complete_repeated(slots)
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

    /// Reads a union, and returns which variant it is.
    pub(super) fn variants(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        let outer = self.enter("a message")?;
        let mut record = Record::new(shape);
        let Choice { index, found, superseded } = self.choice(&mut record)?.ok_or_else(|| no_choice(shape))?;
        self.check(superseded, &mut record, slots)?;
        self.stand_at(found, Position::Element);
        record.read(index, slots, self)?;
        self.leave(outer);
        Ok(index)
    }

    /// Finds the variant of a union that came last; its value may have come several times in a row.
    fn choice(&self, record: &mut Record) -> Result<Option<Choice<'a>>> {
        let mut choice: Option<Choice<'a>> = None;
        let mut count = 0;
        self.frame.walk(self.frame.place, self.depth, |before, value| {
            if let Some(index) = record.find_tag(value.tag.number) {
                let choice = match choice.as_mut() {
                    Some(choice) if choice.index == index => choice,
                    Some(_) | None => choice.insert(Choice { index, found: Found::default(), superseded: count }),
                };
                choice.found.add(before, value);
                count += 1;
            }
            Ok(())
        })?;
        Ok(choice)
    }

    /// Makes sure that the values of a union that others have superseded are well-formed: whoever reads them before they
    /// are superseded would have refused them.
    fn check(&self, superseded: usize, record: &mut Record, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        let mut left = superseded;
        if left == 0 {
            return Ok(());
        }
        self.frame.walk(self.frame.place, self.depth, |_, value| match record.find_tag(value.tag.number) {
            Some(index) if left > 0 => {
                left -= 1;
                let outcome = record.discard(index, slots, &mut self.aside(value));
                outcome.or_else(|error| if is_malformed(error.kind()) { Err(error) } else { Ok(()) })
            }
            Some(_) | None => Ok(()),
        })
    }

    /// Creates a reader of a value alone, for one that does not count.
    fn aside(&self, Value { tag, place }: Value<'a>) -> Self {
        let mut reader = Self::at(Frame::new(place.cursor, Vec::new()));
        reader.depth = self.depth;
        reader.stand(tag, Position::Element);
        reader
    }

    /// Reads `google.protobuf.Timestamp` or `Duration`.
    pub(super) fn seconds(&mut self) -> Result<(i64, i32)> {
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

/// Returns whether an error is one of the format, whatever the value means.
fn is_malformed(kind: DecodeErrorKind) -> bool {
    match kind {
        DecodeErrorKind::Syntax | DecodeErrorKind::Type | DecodeErrorKind::TooDeep => true,
        DecodeErrorKind::Range
        | DecodeErrorKind::Value
        | DecodeErrorKind::Missing
        | DecodeErrorKind::UnknownVariant
        | DecodeErrorKind::Duplicate
        | DecodeErrorKind::TooMany
        | DecodeErrorKind::Trailing => false,
    }
}

/// Returns the error of a union without a variant that is known.
#[cold]
fn no_choice(shape: &Shape) -> DecodeError {
    let known = one_of(shape.fields.iter().map(|field| field.name));
    DecodeError::new(DecodeErrorKind::UnknownVariant, known)
}
