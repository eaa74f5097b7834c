//! The scalars, all of which come from elsewhere: the standard library and a few well-kept crates.
//!
//! Date, uuid and decimal travel as text in every format, so that they are written and read here; what formats carry
//! in their own ways has a method of [`Writer`] and [`Reader`].

use bytes::Bytes;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Decode, DecodeErrorKind, Encode, Reader, Result, Writer, text};

macro_rules! scalars {
    ($($ty:ty: $write:ident($self:ident) $value:expr, $read:ident $(, $packable:ident)?;)*) => {
        $(impl Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) {
                let $self = self;
                writer.$write($value);
            }
        }

        impl Decode for $ty {
            $(scalars!(@ $packable);)?

            fn decode(reader: &mut dyn Reader) -> Result<Self> {
                reader.$read()
            }
        })*
    };
    (@ packable) => {
        const PACKABLE: bool = true;
    };
}

scalars! {
    bool: bool(value) *value, bool, packable;
    i32: i32(value) *value, i32, packable;
    i64: i64(value) *value, i64, packable;
    u32: u32(value) *value, u32, packable;
    u64: u64(value) *value, u64, packable;
    f32: f32(value) *value, f32, packable;
    f64: f64(value) *value, f64, packable;
    String: str(value) value, string;
    Bytes: bytes(value) value, bytes;
    jiff::Timestamp: timestamp(value) *value, timestamp;
    jiff::SignedDuration: duration(value) *value, duration;
    serde_json::Value: json(value) value, json;
}

impl Encode for str {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.str(self);
    }
}

macro_rules! texts {
    ($($ty:ty: $read:path, $expected:literal;)*) => {
        $(impl Decode for $ty {
            fn decode(reader: &mut dyn Reader) -> Result<Self> {
                let text = reader.string()?;
                $read(&text).ok_or_else(|| reader.error(DecodeErrorKind::Value, concat!("not ", $expected)))
            }
        })*
    };
}

texts! {
    jiff::civil::Date: text::date, "a date like 2025-06-30";
    Uuid: text::uuid, "a UUID";
    Decimal: text::decimal, "a decimal number of at most 28 digits";
}

impl Encode for jiff::civil::Date {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.str(&self.to_string());
    }
}

impl Encode for Uuid {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.str(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    }
}

impl Encode for Decimal {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.str(&self.to_string());
    }
}

/// The result of a method that has none.
impl Encode for () {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.null();
    }

    fn is_void(&self) -> bool {
        true
    }
}

/// What a peer sends all the same is passed over: a method that had a result, or has one by now, is none the wiser.
impl Decode for () {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        reader.skip().map(drop)
    }

    fn missing() -> Option<Self> {
        Some(())
    }
}
