//! Values of the samples, as tests of properties draw them.

use jiff::{SignedDuration, Timestamp, civil::Date};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::{Everything, Part, Payment, Scalars, Status};
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
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
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

pub(crate) fn everything() -> impl Strategy<Value = Everything> {
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
