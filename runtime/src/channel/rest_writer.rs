//! Writes one parameter as the text it has in a path, a query string or a header.
//!
//! Scalars and enums have such a text, the one they have in JSON but without quotes; lists have one for each element.
//! Records, unions and maps have none and are refused: the compiler sends them in the body.

use crate::wire::{Encode, EncodeError, Field, JsonWriter, Shape, Unrecognized, Variant, Writer};

/// Collects the texts of a parameter.
#[derive(Debug, Default)]
pub(super) struct RestWriter {
    texts: Vec<String>,
    error: Option<EncodeError>,
}

/// Returns the texts of a value: none if it is absent, one for each element of a list.
///
/// # Errors
///
/// Fails if the value has no text.
pub(super) fn texts(value: &dyn Encode) -> Result<Vec<String>, EncodeError> {
    let mut writer = RestWriter::default();
    value.encode(&mut writer);
    match writer.error {
        Some(error) => Err(error),
        None => Ok(writer.texts),
    }
}

impl RestWriter {
    fn text(&mut self, value: impl ToString) {
        self.texts.push(value.to_string());
    }

    /// Takes the text from JSON, where it is a string without anything to escape or a number.
    fn as_in_json(&mut self, value: &dyn Encode) {
        let mut writer = JsonWriter::default();
        value.encode(&mut writer);
        match writer.finish() {
            Ok(json) => self.text(String::from_utf8_lossy(&json).trim_matches('"')),
            Err(error) => self.fail(error),
        }
    }

    fn refuse(&mut self, what: &str) {
        self.fail(EncodeError::new(format!("{what} has no form outside of a body")));
    }
}

impl Writer for RestWriter {
    fn null(&mut self) {}

    fn begin_some(&mut self) {}

    fn end_some(&mut self) {}

    fn bool(&mut self, value: bool) {
        self.text(value);
    }

    fn i32(&mut self, value: i32) {
        self.text(value);
    }

    fn i64(&mut self, value: i64) {
        self.text(value);
    }

    fn u32(&mut self, value: u32) {
        self.text(value);
    }

    fn u64(&mut self, value: u64) {
        self.text(value);
    }

    fn f32(&mut self, value: f32) {
        self.as_in_json(&value);
    }

    fn f64(&mut self, value: f64) {
        self.as_in_json(&value);
    }

    fn str(&mut self, value: &str) {
        self.text(value);
    }

    fn bytes(&mut self, value: &[u8]) {
        self.as_in_json(&bytes::Bytes::copy_from_slice(value));
    }

    fn timestamp(&mut self, value: jiff::Timestamp) {
        self.as_in_json(&value);
    }

    fn duration(&mut self, value: jiff::SignedDuration) {
        self.as_in_json(&value);
    }

    fn json(&mut self, value: &serde_json::Value) {
        self.text(value);
    }

    fn variant(&mut self, variant: &'static Variant) {
        self.text(variant.name);
    }

    fn unrecognized(&mut self, value: &Unrecognized) {
        match value {
            Unrecognized::Name(name) => self.text(name),
            Unrecognized::Number(number) => self.text(number),
        }
    }

    fn message(&mut self, shape: &'static Shape, _values: &[&dyn Encode]) {
        self.refuse(shape.name);
    }

    fn union(&mut self, shape: &'static Shape, _index: usize, _value: &dyn Encode) {
        self.refuse(shape.name);
    }

    fn field(&mut self, _field: &'static Field) {}

    fn absent(&mut self, _field: &'static Field) {}

    fn begin_list(&mut self, _length: usize) {}

    fn item(&mut self) {}

    fn end_list(&mut self) {}

    fn begin_map(&mut self, _length: usize) {
        self.refuse("a map");
    }

    fn key(&mut self) {}

    fn value(&mut self) {}

    fn end_map(&mut self) {}

    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_what_they_are_in_json_without_quotes() {
        let values: [(&dyn Encode, &str); 9] = [
            (&true, "true"),
            (&-3_i32, "-3"),
            (&u64::MAX, "18446744073709551615"),
            (&0.5_f64, "0.5"),
            (&f32::INFINITY, "Infinity"),
            (&"a \"b\"", "a \"b\""),
            (&bytes::Bytes::from_static(b"\xff\xfe"), "//4="),
            (&jiff::SignedDuration::from_millis(3500), "3.5s"),
            (&jiff::Timestamp::UNIX_EPOCH, "1970-01-01T00:00:00Z"),
        ];
        for (value, text) in values {
            assert_eq!(texts(value).unwrap(), [text]);
        }
    }

    #[test]
    fn what_is_absent_has_no_text_and_a_list_one_for_each_element() {
        assert!(texts(&None::<i32>).unwrap().is_empty());
        assert_eq!(texts(&Some(vec![1, 2])).unwrap(), ["1", "2"]);
    }

    #[test]
    fn what_belongs_into_a_body_is_refused() {
        let map = std::collections::BTreeMap::from([(1, 2)]);
        assert_eq!(texts(&map).unwrap_err().to_string(), "a map has no form outside of a body");
    }
}
