use super::shop;
use crate::catalogue;
use crate::model::{Scalar, Type};
use std::fmt::Write;

/// Returns structs each of which holds the next, and the last what is given.
fn chain(length: usize, last: &str) -> String {
    let mut text = String::new();
    for index in 1..length {
        let _ = write!(text, "struct S{index} {{ next: S{} }} ", index + 1);
    }
    text + &format!("struct S{length} {{ next: {last} }}")
}

#[test]
fn a_long_chain_of_structs_is_fine() {
    shop(&chain(100_000, "i32")).is_clean();
}

#[test]
fn a_long_circle_of_structs_is_one_short_finding() {
    let outcome = shop(&chain(100_000, "S1"));
    let found = outcome.finds(catalogue::REQUIRED_CYCLE, "next");
    assert!(found.message.len() < 200, "{}", found.message);
}

/// Returns newtypes each of which wraps the next, and the last what is given.
fn newtypes(length: usize, wrap: &str, last: &str) -> String {
    let mut text = String::new();
    for index in 1..length {
        let _ = write!(text, "type N{index} = {}; ", wrap.replace('T', &format!("N{}", index + 1)));
    }
    text + &format!("type N{length} = {last};")
}

/// Returns a struct with a field of each newtype of a chain.
fn holder(length: usize, field: &str) -> String {
    let fields: String = (1..=length).map(|n| field.replace('#', &n.to_string())).collect();
    format!("struct Holder {{ {fields} }}")
}

#[test]
fn a_long_chain_of_newtypes_takes_no_time() {
    let chain = newtypes(10_000, "T", "string");
    let outcome = shop(&format!("{chain} {}", holder(10_000, "a#: map<N#, set<N#>>, b#: N# = \"x\", ")));
    outcome.is_clean();
    let model = outcome.model();
    assert_eq!(model.unwrapped(&model.structs[0].fields[0].ty), &model.structs[0].fields[0].ty);
    assert_eq!(model.unwrapped(&model.structs[0].fields[1].ty), &Type::Scalar(Scalar::String));
}

#[test]
fn a_long_chain_of_newtypes_of_lists_takes_no_time() {
    shop(&format!("{} {}", newtypes(10_000, "list<T>", "string"), holder(10_000, "a#: set<N#> = [], "))).is_clean();
    let outcome = shop(&format!("{} struct Holder {{ a: set<N1> }}", newtypes(10_000, "list<T>", "f64")));
    outcome.finds(catalogue::SET_ELEMENT, "N1");
}

#[test]
fn a_long_circle_of_newtypes_is_one_finding() {
    let outcome = shop(&format!("{} {}", newtypes(10_000, "T", "N1"), holder(10_000, "a#: N# = 1, ")));
    outcome.finds(catalogue::NEWTYPE_CYCLE, "N2");
    shop(&newtypes(10_000, "list<T>", "Holder")).diagnostics.iter().for_each(|one| {
        assert_eq!(one.code, catalogue::UNKNOWN_TYPE);
    });
}

#[test]
fn wrong_newtypes_make_no_deep_stack_either() {
    let outcome =
        shop(&format!("{} @rest(\"/a\") service A {{ @post(\"/\") fn a(b: N1?); }}", newtypes(10_000, "T?", "i32?")));
    assert_eq!(outcome.diagnostics.len(), 10_000);
}

#[test]
fn long_chains_of_all_kinds_are_fine() {
    let mut text = String::new();
    for index in 0..30_000 {
        let next = index + 1;
        let _ = write!(
            text,
            "struct S{index} {{ u: U{index}? }} union U{index} {{ n: N{index}, a }} type N{index} = S{next}; "
        );
    }
    let outcome = shop(&format!("{text} struct S30000 {{ s: S0? }}"));
    outcome.is_clean();
    let model = outcome.model();
    assert!(model.unions.iter().all(|union| union.variants[0].boxed), "every variant leads back");
    assert!(model.structs.iter().all(|one| !one.fields[0].boxed), "the variants' pointers are enough");
}
