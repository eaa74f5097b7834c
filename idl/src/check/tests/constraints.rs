use super::{compile, service, shop, suggested};
use crate::catalogue;
use crate::model::{Constraint, Field, Value};

/// Returns the one field of a struct, beside whatever it needs.
fn field(items: &str) -> Field {
    let outcome = shop(items);
    outcome.is_clean();
    let [record] = outcome.model().structs.as_slice() else { panic!("one struct is declared") };
    record.fields[0].clone()
}

#[test]
fn a_rule_is_told_as_it_is_written() {
    for (written, told) in [
        ("@len(1..33) a: string", "len(1..=32)"),
        ("@len(5..=5) a: string", "len(5..=5)"),
        ("@len(3..) a: string", "len(3..)"),
        ("@range(0..1) a: f64", "range(0..1)"),
        ("@range(..=100) a: i32", "range(..=100)"),
        ("@range(0.5..) a: decimal", "range(\"0.5\"..)"),
        ("@range(1s..=90s) a: duration", "range(1s..=90s)"),
        ("@pattern(\"\\\\d\\\"\") a: string", "pattern(\"\\\\d\\\"\")"),
        ("@unique a: list<i32>", "unique"),
    ] {
        assert_eq!(field(&format!("struct A {{ {written} }}")).constraints[0].rule(), told, "{written}");
    }
}

fn len(min: u64, max: Option<u64>) -> Constraint {
    Constraint::Len { min, max }
}

fn range(min: Option<Value>, max: Option<Value>, exclusive: bool) -> Constraint {
    Constraint::Range { min, max, exclusive }
}

#[test]
fn they_stand_before_newtypes_fields_and_parameters() {
    let outcome = shop(&service("@get(\"/\") fn a(@len(1..) b: string, c: Sku);").replacen(
        "struct",
        "@len(..=32) type Sku = string; struct Box { @unique tags: list<Sku> } struct",
        1,
    ));
    outcome.is_clean();
    let model = outcome.model();
    assert_eq!(model.newtypes[0].constraints, [len(0, Some(32))]);
    assert_eq!(model.structs[0].fields[0].constraints, [Constraint::Unique]);
    let [b, c] = model.services[0].methods[0].parameters.as_slice() else { panic!("two parameters") };
    assert_eq!(b.constraints, [len(1, None)]);
    assert_eq!(c.constraints, [], "those of the newtype are not repeated");
}

#[test]
fn they_are_listed_in_one_order() {
    let rules = field("struct A { @pattern(\"a\") @len(1..) a: string }").constraints;
    assert_eq!(rules, [len(1, None), Constraint::Pattern("a".to_owned())]);
}

#[test]
fn a_length_has_whole_ends_that_belong_to_it() {
    for (written, expected) in [
        ("1..=32", len(1, Some(32))),
        ("0..10", len(0, Some(9))),
        ("..=10", len(0, Some(10))),
        ("..1", len(0, Some(0))),
        ("3..", len(3, None)),
        ("1_000..", len(1000, None)),
        ("5..=5", len(5, Some(5))),
    ] {
        for ty in ["string", "bytes", "list<i32>", "set<i32>", "map<string, i32>", "string?"] {
            let rules = field(&format!("struct A {{ @len({written}) a: {ty} }}")).constraints;
            assert!(matches!(rules.as_slice(), [rule] if *rule == expected), "{written} {ty}: {rules:?}");
        }
    }
}

#[test]
fn an_end_of_a_length_is_refused() {
    for (written, at) in [
        ("-1..=5", "-1"),
        ("1.5..", "1.5"),
        ("..\"a\"", "\"a\""),
        ("..1s", "1s"),
        ("..99999999999999999999", "99999999999999999999"),
        ("10..1", "10..1"),
        ("5..5", "5..5"),
        ("..0", "..0"),
        ("2..=1", "2..=1"),
    ] {
        shop(&format!("@len({written}) type A = string;")).finds(catalogue::BAD_BOUNDS, at);
    }
}

#[test]
fn an_empty_range_is_mended() {
    for (written, mended) in [("10..1", "1..=10"), ("5..5", "5..=5"), ("..0", "0..=0")] {
        let outcome = shop(&format!("@len({written}) type A = string;"));
        assert_eq!(suggested(outcome.only()), mended);
    }
}

#[test]
fn a_range_has_ends_of_the_type() {
    let integer = |value| Some(Value::Integer(value));
    let decimal = |text: &str| Some(Value::Decimal(text.to_owned()));
    for (written, ty, expected) in [
        ("1..=100", "i32", range(integer(1), integer(100), false)),
        ("0..", "u64?", range(integer(0), None, false)),
        ("..10", "i64", range(None, integer(10), true)),
        ("0..1", "f64", range(Some(Value::Float(0.0)), Some(Value::Float(1.0)), true)),
        ("-0.5..=0.5", "f32", range(Some(Value::Float(-0.5)), Some(Value::Float(0.5)), false)),
        ("0..=\"9.99\"", "decimal", range(decimal("0"), decimal("9.99"), false)),
        ("0.01..", "decimal", range(decimal("0.01"), None, false)),
        ("1s..", "duration", range(Some(Value::Duration(1_000_000_000)), None, false)),
    ] {
        assert_eq!(
            field(&format!("struct A {{ @range({written}) a: {ty} }}")).constraints,
            [expected],
            "{written} {ty}"
        );
    }
}

#[test]
fn an_end_of_a_range_is_refused() {
    for (written, ty, at) in [
        ("-1..", "u32", "-1"),
        ("..3_000_000_000", "i32", "3_000_000_000"),
        ("0..1.5", "i64", "1.5"),
        ("\"0\"..", "f64", "\"0\""),
        ("..1e300", "f32", "1e300"),
        ("..\"abc\"", "decimal", "\"abc\""),
        ("1e-9..", "decimal", "1e-9"),
        ("0..", "duration", "0"),
        ("1s..", "decimal", "1s"),
        ("5..5", "i32", "5..5"),
        ("1.5..=0.5", "f64", "1.5..=0.5"),
        ("\"1.0\"..1", "decimal", "\"1.0\"..1"),
        ("2s..=1999ms", "duration", "2s..=1999ms"),
        ("0.1..0.1000000001", "f32", "0.1..0.1000000001"),
    ] {
        shop(&format!("@range({written}) type A = {ty};")).finds(catalogue::BAD_BOUNDS, at);
    }
}

#[test]
fn both_wrong_ends_are_told() {
    let outcome = shop("@range(1.5..=2.5) type A = i32;");
    assert_eq!(outcome.diagnostics.len(), 2, "{}", outcome.told());
}

#[test]
fn a_pattern_is_an_expression() {
    for pattern in ["^[A-Z]+$", "\\\\d{3}", "\\\\p{Greek}", "\\\\w", "ä", "", "(?i)abc"] {
        shop(&format!("@pattern(\"{pattern}\") type A = string;")).is_clean();
    }
    let rules = field("struct A { @pattern(\"^\\\\d$\") a: string? }").constraints;
    assert_eq!(rules, [Constraint::Pattern("^\\d$".to_owned())]);
}

#[test]
fn a_bad_pattern_is_pointed_at() {
    for (pattern, at) in [
        ("^([A-Z]+$", "("),
        ("a)", ")"),
        ("[a-z", "["),
        ("(?=a)b", "(?="),
        ("\\\\d+\\\\1", "\\\\1"),
        ("\\u{e4}\\u{20}*{2,1}", "{2,1}"),
        ("\\\\p{Klingon}", "\\\\p{Klingon}"),
    ] {
        shop(&format!("@pattern(\"{pattern}\") type A = string;")).finds(catalogue::BAD_PATTERN, at);
    }
}

#[test]
fn a_pattern_is_not_too_large() {
    let outcome = shop("@pattern(\"(\\\\w{1000}){1000}\") type A = string;");
    assert!(outcome.finds(catalogue::BAD_PATTERN, "\"(\\\\w{1000}){1000}\"").message.contains("10 MiB"));
    let deep = format!("@pattern(\"{}{}\") type A = string;", "(".repeat(5000), ")".repeat(5000));
    assert_eq!(shop(&deep).only().code, catalogue::BAD_PATTERN);
}

#[test]
fn every_rule_has_its_types() {
    for (rule, ty) in [
        ("@len(1..)", "i32"),
        ("@len(1..)", "json"),
        ("@len(1..)", "E"),
        ("@range(1..)", "string"),
        ("@range(1..)", "bool"),
        ("@range(1..)", "timestamp"),
        ("@range(1..)", "U"),
        ("@pattern(\"a\")", "uuid"),
        ("@pattern(\"a\")", "bytes"),
        ("@pattern(\"a\")", "list<string>"),
        ("@unique", "string"),
        ("@unique", "set<i32>"),
        ("@unique", "map<string, i32>"),
        ("@len(1..)", "S"),
    ] {
        let items = "enum E { a } union U { a } struct S { } type N = T;".replace('T', ty);
        for ty in [ty.to_owned(), format!("{ty}?"), "N".to_owned()] {
            shop(&format!("{items} struct A {{ {rule} a: {ty} }}")).finds(catalogue::CONSTRAINT_TYPE, rule);
        }
    }
}

#[test]
fn a_rule_of_another_type_says_what_is_meant() {
    let told = |text: &str| shop(text).only().clone();
    assert_eq!(suggested(&told("struct A { @len(1..=9) a: i32 }")), "range");
    assert_eq!(suggested(&told("struct A { @range(1..=9) a: string }")), "len");
    let element = told("struct A { @pattern(\"a\") a: list<string> }");
    assert!(element.help[0].contains("type Element = string"), "{element:?}");
    let set = shop("struct A { @unique a: set<i32> }");
    let removed = &set.only().suggestions[0];
    assert_eq!((set.sources.text(removed.span), removed.replacement.as_str()), ("@unique ", ""));
}

#[test]
fn a_wrong_newtype_is_told_once() {
    shop("@len(1..) type A = Nothing; struct B { @len(1..) a: A = \"\" }").finds(catalogue::UNKNOWN_TYPE, "Nothing");
    shop("@len(1..) type A = list<A>; struct B { @len(1..) a: A }").finds(catalogue::NEWTYPE_CYCLE, "list<A>");
    shop("@lne(1..) type A = string;").finds(catalogue::UNKNOWN_ANNOTATION, "lne");
}

#[test]
fn rules_of_a_newtype_are_kept_in_addition() {
    let text = |own: &str, ty: &str| {
        format!("@len(3..=5) type A = string; type B = A; @range(0..10) type N = f64; struct S {{ {own} a: {ty} }}")
    };
    for (own, ty) in [("@len(5..)", "A"), ("@len(..=3)", "B?"), ("@range(9.5..)", "N"), ("@range(..=0)", "N")] {
        shop(&text(own, ty)).is_clean();
    }
    for (own, ty) in [("@len(6..)", "A"), ("@len(..=2)", "B?"), ("@range(10..)", "N"), ("@range(..0)", "N")] {
        shop(&text(own, ty)).finds(catalogue::CONTRADICTION, own);
    }
}

#[test]
fn a_newtype_contradicts_the_one_it_wraps_wherever_that_is_declared() {
    let outcome = compile(&[
        ("a.svc", "package a; use b.Short; @len(10..) type Long = Short; struct A { a: Long }"),
        ("b.svc", "package b; @len(..=5) type Short = string;"),
    ]);
    let found = outcome.finds(catalogue::CONTRADICTION, "@len(10..)");
    assert_eq!(outcome.sources.text(found.others[0].span), "@len(..=5)");
}

#[test]
fn a_default_keeps_its_rules() {
    for member in [
        "@len(1..) a: string = \"ä\"",
        "@len(..=1) a: string = \"ä\"",
        "@len(2..=2) a: bytes = \"ä\"",
        "@len(..1) a: map<string, i32> = {}",
        "@range(0..10) a: i32 = 9",
        "@range(..=0.5) a: f64 = 0.5",
        "@range(..=0.1) a: f32 = 0.1",
        "@range(\"0.10\"..) a: decimal = \"0.1\"",
        "@range(1s..) a: duration = 1000ms",
        "@pattern(\"b\") a: string = \"abc\"",
        "@unique a: list<i32> = [1, 2]",
        "@unique a: list<f64> = [1, 2]",
    ] {
        shop(&format!("struct A {{ {member} }}")).is_clean();
    }
}

#[test]
fn a_default_that_breaks_a_rule_is_refused() {
    for (member, at) in [
        ("@len(1..) a: string = \"\"", "\"\""),
        ("@len(..=1) a: string = \"ab\"", "\"ab\""),
        ("@len(..=1) a: bytes = \"ä\"", "\"ä\""),
        ("@len(1..) a: list<i32> = []", "[]"),
        ("@len(1..) a: map<string, i32> = {}", "{}"),
        ("@range(0..10) a: i32 = 10", "10"),
        ("@range(0..) a: i32 = -1", "-1"),
        ("@range(..0.3) a: f32 = 0.29999999999", "0.29999999999"),
        ("@range(\"0.10\"..) a: decimal = \"0.09\"", "\"0.09\""),
        ("@range(..1s) a: duration = 1s", "1s"),
        ("@pattern(\"^b\") a: string = \"abc\"", "\"abc\""),
        ("@unique a: list<i32> = [1, 2, 1]", "1"),
        ("@unique a: list<decimal> = [\"1.0\", \"1\"]", "\"1\""),
        ("@unique a: list<f64> = [0.0, -0.0]", "-0.0"),
        ("@unique a: list<list<i32>> = [[1], [1]]", "[1]"),
    ] {
        shop(&format!("struct A {{ {member} }}")).finds(catalogue::DEFAULT_BREAKS_RULE, at);
        let parameter = shop(&format!("service A {{ fn a({member}); }}"));
        assert_eq!(parameter.only().code, catalogue::DEFAULT_BREAKS_RULE);
    }
}

#[test]
fn a_default_keeps_the_rules_of_newtypes() {
    let text = |member: &str| {
        format!("@len(..=3) type A = string; @pattern(\"^[a-z]*$\") type B = A; struct S {{ {member} }}")
    };
    for (member, at) in [
        ("a: A = \"long\"", "\"long\""),
        ("a: B = \"long\"", "\"long\""),
        ("a: B = \"ABC\"", "\"ABC\""),
        ("@len(1..) a: B = \"\"", "\"\""),
        ("a: list<B> = [\"a\", \"B\"]", "\"B\""),
        ("a: list<list<B>> = [[], [\"B\"]]", "\"B\""),
    ] {
        shop(&text(member)).finds(catalogue::DEFAULT_BREAKS_RULE, at);
    }
    shop(&text("a: list<B> = [\"a\", \"b\"]")).is_clean();
}

#[test]
fn a_rule_at_the_end_of_a_long_chain_is_found_at_once() {
    let mut text = String::from("@len(..=3) type A0 = string; ");
    for index in 1..3000 {
        text += &format!("type A{index} = A{}; ", index - 1);
    }
    let fields: String = (0..3000).map(|index| format!("f{index}: A{index} = \"abc\", ")).collect();
    shop(&format!("{text} struct S {{ {fields} }}")).is_clean();
    shop(&format!("{text} struct S {{ a: A2999 = \"long\" }}")).finds(catalogue::DEFAULT_BREAKS_RULE, "\"long\"");
}
