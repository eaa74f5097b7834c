//! What JSON means for each type, in both directions.

mod data;
mod reading;
mod round_trips;
mod syntax;
mod writing;

use super::{JsonReader, JsonWriter};
use crate::wire::{Decode, DecodeErrorKind, Encode, Result};

/// Reads a whole document.
fn read<T: Decode>(json: &str) -> Result<T> {
    read_bytes(json.as_bytes())
}

fn read_bytes<T: Decode>(json: &[u8]) -> Result<T> {
    let mut reader = JsonReader::new(json);
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Reads a document that must not be read, and returns why.
#[track_caller]
fn refusal<T: Decode>(json: &str) -> (DecodeErrorKind, String) {
    match read::<T>(json) {
        Ok(_) => panic!("{json:.100} was read"),
        Err(error) => (error.kind(), error.to_string()),
    }
}

#[track_caller]
fn refusal_kind<T: Decode>(json: &str) -> DecodeErrorKind {
    refusal::<T>(json).0
}

/// Writes a whole document.
#[track_caller]
fn written(value: &(impl Encode + ?Sized)) -> String {
    let mut writer = JsonWriter::default();
    value.encode(&mut writer);
    String::from_utf8(writer.finish().expect("writable")).expect("UTF-8")
}
