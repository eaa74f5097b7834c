//! What messages look like, byte by byte, in both directions.

mod hostile;
mod merging;
mod reading;
mod sample;
mod writing;

use super::{ProtobufReader, ProtobufWriter};
use crate::wire::{Decode, DecodeErrorKind, Encode, EncodeError, Result};

/// Reads a whole message.
fn read<T: Decode>(message: &[u8]) -> Result<T> {
    let mut reader = ProtobufReader::new(message);
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Reads a message that must not be read, and returns why.
#[track_caller]
fn refusal<T: Decode>(message: &[u8]) -> (DecodeErrorKind, String) {
    match read::<T>(message) {
        Ok(_) => panic!("{message:x?} was read"),
        Err(error) => (error.kind(), error.to_string()),
    }
}

#[track_caller]
fn refusal_kind<T: Decode>(message: &[u8]) -> DecodeErrorKind {
    refusal::<T>(message).0
}

fn try_write(value: &(impl Encode + ?Sized)) -> std::result::Result<Vec<u8>, EncodeError> {
    let mut writer = ProtobufWriter::default();
    value.encode(&mut writer);
    writer.finish()
}

#[track_caller]
fn written(value: &(impl Encode + ?Sized)) -> Vec<u8> {
    try_write(value).expect("writable")
}

/// Returns the bytes that hexadecimal digits mean, between which there may be spaces.
#[track_caller]
fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pairs = digits.chunks(2).map(|pair| std::str::from_utf8(pair).expect("digits"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("digits")).collect()
}

/// Returns a field that holds bytes, if those are few.
fn block(number: u8, content: &[u8]) -> Vec<u8> {
    let mut field = vec![number << 3 | 2];
    super::varint::write(&mut field, content.len() as u64);
    field.extend_from_slice(content);
    field
}
