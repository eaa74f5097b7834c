//! What formats have in common when they read a record: finding fields, refusing two of a kind, noticing what lacks.

use std::collections::BTreeSet;

use super::message::missing;
use super::{AnySlot, DecodeError, DecodeErrorKind, Field, Reader, Result, Shape};

/// Where the arguments of a call stand in its envelope.
const ARGUMENTS: &str = "args";

/// Up to how many fields a search looks at all of them; beyond it sorts them once.
const FEW: usize = 32;

/// A record while it is read.
pub(crate) struct Record {
    shape: &'static Shape,
    /// The field to come if they come in order of declaration.
    next: usize,
    /// Which of the first 64 fields have been read, and which of the others.
    seen: u64,
    seen_late: BTreeSet<usize>,
    /// The fields in order of their names or tags, whichever the format looks for, once that was needed.
    sorted: Vec<usize>,
}

impl Record {
    pub(crate) fn new(shape: &'static Shape) -> Self {
        Self { shape, next: 0, seen: 0, seen_late: BTreeSet::new(), sorted: Vec::new() }
    }

    /// Returns the name of the field to come if they come in order of declaration.
    pub(crate) fn expected(&self) -> Option<&'static str> {
        self.shape.fields.get(self.next).map(|field| field.name)
    }

    /// Returns the index of the field that was expected, and expects the one after it.
    pub(crate) fn found_expected(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// Returns the index of the field of this name.
    pub(crate) fn find(&mut self, name: &str) -> Option<usize> {
        let index = match self.shape.fields.get(self.next) {
            Some(field) if field.name == name => self.next,
            Some(_) | None => self.search(name)?,
        };
        self.next = index + 1;
        Some(index)
    }

    #[inline(never)]
    fn search(&mut self, name: &str) -> Option<usize> {
        let fields = self.shape.fields;
        if fields.len() <= FEW {
            return fields.iter().position(|field| field.name == name);
        }
        if self.sorted.is_empty() {
            self.sorted = sorted(fields, |field| field.name);
        }
        let found = self.sorted.binary_search_by(|&index| fields[index].name.cmp(name)).ok()?;
        Some(self.sorted[found])
    }

    /// Returns the index of the field of this tag.
    pub(crate) fn find_tag(&mut self, tag: u32) -> Option<usize> {
        let index = match self.shape.fields.get(self.next) {
            Some(field) if field.tag == tag => self.next,
            Some(_) | None => self.search_tag(tag)?,
        };
        self.next = index + 1;
        Some(index)
    }

    #[inline(never)]
    fn search_tag(&mut self, tag: u32) -> Option<usize> {
        let fields = self.shape.fields;
        if fields.len() <= FEW {
            return fields.iter().position(|field| field.tag == tag);
        }
        if self.sorted.is_empty() {
            self.sorted = sorted(fields, |field| field.tag);
        }
        let found = self.sorted.binary_search_by_key(&tag, |&index| fields[index].tag).ok()?;
        Some(self.sorted[found])
    }

    /// Reads a field that was found into its slot.
    pub(crate) fn read(&mut self, index: usize, slots: &mut [&mut dyn AnySlot], reader: &mut dyn Reader) -> Result<()> {
        let Some(slot) = slots.get_mut(index) else {
            return reader.skip().map(drop);
        };
        let outcome = if self.mark(index) {
            slot.read(reader)
        } else {
            Err(reader.error(DecodeErrorKind::Duplicate, "there twice"))
        };
        outcome.map_err(|error| self.within(index, error))
    }

    /// Reads an occurrence of a field that may come again.
    pub(crate) fn read_again(
        &mut self,
        index: usize,
        slots: &mut [&mut dyn AnySlot],
        reader: &mut dyn Reader,
    ) -> Result<()> {
        let Some(slot) = slots.get_mut(index) else {
            return reader.skip().map(drop);
        };
        self.mark(index);
        slot.read(reader).map_err(|error| self.within(index, error))
    }

    /// Reads an occurrence of a field that does not count.
    pub(crate) fn discard(&self, index: usize, slots: &mut [&mut dyn AnySlot], reader: &mut dyn Reader) -> Result<()> {
        let outcome = slots.get_mut(index).map_or(Ok(()), |slot| slot.discard(reader));
        outcome.map_err(|error| self.within(index, error))
    }

    /// Fills the slots that nothing was read for.
    pub(crate) fn complete(&self, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        self.fill(slots, |slot| slot.fill())
    }

    /// The same in formats that repeat a field for each element.
    pub(crate) fn complete_repeated(&self, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        self.fill(slots, |slot| slot.fill_repeated())
    }

    fn fill(&self, slots: &mut [&mut dyn AnySlot], fill: fn(&mut dyn AnySlot) -> bool) -> Result<()> {
        for (index, slot) in slots.iter_mut().enumerate() {
            if !self.is_seen(index) && !fill(*slot) {
                return Err(self.within(index, missing()));
            }
        }
        Ok(())
    }

    /// Marks a field as read, and says whether this is the first time.
    #[inline]
    fn mark(&mut self, index: usize) -> bool {
        match bit(index) {
            Some(bit) => {
                let first = self.seen & bit == 0;
                self.seen |= bit;
                first
            }
            None => self.seen_late.insert(index),
        }
    }

    fn is_seen(&self, index: usize) -> bool {
        bit(index).map_or_else(|| self.seen_late.contains(&index), |bit| self.seen & bit != 0)
    }

    #[cold]
    fn within(&self, index: usize, error: DecodeError) -> DecodeError {
        match self.shape.fields.get(index) {
            Some(field) => error.in_field(field.name),
            None => error.in_item(index),
        }
    }
}

#[inline]
fn bit(index: usize) -> Option<u64> {
    (index < 64).then(|| 1 << index)
}

fn sorted<K: Ord>(fields: &[Field], key: impl Fn(&Field) -> K) -> Vec<usize> {
    let mut order: Vec<usize> = (0..fields.len()).collect();
    order.sort_unstable_by_key(|&index| key(&fields[index]));
    order
}

/// Reads arguments that are a list, in the order of the parameters.
pub(crate) fn arguments(shape: &'static Shape, slots: &mut [&mut dyn AnySlot], reader: &mut dyn Reader) -> Result<()> {
    let mut record = Record::new(shape);
    let mut index = 0;
    reader.begin_list(false).map_err(|error| error.in_field(ARGUMENTS))?;
    while reader.next_item()? {
        if index < slots.len() {
            record.read(index, slots, reader)?;
        } else if !reader.null()? {
            let message = format!("found more arguments than parameters, of which there are {}", slots.len());
            return Err(reader.error(DecodeErrorKind::TooMany, &message).in_field(ARGUMENTS));
        }
        index += 1;
    }
    record.complete(slots)
}

/// Returns the names of a table for an error, as in `one of draft, active`.
pub(crate) fn one_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("expected one of {}", names.collect::<Vec<_>>().join(", "))
}
