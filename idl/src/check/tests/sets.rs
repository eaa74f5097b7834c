use super::{shop, suggested};
use crate::catalogue;
use crate::model::{Scalar, Type};

/// Compiles a field of a type, beside others.
fn field(text: &str) -> super::Outcome {
    shop(&format!("struct A {{ a: {text} }} struct S {{ }} enum E {{ x, y }} union U {{ a, b: i32 }}"))
}

#[test]
fn a_set_holds_what_has_an_order() {
    let names =
        "bool i32 i64 u32 u64 string bytes timestamp date duration uuid decimal E E? list<E> set<i32> map<E,i32>";
    for element in names.split(' ') {
        field(&format!("set<{element}>")).is_clean();
    }
    for element in ["f32", "f64", "json", "S", "U", "S?", "list<f32>", "map<string, json>"] {
        field(&format!("set<{element}>")).finds(catalogue::SET_ELEMENT, element);
    }
}

#[test]
fn sets_stand_wherever_types_stand() {
    let outcome = shop(
        "type Tags = set<string>; union U { tags: set<Tags> } error E { tags: Tags? }
         service A { fn a(tags: set<i32> = [1], more: list<set<uuid>>?) -> set<date>; }
         component C { services: A; channels: dispatch-json; }",
    );
    outcome.is_clean();
    assert_eq!(outcome.model().newtypes[0].ty, Type::Set(Box::new(Type::Scalar(Scalar::String))));
}

#[test]
fn a_set_takes_one_type() {
    field("set").finds(catalogue::TYPE_ARGUMENTS, "set");
    field("set<i32, i32>").finds(catalogue::TYPE_ARGUMENTS, "set<i32, i32>");
    field("set<set<f32>>").finds(catalogue::SET_ELEMENT, "f32");
    assert_eq!(suggested(field("HashSet<i32>").finds(catalogue::UNKNOWN_TYPE, "HashSet")), "set");
}

#[test]
fn a_value_stands_once_in_the_default_of_a_set() {
    field("set<string> = [\"a\", \"b\"]").is_clean();
    field("set<string> = [\"a\", \"b\", \"a\"]").finds(catalogue::DUPLICATE_ELEMENT, "\"a\"");
    field("set<E> = [x, y, x]").finds(catalogue::DUPLICATE_ELEMENT, "x");
    field("list<i32> = [1, 1]").is_clean();
}

#[test]
fn the_same_value_may_be_written_in_several_ways() {
    field("set<decimal> = [\"1.0\", \"1.00\"]").finds(catalogue::DUPLICATE_ELEMENT, "\"1.00\"");
    field("set<i32> = [1000, 1_000]").finds(catalogue::DUPLICATE_ELEMENT, "1_000");
    field("set<duration> = [1s, 1000ms]").finds(catalogue::DUPLICATE_ELEMENT, "1000ms");
    field("set<set<i32>> = [[1, 2], [2, 1]]").finds(catalogue::DUPLICATE_ELEMENT, "[2, 1]");
    field("set<list<i32>> = [[1, 2], [2, 1]]").is_clean();
    field("set<timestamp> = [\"2024-01-01T00:00:00Z\", \"2024-01-01T01:00:00+01:00\"]")
        .finds(catalogue::DUPLICATE_ELEMENT, "\"2024-01-01T01:00:00+01:00\"");
}
