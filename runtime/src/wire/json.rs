//! JSON, as a format of the wire.
//!
//! Strict where lenience loses data: no number for a text or the other way round, no fraction for an integer, no key
//! twice, nothing nested deeper than 128 levels, nothing after the end. Fields nobody asked for are skipped.

mod any;
mod choice;
mod number;
mod reader;
mod scanner;
mod string;
mod writer;

#[cfg(test)]
mod tests;

pub use reader::JsonReader;
pub(crate) use reader::variant_in_text;
pub use writer::JsonWriter;

/// How deep values may be nested.
const MAX_DEPTH: u32 = 128;
