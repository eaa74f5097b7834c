//! What MessagePack means for each type, in both directions.

mod headers;
mod hostile;
mod reading;
mod round_trips;
mod writing;

use super::{MsgpackReader, MsgpackWriter};
use crate::wire::{Decode, DecodeErrorKind, Encode, Result};

/// Reads a whole message.
fn read<T: Decode>(message: &[u8]) -> Result<T> {
    let mut reader = MsgpackReader::new(message);
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Reads what others write for a JSON value.
fn read_json<T: Decode>(json: serde_json::Value) -> Result<T> {
    read(&others(&json))
}

/// Reads a message that must not be read, and returns why.
#[track_caller]
fn refusal<T: Decode>(message: &[u8]) -> (DecodeErrorKind, String) {
    match read::<T>(message) {
        Ok(_) => panic!("{:02x?} was read", &message[..message.len().min(40)]),
        Err(error) => (error.kind(), error.to_string()),
    }
}

#[track_caller]
fn refusal_kind<T: Decode>(message: &[u8]) -> DecodeErrorKind {
    refusal::<T>(message).0
}

/// Writes a whole message.
#[track_caller]
fn written(value: &(impl Encode + ?Sized)) -> Vec<u8> {
    let mut writer = MsgpackWriter::default();
    value.encode(&mut writer);
    writer.finish().expect("writable")
}

/// Writes a value as others do.
fn others(value: &(impl serde::Serialize + ?Sized)) -> Vec<u8> {
    rmp_serde::to_vec_named(value).expect("writable")
}
