//! Values as they are written.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::SignedDuration;
use rust_decimal::Decimal;

use super::written;
use crate::wire::sample::{Part, Payment, Status};
use crate::wire::{Encode, JsonWriter, Unrecognized, Writer};

#[test]
fn integers_are_numbers_however_large() {
    assert_eq!(written(&vec![i64::MIN, i64::MAX]), "[-9223372036854775808,9223372036854775807]");
    assert_eq!(written(&u64::MAX), "18446744073709551615");
}

#[test]
fn floats_are_numbers_or_their_names() {
    assert_eq!(written(&vec![1.0, 0.1, -2.5]), "[1.0,0.1,-2.5]");
    assert_eq!(written(&0.1_f32), "0.1");
    assert_eq!(written(&vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]), r#"["NaN","Infinity","-Infinity"]"#);
    assert_eq!(written(&f32::NAN), r#""NaN""#);
}

#[test]
fn texts_are_escaped_where_they_must_be() {
    assert_eq!(written("a\"b\\c\n\r\t\u{8}\u{c}\u{1}\u{1f}/é😀"), r#""a\"b\\c\n\r\t\b\f\u0001\u001f/é😀""#);
    assert_eq!(written(""), r#""""#);
}

#[test]
fn an_escape_is_found_wherever_it_stands() {
    for length in 0..100 {
        let text = format!("{}\"{}", "é".repeat(length / 2) + &"x".repeat(length % 2), "y".repeat(40));
        assert_eq!(written(&text), serde_json::to_string(&text).expect("JSON"), "after {length} bytes");
    }
}

#[test]
fn bytes_are_base64_with_padding() {
    assert_eq!(written(&bytes::Bytes::from_static(b"\xff\xfe\xfd\xfc")), r#""//79/A==""#);
}

#[test]
fn times_are_texts() {
    let timestamp = jiff::Timestamp::UNIX_EPOCH + Duration::from_millis(1500);
    assert_eq!(written(&timestamp), r#""1970-01-01T00:00:01.5Z""#);
    assert_eq!(written(&jiff::civil::date(2025, 6, 30)), r#""2025-06-30""#);
    assert_eq!(written(&SignedDuration::from_millis(-3500)), r#""-3.5s""#);
}

#[test]
fn uuids_and_decimals_are_texts() {
    let uuid = uuid::Uuid::from_u128(0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8);
    assert_eq!(written(&uuid), r#""6ba7b810-9dad-11d1-80b4-00c04fd430c8""#);
    assert_eq!(written(&Decimal::new(150, 2)), r#""1.50""#);
}

#[test]
fn what_is_absent_is_null() {
    let part = Part { title: "x".into(), amount: 1, note: None };
    assert_eq!(written(&part), r#"{"title":"x","amount":1,"note":null}"#);
    let part = Part { note: Some(String::new()), ..part };
    assert_eq!(written(&part), r#"{"title":"x","amount":1,"note":""}"#);
    assert_eq!(written(&vec![Some(1), None]), "[1,null]");
    assert_eq!(written(&()), "null");
}

#[test]
fn enums_are_names_and_kept_numbers_stay_numbers() {
    assert_eq!(written(&Status::Active), r#""active""#);
    assert_eq!(written(&Status::Unrecognized(Unrecognized::Name("sold".into()))), r#""sold""#);
    assert_eq!(written(&Status::Unrecognized(Unrecognized::Number(7))), "7");
}

#[test]
fn unions_are_objects_with_one_member() {
    assert_eq!(written(&Payment::Iban("DE".into())), r#"{"iban":"DE"}"#);
    assert_eq!(written(&vec![Payment::OnDelivery, Payment::OnDelivery]), r#"[{"on_delivery":{}},{"on_delivery":{}}]"#);
}

#[test]
fn keys_are_texts_whatever_their_type() {
    assert_eq!(written(&BTreeMap::from([(-1_i64, true), (2, false)])), r#"{"-1":true,"2":false}"#);
    assert_eq!(written(&BTreeMap::from([(Status::Active, Vec::<i32>::new())])), r#"{"active":[]}"#);
    let kept = Status::Unrecognized(Unrecognized::Number(7));
    assert_eq!(written(&BTreeMap::from([(kept, BTreeMap::<i32, i32>::new())])), r#"{"7":{}}"#);
    assert_eq!(written(&BTreeMap::from([(uuid::Uuid::nil(), ())])), r#"{"00000000-0000-0000-0000-000000000000":null}"#);
}

#[test]
fn what_cannot_be_a_key_is_an_error() {
    fn error_of(value: &dyn Encode) -> String {
        let mut writer = JsonWriter::default();
        value.encode(&mut writer);
        writer.finish().expect_err("written").to_string()
    }
    assert_eq!(error_of(&BTreeMap::from([(true, 1)])), "a bool cannot be the key of a map");
    assert_eq!(error_of(&BTreeMap::from([(vec![1], 1)])), "a list, a map or a record cannot be the key of a map");
    assert_eq!(error_of(&BTreeMap::from([(None::<i32>, 1)])), "null cannot be the key of a map");
}

#[test]
fn a_writer_appends_to_what_is_there() {
    let mut writer = JsonWriter::new(b"data: ".to_vec());
    writer.raw(r#"{"n":"#);
    writer.i32(1);
    writer.raw("}");
    assert_eq!(writer.finish().expect("written"), b"data: {\"n\":1}");
}
