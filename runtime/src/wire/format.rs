//! The formats there are, under one name each: how values are written to one and read from one is a choice made at run
//! time, once for each message. What follows a message in its bytes is refused, whatever the format.

use super::{
    EncodeError, JsonReader, JsonWriter, MsgpackReader, MsgpackWriter, ProtobufReader, ProtobufWriter, Reader, Result,
    Writer,
};
use std::ops::Range;

/// A format that calls and their answers can have.
///
/// ```
/// use aspyx::wire::Format;
///
/// let format = Format::of_content_type(b"application/JSON; charset=utf-8");
/// assert_eq!(format, Some(Format::Json));
/// assert_eq!(Format::Protobuf.channel(), "dispatch-protobuf");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON text.
    Json,
    /// MessagePack: the same model as JSON, but for bytes, which travel as they are.
    Msgpack,
    /// Protocol buffers, proto3 with explicit presence.
    Protobuf,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Json, Self::Msgpack, Self::Protobuf];

    /// Returns the content type, without parameters.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Msgpack => "application/msgpack",
            Self::Protobuf => "application/x-protobuf",
        }
    }

    /// Returns the name of the channel that dispatches calls in this format.
    pub fn channel(self) -> &'static str {
        match self {
            Self::Json => "dispatch-json",
            Self::Msgpack => "dispatch-msgpack",
            Self::Protobuf => "dispatch-protobuf",
        }
    }

    /// Returns the format that a content type names, whatever its case and parameters.
    pub fn of_content_type(content_type: &[u8]) -> Option<Self> {
        // As those write it who are in a hurry.
        if let Some(format) = Self::ALL.into_iter().find(|format| format.content_type().as_bytes() == content_type) {
            return Some(format);
        }
        let bare = content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        Self::ALL.into_iter().find(|format| bare.eq_ignore_ascii_case(format.content_type().as_bytes()))
    }

    /// Writes a message into a buffer that has room for so many bytes before it grows.
    ///
    /// # Errors
    ///
    /// Fails if the format has no form for a value.
    pub(crate) fn write(self, room: usize, write: impl FnOnce(&mut dyn Writer)) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Json => {
                let mut writer = JsonWriter::with_capacity(room);
                write(&mut writer);
                writer.finish()
            }
            Self::Msgpack => {
                let mut writer = MsgpackWriter::with_capacity(room);
                write(&mut writer);
                writer.finish()
            }
            Self::Protobuf => {
                let mut writer = ProtobufWriter::with_capacity(room);
                write(&mut writer);
                writer.finish()
            }
        }
    }

    /// Reads a message to its end.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read, or if something follows.
    pub(crate) fn read<T>(self, input: &[u8], read: impl FnOnce(&mut dyn Reader) -> Result<T>) -> Result<T> {
        self.read_part(input, 0..input.len(), read)
    }

    /// The same for a part of a message, as [`Reader::skip`] returned it.
    ///
    /// # Errors
    ///
    /// Fails if the part cannot be read, or if something in it follows.
    pub(crate) fn read_part<T>(
        self,
        input: &[u8],
        part: Range<usize>,
        read: impl FnOnce(&mut dyn Reader) -> Result<T>,
    ) -> Result<T> {
        match self {
            Self::Json => {
                let mut reader = JsonReader::part(input, part);
                let value = read(&mut reader)?;
                reader.finish()?;
                Ok(value)
            }
            Self::Msgpack => {
                let mut reader = MsgpackReader::part(input, part);
                let value = read(&mut reader)?;
                reader.finish()?;
                Ok(value)
            }
            Self::Protobuf => {
                let mut reader = ProtobufReader::part(input, part);
                let value = read(&mut reader)?;
                reader.finish()?;
                Ok(value)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_of_a_content_type_do_not_matter() {
        for text in ["application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;x=y"]
        {
            assert_eq!(Format::of_content_type(text.as_bytes()), Some(Format::Json), "{text}");
        }
        assert_eq!(Format::of_content_type(b"application/x-protobuf"), Some(Format::Protobuf));
        for text in ["text/plain", "application/jsonx", "", "application/problem+json"] {
            assert_eq!(Format::of_content_type(text.as_bytes()), None, "{text}");
        }
    }
}
