//! What the targets of the formats share: whatever can be read is written again so that it reads as the same.

use aspyx::wire::{Decode, Encode, JsonReader, JsonWriter, MsgpackReader, MsgpackWriter, ProtobufReader, ProtobufWriter, Result};
use aspyx_tests::conformance::v1::{Boxes, Choice, Everything, Kinds, Tree};

/// A format, read and written as a whole.
pub trait Codec {
    fn read<T: Decode>(input: &[u8]) -> Result<T>;
    fn write(value: &impl Encode) -> Vec<u8>;
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

            fn write(value: &impl Encode) -> Vec<u8> {
                let mut writer = $writer::default();
                value.encode(&mut writer);
                writer.finish().expect("what was read can be written")
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
    same::<C, Everything>(input);
    same::<C, Boxes>(input);
    same::<C, Tree>(input);
    same::<C, Kinds>(input);
    same::<C, Choice>(input);
}

/// Compares what is written, since a float may be no number and then not even equal to itself.
fn same<C: Codec, T: Decode + Encode>(input: &[u8]) {
    let Ok(value) = C::read::<T>(input) else { return };
    let written = C::write(&value);
    let again = C::read::<T>(&written).expect("what was written can be read");
    assert_eq!(written, C::write(&again), "written again");
}
