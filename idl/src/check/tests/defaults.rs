use super::{shop, suggested};
use crate::catalogue;
use crate::diagnostic::Code;
use crate::model::{EnumId, Value};

/// Compiles a field of a type with a default.
fn field(ty: &str, default: &str) -> super::Outcome {
    shop(&format!("struct A {{ a: {ty} = {default} }} enum Status {{ draft, active }} struct S {{ }}"))
}

/// Returns a default that must be right.
#[track_caller]
fn value(ty: &str, default: &str) -> Value {
    field(ty, default).model().structs[0].fields[0].default.clone().expect("a default is written")
}

/// Asserts that a default is refused as a whole.
#[track_caller]
fn refuses(code: &'static Code, ty: &str, default: &str) {
    field(ty, default).finds(code, default);
}

#[test]
fn quotes_too_many_or_too_few_are_suggested_away() {
    let suggestion = |field: &str| {
        let outcome = shop(&format!("enum Status {{ draft, active }} struct A {{ a: {field} }}"));
        suggested(outcome.only()).to_owned()
    };
    assert_eq!(suggestion("Status = \"draft\""), "draft");
    assert_eq!(suggestion("u32 = \"50\""), "50");
    assert_eq!(suggestion("bool = \"true\""), "true");
    assert_eq!(suggestion("string = none"), "\"none\"");
    assert_eq!(suggestion("decimal = 1.5"), "\"1.5\"");
    assert!(shop("struct A { a: u32 = \"-1\" }").only().suggestions.is_empty());
}

#[test]
fn every_type_has_its_literals() {
    assert_eq!(value("bool", "true"), Value::Bool(true));
    assert_eq!(value("i32", "-1_000"), Value::Integer(-1000));
    assert_eq!(value("u64", "18446744073709551615"), Value::Integer(u64::MAX.into()));
    assert_eq!(value("f64", "2.5"), Value::Float(2.5));
    assert_eq!(value("f32", "3"), Value::Float(3.0));
    assert_eq!(value("f64", "1e-9"), Value::Float(1e-9));
    assert_eq!(value("string", "\"a\\n\""), Value::String("a\n".into()));
    assert_eq!(value("bytes", "\"ä\""), Value::Bytes(vec![0xc3, 0xa4]));
    assert_eq!(value("duration", "500ms"), Value::Duration(500_000_000));
    assert_eq!(value("date", "\"2024-02-29\""), Value::Date("2024-02-29".into()));
    assert_eq!(value("decimal", "\"-12.50\""), Value::Decimal("-12.50".into()));
    assert_eq!(value("Status", "active"), Value::Variant(EnumId(0), 1));
    assert_eq!(value("map<string, i32>", "{}"), Value::EmptyMap);
}

#[test]
fn a_uuid_is_written_in_lower_case() {
    let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    assert_eq!(value("uuid", &format!("\"{}\"", text.to_uppercase())), Value::Uuid(text.into()));
}

#[test]
fn a_timestamp_is_written_in_utc() {
    assert_eq!(value("timestamp", "\"2024-01-01T01:00:00+01:00\""), Value::Timestamp("2024-01-01T00:00:00Z".into()));
}

#[test]
fn lists_hold_values_of_their_type() {
    assert_eq!(value("list<string>", "[]"), Value::List(vec![]));
    assert_eq!(value("list<S>", "[]"), Value::List(vec![]));
    assert_eq!(value("list<i32>", "[1, 2]"), Value::List(vec![Value::Integer(1), Value::Integer(2)]));
    let draft = Value::Variant(EnumId(0), 0);
    assert_eq!(value("list<list<Status>>", "[[draft]]"), Value::List(vec![Value::List(vec![draft])]));
}

#[test]
fn each_wrong_element_is_a_finding() {
    assert_eq!(field("list<i32>", "[1, \"2\", 3.0]").diagnostics.len(), 2);
}

#[test]
fn the_form_of_a_literal_must_be_that_of_the_type() {
    refuses(catalogue::WRONG_DEFAULT, "bool", "1");
    refuses(catalogue::WRONG_DEFAULT, "i32", "1.0");
    refuses(catalogue::WRONG_DEFAULT, "i32", "\"1\"");
    refuses(catalogue::WRONG_DEFAULT, "f64", "\"1\"");
    refuses(catalogue::WRONG_DEFAULT, "string", "1");
    refuses(catalogue::WRONG_DEFAULT, "string", "draft");
    refuses(catalogue::WRONG_DEFAULT, "Status", "\"draft\"");
    refuses(catalogue::WRONG_DEFAULT, "duration", "5");
    refuses(catalogue::WRONG_DEFAULT, "decimal", "2.5");
    refuses(catalogue::WRONG_DEFAULT, "list<i32>", "{}");
    refuses(catalogue::WRONG_DEFAULT, "map<string, i32>", "[]");
}

#[test]
fn numbers_must_fit_their_type() {
    refuses(catalogue::DEFAULT_RANGE, "i32", "2147483648");
    refuses(catalogue::DEFAULT_RANGE, "u32", "-1");
    refuses(catalogue::DEFAULT_RANGE, "i64", "9223372036854775808");
    refuses(catalogue::DEFAULT_RANGE, "u64", &"9".repeat(60));
    refuses(catalogue::DEFAULT_RANGE, "f32", "1e39");
}

#[test]
fn texts_must_be_of_their_type() {
    for text in ["\"2024-02-30\"", "\"20240229\"", "\"2024-02-28T00:00:00\"", "\"\""] {
        refuses(catalogue::DEFAULT_TEXT, "date", text);
    }
    for text in
        ["\"2024-02-29\"", "\"2024-02-29 12:00:00Z\"", "\"2024-02-29T12:00:00\"", "\"2024-02-29T12:00:00Z[UTC]\""]
    {
        refuses(catalogue::DEFAULT_TEXT, "timestamp", text);
    }
    for text in ["\"67e5504410b1426f9247bb680e5fe0c8\"", "\"{67e55044-10b1-426f-9247-bb680e5fe0c8}\"", "\"x\""] {
        refuses(catalogue::DEFAULT_TEXT, "uuid", text);
    }
    for text in ["\"1e5\"", "\"1_000\"", "\"one\"", "\"\"", "\"0.00000000000000000000000000001\""] {
        refuses(catalogue::DEFAULT_TEXT, "decimal", text);
    }
}

#[test]
fn structs_and_json_have_no_defaults() {
    refuses(catalogue::NO_DEFAULT, "S", "{}");
    refuses(catalogue::NO_DEFAULT, "json", "{}");
    field("list<S>", "[{}]").finds(catalogue::NO_DEFAULT, "{}");
}

#[test]
fn an_optional_takes_no_default() {
    refuses(catalogue::OPTIONAL_DEFAULT, "i32?", "1");
}

#[test]
fn a_misspelt_variant_is_suggested() {
    assert_eq!(suggested(field("Status", "actve").finds(catalogue::UNKNOWN_VARIANT, "actve")), "active");
}

#[test]
fn an_unknown_type_is_the_only_finding_of_its_field() {
    field("Nothing", "5").finds(catalogue::UNKNOWN_TYPE, "Nothing");
}
