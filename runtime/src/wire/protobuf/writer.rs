//! Values become messages. Refused are values that stand alone without being one, and variants that are known by their
//! names only.

use jiff::{SignedDuration, Timestamp};

use super::lengths::{Lengths, Mark};
use super::{ENTRY, VALUE, Wire, known, varint};
use crate::wire::{Encode, EncodeError, Field, Shape, Unrecognized, Variant, Writer};

/// Writes a message into one buffer.
///
/// ```
/// use aspyx::wire::{Field, ProtobufWriter, Shape, Writer};
///
/// static POINT: Shape = Shape { name: "Point", fields: &[Field { name: "x", tag: 1 }, Field { name: "y", tag: 2 }] };
///
/// let mut writer = ProtobufWriter::default();
/// writer.message(&POINT, &[&5, &7]);
/// assert_eq!(writer.finish(), Ok(b"\x08\x05\x10\x07".to_vec()));
/// ```
#[derive(Debug, Default)]
pub struct ProtobufWriter {
    output: Vec<u8>,
    lengths: Lengths,
    position: Position,
    /// The number of the field that the value to come belongs to.
    number: u32,
    /// The lists, maps, entries and optional values that are being written.
    open: Vec<Open>,
    error: Option<EncodeError>,
}

/// Where the value to come stands, which decides whether it needs a message around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Position {
    /// Nowhere: a message is bare.
    #[default]
    Root,
    /// In a field, which a list or a map repeats.
    Field,
    /// In a field that may be absent, which a list or a map must not repeat: empty and absent would be the same.
    Optional,
    /// Within a list, a map or a union.
    Element,
}

#[derive(Debug)]
struct Open {
    kind: Kind,
    /// The number of the field that elements belong to.
    number: u32,
    mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing lies around it.
    Bare,
    /// A message lies around it.
    Wrapped,
    /// It is the entry of a map.
    Entry,
}

impl ProtobufWriter {
    /// Creates a writer that appends to a buffer.
    pub fn new(output: Vec<u8>) -> Self {
        Self { output, ..Self::default() }
    }

    /// Creates a writer with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self::new(Vec::with_capacity(bytes))
    }

    /// Returns what has been written.
    ///
    /// # Errors
    ///
    /// Fails if a value could not be written.
    pub fn finish(mut self) -> Result<Vec<u8>, EncodeError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.lengths.settle(&mut self.output);
        Ok(self.output)
    }

    /// Writes the tag of the value to come.
    #[inline]
    fn tag(&mut self, wire: Wire) {
        if self.position == Position::Root {
            self.refuse_root();
        }
        varint::write(&mut self.output, u64::from(self.number << 3 | wire.bits()));
    }

    #[cold]
    fn refuse_root(&mut self) {
        self.fail(EncodeError::new("only a message can stand alone in protobuf"));
    }

    #[inline]
    fn varint(&mut self, value: u64) {
        self.tag(Wire::Varint);
        varint::write(&mut self.output, value);
    }

    #[inline]
    fn block(&mut self, bytes: &[u8]) {
        self.tag(Wire::Length);
        varint::write(&mut self.output, bytes.len() as u64);
        self.output.extend_from_slice(bytes);
    }

    fn begin_message(&mut self) -> Mark {
        self.tag(Wire::Length);
        self.lengths.begin(&mut self.output)
    }

    fn end_message(&mut self, mark: Mark) {
        self.lengths.end(&mut self.output, mark);
    }

    /// Writes a message, which is bare where nothing is around it.
    fn message_of(&mut self, write: impl FnOnce(&mut Self)) {
        if self.position == Position::Root {
            return write(self);
        }
        let mark = self.begin_message();
        write(self);
        self.end_message(mark);
    }

    /// Begins a list, a map or an optional value.
    fn open(&mut self, wrapped: bool) {
        let (kind, mark) = if wrapped { (Kind::Wrapped, self.begin_message()) } else { (Kind::Bare, Mark::default()) };
        if wrapped {
            self.number = VALUE;
        }
        self.open.push(Open { kind, number: self.number, mark });
    }

    fn begin_container(&mut self) {
        match self.position {
            Position::Root => {
                self.refuse_root();
                self.open(false);
            }
            Position::Field => self.open(false),
            Position::Optional | Position::Element => self.open(true),
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop()
            && open.kind != Kind::Bare
        {
            self.end_message(open.mark);
        }
    }

    /// Ends the entry of a map, if there is one.
    fn close_entry(&mut self) {
        if self.open.last().is_some_and(|open| open.kind == Kind::Entry) {
            self.close();
        }
    }

    fn stand(&mut self, number: u32, position: Position) {
        self.number = number;
        self.position = position;
    }

    /// Writes `google.protobuf.Timestamp` or `Duration`, whose fields have no presence.
    fn seconds(&mut self, (seconds, nanoseconds): (i64, i32)) {
        let mark = self.begin_message();
        for (number, value) in [(known::SECONDS, seconds), (known::NANOSECONDS, i64::from(nanoseconds))] {
            if value != 0 {
                self.number = number;
                self.i64(value);
            }
        }
        self.end_message(mark);
    }
}

impl Writer for ProtobufWriter {
    fn null(&mut self) {
        if self.position == Position::Element {
            self.block(&[]);
        }
    }

    fn begin_some(&mut self) {
        self.open(self.position == Position::Element);
        if self.position != Position::Root {
            self.position = Position::Optional;
        }
    }

    fn end_some(&mut self) {
        self.close();
    }

    fn bool(&mut self, value: bool) {
        self.varint(u64::from(value));
    }

    fn i32(&mut self, value: i32) {
        self.i64(i64::from(value));
    }

    fn i64(&mut self, value: i64) {
        self.varint(value.cast_unsigned());
    }

    fn u32(&mut self, value: u32) {
        self.varint(u64::from(value));
    }

    fn u64(&mut self, value: u64) {
        self.varint(value);
    }

    fn f32(&mut self, value: f32) {
        self.tag(Wire::Fixed32);
        self.output.extend_from_slice(&value.to_le_bytes());
    }

    fn f64(&mut self, value: f64) {
        self.tag(Wire::Fixed64);
        self.output.extend_from_slice(&value.to_le_bytes());
    }

    fn str(&mut self, value: &str) {
        self.block(value.as_bytes());
    }

    fn bytes(&mut self, value: &[u8]) {
        self.block(value);
    }

    fn timestamp(&mut self, value: Timestamp) {
        self.seconds(known::of_timestamp(value));
    }

    fn duration(&mut self, value: SignedDuration) {
        self.seconds((value.as_secs(), value.subsec_nanos()));
    }

    fn json(&mut self, value: &serde_json::Value) {
        self.block(value.to_string().as_bytes());
    }

    fn variant(&mut self, variant: &'static Variant) {
        self.u32(variant.number);
    }

    fn unrecognized(&mut self, value: &Unrecognized) {
        match value {
            Unrecognized::Number(number) => self.i32(*number),
            Unrecognized::Name(name) => {
                self.fail(EncodeError::new(format!("the number of the variant `{name}` is not known")));
            }
        }
    }

    fn message(&mut self, shape: &'static Shape, values: &[&dyn Encode]) {
        self.message_of(|writer| {
            for (field, value) in shape.fields.iter().zip(values) {
                value.encode_field(field, writer);
            }
        });
    }

    fn union(&mut self, shape: &'static Shape, index: usize, value: &dyn Encode) {
        let Some(field) = shape.fields.get(index) else {
            return self.fail(EncodeError::new(format!("{} has no variant {index}", shape.name)));
        };
        self.message_of(|writer| {
            writer.stand(field.tag, Position::Element);
            value.encode(writer);
        });
    }

    /// What is absent is not there at all.
    fn absent(&mut self, _field: &'static Field) {}

    fn field(&mut self, field: &'static Field) {
        self.stand(field.tag, Position::Field);
    }

    fn begin_list(&mut self, _length: usize) {
        self.begin_container();
    }

    fn item(&mut self) {
        if let Some(list) = self.open.last() {
            self.stand(list.number, Position::Element);
        }
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self, _length: usize) {
        self.begin_container();
    }

    fn key(&mut self) {
        self.close_entry();
        self.item();
        let mark = self.begin_message();
        let [number, _] = ENTRY;
        self.open.push(Open { kind: Kind::Entry, number, mark });
        self.stand(number, Position::Element);
    }

    fn value(&mut self) {
        let [_, number] = ENTRY;
        self.stand(number, Position::Element);
    }

    fn end_map(&mut self) {
        self.close_entry();
        self.close();
    }

    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }
}
