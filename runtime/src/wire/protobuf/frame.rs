//! A message that is being read: one range of bytes, or several if it came several times.
//!
//! The specification merges messages that come again, which is the same as reading their bytes one behind the other.
//! That is what happens here, without copying them: whoever enters a message looks for the others of its field in what
//! is left of the message around it. Such a look passes over each field once and over nothing within, so that messages
//! that are made to be merged cost no more than others.

use super::Wire;
use super::cursor::{Cursor, Tag};
use crate::wire::{DecodeError, DecodeErrorKind, Result};

/// A message that is being read.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) place: Place<'a>,
    /// The bytes of all later occurrences of the message.
    later: Vec<Cursor<'a>>,
}

/// A place in a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) cursor: Cursor<'a>,
    /// How many of the later occurrences have been begun.
    begun: usize,
}

/// The occurrences of a field in a message.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found<'a> {
    /// Where the tag of the first one is, if there are several.
    pub(super) first: Option<Place<'a>>,
    /// The last one.
    pub(super) last: Option<Value<'a>>,
    /// Where the tag of the last one is.
    tag: Option<Place<'a>>,
}

/// A value in a message: its tag, and the place behind that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub(super) tag: Tag,
    pub(super) place: Place<'a>,
}

impl<'a> Place<'a> {
    pub(super) fn new(cursor: Cursor<'a>) -> Self {
        Self { cursor, begun: 0 }
    }

    /// Takes the tag of the next field, of which there is none at the end.
    #[inline]
    fn next(&mut self, later: &[Cursor<'a>]) -> Result<Option<Tag>> {
        while self.cursor.is_at_end() {
            let Some(cursor) = later.get(self.begun) else { return Ok(None) };
            *self = Self { cursor: *cursor, begun: self.begun + 1 };
        }
        self.cursor.tag().map(Some)
    }
}

impl Value<'_> {
    /// Makes sure that it is laid out as its type demands.
    pub(super) fn expect(&self, wire: Wire, expected: &str) -> Result<()> {
        if self.tag.wire == wire { Ok(()) } else { Err(mismatch(expected, self.tag.wire.name())) }
    }
}

impl<'a> Found<'a> {
    /// Adds an occurrence: the place of its tag, and its value.
    pub(super) fn add(&mut self, tag: Place<'a>, value: Value<'a>) {
        self.first = self.first.or(self.tag);
        self.tag = Some(tag);
        self.last = Some(value);
    }
}

impl<'a> Frame<'a> {
    pub(super) fn new(cursor: Cursor<'a>, later: Vec<Cursor<'a>>) -> Self {
        Self { place: Place::new(cursor), later }
    }

    /// Takes the tag of the next field, of which there is none at the end.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<Tag>> {
        self.place.next(&self.later)
    }

    /// Takes the tag of the next field if it follows right here and has this number.
    #[inline]
    pub(super) fn next_of(&mut self, number: u32) -> Result<Option<Tag>> {
        let mut cursor = self.place.cursor;
        if cursor.is_at_end() {
            return Ok(None);
        }
        let tag = cursor.tag()?;
        if tag.number != number {
            return Ok(None);
        }
        self.place.cursor = cursor;
        Ok(Some(tag))
    }

    /// Calls back for each field from a place to the end.
    pub(super) fn walk(
        &self,
        mut place: Place<'a>,
        depth: usize,
        mut found: impl FnMut(Place<'a>, Value<'a>) -> Result<()>,
    ) -> Result<()> {
        loop {
            let before = place;
            let Some(tag) = place.next(&self.later)? else { return Ok(()) };
            found(before, Value { tag, place })?;
            place.cursor.skip(tag, depth)?;
        }
    }

    /// Finds the fields of some numbers.
    pub(super) fn find<const N: usize>(&self, numbers: [u32; N], depth: usize) -> Result<[Found<'a>; N]> {
        let mut fields = [Found::default(); N];
        self.walk(self.place, depth, |before, value| {
            let index = numbers.iter().position(|number| *number == value.tag.number);
            if let Some(field) = index.and_then(|index| fields.get_mut(index)) {
                field.add(before, value);
            }
            Ok(())
        })?;
        Ok(fields)
    }

    /// Returns the bytes of all messages in a field, from a place on.
    pub(super) fn occurrences(&self, number: u32, from: Place<'a>, depth: usize) -> Result<Vec<Cursor<'a>>> {
        let mut all = Vec::new();
        if from.cursor.is_at_end() && from.begun >= self.later.len() {
            return Ok(all);
        }
        self.walk(from, depth, |_, mut value| {
            if value.tag.number == number {
                value.expect(Wire::Length, "a message")?;
                all.push(value.place.cursor.block()?);
            }
            Ok(())
        })?;
        Ok(all)
    }
}

#[cold]
pub(super) fn mismatch(expected: &str, found: &str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Type, format!("expected {expected}, found {found}"))
}
