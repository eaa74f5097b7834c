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

/// Returns the variants whose values stand behind a pointer, as `A.b`.
fn boxed_variants(items: &str) -> Vec<String> {
    let outcome = shop(items);
    let unions = &outcome.model().unions;
    let variants = unions.iter().flat_map(|union| union.variants.iter().map(move |variant| (union, variant)));
    variants.filter(|(_, one)| one.boxed).map(|(union, one)| format!("{}.{}", union.name, one.name)).collect()
}

#[test]
fn a_union_ends_with_one_variant_that_does() {
    shop("union A { a: A, b }").is_clean();
    shop("union A { a: S, b: i32 } struct S { a: A }").is_clean();
    shop("union A { a: S, b: list<A> } struct S { a: A }").is_clean();
    shop("struct S { a: A } union A { s: S, t: T } struct T { s: S?, x: i32 }").is_clean();
}

#[test]
fn a_union_without_an_end_is_refused() {
    let outcome = shop("union A { a: A }");
    let found = outcome.finds(catalogue::REQUIRED_CYCLE, "a");
    assert!(found.message.ends_with("union `A` contains itself: A.a -> A"), "{}", found.message);
    assert!(found.help[0].contains("variant"));
    let outcome = shop("union A { s: S, t: T } struct S { a: A } struct T { a: A }");
    assert!(outcome.finds(catalogue::REQUIRED_CYCLE, "s").message.ends_with("A.s -> S.a -> A"), "{}", outcome.told());
}

#[test]
fn newtypes_are_on_the_way() {
    let outcome = shop("type N = S; struct S { n: N }");
    let found = outcome.finds(catalogue::REQUIRED_CYCLE, "N");
    assert!(found.message.ends_with("newtype `N` contains itself: N -> S.n -> N"), "{}", found.message);
    shop("type N = S; struct S { n: N? }").is_clean();
    shop("type N = list<S>; struct S { n: N }").is_clean();
}

#[test]
fn a_circle_beyond_another_one_is_reported_where_it_is() {
    let outcome = shop("union U { a: A, b: B } struct A { u: U } struct B { b: B }");
    assert!(outcome.finds(catalogue::REQUIRED_CYCLE, "b").message.contains("B.b -> B"), "{}", outcome.told());
}

#[test]
fn a_circle_starts_at_what_is_declared_first() {
    let outcome = shop("union U { s: S } struct S { n: N } type N = U;");
    assert!(outcome.finds(catalogue::REQUIRED_CYCLE, "s").message.starts_with("union `U`"), "{}", outcome.told());
}

#[test]
fn a_pointer_stands_where_a_variant_leads_back() {
    assert_eq!(boxed_variants("union A { a: A, b: list<A>, c: i32, d: map<string, A> }"), ["A.a"]);
    assert_eq!(boxed_variants("union A { a: N, c } type N = S; struct S { a: A }"), ["A.a"]);
    assert_eq!(boxed_variants("union A { b: B, c } union B { a: A }"), ["A.b", "B.a"]);
    assert_eq!(boxed_variants("union A { s: S, c } struct S { a: A? }"), ["A.s"]);
    assert!(boxed_variants("union A { s: S, c } struct S { a: list<A>, b: i32? }").is_empty());
}

#[test]
fn one_pointer_on_a_circle_is_enough() {
    assert!(boxed("union A { s: S, c } struct S { a: A? }").is_empty());
    assert_eq!(boxed("union A { s: S, c } struct S { a: A?, s: S? }"), ["S.s"]);
}

#[test]
fn a_pointer_stands_where_an_optional_leads_back_through_a_newtype() {
    assert_eq!(boxed("type N = S; struct S { n: N?, m: list<N> }"), ["S.n"]);
    assert_eq!(boxed("type N = M; type M = S; struct S { n: N?, t: T } struct T { m: M? }"), ["S.n", "T.m"]);
}
