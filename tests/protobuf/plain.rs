//! Our types against the plain structs that prost-build makes of the same files: whatever one writes, the other reads,
//! and what comes back is equal.

use super::random::{Entropy, message, normal};
use super::{descriptor_set, read, write};
use aspyx::wire::{Decode, Encode};
use aspyx_tests::{plain, typed};
use proptest::prelude::*;
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage};
use std::fmt::Debug;
use std::sync::LazyLock;

static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| {
    let files = ["types", "unions", "calls"].map(|name| format!("cases/proto/{name}.svc"));
    let set = descriptor_set(&files.each_ref().map(String::as_str));
    DescriptorPool::decode(set.as_slice()).expect("descriptors")
});

/// Makes a message of what chance says and has both read it and each other.
fn exchange<T, P>(name: &str, bytes: &[u8])
where
    T: Encode + Decode + PartialEq + Debug,
    P: Message + PartialEq + Default + Debug,
{
    let descriptor = POOL.get_message_by_name(name).expect("it has a descriptor");
    let random = message(&descriptor, &mut Entropy::new(bytes));
    let theirs = P::decode(random.encode_to_vec().as_slice()).expect("it is made of the descriptors");
    let ours: T = read(&theirs.encode_to_vec()).unwrap_or_else(|error| panic!("{name}: {error}\n{theirs:?}"));
    // Sets have one order from here on.
    let written = write(&ours);
    let back = P::decode(written.as_slice()).unwrap_or_else(|error| panic!("{name}: {error}\n{ours:?}"));
    let dynamic = DynamicMessage::decode(descriptor, back.encode_to_vec().as_slice()).expect("prost wrote it");
    assert!(normal(&dynamic) == normal(&random), "{name}:\n{dynamic}\n{random}");
    let again: T = read(&back.encode_to_vec()).unwrap_or_else(|error| panic!("{name}: {error}\n{back:?}"));
    assert_eq!(again, ours, "{name}");
    assert_eq!(P::decode(write(&again).as_slice()), Ok(back), "{name}");
}

macro_rules! exchanges {
    ($bytes:expr, $package:literal, $ours:path, $theirs:path: $($name:ident),*) => {{
        use {$ours as ours, $theirs as theirs};
        $(exchange::<ours::$name, theirs::$name>(concat!($package, ".", stringify!($name)), $bytes);)*
    }};
}

proptest! {
    #[test]
    fn plain_structs_and_ours_hold_the_same(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        exchanges!(
            &bytes, "types", typed::types, plain::types::types:
            Point, Scalars, Optionals, Containers, Maps, Wrapped, Node, Nothing
        );
        exchanges!(&bytes, "unions.v1", typed::unions::v1, plain::unions::unions::v1: Shape, Kind, Circle, Drawing);
        exchanges!(&bytes, "calls.v1", typed::calls::v1, plain::calls::calls::v1: Error, Result, Exception);
    }
}
