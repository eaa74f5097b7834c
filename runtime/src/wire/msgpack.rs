//! MessagePack, as a format of the wire: the model of JSON in fewer bytes.
//!
//! As strict as JSON: no number for a text or the other way round, no fraction for an integer, no key twice, nothing
//! nested deeper than 128 levels, nothing after the end. Bytes are bin, floats that are no numbers travel as they are,
//! and keys are texts, although integers are read as well. Extensions mean nothing here; they and all other fields
//! nobody asked for are skipped. What a header claims is believed only as far as there are bytes for it.
//!
//! The markers are those of the [specification](https://github.com/msgpack/msgpack/blob/master/spec.md).

mod any;
mod cursor;
mod reader;
mod writer;

#[cfg(test)]
mod tests;

pub use reader::MsgpackReader;
pub use writer::MsgpackWriter;
