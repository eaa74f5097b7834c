//! Values as they are read, and what is refused.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use rust_decimal::Decimal;
use serde_json::Value;

use super::{read, refusal, refusal_kind};
use crate::wire::sample::{Part, Payment, Product, Status, record};
use crate::wire::{
    AnySlot, Decode, DecodeErrorKind as Kind, Encode, Field, JsonReader, Reader, Result, Shape, Unrecognized, Writer,
    or, required,
};

#[test]
fn integers_are_whole_have_no_quotes_and_fit() {
    assert_eq!(read::<i64>("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!((read::<i32>("1.0"), read::<u64>("1e2")), (Ok(1), Ok(100)));
    assert_eq!(refusal::<i32>("1.9"), (Kind::Type, "expected an integer, found a fraction".into()));
    assert_eq!(refusal::<i32>("1e10"), (Kind::Range, "out of range of i32".into()));
    assert_eq!(refusal::<i32>(r#""1""#), (Kind::Type, "expected an integer, found a string".into()));
    assert_eq!(refusal::<i32>("2147483648"), (Kind::Range, "out of range of i32".into()));
    assert_eq!(refusal_kind::<u32>("-1"), Kind::Range);
    assert_eq!(refusal_kind::<u64>("18446744073709551616"), Kind::Range);
    for json in ["01", "-", "+1", "0x1", "1.", ".1", "1e", "--1"] {
        assert!(matches!(refusal_kind::<i64>(json), Kind::Syntax | Kind::Trailing), "{json}");
    }
}

#[test]
fn floats_may_be_whole_and_have_three_names() {
    assert_eq!(read::<f64>("1"), Ok(1.0));
    assert_eq!(read::<f64>("-1.5e3"), Ok(-1500.0));
    assert_eq!(read::<f32>("0.1"), Ok(0.1));
    assert_eq!(read::<f64>(r#""-Infinity""#), Ok(f64::NEG_INFINITY));
    assert!(read::<f32>(r#""NaN""#).is_ok_and(f32::is_nan));
    assert_eq!(refusal_kind::<f64>("NaN"), Kind::Syntax);
    assert_eq!(refusal_kind::<f64>("Infinity"), Kind::Syntax);
    assert_eq!(refusal_kind::<f64>(r#""1.5""#), Kind::Value);
    assert_eq!(refusal_kind::<f64>("1e400"), Kind::Range);
    assert_eq!(refusal::<f32>("1e39"), (Kind::Range, "out of range of f32".into()));
}

#[test]
fn bools_are_bools() {
    assert_eq!(read::<bool>("true"), Ok(true));
    for json in ["1", r#""true""#, "null"] {
        assert_eq!(refusal_kind::<bool>(json), Kind::Type, "{json}");
    }
    assert_eq!(refusal_kind::<bool>("tru"), Kind::Syntax);
}

#[test]
fn bytes_are_base64_with_padding() {
    assert_eq!(read::<Bytes>(r#""//79/A==""#), Ok(Bytes::from_static(b"\xff\xfe\xfd\xfc")));
    for json in [r#""//79/A""#, r#""__79_A==""#, r#""//79/A=""#, r#""//79 /A==""#] {
        assert_eq!(refusal_kind::<Bytes>(json), Kind::Value, "{json}");
    }
}

#[test]
fn texts_with_a_meaning_must_have_it() {
    assert_eq!(read::<Decimal>(r#""1.50""#), Ok(Decimal::new(150, 2)));
    assert_eq!(refusal_kind::<Decimal>("1.5"), Kind::Type);
    assert_eq!(refusal::<uuid::Uuid>(r#""nope""#), (Kind::Value, "not a UUID".into()));
    assert_eq!(refusal_kind::<jiff::Timestamp>(r#""2025-06-30""#), Kind::Value);
    assert_eq!(refusal_kind::<jiff::civil::Date>(r#""2025-02-30""#), Kind::Value);
    assert_eq!(refusal_kind::<jiff::SignedDuration>("3.5"), Kind::Type);
}

#[test]
fn errors_name_the_path_and_never_the_value() {
    let json = r#"{"parts":[{"title":"a"},{"title":"b"},{"title":4111111111111111}]}"#;
    let error = read::<Product>(json).expect_err("no string");
    assert_eq!(error.path(), "parts[2].title");
    assert_eq!(error.to_string(), "at `parts[2].title`: expected a string, found a number");
    let (_, message) = refusal::<Product>(r#"{"names":{"x":{"title":"a","amount":true}}}"#);
    assert_eq!(message, r#"at `names["x"].amount`: expected an integer, found a bool"#);
    let (_, message) = refusal::<BTreeMap<i32, Vec<bool>>>(r#"{"7":[null]}"#);
    assert_eq!(message, r#"at `["7"][0]`: expected a bool, found null"#);
    let (_, message) = refusal::<Value>(r#"{"a":[1,{"b":nope}]}"#);
    assert_eq!(message, r#"at `["a"][1]["b"]`: expected a value at line 1, column 14"#);
}

#[test]
fn fields_come_in_any_order_and_unknown_ones_are_skipped() {
    let part = Part { title: "x".into(), amount: 3, note: None };
    for json in [
        r#"{"title":"x","amount":3}"#,
        r#" { "amount" : 3 , "title" : "x" } "#,
        r#"{"z":[{"y":[]},{}],"amount":3,"a":{"b":{"c":-1.5e3}},"t\u0069tle":"x","q":"\"\\"}"#,
    ] {
        assert_eq!(read::<Part>(json), Ok(part.clone()), "{json}");
    }
}

#[test]
fn missing_and_null_are_the_same_for_optional_and_defaulted_fields() {
    let part = Part { title: "x".into(), amount: 1, note: None };
    assert_eq!(read::<Part>(r#"{"title":"x"}"#), Ok(part.clone()));
    assert_eq!(read::<Part>(r#"{"title":"x","amount":null,"note":null}"#), Ok(part));
    assert_eq!(refusal::<Part>("{}"), (Kind::Missing, "at `title`: missing".into()));
    assert_eq!(refusal_kind::<Part>(r#"{"title":null}"#), Kind::Type);
}

#[test]
fn nothing_may_be_there_twice() {
    assert_eq!(refusal::<Part>(r#"{"title":"x","title":"y"}"#), (Kind::Duplicate, "at `title`: there twice".into()));
    assert_eq!(refusal_kind::<Part>(r#"{"title":"x","amount":null,"amount":2}"#), Kind::Duplicate);
    assert_eq!(refusal_kind::<BTreeMap<String, i32>>(r#"{"a":1,"\u0061":2}"#), Kind::Duplicate);
    assert_eq!(refusal_kind::<Value>(r#"[{"a":1,"a":2}]"#), Kind::Duplicate);
    assert_eq!(read::<BTreeSet<i32>>("[2,1,2]"), Ok(BTreeSet::from([1, 2])));
}

#[test]
fn unknown_variants_are_kept() {
    assert_eq!(read::<Status>(r#""active""#), Ok(Status::Active));
    assert_eq!(read::<Status>("1"), Ok(Status::Draft));
    assert_eq!(read::<Status>("7"), Ok(Status::Unrecognized(Unrecognized::Number(7))));
    assert_eq!(read::<Status>(r#""sold""#), Ok(Status::Unrecognized(Unrecognized::Name("sold".into()))));
    assert_eq!(refusal_kind::<Status>("null"), Kind::Type);
    assert_eq!(refusal_kind::<Status>("1.5"), Kind::Type);
}

#[test]
fn unions_have_exactly_one_member_that_is_known() {
    assert_eq!(read::<Payment>(r#"{"iban":"DE"}"#), Ok(Payment::Iban("DE".into())));
    assert_eq!(read::<Payment>(r#"{"new":[1],"on_delivery":{},"card":null}"#), Ok(Payment::OnDelivery));
    assert_eq!(refusal_kind::<Payment>(r#"{"iban":"DE","on_delivery":{}}"#), Kind::Duplicate);
    assert_eq!(
        refusal::<Payment>(r#"{"crypto":{}}"#),
        (Kind::UnknownVariant, "expected one of card, iban, on_delivery, found `crypto`".into())
    );
    assert_eq!(refusal_kind::<Payment>("{}"), Kind::UnknownVariant);
    assert_eq!(refusal::<Payment>(r#"{"card":{}}"#).1, "at `card.title`: missing");
    assert_eq!(refusal_kind::<Payment>(r#""on_delivery""#), Kind::Type);
}

#[test]
fn keys_are_read_in_their_own_type() {
    assert_eq!(read::<BTreeMap<i64, i32>>(r#"{"-1":1,"0":2}"#), Ok(BTreeMap::from([(-1, 1), (0, 2)])));
    let statuses = read::<BTreeMap<Status, i32>>(r#"{"active":1,"7":2,"x":3}"#).expect("statuses");
    assert_eq!(statuses.get(&Status::Unrecognized(Unrecognized::Number(7))), Some(&2));
    assert!(read::<BTreeMap<uuid::Uuid, ()>>(r#"{"00000000-0000-0000-0000-000000000000":null}"#).is_ok());
    for key in ["", "+1", "01", "-0", "1.0", " 1", "1e2", "x"] {
        assert!(read::<BTreeMap<i32, i32>>(&format!(r#"{{"{key}":1}}"#)).is_err(), "{key}");
    }
    assert_eq!(refusal_kind::<BTreeMap<u32, i32>>(r#"{"4294967296":1}"#), Kind::Range);
    assert_eq!(refusal_kind::<BTreeMap<bool, i32>>(r#"{"true":1}"#), Kind::Type);
}

#[test]
fn results_that_are_nothing_are_null() {
    assert_eq!(read::<()>("null"), Ok(()));
    assert_eq!(read::<Option<i32>>("null"), Ok(None));
    assert_eq!(read::<Value>("null"), Ok(Value::Null));
}

static PARAMETERS: Shape = Shape {
    name: "list",
    fields: &[Field { name: "id", tag: 1 }, Field { name: "status", tag: 2 }, Field { name: "limit", tag: 3 }],
};

/// Reads arguments as a dispatcher does.
fn arguments(json: &str) -> Result<(i32, Option<Status>, u32)> {
    let mut reader = JsonReader::new(json.as_bytes());
    let (mut id, mut status, mut limit) = (required(), required(), or(|| 50));
    reader.arguments(&PARAMETERS, &mut [&mut id, &mut status, &mut limit])?;
    reader.finish()?;
    Ok((id.take()?, status.take()?, limit.take()?))
}

#[test]
fn arguments_are_positional_and_may_be_left_out_at_the_end() {
    assert_eq!(arguments(r#"[1,"active",3]"#), Ok((1, Some(Status::Active), 3)));
    for json in ["[1]", "[1,null]", "[1,null,null]", "[1,null,null,null,null]"] {
        assert_eq!(arguments(json), Ok((1, None, 50)), "{json}");
    }
}

#[test]
fn wrong_arguments_are_refused_by_name() {
    let wrong = |json| {
        let error = arguments(json).expect_err("accepted");
        (error.kind(), error.to_string())
    };
    assert_eq!(wrong("[]"), (Kind::Missing, "at `id`: missing".into()));
    assert_eq!(wrong("[null]"), (Kind::Type, "at `id`: expected an integer, found null".into()));
    assert_eq!(wrong(r#"[1,null,-1]"#), (Kind::Range, "at `limit`: out of range of u32".into()));
    assert_eq!(wrong("[1,null,null,4]").0, Kind::TooMany);
    assert_eq!(wrong(r#"{"id":1}"#).0, Kind::Type);
    assert_eq!(wrong("[1,]").0, Kind::Syntax);
}

/// A slot that is none of the runtime's: it keeps where the value stands.
struct Place(Option<std::ops::Range<usize>>);

impl AnySlot for Place {
    fn read(&mut self, reader: &mut dyn Reader) -> Result<()> {
        self.0 = Some(reader.skip()?);
        Ok(())
    }

    fn fill(&mut self) -> bool {
        self.0.is_some()
    }
}

#[test]
fn a_foreign_slot_can_put_a_value_off() {
    static ENVELOPE: Shape =
        Shape { name: "call", fields: &[Field { name: "method", tag: 1 }, Field { name: "args", tag: 2 }] };
    let json = br#"{"args": [1, "active"], "method": "list"}"#;
    let (mut method, mut place) = (required::<String>(), Place(None));
    let mut reader = JsonReader::new(json);
    reader.message(&ENVELOPE, &mut [&mut method, &mut place]).expect("an envelope");
    reader.finish().expect("nothing more");
    assert_eq!(method.take(), Ok("list".to_owned()));
    let mut reader = JsonReader::part(json, place.0.expect("arguments"));
    assert_eq!(Vec::<Value>::decode(&mut reader), Ok(vec![1.into(), "active".into()]));
}

record!(Wide {
    a00: i32,
    a01: i32,
    a02: i32,
    a03: i32,
    a04: i32,
    a05: i32,
    a06: i32,
    a07: i32,
    a08: i32,
    a09: i32,
    a10: i32,
    a11: i32,
    a12: i32,
    a13: i32,
    a14: i32,
    a15: i32,
    a16: i32,
    a17: i32,
    a18: i32,
    a19: i32,
    a20: i32,
    a21: i32,
    a22: i32,
    a23: i32,
    a24: i32,
    a25: i32,
    a26: i32,
    a27: i32,
    a28: i32,
    a29: i32,
    a30: i32,
    a31: i32,
    a32: i32,
    a33: i32,
    a34: i32,
    a35: i32,
    a36: i32,
    a37: i32,
    a38: i32,
    a39: i32,
});

#[test]
fn wide_records_are_read_in_any_order() {
    let mut fields: Vec<String> = (0..40).rev().map(|index| format!(r#""a{index:02}":{index}"#)).collect();
    let wide = read::<Wide>(&format!("{{{}}}", fields.join(","))).expect("a wide record");
    assert_eq!((wide.a00, wide.a17, wide.a39), (0, 17, 39));
    fields.push(r#""a40":1,"a17":1"#.into());
    let (_, message) = refusal::<Wide>(&format!("{{{}}}", fields.join(",")));
    assert_eq!(message, "at `a17`: there twice");
}
