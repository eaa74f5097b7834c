//! A place in the bytes of a message, and what may stand there. Refused are varints beyond 64 bits, fields without a number,
//! wire types that mean nothing, groups that do not end as they began, and lengths beyond the end.

use super::{MAX_DEPTH, Wire, varint};
use crate::wire::{DecodeError, DecodeErrorKind, Result};
use std::ops::Range;

#[cfg(test)]
thread_local! {
    /// How many tags have been taken by this thread: the measure of work that tests hold against the bytes of a message.
    static TAGS_TAKEN: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
pub(super) fn tags_taken() -> usize {
    TAGS_TAKEN.get()
}

/// A place in a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    /// Everything up to the end of the message; what is before the place counts for the positions in errors.
    input: &'a [u8],
    at: usize,
}

/// What stands before a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) number: u32,
    pub(super) wire: Wire,
}

impl<'a> Cursor<'a> {
    /// Begins at the start of a range; what lies beyond the input is no part of it.
    pub(super) fn new(input: &'a [u8], range: Range<usize>) -> Self {
        let input = input.get(..range.end).unwrap_or(input);
        Self { input, at: range.start.min(input.len()) }
    }

    #[inline]
    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.input.len()
    }

    /// Returns where the place and the end are.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.input.len()
    }

    /// Returns the place behind everything.
    pub(super) fn end(&self) -> Self {
        Self { input: self.input, at: self.input.len() }
    }

    /// Returns all bytes up to the end.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.input[self.at..]
    }

    /// Returns them as text.
    pub(super) fn text(&self) -> Result<&'a str> {
        std::str::from_utf8(self.rest())
            .map_err(|error| DecodeError::new(DecodeErrorKind::Syntax, format!("a text is not UTF-8: {error}")))
    }

    #[inline]
    pub(super) fn varint(&mut self) -> Result<u64> {
        match self.input.get(self.at) {
            Some(byte) if *byte < 0x80 => {
                self.at += 1;
                Ok(u64::from(*byte))
            }
            Some(_) | None => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u64> {
        let mut value = 0;
        for (index, byte) in self.rest().iter().take(varint::MAX_LENGTH).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * index);
            if *byte < 0x80 {
                // Of the last byte, one bit is left to say.
                let fits = index + 1 < varint::MAX_LENGTH || *byte <= 1;
                self.at += index + 1;
                return if fits { Ok(value) } else { Err(self.syntax("a varint has more than 64 bits")) };
            }
        }
        let whole = self.rest().len() >= varint::MAX_LENGTH;
        Err(if whole { self.syntax("a varint does not end") } else { self.truncated() })
    }

    #[inline]
    pub(super) fn tag(&mut self) -> Result<Tag> {
        #[cfg(test)]
        TAGS_TAKEN.set(TAGS_TAKEN.get() + 1);
        let value = self.varint()?;
        let tag = u32::try_from(value).ok().filter(|tag| tag >> 3 != 0);
        let tag = tag.ok_or_else(|| self.syntax("the number of a field is out of range"))?;
        let wire = Wire::of_bits(tag & 7).ok_or_else(|| self.syntax("an unknown wire type"))?;
        Ok(Tag { number: tag >> 3, wire })
    }

    pub(super) fn fixed<const N: usize>(&mut self) -> Result<[u8; N]> {
        let bytes = self.rest().first_chunk().copied().ok_or_else(|| self.truncated())?;
        self.at += N;
        Ok(bytes)
    }

    /// Takes a length and as many bytes, and returns them as a message of its own.
    #[inline]
    pub(super) fn block(&mut self) -> Result<Self> {
        let length = self.varint()?;
        let length = usize::try_from(length).ok().filter(|length| *length <= self.rest().len());
        let length = length.ok_or_else(|| self.truncated())?;
        let end = self.at + length;
        let block = Self { input: &self.input[..end], at: self.at };
        self.at = end;
        Ok(block)
    }

    /// Passes over a value, at some depth.
    pub(super) fn skip(&mut self, tag: Tag, depth: usize) -> Result<()> {
        match tag.wire {
            Wire::Varint => self.varint().map(drop),
            Wire::Fixed64 => self.fixed::<8>().map(drop),
            Wire::Length => self.block().map(drop),
            Wire::Start => self.skip_group(tag.number, depth),
            Wire::End => Err(self.syntax("a group ends that has not begun")),
            Wire::Fixed32 => self.fixed::<4>().map(drop),
        }
    }

    #[cold]
    fn skip_group(&mut self, number: u32, depth: usize) -> Result<()> {
        let mut open = vec![number];
        while let Some(innermost) = open.last() {
            if depth + open.len() > MAX_DEPTH {
                return Err(too_deep());
            }
            let tag = self.tag()?;
            match tag.wire {
                Wire::Start => open.push(tag.number),
                Wire::End if tag.number == *innermost => drop(open.pop()),
                Wire::Varint | Wire::Fixed64 | Wire::Length | Wire::End | Wire::Fixed32 => self.skip(tag, depth)?,
            }
        }
        Ok(())
    }

    #[cold]
    pub(super) fn truncated(&self) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Syntax, format!("ends in the middle of the value at byte {}", self.at))
    }

    #[cold]
    fn syntax(&self, message: &str) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Syntax, format!("{message}, before byte {}", self.at))
    }
}

#[cold]
pub(super) fn too_deep() -> DecodeError {
    DecodeError::new(DecodeErrorKind::TooDeep, format!("nested deeper than {MAX_DEPTH} levels"))
}
