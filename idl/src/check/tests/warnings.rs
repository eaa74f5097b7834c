use super::{compile, service, shop};
use crate::catalogue;

#[test]
fn an_import_is_to_be_used() {
    let outcome = compile(&[("a.svc", "package a; struct A { } struct B { }"), ("b.svc", "package b; use a.A;")]);
    let found = outcome.finds(catalogue::UNUSED_IMPORT, "A");
    assert_eq!(outcome.sources.text(found.suggestions[0].span), "use a.A;");
    let outcome = compile(&[
        ("a.svc", "package a; struct A { } struct B { }"),
        ("b.svc", "package b; use a.{A, B as C}; struct D { a: A }"),
    ]);
    assert!(outcome.finds(catalogue::UNUSED_IMPORT, "C").suggestions.is_empty());
}

#[test]
fn a_service_is_to_be_listed() {
    shop("service A { }").finds(catalogue::UNLISTED_SERVICE, "A");
}

#[test]
fn routes_are_to_be_served() {
    let text = service("@get(\"/\") fn a();").replace("channels: rest", "channels: dispatch-json");
    shop(&text).finds(catalogue::ROUTES_WITHOUT_REST, "Shop");
}

#[test]
fn rest_is_to_have_routes() {
    shop(&service("fn a();")).finds(catalogue::REST_WITHOUT_ROUTES, "Shop");
}

#[test]
fn errors_come_without_warnings() {
    shop("service A { fn a(b: Nothing); }").finds(catalogue::UNKNOWN_TYPE, "Nothing");
}
