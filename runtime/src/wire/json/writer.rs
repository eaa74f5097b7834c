//! Values become JSON text, without blanks. Refused are keys of maps that are neither texts nor integers.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp};

use super::string;
use crate::wire::{Encode, EncodeError, Field, Shape, Unrecognized, Variant, Writer, number, text};

/// Writes JSON into one buffer.
///
/// ```
/// use aspyx::wire::{Encode, JsonWriter};
///
/// let mut writer = JsonWriter::default();
/// vec![Some("a"), None].encode(&mut writer);
/// assert_eq!(writer.finish(), Ok(br#"["a",null]"#.to_vec()));
/// ```
#[derive(Debug, Default)]
pub struct JsonWriter {
    output: Vec<u8>,
    /// Whether the next member, element or entry follows another one.
    follows: bool,
    /// Whether the next scalar is the key of a map.
    at_key: bool,
    error: Option<EncodeError>,
}

impl JsonWriter {
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

    /// Appends text that is JSON already, an envelope for example.
    pub fn raw(&mut self, json: &str) {
        self.output.extend_from_slice(json.as_bytes());
    }

    fn comma(&mut self) {
        if self.follows {
            self.output.push(b',');
        }
        self.follows = true;
    }

    fn begin(&mut self, bracket: u8) {
        self.refuse_key("a list, a map or a record");
        self.output.push(bracket);
        self.follows = false;
    }

    fn end(&mut self, bracket: u8) {
        self.output.push(bracket);
        self.follows = true;
    }

    /// Notes that something is not fit to be the key of a map, if a key is what is due.
    fn refuse_key(&mut self, what: &str) {
        if self.at_key {
            self.fail(EncodeError::new(format!("{what} cannot be the key of a map")));
            self.at_key = false;
        }
    }

    fn integer(&mut self, value: impl itoa::Integer) {
        let mut buffer = itoa::Buffer::new();
        let digits = buffer.format(value).as_bytes();
        if self.at_key {
            self.at_key = false;
            self.output.push(b'"');
            self.output.extend_from_slice(digits);
            self.output.push(b'"');
        } else {
            self.output.extend_from_slice(digits);
        }
    }

    fn float(&mut self, value: impl zmij::Float + Into<f64> + Copy) {
        self.refuse_key("a float");
        let wide: f64 = value.into();
        if wide.is_finite() {
            self.output.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
        } else {
            self.text(number::special_text(wide));
        }
    }

    fn text(&mut self, value: &str) {
        self.at_key = false;
        string::write(&mut self.output, value);
    }

    fn member(&mut self, name: &str) {
        self.comma();
        self.output.reserve(name.len() + 3);
        self.output.push(b'"');
        self.output.extend_from_slice(name.as_bytes());
        self.output.extend_from_slice(b"\":");
    }
}

impl Writer for JsonWriter {
    fn null(&mut self) {
        self.refuse_key("null");
        self.output.extend_from_slice(b"null");
    }

    fn begin_some(&mut self) {}

    fn end_some(&mut self) {}

    fn bool(&mut self, value: bool) {
        self.refuse_key("a bool");
        self.output.extend_from_slice(if value { b"true" } else { b"false" });
    }

    fn i32(&mut self, value: i32) {
        self.integer(value);
    }

    fn i64(&mut self, value: i64) {
        self.integer(value);
    }

    fn u32(&mut self, value: u32) {
        self.integer(value);
    }

    fn u64(&mut self, value: u64) {
        self.integer(value);
    }

    fn f32(&mut self, value: f32) {
        self.float(value);
    }

    fn f64(&mut self, value: f64) {
        self.float(value);
    }

    fn str(&mut self, value: &str) {
        self.text(value);
    }

    fn bytes(&mut self, value: &[u8]) {
        self.refuse_key("bytes");
        self.text(&STANDARD.encode(value));
    }

    fn timestamp(&mut self, value: Timestamp) {
        self.refuse_key("a timestamp");
        self.text(&value.to_string());
    }

    fn duration(&mut self, value: SignedDuration) {
        self.refuse_key("a duration");
        self.text(&text::write_duration(value));
    }

    fn json(&mut self, value: &serde_json::Value) {
        self.refuse_key("a JSON value");
        if let Err(error) = serde_json::to_writer(&mut self.output, value) {
            self.fail(EncodeError::new(error.to_string()));
        }
    }

    fn variant(&mut self, variant: &'static Variant) {
        self.text(variant.name);
    }

    fn unrecognized(&mut self, value: &Unrecognized) {
        match value {
            Unrecognized::Name(name) => self.text(name),
            Unrecognized::Number(number) => self.integer(*number),
        }
    }

    fn message(&mut self, shape: &'static Shape, values: &[&dyn Encode]) {
        self.begin(b'{');
        for (field, value) in shape.fields.iter().zip(values) {
            value.encode_field(field, self);
        }
        self.end(b'}');
    }

    fn union(&mut self, shape: &'static Shape, index: usize, value: &dyn Encode) {
        self.begin(b'{');
        match shape.fields.get(index) {
            Some(field) => {
                self.field(field);
                value.encode(self);
            }
            None => self.fail(EncodeError::new(format!("{} has no variant {index}", shape.name))),
        }
        self.end(b'}');
    }

    fn field(&mut self, field: &'static Field) {
        self.member(field.name);
    }

    fn absent(&mut self, field: &'static Field) {
        self.member(field.name);
        self.output.extend_from_slice(b"null");
    }

    fn begin_list(&mut self, _length: usize) {
        self.begin(b'[');
    }

    fn item(&mut self) {
        self.comma();
    }

    fn end_list(&mut self) {
        self.end(b']');
    }

    fn begin_map(&mut self, _length: usize) {
        self.begin(b'{');
    }

    fn key(&mut self) {
        self.comma();
        self.at_key = true;
    }

    fn value(&mut self) {
        self.output.push(b':');
    }

    fn end_map(&mut self) {
        self.end(b'}');
    }

    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }
}
