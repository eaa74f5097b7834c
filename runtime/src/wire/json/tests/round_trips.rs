//! Whatever is written is read again as the same, and is JSON for others, too.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, civil::Date};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

use super::sample::{Everything, Part, Payment, Scalars, Status};
use super::{read, written};
use crate::wire::Unrecognized;

fn timestamp() -> impl Strategy<Value = Timestamp> {
    let seconds = Timestamp::MIN.as_second()..Timestamp::MAX.as_second();
    (seconds, 0..1_000_000_000).prop_map(|(second, nano)| Timestamp::new(second, nano).unwrap_or_default())
}

fn date() -> impl Strategy<Value = Date> {
    (-9999..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn duration() -> impl Strategy<Value = SignedDuration> {
    (any::<i64>(), -999_999_999..1_000_000_000_i32).prop_map(|(seconds, nanos)| {
        let nanos = if seconds == 0 || (seconds < 0) == (nanos < 0) { nanos } else { -nanos };
        SignedDuration::new(seconds, nanos)
    })
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0..=28_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

/// Any JSON but floats, which serde_json does not read exactly.
pub(super) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::Draft),
        Just(Status::Active),
        (3..).prop_map(|number| Status::Unrecognized(Unrecognized::Number(number))),
        "[a-z]{9}".prop_map(|name| Status::Unrecognized(Unrecognized::Name(name))),
    ]
}

fn payment() -> impl Strategy<Value = Payment> {
    let part = (any::<String>(), any::<i32>(), option::of(any::<String>()));
    prop_oneof![
        part.prop_map(|(title, amount, note)| Payment::Card(Part { title, amount, note })),
        any::<String>().prop_map(Payment::Iban),
        Just(Payment::OnDelivery),
    ]
}

fn scalars() -> impl Strategy<Value = Scalars> {
    let numbers = (any::<bool>(), any::<i32>(), any::<i64>(), any::<u32>(), any::<u64>());
    let floats = (any::<f32>(), any::<f64>());
    let texts = (any::<String>(), vec(any::<u8>(), 0..20), uuid(), decimal(), any_json());
    (numbers, floats, texts, timestamp(), date(), duration()).prop_map(
        |((bool, i32, i64, u32, u64), (f32, f64), (string, bytes, uuid, decimal, json), timestamp, date, duration)| {
            let bytes = bytes.into();
            Scalars {
                bool,
                i32,
                i64,
                u32,
                u64,
                f32,
                f64,
                string,
                bytes,
                timestamp,
                date,
                duration,
                uuid,
                decimal,
                json,
            }
        },
    )
}

fn everything() -> impl Strategy<Value = Everything> {
    (flat(), option::of(flat())).prop_map(|(child, parent)| Everything { parent: parent.map(Box::new), ..child })
}

fn flat() -> impl Strategy<Value = Everything> {
    let maps = (
        btree_map(any::<String>(), option::of(any::<bool>()), 0..4),
        btree_map(any::<i64>(), any::<f64>(), 0..4),
        btree_map(any::<u64>(), any::<String>(), 0..4),
        btree_map(uuid(), btree_map(status(), any::<i32>(), 0..3), 0..3),
    );
    let lists = (vec(vec(any::<String>(), 0..3), 0..3), btree_set(any::<i32>(), 0..5));
    (scalars(), option::of(any::<i32>()), status(), payment(), lists, maps, any::<u32>()).prop_map(
        |(scalars, optional, status, payment, (list, set), (by_text, by_number, by_size, by_uuid), limit)| {
            let parent = None;
            Everything {
                scalars,
                optional,
                status,
                payment,
                list,
                set,
                by_text,
                by_number,
                by_size,
                by_uuid,
                parent,
                limit,
            }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(value in everything()) {
        let json = written(&value);
        prop_assert_eq!(read::<Everything>(&json), Ok(value), "{}", json);
        prop_assert!(serde_json::from_str::<Value>(&json).is_ok(), "{}", json);
    }

    #[test]
    fn texts_are_written_as_serde_json_does(text in any::<String>()) {
        let json = written(&text);
        prop_assert_eq!(&json, &serde_json::to_string(&text).expect("JSON"));
        prop_assert_eq!(read::<String>(&json), Ok(text));
    }

    #[test]
    fn floats_are_exact(value in any::<f64>(), narrow in any::<f32>()) {
        prop_assert_eq!(read::<f64>(&written(&value)), Ok(value));
        prop_assert_eq!(read::<f32>(&written(&narrow)), Ok(narrow));
    }
}

#[test]
fn others_see_the_expected_value() {
    let value = Everything {
        scalars: Scalars {
            bool: true,
            i32: -1,
            i64: i64::MIN,
            u32: 1,
            u64: u64::MAX,
            f32: 0.5,
            f64: f64::NAN,
            string: "é\n".into(),
            bytes: bytes::Bytes::from_static(b"ab"),
            timestamp: Timestamp::UNIX_EPOCH,
            date: jiff::civil::date(2025, 6, 30),
            duration: SignedDuration::from_secs(3),
            uuid: Uuid::nil(),
            decimal: Decimal::new(150, 2),
            json: json!({"a": [null, 1.5]}),
        },
        optional: None,
        status: Status::Draft,
        payment: Payment::OnDelivery,
        list: vec![vec!["a".into()], vec![]],
        set: BTreeSet::from([2, 1]),
        by_text: BTreeMap::from([("x".into(), None)]),
        by_number: BTreeMap::from([(-1, 2.0)]),
        by_size: BTreeMap::from([(u64::MAX, String::new())]),
        by_uuid: BTreeMap::from([(Uuid::nil(), BTreeMap::from([(Status::Active, 1)]))]),
        parent: None,
        limit: 50,
    };
    let seen: Value = serde_json::from_str(&written(&value)).expect("JSON");
    assert_eq!(
        seen,
        json!({
            "scalars": {
                "bool": true, "i32": -1, "i64": i64::MIN, "u32": 1, "u64": u64::MAX, "f32": 0.5, "f64": "NaN",
                "string": "é\n", "bytes": "YWI=", "timestamp": "1970-01-01T00:00:00Z", "date": "2025-06-30",
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
