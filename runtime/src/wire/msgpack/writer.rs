//! Values become MessagePack, each in its shortest form. Refused are keys of maps that are neither texts nor integers, and
//! lengths beyond 32 bits.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Number, Value};

use crate::wire::{Encode, EncodeError, Field, Shape, Unrecognized, Variant, Writer, text};

/// The markers of texts, bytes, lists and maps: with the length in it, if there is such a one, and before one, two or
/// four bytes of length.
struct Markers {
    fixed: Option<(u8, usize)>,
    one: Option<u8>,
    two: u8,
    four: u8,
}

const STR: Markers = Markers { fixed: Some((0xa0, 32)), one: Some(0xd9), two: 0xda, four: 0xdb };
const BIN: Markers = Markers { fixed: None, one: Some(0xc4), two: 0xc5, four: 0xc6 };
const ARRAY: Markers = Markers { fixed: Some((0x90, 16)), one: None, two: 0xdc, four: 0xdd };
const MAP: Markers = Markers { fixed: Some((0x80, 16)), one: None, two: 0xde, four: 0xdf };

/// Writes MessagePack into one buffer.
///
/// ```
/// use aspyx::wire::{Encode, MsgpackWriter};
///
/// let mut writer = MsgpackWriter::default();
/// vec![1, 300].encode(&mut writer);
/// assert_eq!(writer.finish(), Ok(b"\x92\x01\xcd\x01\x2c".to_vec()));
/// ```
#[derive(Debug, Default)]
pub struct MsgpackWriter {
    output: Vec<u8>,
    /// Whether the next scalar is the key of a map.
    at_key: bool,
    error: Option<EncodeError>,
}

impl MsgpackWriter {
    /// Creates a writer that appends to a buffer.
    pub fn new(output: Vec<u8>) -> Self {
        Self { output, ..Self::default() }
    }

    /// Creates a writer with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self::new(Vec::with_capacity(bytes))
    }

    /// Returns what has been written.
    ///
    /// # Errors
    ///
    /// Fails if a value could not be written.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.output),
        }
    }

    /// Notes that something is not fit to be the key of a map, if a key is what is due.
    #[inline]
    fn refuse_key(&mut self, what: &str) {
        if self.at_key {
            self.fail(EncodeError::new(format!("{what} cannot be the key of a map")));
            self.at_key = false;
        }
    }

    /// Appends a marker and what belongs to it at once.
    #[inline]
    fn marked<const N: usize>(&mut self, marker: u8, bytes: [u8; N]) {
        self.output.reserve(1 + N);
        self.output.push(marker);
        self.output.extend_from_slice(&bytes);
    }

    /// Appends a marker and a length.
    #[inline]
    fn length(&mut self, markers: &Markers, length: usize) {
        match markers.fixed {
            #[expect(clippy::cast_possible_truncation, reason = "the limit is below 256")]
            Some((marker, limit)) if length < limit => self.output.push(marker | length as u8),
            Some(_) | None => self.long(markers, length),
        }
    }

    #[inline(never)]
    fn long(&mut self, markers: &Markers, length: usize) {
        match (u8::try_from(length), u16::try_from(length), u32::try_from(length), markers.one) {
            (Ok(length), _, _, Some(marker)) => self.marked(marker, [length]),
            (_, Ok(length), ..) => self.marked(markers.two, length.to_be_bytes()),
            (_, _, Ok(length), _) => self.marked(markers.four, length.to_be_bytes()),
            _ => self.fail(EncodeError::new("msgpack has no form for more than 4294967295 bytes, elements or entries")),
        }
    }

    #[inline]
    fn text(&mut self, value: &str) {
        self.output.reserve(1 + value.len());
        self.length(&STR, value.len());
        self.output.extend_from_slice(value.as_bytes());
    }

    /// Writes the digits of an integer that is a key.
    #[cold]
    fn digits(&mut self, value: impl itoa::Integer) {
        self.at_key = false;
        self.text(itoa::Buffer::new().format(value));
    }

    #[inline]
    fn unsigned(&mut self, value: u64) {
        if self.at_key {
            return self.digits(value);
        }
        #[expect(clippy::cast_possible_truncation, reason = "the arm says how large it is")]
        match value {
            0..=0x7f => self.output.push(value as u8),
            0x80..=0xff => self.marked(0xcc, [value as u8]),
            0x100..=0xffff => self.marked(0xcd, (value as u16).to_be_bytes()),
            0x1_0000..=0xffff_ffff => self.marked(0xce, (value as u32).to_be_bytes()),
            0x1_0000_0000.. => self.marked(0xcf, value.to_be_bytes()),
        }
    }

    #[inline]
    fn signed(&mut self, value: i64) {
        match u64::try_from(value) {
            Ok(value) => self.unsigned(value),
            Err(_) => self.negative(value),
        }
    }

    fn negative(&mut self, value: i64) {
        if self.at_key {
            return self.digits(value);
        }
        #[expect(clippy::cast_possible_truncation, reason = "the arm says how large it is")]
        match value {
            -0x20.. => self.output.extend_from_slice(&(value as i8).to_be_bytes()),
            -0x80..-0x20 => self.marked(0xd0, (value as i8).to_be_bytes()),
            -0x8000..-0x80 => self.marked(0xd1, (value as i16).to_be_bytes()),
            -0x8000_0000..-0x8000 => self.marked(0xd2, (value as i32).to_be_bytes()),
            ..-0x8000_0000 => self.marked(0xd3, value.to_be_bytes()),
        }
    }

    fn number(&mut self, value: &Number) {
        match (value.as_u64(), value.as_i64(), value.as_f64()) {
            (Some(value), ..) => self.unsigned(value),
            (_, Some(value), _) => self.signed(value),
            (_, _, Some(value)) => self.f64(value),
            (None, None, None) => self.fail(EncodeError::new("msgpack has no form for a number of this size")),
        }
    }

    fn any(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(value) => self.bool(*value),
            Value::Number(value) => self.number(value),
            Value::String(value) => self.text(value),
            Value::Array(list) => {
                self.length(&ARRAY, list.len());
                list.iter().for_each(|item| self.any(item));
            }
            Value::Object(object) => {
                self.length(&MAP, object.len());
                for (key, value) in object {
                    self.text(key);
                    self.any(value);
                }
            }
        }
    }
}

impl Writer for MsgpackWriter {
    fn null(&mut self) {
        self.refuse_key("null");
        self.output.push(0xc0);
    }

    fn begin_some(&mut self) {}

    fn end_some(&mut self) {}

    fn bool(&mut self, value: bool) {
        self.refuse_key("a bool");
        self.output.push(if value { 0xc3 } else { 0xc2 });
    }

    fn i32(&mut self, value: i32) {
        self.signed(value.into());
    }

    fn i64(&mut self, value: i64) {
        self.signed(value);
    }

    fn u32(&mut self, value: u32) {
        self.unsigned(value.into());
    }

    fn u64(&mut self, value: u64) {
        self.unsigned(value);
    }

    /// Floats are always of 64 bits, as the Python original's are.
    fn f32(&mut self, value: f32) {
        self.f64(value.into());
    }

    fn f64(&mut self, value: f64) {
        self.refuse_key("a float");
        self.marked(0xcb, value.to_be_bytes());
    }

    fn str(&mut self, value: &str) {
        self.at_key = false;
        self.text(value);
    }

    fn bytes(&mut self, value: &[u8]) {
        self.refuse_key("bytes");
        self.length(&BIN, value.len());
        self.output.extend_from_slice(value);
    }

    fn timestamp(&mut self, value: Timestamp) {
        self.refuse_key("a timestamp");
        self.text(&value.to_string());
    }

    fn duration(&mut self, value: SignedDuration) {
        self.refuse_key("a duration");
        self.text(&text::write_duration(value));
    }

    fn json(&mut self, value: &Value) {
        self.refuse_key("a JSON value");
        self.any(value);
    }

    fn variant(&mut self, variant: &'static Variant) {
        self.at_key = false;
        self.text(variant.name);
    }

    fn unrecognized(&mut self, value: &Unrecognized) {
        match value {
            Unrecognized::Name(name) => self.str(name),
            Unrecognized::Number(number) => self.i32(*number),
        }
    }

    fn message(&mut self, shape: &'static Shape, values: &[&dyn Encode]) {
        self.refuse_key("a list, a map or a record");
        self.length(&MAP, shape.fields.len());
        for (field, value) in shape.fields.iter().zip(values) {
            value.encode_field(field, self);
        }
    }

    fn union(&mut self, shape: &'static Shape, index: usize, value: &dyn Encode) {
        self.refuse_key("a list, a map or a record");
        self.length(&MAP, 1);
        match shape.fields.get(index) {
            Some(field) => {
                self.text(field.name);
                value.encode(self);
            }
            None => self.fail(EncodeError::new(format!("{} has no variant {index}", shape.name))),
        }
    }

    fn field(&mut self, field: &'static Field) {
        self.text(field.name);
    }

    fn absent(&mut self, field: &'static Field) {
        self.text(field.name);
        self.output.push(0xc0);
    }

    fn begin_list(&mut self, length: usize) {
        self.refuse_key("a list, a map or a record");
        self.length(&ARRAY, length);
    }

    fn item(&mut self) {}

    fn end_list(&mut self) {}

    fn begin_map(&mut self, length: usize) {
        self.refuse_key("a list, a map or a record");
        self.length(&MAP, length);
    }

    fn key(&mut self) {
        self.at_key = true;
    }

    fn value(&mut self) {}

    fn end_map(&mut self) {}

    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }
}
