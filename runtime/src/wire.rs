//! How values become bytes and back: one codec per type, whatever the format.
//!
//! Generated code implements [`Encode`] and [`Decode`] once per type; a format implements [`Writer`] and [`Reader`]
//! once. Neither knows of the other, so a missing field is the same error on every wire and the code to compile does
//! not grow with the number of formats. Both sides are used as trait objects: one instance of the code per type.
//!
//! No value tree is ever built here, and nothing here knows of methods, channels or HTTP.

mod any;
mod choice;
mod containers;
mod error;
mod foreign;
mod format;
mod json;
mod message;
mod msgpack;
mod number;
mod protobuf;
pub(crate) mod record;
#[cfg(test)]
mod sample;
pub(crate) mod text;
mod variants;

pub(crate) use containers::key_text;
pub use error::{DecodeError, DecodeErrorKind, EncodeError};
pub(crate) use error::{Step, path, shown};
pub use format::Format;
pub use json::{JsonReader, JsonWriter};
pub(crate) use message::missing;
pub use message::{AnySlot, Empty, Slot, optional, or, required};
pub use msgpack::{MsgpackReader, MsgpackWriter};
pub use protobuf::{ProtobufReader, ProtobufWriter};
pub(crate) use variants::variant_in_text;

use bytes::Bytes;

/// How deep values may be nested.
const MAX_DEPTH: u32 = 128;

/// The result of reading from a wire.
pub type Result<T, E = DecodeError> = std::result::Result<T, E>;

/// The fields of a struct or error, or the parameters of a method.
#[derive(Debug)]
pub struct Shape {
    /// The full name, `shop.v1.Product`; it does not travel, but for errors.
    pub name: &'static str,
    /// The fields, in order of declaration.
    pub fields: &'static [Field],
}

/// One entry of a [`Shape`].
#[derive(Debug)]
pub struct Field {
    /// The name in JSON and msgpack.
    pub name: &'static str,
    /// The protobuf field number.
    pub tag: u32,
}

/// The variants of an enum.
#[derive(Debug)]
pub struct EnumShape {
    /// The full name, `shop.v1.Status`.
    pub name: &'static str,
    /// The variants, in order of declaration.
    pub variants: &'static [Variant],
}

/// One entry of an [`EnumShape`].
#[derive(Debug)]
pub struct Variant {
    /// The name in JSON and msgpack.
    pub name: &'static str,
    /// The protobuf number, never 0.
    pub number: u32,
}

/// A value of an enum that this version of the program does not know; kept, so that it can be passed on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unrecognized {
    /// As JSON and msgpack carry it.
    Name(String),
    /// As protobuf carries it.
    Number(i32),
}

impl std::fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unrecognized::Name(name) => f.pad(name),
            Unrecognized::Number(number) => number.fmt(f),
        }
    }
}

/// A value that can be written in every format.
pub trait Encode: Sync {
    /// Writes the value.
    fn encode(&self, writer: &mut dyn Writer);

    /// Writes the value as a field.
    fn encode_field(&self, field: &'static Field, writer: &mut dyn Writer) {
        writer.field(field);
        self.encode(writer);
    }

    /// Returns whether there is no value at all, as of a method without a result.
    fn is_void(&self) -> bool {
        false
    }
}

/// A value that can be read from every format.
pub trait Decode: Sized {
    /// Whether a list of such values may be one block of numbers, as protobuf packs them.
    const PACKABLE: bool = false;

    /// Reads the value.
    fn decode(reader: &mut dyn Reader) -> Result<Self>;

    /// Reads one occurrence of a field; formats that repeat a field for each element call it once for each.
    fn merge(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<()> {
        *slot = Some(Self::decode(reader)?);
        Ok(())
    }

    /// Returns what a missing field means, or `None` where it must not be missing.
    fn missing() -> Option<Self> {
        None
    }

    /// Returns what no occurrence at all means in formats that repeat a field for each element; `None` unless it is a
    /// list, a set or a map.
    fn empty() -> Option<Self> {
        None
    }
}

/// A format, as seen by values being written.
///
/// Nothing returns an error: a writer keeps the first one and reports it when it is finished.
pub trait Writer {
    /// Writes the absence of a value, where one may be absent.
    fn null(&mut self);
    /// Begins a value that might have been absent and is not.
    fn begin_some(&mut self);
    /// Ends a value that might have been absent.
    fn end_some(&mut self);
    /// Writes a boolean.
    fn bool(&mut self, value: bool);
    /// Writes a 32-bit signed integer.
    fn i32(&mut self, value: i32);
    /// Writes a 64-bit signed integer.
    fn i64(&mut self, value: i64);
    /// Writes a 32-bit unsigned integer.
    fn u32(&mut self, value: u32);
    /// Writes a 64-bit unsigned integer.
    fn u64(&mut self, value: u64);
    /// Writes a 32-bit float.
    fn f32(&mut self, value: f32);
    /// Writes a 64-bit float.
    fn f64(&mut self, value: f64);
    /// Writes a text.
    fn str(&mut self, value: &str);
    /// Writes bytes.
    fn bytes(&mut self, value: &[u8]);
    /// Writes a point in time.
    fn timestamp(&mut self, value: jiff::Timestamp);
    /// Writes a length of time.
    fn duration(&mut self, value: jiff::SignedDuration);
    /// Writes any JSON value.
    fn json(&mut self, value: &serde_json::Value);
    /// Writes a known variant of an enum.
    fn variant(&mut self, variant: &'static Variant);
    /// Writes an unknown variant of an enum as it came.
    fn unrecognized(&mut self, value: &Unrecognized);

    /// Writes a record; `values` are its fields in the order of the shape.
    fn message(&mut self, shape: &'static Shape, values: &[&dyn Encode]);
    /// Writes a union: the variant with this index in the shape, and its value.
    fn union(&mut self, shape: &'static Shape, index: usize, value: &dyn Encode);
    /// Begins a field of a record; [`Encode::encode_field`] calls it.
    fn field(&mut self, field: &'static Field);
    /// Writes that a field of a record is absent: in JSON and msgpack as null, since some peers ask for every field.
    fn absent(&mut self, field: &'static Field);

    /// Begins a list.
    fn begin_list(&mut self, length: usize);
    /// Begins an element of a list.
    fn item(&mut self);
    /// Ends a list.
    fn end_list(&mut self);

    /// Begins a map.
    fn begin_map(&mut self, length: usize);
    /// Begins an entry: the next scalar written is its key.
    fn key(&mut self);
    /// Begins the value of an entry.
    fn value(&mut self);
    /// Ends a map.
    fn end_map(&mut self);

    /// Notes that a value cannot be written; the first note wins.
    fn fail(&mut self, error: EncodeError);
}

/// A format, as seen by values being read.
///
/// A reader knows where in the value it is, so that every error names the path.
pub trait Reader {
    /// Takes a null if there is one, and says whether.
    fn null(&mut self) -> Result<bool>;
    /// Begins a value that may be absent, and says whether it is there; if not, nothing follows.
    fn begin_some(&mut self) -> Result<bool>;
    /// Ends a value that might have been absent.
    fn end_some(&mut self) -> Result<()>;
    /// Reads a boolean.
    fn bool(&mut self) -> Result<bool>;
    /// Reads a 32-bit signed integer.
    fn i32(&mut self) -> Result<i32>;
    /// Reads a 64-bit signed integer.
    fn i64(&mut self) -> Result<i64>;
    /// Reads a 32-bit unsigned integer.
    fn u32(&mut self) -> Result<u32>;
    /// Reads a 64-bit unsigned integer.
    fn u64(&mut self) -> Result<u64>;
    /// Reads a 32-bit float.
    fn f32(&mut self) -> Result<f32>;
    /// Reads a 64-bit float.
    fn f64(&mut self) -> Result<f64>;
    /// Reads a text.
    fn string(&mut self) -> Result<String>;
    /// Reads bytes.
    fn bytes(&mut self) -> Result<Bytes>;
    /// Reads a point in time.
    fn timestamp(&mut self) -> Result<jiff::Timestamp>;
    /// Reads a length of time.
    fn duration(&mut self) -> Result<jiff::SignedDuration>;
    /// Reads any JSON value.
    fn json(&mut self) -> Result<serde_json::Value>;
    /// Reads a variant of an enum: its index in the shape, or what came instead; whether that is allowed is a question of
    /// the value's rules, not of the format.
    fn variant(&mut self, shape: &'static EnumShape) -> Result<std::result::Result<usize, Unrecognized>>;

    /// Reads a record into `slots`, which stand in the order of the shape; unknown fields are skipped, and a slot
    /// that stays empty is an error unless its type or its default says otherwise.
    fn message(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()>;
    /// Reads a union into one of `slots`, which stand in the order of the shape, and returns which.
    fn union(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize>;
    /// Reads the arguments of a method: positional where the format has them so, else like a record.
    ///
    /// More arguments than parameters are an error unless they are null.
    fn arguments(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()>;

    /// Begins a list, whose elements are [`Decode::PACKABLE`] or not.
    fn begin_list(&mut self, packable: bool) -> Result<()>;
    /// Moves to the next element, and says whether there is one.
    fn next_item(&mut self) -> Result<bool>;

    /// Begins a map.
    fn begin_map(&mut self) -> Result<()>;
    /// Moves to the next entry, and says whether there is one: the next scalar read is its key.
    fn next_key(&mut self) -> Result<bool>;
    /// Moves to the value of the entry.
    fn next_value(&mut self) -> Result<()>;
    /// Returns whether a key may come again, and the last one counts.
    fn last_key_wins(&self) -> bool {
        false
    }

    /// Skips a value and returns the range of input it stands in, so that it can be read later.
    fn skip(&mut self) -> Result<std::ops::Range<usize>>;

    /// Returns an error at the place the reader is at.
    fn error(&self, kind: DecodeErrorKind, message: &str) -> DecodeError;
}
