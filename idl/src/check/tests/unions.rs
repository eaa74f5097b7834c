use super::{shop, suggested};
use crate::catalogue;
use crate::model::{Type, UnionId, Value};

/// Compiles a field with a default beside a union.
fn field(default: &str) -> super::Outcome {
    shop(&format!(
        "union Pay {{ card: string, cash, on_delivery }} struct A {{ a: {default} }} union Full {{ a: i32 }}"
    ))
}

#[test]
fn variants_carry_a_value_or_none() {
    let outcome = shop("/// How.\nunion Pay { /// A card.\ncard: Card, refs: list<uuid>, cash } struct Card { }");
    outcome.is_clean();
    let union = &outcome.model().unions[0];
    assert_eq!(union.docs.as_deref(), Some("How."));
    let variants: Vec<_> = union.variants.iter().map(|one| (&*one.name, one.ty.is_some(), one.tag)).collect();
    assert_eq!(variants, [("card", true, 1), ("refs", true, 2), ("cash", false, 3)]);
    assert_eq!(union.variants[0].docs.as_deref(), Some("A card."));
}

#[test]
fn a_union_has_variants() {
    shop("union A { } struct B { a: A }").finds(catalogue::EMPTY_UNION, "A");
}

#[test]
fn a_variant_carries_no_optional() {
    shop("union A { a: i32?, b }").finds(catalogue::OPTIONAL_VARIANT, "i32?");
}

#[test]
fn a_variant_carries_a_type_of_values() {
    shop("error E { } union A { a: E }").finds(catalogue::WRONG_KIND, "E");
    shop("service S { } union A { a: list<S> }").finds(catalogue::WRONG_KIND, "S");
    shop("union A { a: Nothing } struct S { a: A }").finds(catalogue::UNKNOWN_TYPE, "Nothing");
    shop("union A { a: Nothing, s: S } struct S { a: A }").finds(catalogue::UNKNOWN_TYPE, "Nothing");
}

#[test]
fn a_union_is_neither_thrown_nor_listed() {
    shop("union A { a } service S { fn f() throws A; }").finds(catalogue::WRONG_KIND, "A");
    shop("type A = i32; service S { fn f() throws A; }").finds(catalogue::WRONG_KIND, "A");
    shop("union A { a } component C { services: A; channels: rest; }").finds(catalogue::WRONG_KIND, "A");
}

#[test]
fn variants_may_not_meet_in_rust() {
    shop("union A { on_delivery, onDelivery: i32 }").finds(catalogue::NAME_COLLISION, "onDelivery");
    shop("union A { a, a: i32 }").finds(catalogue::DUPLICATE_NAME, "a");
    shop("union A { self, self_ }").finds(catalogue::NAME_COLLISION, "self_");
    shop("union A { __a }").finds(catalogue::RESERVED_NAME, "__a");
}

#[test]
fn a_union_keeps_nothing_that_it_does_not_know() {
    shop("union A { unrecognized, other: i32, self, type, r1 }").is_clean();
}

#[test]
fn a_default_is_a_variant_without_a_value() {
    let outcome = field("Pay = cash");
    assert_eq!(outcome.model().structs[0].fields[0].default, Some(Value::Arm(UnionId(0), 1)));
    let found = field("Pay = card");
    let found = found.finds(catalogue::NO_DEFAULT, "card");
    assert!(found.help[0].contains("`cash`, `on_delivery`"), "{found:#?}");
    assert!(field("Full = a").finds(catalogue::NO_DEFAULT, "a").help[0].contains("optional"));
    assert_eq!(suggested(field("Pay = cahs").finds(catalogue::UNKNOWN_VARIANT, "cahs")), "cash");
    assert_eq!(suggested(field("Pay = \"cash\"").finds(catalogue::WRONG_DEFAULT, "\"cash\"")), "cash");
    field("Pay = {}").finds(catalogue::WRONG_DEFAULT, "{}");
    field("list<Pay> = [cash, card]").finds(catalogue::NO_DEFAULT, "card");
}

#[test]
fn a_union_is_no_key() {
    shop("union A { a } struct S { a: map<A, i32> }").finds(catalogue::MAP_KEY, "A");
}

#[test]
fn a_union_is_the_body() {
    let outcome = shop(
        "union A { a, b: i32 } @rest(\"/a\") service S { @post(\"/\") fn f(dry: bool, a: A); }
         component C { services: S; channels: rest; }",
    );
    outcome.is_clean();
    let parameter = &outcome.model().services[0].methods[0].parameters[1];
    assert_eq!(parameter.ty, Type::Union(UnionId(0)));
    assert_eq!(parameter.place, crate::model::Place::Body);
}
