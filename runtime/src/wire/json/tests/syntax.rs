//! The grammar, and what bytes may not do to whoever reads them.

use proptest::prelude::*;
use serde_json::Value;

use super::{read, read_bytes, refusal, refusal_kind};
use crate::wire::sample::strategies::any_json;
use crate::wire::sample::{Everything, Product};
use crate::wire::{Decode, DecodeErrorKind as Kind, JsonReader, Reader};

const DEEP: usize = 100_000;

#[test]
fn nesting_ends_at_128_levels() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read::<Value>(&nested(128)).is_ok());
    assert_eq!(refusal_kind::<Value>(&nested(129)), Kind::TooDeep);
    let skipped = |depth: usize| format!(r#"{{"unknown":{}}}"#, nested(depth));
    assert!(read::<Product>(&skipped(127)).is_ok());
    assert_eq!(refusal_kind::<Product>(&skipped(128)), Kind::TooDeep);
}

#[test]
fn no_depth_overflows_the_stack() {
    for opening in ["[", r#"{"a":"#, r#"[{"a":"#] {
        let deep = opening.repeat(DEEP);
        assert_eq!(refusal_kind::<Value>(&deep), Kind::TooDeep);
        assert_eq!(refusal_kind::<Product>(&format!(r#"{{"unknown":{deep}"#)), Kind::TooDeep);
    }
    let record = r#"{"parent":"#.repeat(DEEP);
    assert_eq!(refusal_kind::<Everything>(&record), Kind::TooDeep);
}

#[test]
fn invalid_utf8_is_refused_wherever_it_stands() {
    for json in [
        &b"\"\xff\""[..],
        b"\"\xc3\"",
        b"\"\xed\xa0\x80\"",
        b"{\"\xff\":1}",
        b"{\"unknown\":\"\xff\"}",
        b"{\"unknown\":{\"\xff\":1}}",
        b"{}\xff",
        b"\xff",
    ] {
        assert!(read_bytes::<Value>(json).is_err(), "{json:?}");
        let error = read_bytes::<Product>(json).expect_err("no error");
        let in_text = json[0] == b'"' && error.kind() == Kind::Type;
        assert!(in_text || error.message().starts_with("invalid UTF-8"), "{json:?}: {error}");
    }
}

#[test]
fn surrogates_come_in_pairs() {
    assert_eq!(read::<String>(r#""\ud83d\ude00\u00e9""#).expect("a pair"), "😀é");
    for json in
        [r#""\ud83d""#, r#""\ude00""#, r#""\ud83d\ud83d""#, r#""\ud83dx""#, r#""\ud83d\n""#, r#""\ud83d\u0041""#]
    {
        assert_eq!(refusal_kind::<String>(json), Kind::Syntax, "{json}");
        assert_eq!(refusal_kind::<Product>(&format!(r#"{{"unknown":{json}}}"#)), Kind::Syntax, "{json}");
    }
}

#[test]
fn nothing_may_follow() {
    for json in ["{} x", "{}{}", "{},", "{}]"] {
        assert_eq!(refusal_kind::<Product>(json), Kind::Trailing, "{json}");
    }
    assert!(read::<Product>(" {} \r\n\t").is_ok());
}

#[test]
fn syntax_errors_tell_line_and_column() {
    let (kind, message) = refusal::<Value>("[1,\n  2 3]");
    assert_eq!((kind, &*message), (Kind::Syntax, "expected `,` or `]` at line 2, column 5"));
    let whole = "{\n\"args\": [nope]}";
    let mut reader = JsonReader::part(whole.as_bytes(), 10..16);
    let error = Value::decode(&mut reader).expect_err("no value");
    assert_eq!(error.to_string(), "at `[0]`: expected a value at line 2, column 10");
}

#[test]
fn parts_of_a_document_can_be_read_later() {
    let whole = r#"{"skipped": {"a": ["}"]} , "b":1}"#;
    let mut reader = JsonReader::new(whole.as_bytes());
    reader.begin_map().expect("a map");
    assert!(reader.next_key().expect("a key"));
    reader.next_value().expect("a value");
    let range = reader.skip().expect("skipped");
    assert_eq!(&whole[range.clone()], r#"{"a": ["}"]}"#);
    let mut inner = JsonReader::part(whole.as_bytes(), range.start + 6..range.end - 1);
    assert_eq!(inner.skip().expect("skipped"), range.start + 6..range.end - 1);
    inner.finish().expect("nothing more");
}

#[test]
fn ranges_outside_the_document_are_an_end_too_early() {
    let mut reader = JsonReader::part(b"{}", 1..9);
    assert_eq!(reader.skip().expect_err("no value").kind(), Kind::Syntax);
}

/// Documents that are nearly JSON, which random bytes hardly ever are.
fn nearly_json() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\"",
        "\"a\"",
        "\"a\":",
        "null",
        "true",
        "false",
        "nul",
        "-",
        "0",
        "1",
        "12",
        ".5",
        "e3",
        "E+",
        "-0",
        "1.25",
        "1e400",
        "\\",
        "\\u00",
        "\\ud83d",
        "\\n",
        "é",
        "\u{1}",
        "NaN",
        "\"\\\\\"",
        "\"\\ud83d\\ude00\"",
        "18446744073709551616",
        "\"status\":",
        "\"parts\":[",
        "\"title\":",
    ]);
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

/// Whether some object has a key twice, which serde_json allows.
fn is_duplicate(result: &crate::wire::Result<Value>) -> bool {
    result.as_ref().is_err_and(|error| error.kind() == Kind::Duplicate)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_same_is_json_as_for_serde_json(json in nearly_json()) {
        let ours = read::<Value>(&json);
        let theirs = serde_json::from_str::<Value>(&json);
        if !is_duplicate(&ours) {
            prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{}: {:?} and {:?}", json, ours, theirs);
        }
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn a_mistake_is_seen_where_serde_json_sees_one(value in any_json(), place: prop::sample::Index, byte: u8) {
        let mut json = value.to_string().into_bytes();
        *place.get_mut(&mut json) = byte;
        let ours = read_bytes::<Value>(&json);
        if !is_duplicate(&ours) {
            prop_assert_eq!(ours.is_ok(), serde_json::from_slice::<Value>(&json).is_ok(), "{:?}", ours);
        }
    }

    #[test]
    fn the_same_is_skipped_as_read(json in nearly_json()) {
        let mut reader = JsonReader::new(json.as_bytes());
        let skipped = reader.skip().and_then(|range| reader.finish().map(|()| range));
        let read = read::<Value>(&json);
        match &skipped {
            Ok(range) => prop_assert_eq!(&json[range.clone()], json.trim_matches([' ', '\n', '\r', '\t'])),
            Err(error) => prop_assert!(read.is_err(), "{}: {}", json, error),
        }
        let only_when_read = |kind| matches!(kind, Kind::Duplicate | Kind::Range);
        if let Err(error) = read && !only_when_read(error.kind()) {
            prop_assert!(skipped.is_err(), "{}: {}", json, error);
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..64), json in nearly_json()) {
        let _ = read_bytes::<Value>(&bytes);
        let _ = read_bytes::<Everything>(&bytes);
        let _ = read::<Everything>(&json);
        let _ = read::<Product>(&json);
    }
}
