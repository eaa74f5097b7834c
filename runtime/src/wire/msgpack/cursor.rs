//! The grammar of MessagePack: markers, lengths and what they announce, and nothing about what it is for. Refused are the
//! one marker without a meaning, texts that are not UTF-8, and headers that claim more than there are bytes for.

use crate::wire::number::{self, Wrong};
use crate::wire::{DecodeError, DecodeErrorKind, Result};

/// A cursor in MessagePack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    /// What is read, and before it what has been or belongs to somebody else.
    input: &'a [u8],
    at: usize,
}

/// What a value begins with: a scalar, or how many bytes, elements or entries follow.
#[derive(Clone, Copy, Debug)]
pub(super) enum Head {
    Null,
    Bool(bool),
    Number(Number),
    Str(u32),
    Bin(u32),
    List(u32),
    Map(u32),
    Ext(u32),
}

/// A number, in one of the forms that all others fit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    /// An integer that is not negative.
    Unsigned(u64),
    Negative(i64),
    Float(f64),
}

impl Number {
    /// Returns the integer that is meant, a float's if it is whole.
    #[inline]
    pub(super) fn integer<T: TryFrom<i128>>(self, name: &str) -> Result<T, Wrong> {
        match self {
            Self::Unsigned(value) => number::fitting(value.into(), name),
            Self::Negative(value) => number::fitting(value.into(), name),
            Self::Float(value) => number::whole_float(value, name),
        }
    }
}

impl Head {
    /// Names the value, for an error.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a bool",
            Self::Number(_) => "a number",
            Self::Str(_) => "a string",
            Self::Bin(_) => "bytes",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
            Self::Ext(_) => "an extension",
        }
    }

    /// Returns the number that this is.
    #[inline]
    pub(super) fn number(self) -> Option<Number> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// Returns how many values follow, if this is a list or a map.
    pub(super) fn values(self) -> Option<u64> {
        match self {
            Self::List(length) => Some(length.into()),
            Self::Map(length) => Some(2 * u64::from(length)),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Str(_) | Self::Bin(_) | Self::Ext(_) => None,
        }
    }
}

impl<'a> Cursor<'a> {
    /// Creates a cursor at the first byte of a part.
    pub(super) fn new(input: &'a [u8], part: std::ops::Range<usize>) -> Self {
        let input = input.get(..part.end).unwrap_or_default();
        Self { input, at: part.start.min(input.len()) }
    }

    /// Returns the place in the whole input.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        &self.input[self.at..]
    }

    /// Returns the byte to come.
    pub(super) fn peek(&self) -> Result<u8> {
        self.rest().first().copied().ok_or_else(|| self.cut_off())
    }

    /// Passes over one byte, which has been seen.
    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// Takes so many bytes.
    pub(super) fn take(&mut self, length: u64) -> Result<&'a [u8]> {
        let bytes = usize::try_from(length).ok().and_then(|length| self.rest().get(..length));
        let bytes = bytes.ok_or_else(|| self.cut_off())?;
        self.at += bytes.len();
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let bytes = *self.rest().first_chunk::<N>().ok_or_else(|| self.cut_off())?;
        self.at += N;
        Ok(bytes)
    }

    fn u8(&mut self) -> Result<u8> {
        self.array().map(u8::from_be_bytes)
    }

    fn u16(&mut self) -> Result<u16> {
        self.array().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// Takes what the next value begins with.
    pub(super) fn head(&mut self) -> Result<Head> {
        let start = self.at;
        let head = match self.u8()? {
            marker @ 0x00..=0x7f => unsigned(marker),
            marker @ 0x80..=0x8f => Head::Map((marker & 0x0f).into()),
            marker @ 0x90..=0x9f => Head::List((marker & 0x0f).into()),
            marker @ 0xa0..=0xbf => Head::Str((marker & 0x1f).into()),
            0xc0 => Head::Null,
            0xc1 => return Err(syntax(&format!("0xc1, which means nothing, at byte {start}"))),
            marker @ 0xc2..=0xc3 => Head::Bool(marker == 0xc3),
            0xc4 => Head::Bin(self.u8()?.into()),
            0xc5 => Head::Bin(self.u16()?.into()),
            0xc6 => Head::Bin(self.u32()?),
            0xc7 => Head::Ext(self.u8()?.into()),
            0xc8 => Head::Ext(self.u16()?.into()),
            0xc9 => Head::Ext(self.u32()?),
            0xca => float(self.array().map(f32::from_be_bytes)?),
            0xcb => float(self.array().map(f64::from_be_bytes)?),
            0xcc => unsigned(self.u8()?),
            0xcd => unsigned(self.u16()?),
            0xce => unsigned(self.u32()?),
            0xcf => unsigned(self.array().map(u64::from_be_bytes)?),
            0xd0 => integer(self.array().map(i8::from_be_bytes)?),
            0xd1 => integer(self.array().map(i16::from_be_bytes)?),
            0xd2 => integer(self.array().map(i32::from_be_bytes)?),
            0xd3 => integer(self.array().map(i64::from_be_bytes)?),
            marker @ 0xd4..=0xd8 => Head::Ext(1 << (marker - 0xd4)),
            0xd9 => Head::Str(self.u8()?.into()),
            0xda => Head::Str(self.u16()?.into()),
            0xdb => Head::Str(self.u32()?),
            0xdc => Head::List(self.u16()?.into()),
            0xdd => Head::List(self.u32()?),
            0xde => Head::Map(self.u16()?.into()),
            0xdf => Head::Map(self.u32()?),
            marker @ 0xe0..=0xff => integer(i8::from_be_bytes([marker])),
        };
        self.believe(head).map(|()| head)
    }

    /// Refuses a header that claims more than there can be: the least of values takes a byte.
    fn believe(&self, head: Head) -> Result<()> {
        match head.values() {
            Some(values) if values > self.rest().len() as u64 => Err(self.cut_off()),
            Some(_) | None => Ok(()),
        }
    }

    /// Takes a text of so many bytes.
    pub(super) fn text(&mut self, length: u32) -> Result<&'a str> {
        let start = self.at;
        let bytes = self.take(length.into())?;
        std::str::from_utf8(bytes)
            .map_err(|error| syntax(&format!("invalid UTF-8 at byte {}", start + error.valid_up_to())))
    }

    /// Passes over what belongs to a head besides values. Texts are looked at, as they are in JSON: whether a message is
    /// well-formed does not depend on who reads it.
    pub(super) fn pass(&mut self, head: Head) -> Result<()> {
        match head {
            Head::Str(length) => self.text(length).map(drop),
            Head::Bin(length) => self.take(length.into()).map(drop),
            // The type of an extension stands before its bytes.
            Head::Ext(length) => self.take(u64::from(length) + 1).map(drop),
            Head::Null | Head::Bool(_) | Head::Number(_) | Head::List(_) | Head::Map(_) => Ok(()),
        }
    }

    /// Takes a key if it is the one that should come, written as it should be.
    pub(super) fn take_key(&mut self, name: &str) -> bool {
        let rest = self.rest().split_first().filter(|(marker, _)| usize::from(**marker ^ 0xa0) == name.len());
        let there = name.len() < 32 && rest.is_some_and(|(_, rest)| rest.starts_with(name.as_bytes()));
        if there {
            self.at += 1 + name.len();
        }
        there
    }

    /// Makes sure that nothing is left.
    pub(super) fn end(&self) -> Result<()> {
        let message = || format!("expected the end at byte {}", self.at);
        if self.rest().is_empty() { Ok(()) } else { Err(DecodeError::new(DecodeErrorKind::Trailing, message())) }
    }

    /// Creates the error of input that ends before what begins here.
    #[cold]
    fn cut_off(&self) -> DecodeError {
        syntax(&format!("unexpected end of what begins at byte {}", self.at))
    }
}

fn unsigned(value: impl Into<u64>) -> Head {
    Head::Number(Number::Unsigned(value.into()))
}

fn integer(value: impl Into<i64>) -> Head {
    let value = value.into();
    u64::try_from(value).map_or(Head::Number(Number::Negative(value)), unsigned)
}

fn float(value: impl Into<f64>) -> Head {
    Head::Number(Number::Float(value.into()))
}

#[cold]
fn syntax(message: &str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Syntax, message)
}
