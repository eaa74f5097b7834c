//! Lists, maps and optional values: the elements of a field that is repeated, blocks of numbers, entries, and the
//! messages that lie around what has no form of its own where it stands.

use super::cursor::{Cursor, Tag};
use super::frame::Found;
use super::messages::Outer;
use super::reader::{Position, ProtobufReader};
use super::{ENTRY, VALUE, Wire};
use crate::wire::Result;

/// A list or a map that is being read.
///
/// Without a message around it, it is what is left of a run: occurrences of its field one behind the other. Others may
/// follow behind different fields; they are read as lists of their own, whose elements are added.
#[derive(Debug)]
pub(super) struct Container<'a> {
    /// What is around the message it lies in, if it does.
    outer: Option<Outer<'a>>,
    /// The number of the field that elements belong to.
    number: u32,
    /// The element whose tag has been taken already.
    pending: Option<Tag>,
    /// Whether a block of bytes holds elements, not one.
    packable: bool,
    /// Where to go on behind the block that is being read.
    behind: Option<Cursor<'a>>,
    entry: Option<Entry<'a>>,
}

/// The entry of a map that is being read.
#[derive(Debug)]
struct Entry<'a> {
    outer: Outer<'a>,
    value: Found<'a>,
}

impl<'a> ProtobufReader<'a> {
    /// Begins a value that may be absent, and says whether it is there.
    pub(super) fn begin_optional(&mut self) -> Result<bool> {
        if self.position != Position::Element {
            self.optional.push(None);
            if self.position == Position::Field {
                self.position = Position::Optional;
            }
            return Ok(true);
        }
        let outer = self.enter("a message")?;
        let [value] = self.frame.find([VALUE], self.depth)?;
        if value.last.is_none() {
            self.leave(outer);
            return Ok(false);
        }
        self.stand_at(value, Position::Optional);
        self.optional.push(Some(outer));
        Ok(true)
    }

    /// Ends a value that might have been absent.
    pub(super) fn end_optional(&mut self) {
        if let Some(Some(outer)) = self.optional.pop() {
            self.leave(outer);
        }
    }

    /// Begins a list or a map.
    pub(super) fn begin_container(&mut self, packable: bool) -> Result<()> {
        let number = self.number;
        let pending = self.wire.map(|wire| Tag { number, wire });
        let (outer, number, pending) = match self.position {
            Position::Root => return Err(self.mismatch("a list")),
            Position::Field => (None, number, pending),
            Position::Optional | Position::Element => (Some(self.enter("a message")?), VALUE, None),
        };
        self.containers.push(Container { outer, number, pending, packable, behind: None, entry: None });
        Ok(())
    }

    /// Moves to the next element, and says whether there is one.
    pub(super) fn advance(&mut self) -> Result<bool> {
        loop {
            if self.in_block() {
                return Ok(true);
            }
            let Some(tag) = self.next_element()? else { return Ok(false) };
            self.stand(tag, Position::Element);
            if !self.enter_block()? {
                return Ok(true);
            }
        }
    }

    /// Returns whether there is more in the block that is being read, and leaves it if not.
    fn in_block(&mut self) -> bool {
        let Some(behind) = self
            .containers
            .last_mut()
            .and_then(|container| container.behind.take_if(|_| self.frame.place.cursor.is_at_end()))
        else {
            return self.containers.last().is_some_and(|container| container.behind.is_some());
        };
        self.frame.place.cursor = behind;
        false
    }

    /// Takes the tag of the next occurrence of the field.
    fn next_element(&mut self) -> Result<Option<Tag>> {
        let Some(container) = self.containers.last_mut() else { return Ok(None) };
        if let Some(tag) = container.pending.take() {
            return Ok(Some(tag));
        }
        let number = container.number;
        if container.outer.is_none() {
            return self.frame.next_of(number);
        }
        while let Some(tag) = self.frame.next()? {
            if tag.number == number {
                return Ok(Some(tag));
            }
            self.skip_field(tag)?;
        }
        Ok(None)
    }

    /// Enters a block of numbers if there is one, and says so.
    fn enter_block(&mut self) -> Result<bool> {
        let packed = self.wire == Some(Wire::Length);
        let Some(container) = self.containers.last_mut().filter(|container| container.packable && packed) else {
            return Ok(false);
        };
        let cursor = &mut self.frame.place.cursor;
        let block = cursor.block()?;
        container.behind = Some(std::mem::replace(cursor, block));
        self.wire = None;
        Ok(true)
    }

    /// Ends a list or a map.
    pub(super) fn end_container(&mut self) {
        if let Some(outer) = self.containers.pop().and_then(|container| container.outer) {
            self.leave(outer);
        }
    }

    /// Begins an entry, whose key comes first, wherever it stands.
    pub(super) fn begin_entry(&mut self) -> Result<()> {
        let outer = self.enter("the entry of a map")?;
        let [key, value] = self.frame.find(ENTRY, self.depth)?;
        if let Some(map) = self.containers.last_mut() {
            map.entry = Some(Entry { outer, value });
        }
        self.stand_at(key, Position::Element);
        Ok(())
    }

    /// Moves to the value of the entry.
    pub(super) fn begin_entry_value(&mut self) {
        let entry = self.containers.last().and_then(|map| map.entry.as_ref());
        if let Some(value) = entry.map(|entry| entry.value) {
            self.stand_at(value, Position::Element);
        }
    }

    /// Ends the entry, if there is one.
    pub(super) fn end_entry(&mut self) {
        if let Some(entry) = self.containers.last_mut().and_then(|map| map.entry.take()) {
            self.leave(entry.outer);
        }
    }
}
