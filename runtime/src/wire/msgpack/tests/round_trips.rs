//! Whatever is written is read again as the same, and is MessagePack for others, too.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{others, read, read_json, written};
use crate::wire::sample::strategies::{any_json, everything};
use crate::wire::sample::{Everything, Product, one_of_each};

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
    assert_eq!(
        seen(&message),
        json!({
            "optional": null, "parent": null,
            "scalars": {
                "bool": true, "i32": -1, "i64": i64::MIN, "u32": 1, "u64": u64::MAX, "f32": 0.5, "f64": 2.5,
                "string": "é\n", "bytes": "", "timestamp": "1970-01-01T00:00:00Z", "date": "2025-06-30",
                "duration": "3s", "uuid": "00000000-0000-0000-0000-000000000000", "decimal": "1.50",
                "json": {"a": [null, 1.5]},
            },
            "status": "draft",
            "payment": {"on_delivery": {}},
            "list": [["a"], []],
            "set": [1, 2],
            "by_text": {"x": null},
            "by_number": {"-1": 2.0},
            "by_size": {"18446744073709551615": ""},
            "by_uuid": {"00000000-0000-0000-0000-000000000000": {"active": 1}},
            "limit": 50,
        })
    );
}

#[test]
fn what_others_write_is_read() {
    let value = json!({"names": {"a": {"title": "x", "new": [{}]}}, "parts": [{"title": "y", "amount": 2.0}]});
    let product: Product = read_json(value).expect("a product");
    assert_eq!((product.parts[0].amount, product.names["a"].title.as_str()), (2, "x"));
}
