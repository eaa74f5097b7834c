//! Whatever a tree holds, readers of JSON and YAML find the same in it.

use super::*;
use proptest::prelude::*;
use serde_json::{Number, Value};

/// What is hard to write down.
const TEXTS: &[&str] = &[
    "",
    " ",
    "~",
    "null",
    "Null",
    "no",
    "NO",
    "on",
    "y",
    "true",
    "1",
    "-1",
    "+1",
    "1e3",
    "1_000",
    "0x1f",
    "0o7",
    "1:30",
    ".5",
    ".inf",
    "-.INF",
    ".nan",
    "=",
    "<<",
    "2024-02-29",
    "2024-02-29T12:00:00Z",
    "a: b",
    "a:b",
    "a:",
    ":a",
    "a #b",
    "#a",
    "- a",
    "-",
    "? a",
    "[a]",
    "{a}",
    "a, b",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "'a'",
    "\"a\"",
    "\\",
    "---",
    "...",
    "a\nb",
    "a\n\nb\n",
    "\na",
    "a\n  b",
    "  a\nb",
    "a\n \nb",
    "a \nb",
    "a\r\nb",
    "a\tb",
    "\t\na",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "\u{10ffff}",
    "ü",
    "日本\n語",
    "a\n# b",
    "a\n--- b",
    "/a/{b}",
    "$ref",
    "_",
    "e",
    "x-a",
    "\u{a0}a",
    "a\n\u{a0}\nb",
    "a\n\u{3000}b",
];

fn text() -> impl Strategy<Value = String> {
    let listed = proptest::sample::select(TEXTS).prop_map(str::to_owned);
    prop_oneof![listed, any::<String>(), "[a-z:#\\- \n'\"{}\\[\\],&*]{0,12}"]
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<bool>().prop_map(Tree::Bool),
        any::<i64>().prop_map(|value| Tree::Integer(value.into())),
        any::<u64>().prop_map(|value| Tree::Integer(value.into())),
        // serde_json does not read every other number to its last bit.
        any::<i16>().prop_map(|value| Tree::number(f64::from(value) / 8.0)),
        proptest::sample::select(&[1e300, -1e-7, 0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY])
            .prop_map(Tree::number),
        text().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let map = proptest::collection::btree_map(text(), inner.clone(), 0..5);
        prop_oneof![
            proptest::collection::vec(inner, 0..5).prop_map(Tree::List),
            map.prop_map(|members| Tree::Map(members.into_iter().collect())),
        ]
    })
}

/// Returns a tree as serde knows it.
fn value(tree: &Tree) -> Value {
    let integer = |value: i128| u64::try_from(value).map(Number::from).or(i64::try_from(value).map(Number::from));
    match tree {
        Tree::Null => Value::Null,
        Tree::Bool(value) => (*value).into(),
        Tree::Integer(value) => Value::Number(integer(*value).expect("64 bits are enough here")),
        Tree::Float(value) => (*value).into(),
        Tree::Text(text) => text.as_str().into(),
        Tree::List(values) => values.iter().map(value).collect(),
        Tree::Map(members) => members.0.iter().map(|(name, member)| (name.clone(), value(member))).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_holds_what_the_tree_holds(tree in tree()) {
        let json = tree.to_json();
        prop_assert_eq!(serde_json::from_str::<Value>(&json).expect(&json), value(&tree));
    }

    #[test]
    fn yaml_holds_what_the_tree_holds(tree in tree()) {
        let yaml = tree.to_yaml();
        let read: Value = serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{error}:\n{yaml}"));
        prop_assert_eq!(read, value(&tree), "{}", yaml);
    }
}

#[test]
fn every_listed_text_is_a_text_as_a_value_and_as_a_name() {
    for text in TEXTS {
        let yaml = Tree::from(Map::new().with(*text, *text)).to_yaml();
        let read: Value = serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{error}:\n{yaml}"));
        assert_eq!(read, serde_json::json!({ *text: text }), "{yaml}");
    }
}

/// Readers of YAML 1.1 take these for something else if they stand without quotes.
#[test]
fn what_some_reader_takes_for_something_else_is_quoted() {
    for text in ["no", "Off", "y", "1e3", "1_000", "1:30", "0x1f", ".5", "~", "=", "<<", "2024-02-29", "3.10", "+1"] {
        assert_eq!(Tree::from(text).to_yaml(), format!("\"{text}\"\n"));
    }
    assert_eq!(Tree::Float(1e300).to_yaml(), "1.0e+300\n");
}

#[test]
fn what_is_harmless_is_not() {
    for text in ["Orders", "/v1/{id}", "application/json", "One order.", "urn:aspyx:error:a.B", "$ref", "größer (als)"]
    {
        assert_eq!(Tree::from(text).to_yaml(), format!("{text}\n"));
    }
}

#[test]
fn members_and_values_are_indented_alike() {
    let list =
        Tree::list([Tree::from(Map::new().with("a", 1_u32).with("b", Tree::list(["c"]))), Tree::List(Vec::new())]);
    let tree = Tree::from(Map::new().with("list", list).with("lines", "a\n\nb").with("none", Map::new()));
    let yaml = "list:\n  - a: 1\n    b:\n      - c\n  - []\nlines: |-\n  a\n\n  b\nnone: {}\n";
    assert_eq!(tree.to_yaml(), yaml);
    let json =
        "{\n  \"list\": [\n    {\n      \"a\": 1,\n      \"b\": [\n        \"c\"\n      ]\n    },\n    []\n  ],\n";
    assert_eq!(tree.to_json(), format!("{json}  \"lines\": \"a\\n\\nb\",\n  \"none\": {{}}\n}}\n"));
}
