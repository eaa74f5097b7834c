//! What the targets of the formats share: whatever can be read is written again so that it reads as the same, in each of
//! the formats.

use aspyx::wire::{
    Decode, DecodeErrorKind, Encode, EncodeError, JsonReader, JsonWriter, MsgpackReader, MsgpackWriter, ProtobufReader,
    ProtobufWriter, Result,
};
use aspyx_tests::conformance::v1::{Boxes, Choice, Everything, Kinds, Tree};

/// A format, read and written as a whole.
pub trait Codec {
    fn read<T: Decode>(input: &[u8]) -> Result<T>;
    fn write(value: &impl Encode) -> Result<Vec<u8>, EncodeError>;
}

macro_rules! codecs {
    ($($name:ident: $reader:ident, $writer:ident;)*) => {
        $(pub struct $name;

        impl Codec for $name {
            fn read<T: Decode>(input: &[u8]) -> Result<T> {
                let mut reader = $reader::new(input);
                let value = T::decode(&mut reader)?;
                reader.finish()?;
                Ok(value)
            }

            fn write(value: &impl Encode) -> Result<Vec<u8>, EncodeError> {
                let mut writer = $writer::default();
                value.encode(&mut writer);
                writer.finish()
            }
        })*
    };
}

codecs! {
    Json: JsonReader, JsonWriter;
    Msgpack: MsgpackReader, MsgpackWriter;
    Protobuf: ProtobufReader, ProtobufWriter;
}

/// Reads the input as each of the types that between them have every kind of field.
pub fn every_type<C: Codec>(input: &[u8]) {
    every_format::<C, Everything>(input);
    every_format::<C, Boxes>(input);
    every_format::<C, Tree>(input);
    every_format::<C, Kinds>(input);
    every_format::<C, Choice>(input);
}

fn every_format<C: Codec, T: Decode + Encode>(input: &[u8]) {
    let Ok(value) = C::read::<T>(input) else { return };
    same::<C, T>(&value).expect("what was read can be written and read");
    for other in [same::<Json, T>, same::<Msgpack, T>, same::<Protobuf, T>] {
        // Lists take a level in some formats and none in others.
        if let Err(kind) = other(&value) {
            assert_eq!(kind, DecodeErrorKind::TooDeep);
        }
    }
}

/// Sends a value through a format. Values are compared as JSON, since a float may be no number, of which there are many
/// that are not even equal to themselves.
fn same<C: Codec, T: Decode + Encode>(value: &T) -> Result<(), DecodeErrorKind> {
    // A variant that is known by its name alone cannot be written as protobuf.
    let Ok(written) = C::write(value) else { return Ok(()) };
    let again = C::read::<T>(&written).map_err(|error| error.kind())?;
    assert_eq!(Json::write(value), Json::write(&again), "written again");
    Ok(())
}
