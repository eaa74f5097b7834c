//! JSON, as a format of the wire.
//!
//! Strict where lenience loses data: no number for a text or the other way round, no fraction for an integer, no key
//! twice, nothing nested deeper than 128 levels, nothing after the end. Fields nobody asked for are skipped.

mod any;
mod reader;
mod scanner;
mod string;
mod writer;

#[cfg(test)]
mod tests;

pub use reader::JsonReader;
pub use writer::JsonWriter;
