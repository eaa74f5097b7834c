//! Protocol buffers, as a format of the wire: what the `.proto` files say that are written beside the code.
//!
//! Every single value has presence, so that zero, `""` and `false` are written. Repeated numbers are written one by one
//! and read in blocks as well. A value that has no form where it stands, such as a list in a list, lies in a message with
//! the one field 1. Fields come in any order, unknown ones are skipped, of a value that comes again the last one counts
//! and those before must be well-formed, and messages that come again are merged, as the specification asks for.
//!
//! Refused are fields of another wire type, varints beyond 64 bits, lengths beyond the end, text that is not UTF-8, groups
//! that do not end, and everything nested deeper than 128 levels. A 32-bit integer is the lower half of what comes, as in
//! all implementations.

mod containers;
mod cursor;
mod frame;
mod known;
mod lengths;
mod messages;
mod reader;
mod varint;
mod writer;

#[cfg(test)]
mod tests;

pub use reader::ProtobufReader;
pub use writer::ProtobufWriter;

/// How deep values may be nested.
const MAX_DEPTH: usize = 128;

/// The number of the field that holds the value in a message around one.
const VALUE: u32 = 1;

/// The numbers of key and value in the entry of a map.
const ENTRY: [u32; 2] = [1, 2];

/// How a value is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wire {
    Varint,
    Fixed64,
    Length,
    Start,
    End,
    Fixed32,
}

impl Wire {
    /// Returns the three bits that say so in a tag.
    fn bits(self) -> u32 {
        match self {
            Self::Varint => 0,
            Self::Fixed64 => 1,
            Self::Length => 2,
            Self::Start => 3,
            Self::End => 4,
            Self::Fixed32 => 5,
        }
    }

    fn of_bits(bits: u32) -> Option<Self> {
        Some(match bits {
            0 => Self::Varint,
            1 => Self::Fixed64,
            2 => Self::Length,
            3 => Self::Start,
            4 => Self::End,
            5 => Self::Fixed32,
            _ => return None,
        })
    }

    /// Names it for people.
    fn name(self) -> &'static str {
        match self {
            Self::Varint => "a varint",
            Self::Fixed64 => "a 64-bit number",
            Self::Length => "bytes with a length",
            Self::Start | Self::End => "a group",
            Self::Fixed32 => "a 32-bit number",
        }
    }
}
