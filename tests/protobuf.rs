//! The protobuf format, held against programs of other people: whatever they make of the descriptors that are written
//! beside the code, we read, and the other way round.
//!
//! Random messages are made from the descriptors, not from our types, so that what we never write is read as well. Then
//! they are damaged: what is still read must mean the same to both, and what only one of them reads is looked at.

mod plain;
mod python;
mod random;

use aspyx::wire::{Decode, DecodeError, DecodeErrorKind, Encode, ProtobufReader, ProtobufWriter};
use aspyx_gen::target::Target;
use aspyx_gen::{Compiled, Options};
use aspyx_tests::conformance::v1::*;
use proptest::prelude::*;
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, ReflectMessage};
use random::{Entropy, damaged, message, normal};
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::LazyLock;

/// One of our types, under its name in the descriptors.
struct Subject {
    name: &'static str,
    /// Makes sure that a message is read, and the same is written.
    same: fn(&DynamicMessage),
    /// Returns what we write for a message.
    written: fn(&[u8]) -> Vec<u8>,
    /// Makes sure that a message means to us what it means to others, who have read it and written it again, or refused it.
    agree: fn(&[u8], Option<&[u8]>),
}

const fn subject<T: Encode + Decode + PartialEq + Debug>(name: &'static str) -> Subject {
    Subject { name, same: same::<T>, written: written::<T>, agree: agree::<T, false> }
}

/// What a variant of a union supersedes is looked at up to the first thing that is absent or means nothing, so that behind
/// it others may stumble over what we never see.
const fn subject_with_union<T: Encode + Decode + PartialEq + Debug>(name: &'static str) -> Subject {
    Subject { name, same: same::<T>, written: written::<T>, agree: agree::<T, true> }
}

const SUBJECTS: &[Subject] = &[
    subject::<Everything>("Everything"),
    subject::<Boxes>("Boxes"),
    subject::<Tree>("Tree"),
    subject_with_union::<Kinds>("Kinds"),
    subject_with_union::<Choice>("Choice"),
    subject_with_union::<Holder>("Holder"),
    subject::<Leaf>("Leaf"),
    subject::<Missing>("Missing"),
    subject::<Conflict>("Conflict"),
    subject::<Plain>("Plain"),
];

/// Returns the descriptors of everything in some files, as they are written to files.
fn descriptor_set(sources: &[&str]) -> Vec<u8> {
    let sources: Vec<PathBuf> = sources.iter().map(PathBuf::from).collect();
    let compiled = Compiled::new(&sources, &[PathBuf::from("common/svc")]);
    let model = compiled.expect("the files are there").compilation.model.expect("they are right");
    let target = Target::named("proto").expect("it is in the table");
    let files = (target.generate)(&model, &Options::default()).expect("proto3 can say it all");
    let (_, bytes) = files.iter().find(|(path, _)| *path == "descriptor_set.binpb").expect("it is written");
    bytes.to_vec()
}

static DESCRIPTOR_SET: LazyLock<Vec<u8>> = LazyLock::new(|| descriptor_set(&["svc/conformance/conformance.svc"]));

static POOL: LazyLock<DescriptorPool> =
    LazyLock::new(|| DescriptorPool::decode(DESCRIPTOR_SET.as_slice()).expect("descriptors"));

impl Subject {
    fn full_name(&self) -> String {
        format!("conformance.v1.{}", self.name)
    }

    fn descriptor(&self) -> MessageDescriptor {
        POOL.get_message_by_name(&self.full_name()).expect("it has a descriptor")
    }

    fn random(&self, entropy: &mut Entropy<'_>) -> DynamicMessage {
        message(&self.descriptor(), entropy)
    }
}

fn read<T: Decode>(message: &[u8]) -> aspyx::wire::Result<T> {
    let mut reader = ProtobufReader::new(message);
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

fn write(value: &impl Encode) -> Vec<u8> {
    let mut writer = ProtobufWriter::default();
    value.encode(&mut writer);
    writer.finish().expect("it came over the wire")
}

fn same<T: Encode + Decode + PartialEq + Debug>(theirs: &DynamicMessage) {
    let ours: T = read(&theirs.encode_to_vec()).unwrap_or_else(|error| panic!("{error}\n{theirs}"));
    let written = write(&ours);
    let back = DynamicMessage::decode(theirs.descriptor(), written.as_slice()).expect("what we write is right");
    assert!(normal(&back) == normal(theirs), "{back}\n{theirs}");
    assert_eq!(back.unknown_fields().count(), 0, "{back}");
    assert_eq!(read::<T>(&back.encode_to_vec()).as_ref(), Ok(&ours));
}

fn written<T: Encode + Decode>(message: &[u8]) -> Vec<u8> {
    write(&read::<T>(message).expect("it is right"))
}

/// Returns whether a refusal is one that others do not know: a text that is to mean something must do so each time it
/// comes, also where the last one counts, and prost does not look at the wire type of a map's entries.
fn is_stricter(error: &DecodeError) -> bool {
    error.kind() == DecodeErrorKind::Value || error.message().starts_with("expected the entry of a map")
}

fn agree<T: Decode + Debug, const UNION: bool>(message: &[u8], theirs: Option<&[u8]>) {
    // Values are compared as texts, since NaN is not equal to itself.
    let shown = |message: &[u8]| read::<T>(message).map(|value| format!("{value:?}"));
    let ours = shown(message);
    match (&ours, theirs) {
        (Err(_), None) => {}
        (Ok(_), None) => assert!(UNION, "only we read {message:02x?}: {ours:?}"),
        (Ok(_), Some(theirs)) => assert_eq!(ours, shown(theirs), "{message:02x?}"),
        (Err(error), Some(_)) if is_stricter(error) => {}
        // What they write again is well-formed, so that we can only refuse it for what it says.
        (Err(error), Some(theirs)) => assert!(shown(theirs).is_err(), "only they read {message:02x?}: {error}"),
    }
}

proptest! {
    #[test]
    fn what_is_made_of_the_descriptors_is_read_and_written_again(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for subject in SUBJECTS {
            (subject.same)(&subject.random(&mut Entropy::new(&bytes)));
        }
    }

    #[test]
    fn damaged_messages_mean_the_same_to_prost(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        damage in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        for subject in SUBJECTS {
            let message = subject.random(&mut Entropy::new(&bytes)).encode_to_vec();
            let damaged = damaged(message, &mut Entropy::new(&damage));
            let theirs = DynamicMessage::decode(subject.descriptor(), damaged.as_slice());
            let theirs = theirs.ok().map(|message| message.encode_to_vec());
            (subject.agree)(&damaged, theirs.as_deref());
        }
    }
}
