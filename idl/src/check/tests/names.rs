use super::{compile, shop, suggested};
use crate::catalogue;

#[test]
fn all_kinds_of_items_share_one_namespace() {
    let outcome = shop("struct Order { }\nenum Order { a }");
    let found = outcome.finds(catalogue::DUPLICATE_NAME, "Order");
    assert_eq!(outcome.sources.position(found.label.span.file, found.label.span.start).0, 3);
    assert_eq!(outcome.sources.position(found.others[0].span.file, found.others[0].span.start).0, 2);
}

#[test]
fn the_namespace_spans_all_files_of_a_package() {
    let outcome = compile(&[("b.svc", "package shop; struct Order { }"), ("a.svc", "package shop; struct Order { }")]);
    let found = outcome.finds(catalogue::DUPLICATE_NAME, "Order");
    assert_eq!(outcome.sources[found.label.span.file].path, "b.svc", "the file whose path comes later is to blame");
}

#[test]
fn item_names_may_not_meet_in_rust() {
    let outcome = shop("struct order_line { } struct OrderLine { }");
    assert!(outcome.finds(catalogue::NAME_COLLISION, "OrderLine").message.contains("`order_line`"));
}

#[test]
fn field_names_may_not_be_given_twice() {
    shop("struct A { b: i32, b: string }").finds(catalogue::DUPLICATE_NAME, "b");
}

#[test]
fn field_names_may_not_meet_in_rust() {
    let outcome = shop("struct A { lineCount: i32, line_count: i32 }");
    assert!(outcome.finds(catalogue::NAME_COLLISION, "line_count").message.contains("`lineCount`"));
}

#[test]
fn names_that_cannot_be_raw_may_not_meet_either() {
    shop("struct A { self: i32, self_: i32 }").finds(catalogue::NAME_COLLISION, "self_");
    shop("struct A { self: i32, type: i32, crate: i32, match: i32 }").is_clean();
}

#[test]
fn variants_parameters_and_methods_may_not_meet_in_rust() {
    shop("enum A { on_delivery, onDelivery }").finds(catalogue::NAME_COLLISION, "onDelivery");
    shop("service A { fn a(x1: i32, X1: i32); }").finds(catalogue::NAME_COLLISION, "X1");
    shop("service A { fn getAll(); fn get_all(); }").finds(catalogue::NAME_COLLISION, "get_all");
    shop("service A { fn a1(); fn a_1(); }").finds(catalogue::NAME_COLLISION, "a_1");
}

#[test]
fn one_collision_is_one_finding() {
    let methods = shop("error E { } service A { fn a1() throws E; fn a_1() throws E; }");
    assert!(methods.finds(catalogue::NAME_COLLISION, "a_1").message.contains("`a1` and `a_1` differ only"));
    shop("service AB { } service Ab { }").finds(catalogue::NAME_COLLISION, "Ab");
}

#[test]
fn built_in_types_keep_their_names() {
    shop("struct string { }").finds(catalogue::RESERVED_NAME, "string");
    shop("enum map { a }").finds(catalogue::RESERVED_NAME, "map");
    shop("struct page { }").finds(catalogue::RESERVED_NAME, "page");
}

#[test]
fn two_underscores_are_kept_for_generated_code() {
    shop("struct __A { }").finds(catalogue::RESERVED_NAME, "__A");
    shop("struct A { __b: i32 }").finds(catalogue::RESERVED_NAME, "__b");
    shop("struct A { _b: i32, _1: i32 }").is_clean();
}

#[test]
fn a_name_is_more_than_underscores() {
    shop("struct A { _: i32 }").finds(catalogue::RESERVED_NAME, "_");
    shop("struct A { ___: i32 }").finds(catalogue::RESERVED_NAME, "___");
}

#[test]
fn enums_have_an_arm_for_what_they_do_not_know() {
    shop("enum A { a, unrecognized }").finds(catalogue::RESERVED_NAME, "unrecognized");
}

#[test]
fn generated_code_needs_names_beside_a_service() {
    for name in ["CatalogClient", "CatalogDispatcher", "DynCatalog", "catalog_client"] {
        shop(&format!("struct {name} {{ }} service Catalog {{ }}")).finds(catalogue::GENERATED_NAME, name);
    }
}

#[test]
fn generated_code_needs_a_name_for_a_method_that_throws() {
    let outcome = shop("error E { } struct CatalogGetError { } service Catalog { fn get() throws E; }");
    outcome.finds(catalogue::GENERATED_NAME, "CatalogGetError");
    let outcome = shop("struct CatalogGetError { } service Catalog { fn get(); }");
    assert!(outcome.model.is_some(), "a method that throws nothing needs no name:\n{}", outcome.told());
}

#[test]
fn generated_names_may_not_meet_each_other() {
    let outcome = shop("error E { } service A { fn b_c() throws E; } service a_b { fn c() throws E; }");
    assert!(outcome.finds(catalogue::GENERATED_NAME, "b_c").message.contains("`ABCError`"), "{}", outcome.told());
}

#[test]
fn generated_code_needs_a_name_beside_a_component() {
    let outcome = shop("enum ShopBuilder { a } service S { } component Shop { services: S; channels: dispatch-json; }");
    outcome.finds(catalogue::GENERATED_NAME, "ShopBuilder");
}

#[test]
fn what_exists_is_suggested_for_what_does_not() {
    let outcome = shop("error NotFound { } service A { fn a() throws NotFond; }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_NAME, "NotFond")), "NotFound");
}

#[test]
fn only_errors_can_be_thrown() {
    shop("struct S { } service A { fn a() throws S; }").finds(catalogue::WRONG_KIND, "S");
}

#[test]
fn names_stand_without_their_package() {
    let outcome = shop("error E { } service A { fn a() throws shop.E; }");
    assert!(outcome.finds(catalogue::QUALIFIED_NAME, "shop.E").help[0].contains("use shop.E;"));
}

#[test]
fn an_enum_has_variants() {
    shop("enum A { }").finds(catalogue::EMPTY_ENUM, "A");
    shop("struct A { }").is_clean();
}
