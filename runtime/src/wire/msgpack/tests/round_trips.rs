//! Whatever is written is read again as the same, and is MessagePack for others, too.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{others, read, read_json, written};
use crate::wire::sample::strategies::{any_json, everything};
use crate::wire::sample::{Everything, Product, one_of_each, one_of_each_as_json};

/// Reads a message as others do.
fn seen(message: &[u8]) -> Value {
    rmp_serde::from_slice(message).expect("MessagePack")
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(value in everything()) {
        let message = written(&value);
        prop_assert_eq!(read::<Everything>(&message), Ok(value), "{:02x?}", message);
        prop_assert!(rmp_serde::from_slice::<serde::de::IgnoredAny>(&message).is_ok(), "{:02x?}", message);
    }

    #[test]
    fn any_json_is_the_same_for_others(value in any_json()) {
        prop_assert_eq!(written(&value), others(&value));
        prop_assert_eq!(read::<Value>(&others(&value)), Ok(value.clone()));
        prop_assert_eq!(seen(&written(&value)), value);
    }
}

#[test]
fn others_see_the_expected_value() {
    let mut value = one_of_each();
    value.scalars.f64 = 2.5;
    // The others' tree has no bytes; how they are written has a test of its own.
    value.scalars.bytes = bytes::Bytes::new();
    let message = written(&value);
    let at = message.windows(2).position(|window| window == b"\xc4\0").expect("bytes");
    let message = [&message[..at], b"\xa0", &message[at + 2..]].concat();
    let mut expected = one_of_each_as_json();
    expected["scalars"]["f64"] = json!(2.5);
    expected["scalars"]["bytes"] = json!("");
    assert_eq!(seen(&message), expected);
}

#[test]
fn what_others_write_is_read() {
    let value = json!({"names": {"a": {"title": "x", "new": [{}]}}, "parts": [{"title": "y", "amount": 2.0}]});
    let product: Product = read_json(value).expect("a product");
    assert_eq!((product.parts[0].amount, product.names["a"].title.as_str()), (2, "x"));
}
