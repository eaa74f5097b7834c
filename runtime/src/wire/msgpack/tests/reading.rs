//! Values as they are read, and what is refused.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use serde_json::{Value, json};

use super::{others, read, read_json, refusal, refusal_kind};
use crate::wire::sample::{Part, Payment, Product, Status};
use crate::wire::{Decode, DecodeErrorKind as Kind, MsgpackReader, Reader, Result, Shape, Unrecognized, or, required};

#[track_caller]
fn refused<T: Decode + std::fmt::Debug>(value: Value) -> (Kind, String) {
    refusal::<T>(&others(&value))
}

#[test]
fn no_type_is_taken_for_another() {
    for value in [json!("1"), json!(true), json!(null), json!([1]), json!({"a": 1})] {
        assert_eq!(refused::<i32>(value.clone()).0, Kind::Type, "{value}");
        assert_eq!(refused::<f64>(value.clone()).0, Kind::Type, "{value}");
    }
    assert_eq!(refused::<String>(json!(1)), (Kind::Type, "expected a string, found a number".into()));
    assert_eq!(refused::<bool>(json!(1)), (Kind::Type, "expected a bool, found a number".into()));
    assert_eq!(refused::<i32>(json!(1.9)), (Kind::Type, "expected an integer, found a fraction".into()));
    assert_eq!(refused::<u32>(json!(-1)), (Kind::Range, "out of range of u32".into()));
    assert_eq!(refused::<Vec<i32>>(json!({})), (Kind::Type, "expected a list, found an object".into()));
    assert_eq!(refused::<Part>(json!([])), (Kind::Type, "expected an object, found a list".into()));
    assert_eq!(refused::<uuid::Uuid>(json!("nope")), (Kind::Value, "not a UUID".into()));
}

#[test]
fn bytes_and_texts_are_told_apart() {
    assert_eq!(read::<Bytes>(b"\xc4\x02ab"), Ok(Bytes::from_static(b"ab")));
    assert_eq!(refusal::<Bytes>(b"\xa2ab"), (Kind::Type, "expected bytes, found a string".into()));
    assert_eq!(refusal::<String>(b"\xc4\x02ab"), (Kind::Type, "expected a string, found bytes".into()));
}

#[test]
fn extensions_are_refused_but_where_nobody_asks_for_them() {
    let timestamp = b"\xd6\xff\0\0\0\0";
    let expected = "expected a string, found an extension";
    assert_eq!(refusal::<jiff::Timestamp>(timestamp), (Kind::Type, expected.into()));
    assert_eq!(refusal::<Value>(timestamp), (Kind::Type, "expected a value of JSON, found an extension".into()));
    assert_eq!(refusal_kind::<Value>(b"\x91\xc4\x01a"), Kind::Type);
    assert_eq!(refusal_kind::<Value>(b"\xcb\x7f\xf8\0\0\0\0\0\0"), Kind::Value);
    for extension in [
        &b"\xd4\x01a"[..],
        b"\xd5\x01ab",
        timestamp,
        b"\xd7\x0112345678",
        b"\xd8\x011234567890123456",
        b"\xc7\x00\x01",
        b"\xc8\x00\x01\x01a",
        b"\xc9\x00\x00\x00\x01\x01a",
        b"\xc4\x01\xff",
        b"\xc5\x00\x01\xff",
        b"\xc6\x00\x00\x00\x01\xff",
    ] {
        let message = [b"\x82\xa1?", extension, b"\xa5title\xa1x"].concat();
        assert_eq!(read::<Part>(&message).map(|part| part.title).as_deref(), Ok("x"), "{extension:x?}");
    }
}

#[test]
fn errors_name_the_path_and_never_the_value() {
    let (_, message) = refused::<Product>(json!({"parts": [{"title": "a"}, {"title": 4_111_111_111_u64}]}));
    assert_eq!(message, "at `parts[1].title`: expected a string, found a number");
    let (_, message) = refused::<BTreeMap<i32, Vec<bool>>>(json!({"7": [null]}));
    assert_eq!(message, r#"at `["7"][0]`: expected a bool, found null"#);
    assert_eq!(refusal::<Value>(b"\x81\xa1a\x91\xc1").1, r#"at `["a"][0]`: 0xc1, which means nothing, at byte 4"#);
}

#[test]
fn fields_come_in_any_order_and_unknown_ones_are_skipped() {
    let part = Part { title: "x".into(), amount: 3, note: None };
    for value in [
        json!({"title": "x", "amount": 3}),
        json!({"z": [{"y": []}, {}], "amount": 3, "a": {"b": {"c": -1.5e3}}, "title": "x", "q": "\""}),
    ] {
        assert_eq!(read_json(value), Ok(part.clone()));
    }
    assert_eq!(read(b"\x83\x01\x02\xd9\x05title\xa1x\xa6amount\x03"), Ok(part));
    assert_eq!(refusal_kind::<Part>(b"\x82\xc0\x02\xa5title\xa1x"), Kind::Type);
}

#[test]
fn missing_and_nil_are_the_same_for_optional_and_defaulted_fields() {
    let part = Part { title: "x".into(), amount: 1, note: None };
    assert_eq!(read_json(json!({"title": "x"})), Ok(part.clone()));
    assert_eq!(read_json(json!({"title": "x", "amount": null, "note": null})), Ok(part));
    assert_eq!(refused::<Part>(json!({})), (Kind::Missing, "at `title`: missing".into()));
    assert_eq!(refused::<Part>(json!({"title": null})).0, Kind::Type);
    assert_eq!((read::<()>(b"\xc0"), read::<Option<i32>>(b"\xc0")), (Ok(()), Ok(None)));
}

#[test]
fn nothing_may_be_there_twice() {
    let twice = b"\x82\xa5title\xa1x\xa5title\xa1y";
    assert_eq!(refusal::<Part>(twice), (Kind::Duplicate, "at `title`: there twice".into()));
    assert_eq!(refusal_kind::<BTreeMap<String, i32>>(b"\x82\xa1a\x01\xd9\x01a\x01"), Kind::Duplicate);
    assert_eq!(refusal_kind::<BTreeMap<i32, i32>>(b"\x82\xa11\x01\x01\x01"), Kind::Duplicate);
    assert_eq!(refusal_kind::<Value>(b"\x91\x82\xa1a\x01\xa1a\x02"), Kind::Duplicate);
    assert_eq!(read::<BTreeSet<i32>>(b"\x93\x02\x01\x02"), Ok(BTreeSet::from([1, 2])));
}

#[test]
fn unknown_variants_are_kept() {
    assert_eq!(read_json::<Status>(json!("active")), Ok(Status::Active));
    assert_eq!((read::<Status>(b"\x01"), read::<Status>(b"\xca\x40\0\0\0")), (Ok(Status::Draft), Ok(Status::Active)));
    assert_eq!(read::<Status>(b"\x07"), Ok(Status::Unrecognized(Unrecognized::Number(7))));
    assert_eq!(read::<Status>(b"\xff"), Ok(Status::Unrecognized(Unrecognized::Number(-1))));
    assert_eq!(read_json::<Status>(json!("sold")), Ok(Status::Unrecognized(Unrecognized::Name("sold".into()))));
    assert_eq!((refusal_kind::<Status>(b"\xc0"), refused::<Status>(json!(1.5)).0), (Kind::Type, Kind::Type));
    assert_eq!(refused::<Status>(json!(1_u64 << 40)).0, Kind::Range);
}

#[test]
fn unions_have_exactly_one_member_that_is_known() {
    assert_eq!(read_json(json!({"iban": "DE"})), Ok(Payment::Iban("DE".into())));
    assert_eq!(read_json(json!({"new": [1], "on_delivery": {}, "card": null})), Ok(Payment::OnDelivery));
    assert_eq!(refused::<Payment>(json!({"iban": "DE", "on_delivery": {}})).0, Kind::Duplicate);
    let message = "expected one of card, iban, on_delivery, found `crypto`";
    assert_eq!(refused::<Payment>(json!({"crypto": {}})), (Kind::UnknownVariant, message.into()));
    assert_eq!(refused::<Payment>(json!({})).0, Kind::UnknownVariant);
    assert_eq!(refused::<Payment>(json!({"card": null})).0, Kind::Type);
    assert_eq!(refused::<Payment>(json!({"card": {}})).1, "at `card.title`: missing");
}

#[test]
fn keys_are_texts_or_integers() {
    assert_eq!(read(b"\x82\xff\x01\xa10\x02"), Ok(BTreeMap::from([(-1_i64, 1), (0, 2)])));
    assert_eq!(read(b"\x81\x05\x01"), Ok(BTreeMap::from([("5".to_owned(), 1)])));
    assert_eq!(read::<Value>(b"\x81\x05\x01"), Ok(json!({"5": 1})));
    let statuses: BTreeMap<Status, i32> = read(b"\x83\xa6active\x01\x07\x02\x01\x03").expect("statuses");
    assert_eq!((statuses[&Status::Draft], statuses[&Status::Unrecognized(Unrecognized::Number(7))]), (3, 2));
    assert!(read_json::<BTreeMap<uuid::Uuid, ()>>(json!({"00000000-0000-0000-0000-000000000000": null})).is_ok());
    for key in ["", "+1", "01", "-0", "1.0", " 1", "1e2", "x"] {
        assert_eq!(refused::<BTreeMap<i32, i32>>(json!({key: 1})).0, Kind::Type, "{key}");
    }
    assert_eq!(refused::<BTreeMap<u32, i32>>(json!({"4294967296": 1})).0, Kind::Range);
    assert_eq!(refusal_kind::<BTreeMap<u32, i32>>(b"\x81\xff\x01"), Kind::Range);
    assert_eq!(refused::<BTreeMap<bool, i32>>(json!({"true": 1})).0, Kind::Type);
    for key in [&b"\xc3"[..], b"\xc0", b"\xcb\0\0\0\0\0\0\0\0", b"\xc4\x01a", b"\x90", b"\x80", b"\xd4\0\0"] {
        let message = [b"\x81", key, b"\x01"].concat();
        assert_eq!(refusal_kind::<BTreeMap<String, i32>>(&message), Kind::Type, "{key:x?}");
        assert_eq!(refusal_kind::<BTreeMap<i32, i32>>(&message), Kind::Type, "{key:x?}");
        assert_eq!(refusal_kind::<BTreeMap<Status, i32>>(&message), Kind::Type, "{key:x?}");
    }
}

static PARAMETERS: Shape = crate::shape!("list", "id" = 1, "status" = 2, "limit" = 3);

/// Reads arguments as a dispatcher does.
fn arguments(value: Value) -> Result<(i32, Option<Status>, u32)> {
    let message = others(&value);
    let mut reader = MsgpackReader::new(&message);
    let (mut id, mut status, mut limit) = (required(), required(), or(|| 50));
    reader.arguments(&PARAMETERS, &mut [&mut id, &mut status, &mut limit])?;
    reader.finish()?;
    Ok((id.take()?, status.take()?, limit.take()?))
}

#[test]
fn arguments_are_positional_and_may_be_left_out_at_the_end() {
    assert_eq!(arguments(json!([1, "active", 3])), Ok((1, Some(Status::Active), 3)));
    for value in [json!([1]), json!([1, null]), json!([1, null, null, null, null])] {
        assert_eq!(arguments(value.clone()), Ok((1, None, 50)), "{value}");
    }
}

#[test]
fn wrong_arguments_are_refused_by_name() {
    let wrong = |value| arguments(value).expect_err("accepted").to_string();
    assert_eq!(wrong(json!([])), "at `id`: missing");
    assert_eq!(wrong(json!([1, null, -1])), "at `limit`: out of range of u32");
    let many = "at `args`: found more arguments than parameters, of which there are 3";
    assert_eq!(wrong(json!([1, null, null, 4])), many);
    assert_eq!(wrong(json!({"id": 1})), "at `args`: expected a list, found an object");
}

#[test]
fn parts_of_a_message_can_be_read_later() {
    let whole = others(&json!({"a": {"b": ["}"]}, "c": 1}));
    let mut reader = MsgpackReader::new(&whole);
    reader.begin_map().expect("a map");
    assert!(reader.next_key().expect("a key"));
    reader.next_value().expect("a value");
    let range = reader.skip().expect("skipped");
    assert_eq!(whole[range.clone()], others(&json!({"b": ["}"]})));
    let mut inner = MsgpackReader::part(&whole, range);
    assert_eq!(Value::decode(&mut inner), Ok(json!({"b": ["}"]})));
    inner.finish().expect("nothing more");
    let mut outside = MsgpackReader::part(b"\x80", 1..9);
    assert_eq!(outside.skip().expect_err("no value").kind(), Kind::Syntax);
}
