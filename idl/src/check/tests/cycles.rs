use super::shop;
use crate::catalogue;

/// Returns the fields that stand behind a pointer, as `A.b`.
fn boxed(items: &str) -> Vec<String> {
    let outcome = shop(items);
    let structs = &outcome.model().structs;
    let fields = structs.iter().flat_map(|record| record.fields.iter().map(move |field| (record, field)));
    fields.filter(|(_, field)| field.boxed).map(|(record, field)| format!("{}.{}", record.name, field.name)).collect()
}

#[test]
fn a_struct_does_not_contain_itself() {
    let outcome = shop("struct A { a: A }");
    assert!(outcome.finds(catalogue::REQUIRED_CYCLE, "a").message.ends_with("A.a -> A"));
}

#[test]
fn the_way_back_is_shown() {
    let outcome = shop("struct X { a: A } struct A { x: i32, b: B } struct B { c: C, d: list<A> } struct C { a: A }");
    assert!(outcome.finds(catalogue::REQUIRED_CYCLE, "b").message.ends_with("A.b -> B.c -> C.a -> A"));
}

#[test]
fn each_circle_is_one_finding() {
    let outcome = shop("struct A { b: B } struct B { a: A } struct C { c: C }");
    assert_eq!(outcome.diagnostics.len(), 2, "{}", outcome.told());
}

#[test]
fn what_may_be_empty_breaks_a_circle() {
    shop("struct A { a: A?, b: list<A>, c: map<string, A> }").is_clean();
}

#[test]
fn a_pointer_stands_where_an_optional_leads_back() {
    assert_eq!(boxed("struct A { a: A?, b: list<A>, c: list<A?> }"), ["A.a"]);
    assert_eq!(boxed("struct A { b: B } struct B { a: A? }"), ["B.a"]);
    assert_eq!(boxed("struct A { b: B? } struct B { a: A? }"), ["A.b", "B.a"]);
}

#[test]
fn no_pointer_stands_elsewhere() {
    assert!(boxed("struct A { b: B? } struct B { c: i32? } error E { a: A? }").is_empty());
    assert!(boxed("struct A { b: B? } struct B { a: list<A> }").is_empty());
}
