//! Messages that chance makes from descriptors, and what chance makes of messages.

#![allow(clippy::wildcard_enum_match_arm, reason = "these enums are not ours, and have kinds that are never written")]

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, ReflectMessage, Value};
use std::collections::HashMap;

/// How deep messages go at most.
const MAX_DEPTH: usize = 24;

/// Bytes that decide; when they are used up, everything is zero, empty or absent.
pub(crate) struct Entropy<'a> {
    bytes: std::slice::Iter<'a, u8>,
    depth: usize,
}

impl<'a> Entropy<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter(), depth: 0 }
    }

    fn byte(&mut self) -> u8 {
        if self.depth > MAX_DEPTH { 0 } else { self.bytes.next().copied().unwrap_or_default() }
    }

    fn below(&mut self, limit: usize) -> usize {
        let wide = usize::from(self.byte()) << 8 | usize::from(self.byte());
        wide % limit.max(1)
    }

    fn flag(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    fn wide(&mut self) -> u64 {
        match self.byte() % 6 {
            0 => 0,
            1 => u64::from(self.byte()),
            2 => u64::MAX,
            3 => 1 << (self.byte() % 64),
            _ => u64::from_le_bytes(std::array::from_fn(|_| self.byte())),
        }
    }

    fn narrow(&mut self) -> u32 {
        (self.wide() % (1 << 32)) as u32
    }
}

/// Makes a message that has everything it must have.
pub(crate) fn message(descriptor: &MessageDescriptor, entropy: &mut Entropy<'_>) -> DynamicMessage {
    entropy.depth += 1;
    let mut message = DynamicMessage::new(descriptor.clone());
    match descriptor.full_name() {
        "google.protobuf.Timestamp" => set_time(&mut message, entropy, -377_705_023_000, 253_402_200_000),
        "google.protobuf.Duration" => set_time(&mut message, entropy, 0, i64::MAX),
        _ => fill(&mut message, entropy),
    }
    entropy.depth -= 1;
    message
}

fn set_time(message: &mut DynamicMessage, entropy: &mut Entropy<'_>, least: i64, most: i64) {
    let seconds = entropy.wide().cast_signed().rem_euclid(most - least) + least;
    let nanoseconds = (entropy.narrow() % 1_000_000_000).cast_signed();
    // Fields without presence are not there if they are zero.
    for (number, value, is_zero) in
        [(1, Value::I64(seconds), seconds == 0), (2, Value::I32(nanoseconds), nanoseconds == 0)]
    {
        if !is_zero {
            message.set_field_by_number(number, value);
        }
    }
}

fn fill(message: &mut DynamicMessage, entropy: &mut Entropy<'_>) {
    let descriptor = message.descriptor();
    let choice = descriptor.oneofs().find(|oneof| !oneof.is_synthetic());
    let chosen: Option<FieldDescriptor> = choice.as_ref().map(|oneof| {
        let fields: Vec<_> = oneof.fields().collect();
        let index = entropy.below(fields.len());
        fields[index].clone()
    });
    let others = descriptor.fields().filter(|field| field.containing_oneof() != choice || choice.is_none());
    for field in others.chain(chosen).collect::<Vec<_>>() {
        if !is_optional(&field) || entropy.flag() {
            let value = value(&field, entropy);
            // An empty list that is there is not equal to one that is not, though both are written as nothing.
            if !(field.is_list() || field.is_map()) || !value.is_default_for_field(&field) {
                message.set_field(&field, value);
            }
        }
    }
}

/// Returns whether a field may lack: a wrapper's, unless it is repeated, is always that of an optional value.
fn is_optional(field: &FieldDescriptor) -> bool {
    let names = [
        "maybe",
        "maybe_many",
        "first",
        "secret",
        "maybe_choice",
        "maybe_set",
        "maybe_groups",
        "left",
        "inside",
        "background",
        "to",
        "filter",
    ];
    let all = field.parent_message().name() == "Optionals";
    let of_wrapper = field.name() == "value" && field.parent_message().name().ends_with("Value");
    let tree = field.parent_message().name() == "Conflict" && field.name() == "tree";
    names.contains(&field.name()) && !field.parent_message().is_map_entry()
        || all
        || tree
        || (of_wrapper && !field.is_list() && !field.is_map())
}

fn value(field: &FieldDescriptor, entropy: &mut Entropy<'_>) -> Value {
    let count = |entropy: &mut Entropy<'_>| entropy.byte() % 4;
    if field.is_map() {
        let entry = field.kind();
        let entry = entry.as_message().expect("entries are messages");
        let (key, value) = (entry.map_entry_key_field(), entry.map_entry_value_field());
        let entries = (0..count(entropy)).map(|_| (map_key(&key, entropy), single(&value, entropy)));
        Value::Map(entries.collect::<HashMap<_, _>>())
    } else if field.is_list() {
        Value::List((0..count(entropy)).map(|_| single(field, entropy)).collect())
    } else {
        single(field, entropy)
    }
}

fn map_key(field: &FieldDescriptor, entropy: &mut Entropy<'_>) -> MapKey {
    match single(field, entropy) {
        Value::I32(key) => MapKey::I32(key),
        Value::I64(key) => MapKey::I64(key),
        Value::U32(key) => MapKey::U32(key),
        Value::U64(key) => MapKey::U64(key),
        Value::String(key) => MapKey::String(key),
        other => panic!("{other:?} is no key"),
    }
}

fn single(field: &FieldDescriptor, entropy: &mut Entropy<'_>) -> Value {
    match field.kind() {
        Kind::Bool => Value::Bool(entropy.flag()),
        Kind::Int32 => Value::I32(entropy.narrow().cast_signed()),
        Kind::Int64 => Value::I64(entropy.wide().cast_signed()),
        Kind::Uint32 => Value::U32(entropy.narrow()),
        Kind::Uint64 => Value::U64(entropy.wide()),
        Kind::Float => Value::F32(Some(f32::from_bits(entropy.narrow())).filter(|it| !it.is_nan()).unwrap_or_default()),
        Kind::Double => Value::F64(Some(f64::from_bits(entropy.wide())).filter(|it| !it.is_nan()).unwrap_or_default()),
        Kind::String => Value::String(text(field, entropy)),
        Kind::Bytes => Value::Bytes((0..entropy.byte()).map(|_| entropy.byte()).collect()),
        Kind::Enum(_) => Value::EnumNumber(if entropy.flag() {
            entropy.narrow().cast_signed()
        } else {
            i32::from(entropy.byte() % 4)
        }),
        Kind::Message(descriptor) => Value::Message(message(&descriptor, entropy)),
        other => panic!("nothing is written as {other:?}"),
    }
}

/// Makes a text that is what its field demands, which descriptors do not say.
fn text(field: &FieldDescriptor, entropy: &mut Entropy<'_>) -> String {
    let choices: &[&str] = match (field.parent_message().name(), field.name()) {
        ("Everything", "day") | ("Scalars", "date") => &["2025-06-30", "0001-01-01", "-000044-03-15", "9999-12-31"],
        ("Everything", "id")
        | ("ByIdEntry" | "ByUuidEntry", "key")
        | ("MaybeSetValue", "value")
        | ("Scalars", "uuid")
        | ("EverythingGetItRequest", "the_id") => {
            &["00000000-0000-0000-0000-000000000000", "67e55044-10b1-426f-9247-bb680e5fe0c8"]
        }
        ("Everything", "amount") | ("Scalars", "decimal") | ("BySizeEntry", "value") => {
            &["0", "-1.50", "79228162514264337593543950335"]
        }
        ("Everything" | "Choice", "anything") | ("Scalars", "json") | ("ByUuidEntry", "value") => {
            &["null", "1", "\"a\"", "[1,2.5,{}]", r#"{"a":{"b":[true]}}"#]
        }
        _ => return (0..entropy.byte()).map(|_| char::from(entropy.byte())).collect(),
    };
    choices[entropy.below(choices.len())].to_owned()
}

/// Returns a message in which the elements of sets stand in one order and once.
pub(crate) fn normal(message: &DynamicMessage) -> DynamicMessage {
    let mut normal = message.clone();
    for (field, value) in normal.fields_mut() {
        normalize(value);
        let owner = field.parent_message();
        let is_set = match owner.full_name() {
            "conformance.v1.Kinds" => ["numbers", "names", "shades", "paths"].contains(&field.name()),
            "types.Containers" => ["texts", "sizes"].contains(&field.name()),
            name => name.ends_with(".MaybeSetValue") || name.ends_with(".MaybeGroupsValue.Value"),
        };
        if let Value::List(elements) = value
            && is_set
        {
            elements.sort_by_cached_key(|element| format!("{element:?}"));
            elements.dedup();
        }
    }
    normal
}

fn normalize(value: &mut Value) {
    match value {
        Value::Message(message) => *message = normal(message),
        Value::List(elements) => elements.iter_mut().for_each(normalize),
        Value::Map(entries) => entries.values_mut().for_each(normalize),
        _ => {}
    }
}

/// Damages a message: bytes change, come and go, and parts of it come again.
pub(crate) fn damaged(mut message: Vec<u8>, entropy: &mut Entropy<'_>) -> Vec<u8> {
    for _ in 0..=entropy.byte() % 4 {
        let at = entropy.below(message.len() + 1);
        let end = at + entropy.below(message.len() + 1 - at);
        match entropy.byte() % 6 {
            0 => message.truncate(at),
            1 => message.insert(at, entropy.byte()),
            2 => drop(message.drain(at..end)),
            3 => message.extend_from_within(at..end),
            4 => message.extend_from_within(..),
            _ => message.iter_mut().skip(at).take(1).for_each(|byte| *byte = entropy.byte()),
        }
    }
    message
}
