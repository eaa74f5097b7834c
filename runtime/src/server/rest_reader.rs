//! A REST request, as seen by the parameters of a method.
//!
//! Only arguments can be read from it. Each comes from its own place, and what a place cannot carry is an error: texts
//! hold single values, only query parameters can be lists, and everything else needs the body.

use super::query::Query;
use super::text;
use crate::service::Place;
use crate::wire::{
    AnySlot, DecodeError, DecodeErrorKind, EnumShape, JsonReader, Reader, Result, Shape, Unrecognized, variant_in_text,
};
use bytes::Bytes;
use http::HeaderMap;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The parts of a request that parameters are taken from.
pub(super) struct Source<'r> {
    pub(super) places: &'static [Place],
    /// The names and values of the path's parameters.
    pub(super) path: Vec<(&'r str, &'r str)>,
    pub(super) query: Query<'r>,
    pub(super) headers: &'r HeaderMap,
    pub(super) body: &'r [u8],
}

/// Reads the parameters of a REST request.
pub(super) struct RestReader<'r> {
    source: &'r Source<'r>,
    /// The members of the body, where it holds several parameters.
    members: HashMap<String, Range<usize>>,
    /// What came for the parameter being read.
    values: Vec<Cow<'r, str>>,
    /// The value to read, once a list has been begun.
    item: Option<usize>,
}

impl<'r> RestReader<'r> {
    /// Creates a reader of a request.
    ///
    /// # Errors
    ///
    /// Fails if the parameters share the body and it is not an object.
    pub(super) fn new(source: &'r Source<'r>) -> Result<Self> {
        let shared = source.places.contains(&Place::BodyMember) && !source.body.is_empty();
        let members = if shared { members(source.body).map_err(in_body)? } else { HashMap::new() };
        Ok(Self { source, members, values: Vec::new(), item: None })
    }

    fn argument(&mut self, place: Place, name: &'static str, slot: &mut dyn AnySlot) -> Result<()> {
        match place {
            Place::Path => self.text(in_path(self.source, name), slot),
            Place::Query(key) => self.text(self.source.query.all(key).map_err(syntax)?, slot),
            Place::Header(key) => self.text(in_headers(self.source.headers, key)?, slot),
            Place::Body if self.source.body.is_empty() => absent(slot),
            Place::Body => json(self.source.body, 0..self.source.body.len(), slot),
            Place::BodyMember => match self.members.get(name) {
                Some(range) => json(self.source.body, range.clone(), slot),
                None => absent(slot),
            },
        }
    }

    fn text(&mut self, values: Vec<Cow<'r, str>>, slot: &mut dyn AnySlot) -> Result<()> {
        if values.is_empty() && slot.fill() {
            return Ok(());
        }
        (self.values, self.item) = (values, None);
        // A list without elements leaves no trace in a query string. So the slot is asked to read nothing: a list will
        // do so, anything else finds that its value is missing.
        slot.read(self)
    }

    fn next<T>(&mut self, read: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        if self.item.is_none() && self.values.len() > 1 {
            return Err(DecodeError::new(DecodeErrorKind::Duplicate, "there twice"));
        }
        let value = self.values.get(self.item.unwrap_or(0)).ok_or_else(missing)?;
        read(value)
    }

    fn quoted<T>(&mut self, read: fn(&mut JsonReader<'_>) -> Result<T>) -> Result<T> {
        self.next(|value| text::quoted(value, read))
    }

    fn only_in_body<T>(&self, what: &str) -> Result<T> {
        Err(self.error(DecodeErrorKind::Type, &format!("{what} can only be carried by the body")))
    }
}

/// Reads the members of the body without looking into them.
fn members(body: &[u8]) -> Result<HashMap<String, Range<usize>>> {
    let mut reader = JsonReader::new(body);
    let mut members = HashMap::new();
    reader.begin_map()?;
    while reader.next_key()? {
        let key = reader.string()?;
        reader.next_value()?;
        let range = reader.skip()?;
        if members.insert(key.clone(), range).is_some() {
            return Err(reader.error(DecodeErrorKind::Duplicate, "there twice").in_entry(key));
        }
    }
    reader.finish()?;
    Ok(members)
}

fn json(body: &[u8], range: Range<usize>, slot: &mut dyn AnySlot) -> Result<()> {
    let mut reader = JsonReader::part(body, range);
    slot.read(&mut reader)?;
    reader.finish()
}

fn in_path<'r>(source: &Source<'r>, name: &str) -> Vec<Cow<'r, str>> {
    let values = source.path.iter().filter(|(key, _)| *key == name);
    values.map(|(_, value)| Cow::Borrowed(*value)).collect()
}

fn in_headers<'r>(headers: &'r HeaderMap, name: &str) -> Result<Vec<Cow<'r, str>>> {
    let values = headers.get_all(name).iter();
    let texts = values.map(|value| std::str::from_utf8(value.as_bytes()).map(Cow::Borrowed));
    texts.collect::<std::result::Result<_, _>>().map_err(|_| syntax("not UTF-8"))
}

fn absent(slot: &mut dyn AnySlot) -> Result<()> {
    if slot.fill() { Ok(()) } else { Err(missing()) }
}

fn missing() -> DecodeError {
    DecodeError::new(DecodeErrorKind::Missing, "missing")
}

fn syntax(reason: &str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Syntax, reason)
}

fn in_body(error: DecodeError) -> DecodeError {
    error.in_part("body")
}

/// Adds to an error which parameter it is about, under the name the caller knows it by.
#[cold]
fn about(place: Place, name: &'static str, error: DecodeError) -> DecodeError {
    match place {
        Place::Path => error.in_field(name).in_part("path parameter"),
        Place::Query(key) => error.in_field(key).in_part("query parameter"),
        Place::Header(key) => error.in_field(key).in_part("header"),
        Place::Body | Place::BodyMember => in_body(error.in_field(name)),
    }
}

impl Reader for RestReader<'_> {
    fn arguments(&mut self, shape: &'static Shape, slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        for ((field, place), slot) in shape.fields.iter().zip(self.source.places).zip(slots) {
            self.argument(*place, field.name, *slot).map_err(|error| about(*place, field.name, error))?;
        }
        Ok(())
    }

    /// A text that is there is never null; one that is absent is not read.
    fn null(&mut self) -> Result<bool> {
        Ok(false)
    }

    fn begin_some(&mut self) -> Result<bool> {
        Ok(true)
    }

    fn end_some(&mut self) -> Result<()> {
        Ok(())
    }

    fn bool(&mut self) -> Result<bool> {
        self.next(text::bool)
    }

    fn i32(&mut self) -> Result<i32> {
        self.next(|value| text::integer(value, |reader| reader.i32(), "a 32-bit integer"))
    }

    fn i64(&mut self) -> Result<i64> {
        self.next(|value| text::integer(value, |reader| reader.i64(), "a 64-bit integer"))
    }

    fn u32(&mut self) -> Result<u32> {
        self.next(|value| text::integer(value, |reader| reader.u32(), "a 32-bit unsigned integer"))
    }

    fn u64(&mut self) -> Result<u64> {
        self.next(|value| text::integer(value, |reader| reader.u64(), "a 64-bit unsigned integer"))
    }

    fn f32(&mut self) -> Result<f32> {
        self.next(|value| text::float(value, |reader| reader.f32()))
    }

    fn f64(&mut self) -> Result<f64> {
        self.next(|value| text::float(value, |reader| reader.f64()))
    }

    fn string(&mut self) -> Result<String> {
        self.next(|value| Ok(value.to_owned()))
    }

    fn bytes(&mut self) -> Result<Bytes> {
        self.quoted(|reader| reader.bytes())
    }

    fn timestamp(&mut self) -> Result<jiff::Timestamp> {
        self.quoted(|reader| reader.timestamp())
    }

    fn duration(&mut self) -> Result<jiff::SignedDuration> {
        self.quoted(|reader| reader.duration())
    }

    fn json(&mut self) -> Result<serde_json::Value> {
        self.next(text::any)
    }

    fn variant(&mut self, shape: &'static EnumShape) -> Result<std::result::Result<usize, Unrecognized>> {
        self.next(|text| Ok(variant_in_text(shape, text)))
    }

    fn begin_list(&mut self, _packable: bool) -> Result<()> {
        self.item = None;
        Ok(())
    }

    fn next_item(&mut self) -> Result<bool> {
        let next = self.item.map_or(0, |item| item + 1);
        self.item = Some(next);
        Ok(next < self.values.len())
    }

    fn message(&mut self, shape: &'static Shape, _slots: &mut [&mut dyn AnySlot]) -> Result<()> {
        self.only_in_body(&format!("a `{}`", shape.name))
    }

    fn union(&mut self, shape: &'static Shape, _slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        self.only_in_body(&format!("a `{}`", shape.name))
    }

    fn begin_map(&mut self) -> Result<()> {
        self.only_in_body("a map")
    }

    fn next_key(&mut self) -> Result<bool> {
        self.only_in_body("a map")
    }

    fn next_value(&mut self) -> Result<()> {
        self.only_in_body("a map")
    }

    fn skip(&mut self) -> Result<Range<usize>> {
        self.only_in_body("a value nobody knows")
    }

    fn error(&self, kind: DecodeErrorKind, message: &str) -> DecodeError {
        DecodeError::new(kind, message)
    }
}
