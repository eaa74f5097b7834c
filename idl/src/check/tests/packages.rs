use super::{compile, suggested};
use crate::catalogue;
use crate::model::{ItemId, PackageId, Type};

const COMMON: (&str, &str) =
    ("common.svc", "package common.v1; struct Money { amount: decimal } enum Country { de, fr }");

/// Compiles a file of package `shop` beside a package `common.v1`.
fn beside_common(text: &str) -> super::Outcome {
    compile(&[COMMON, ("shop.svc", text)])
}

#[test]
fn a_name_of_another_package_is_imported() {
    let outcome = beside_common("package shop; use common.v1.{Money, Country as Land}; struct A { b: Money, c: Land }");
    outcome.is_clean();
    let model = outcome.model();
    assert_eq!(model.packages.iter().map(|package| &package.name[..]).collect::<Vec<_>>(), ["common.v1", "shop"]);
    assert_eq!(model.packages[1].uses, [PackageId(0)]);
    assert_eq!(model.packages[0].uses, []);
}

#[test]
fn a_package_spans_several_files() {
    let outcome = compile(&[
        ("b.svc", "//! Second.\npackage shop; struct B { a: A }"),
        ("a.svc", "//! First.\npackage shop; struct A { }"),
    ]);
    outcome.is_clean();
    let package = &outcome.model().packages[0];
    assert_eq!(package.files, ["a.svc", "b.svc"]);
    assert_eq!(package.docs.as_deref(), Some("First.\n\nSecond."));
    assert_eq!(package.items.len(), 2);
}

#[test]
fn packages_may_use_each_other() {
    let outcome = compile(&[
        ("a.svc", "package a; use b.B; struct A { b: B } struct C { }"),
        ("b.svc", "package b; use a.C; struct B { c: C }"),
    ]);
    outcome.is_clean();
    assert_eq!(outcome.model().packages[0].uses, [PackageId(1)]);
    assert_eq!(outcome.model().packages[1].uses, [PackageId(0)]);
}

#[test]
fn a_struct_may_not_contain_itself_by_way_of_another_package() {
    let outcome = compile(&[
        ("a.svc", "package a; use b.B; struct A { b: B }"),
        ("b.svc", "package b; use a.A; struct B { a: A }"),
    ]);
    outcome.finds(catalogue::REQUIRED_CYCLE, "b");
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let files = [
        ("a.svc", "package b; struct X { y: Y? }"),
        ("c.svc", "package a; use b.X; struct W { x: X }"),
        ("b.svc", "package b; struct Y { x: X }"),
    ];
    let [first, second] = [[0, 1, 2], [2, 1, 0]].map(|order| {
        let outcome = compile(&order.map(|index| files[index]));
        let model = outcome.model();
        let names: Vec<String> = model.structs.iter().map(|record| record.name.clone()).collect();
        (names, model.packages.iter().map(|package| package.items.clone()).collect::<Vec<_>>())
    });
    assert_eq!(first, second);
    assert_eq!(first.0, ["W", "X", "Y"]);
}

#[test]
fn the_order_of_the_files_does_not_matter_to_findings() {
    let files = [("b.svc", "package x; struct A { b: Nothing }"), ("a.svc", "package y; struct A { b: Missing }")];
    let [first, second] = [[0, 1], [1, 0]].map(|order| compile(&order.map(|index| files[index])).told());
    assert_eq!(first, second);
    assert!(first.find("Missing") < first.find("Nothing"), "{first}");
}

#[test]
fn an_unknown_package_is_one_finding() {
    let outcome = beside_common("package shop; use comon.v1.Money; struct A { b: Money, c: Money }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_PACKAGE, "comon.v1")), "common.v1");
}

#[test]
fn an_unknown_name_of_a_package_is_one_finding() {
    let outcome = beside_common("package shop; use common.v1.Mony; struct A { b: Mony }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_IMPORT, "Mony")), "Money");
}

#[test]
fn an_import_may_not_hide_what_the_package_declares() {
    let outcome = beside_common("package shop; use common.v1.Money; struct Money { } struct A { b: Money }");
    assert!(outcome.finds(catalogue::IMPORT_COLLISION, "Money").help[0].contains("as OtherMoney"));
}

#[test]
fn an_alias_avoids_a_collision() {
    beside_common("package shop; use common.v1.Money as Coins; struct Money { } struct A { b: Money, c: Coins }")
        .is_clean();
}

#[test]
fn a_name_is_imported_once() {
    let outcome = beside_common("package shop; use common.v1.{Money, Country as Money}; struct A { b: Money }");
    outcome.finds(catalogue::IMPORT_COLLISION, "Money");
}

#[test]
fn the_own_package_is_not_imported() {
    let outcome = compile(&[("a.svc", "package shop; use shop.A; struct A { } struct B { a: A }")]);
    outcome.finds(catalogue::IMPORT_COLLISION, "A");
}

#[test]
fn an_alias_is_no_built_in_type() {
    beside_common("package shop; use common.v1.Money as decimal; struct A { b: Money }");
    let outcome = beside_common("package shop; use common.v1.Money as decimal; struct A { }");
    outcome.finds(catalogue::RESERVED_NAME, "decimal");
}

#[test]
fn the_use_of_another_packages_type_is_explained() {
    let outcome = beside_common("package shop; struct A { b: Money }");
    assert!(outcome.finds(catalogue::UNKNOWN_TYPE, "Money").help[0].contains("use common.v1.Money;"));
}

#[test]
fn the_name_of_a_package_is_in_lower_case() {
    let outcome = compile(&[("a.svc", "package Shop.v1;")]);
    assert_eq!(suggested(outcome.finds(catalogue::PACKAGE_NAME, "Shop")), "shop");
    compile(&[("a.svc", "package shop.self;")]).finds(catalogue::PACKAGE_NAME, "self");
    compile(&[("a.svc", "package a__b;")]).finds(catalogue::PACKAGE_NAME, "a__b");
    compile(&[("a.svc", "package shop.type.v1beta2;")]).is_clean();
}

#[test]
fn a_package_may_lie_below_another() {
    let outcome = compile(&[("a.svc", "package shop; struct V1 { }"), ("b.svc", "package shop.v1; struct A { }")]);
    outcome.is_clean();
}

#[test]
fn errors_of_other_packages_can_be_thrown() {
    let outcome = compile(&[
        ("a.svc", "package a; error E { }"),
        (
            "b.svc",
            "package b; use a.E; service S { fn f() throws E; } component C { services: S; channels: dispatch-json; }",
        ),
    ]);
    outcome.is_clean();
    assert_eq!(outcome.model().packages[1].uses, [PackageId(0)]);
}

#[test]
fn imported_files_are_marked() {
    let mut sources = crate::source::Sources::new();
    let id = sources.import("a.svc", "package a; struct A { b: list<A> }");
    let mut diagnostics = Vec::new();
    let tree = crate::parse::parse(&sources, id, &mut diagnostics);
    let model = super::check(&[tree], &sources, &mut diagnostics).expect("the text is right");
    assert!(model.packages[0].imported);
    let ItemId::Struct(id) = model.packages[0].items[0] else { panic!("a struct is declared") };
    assert_eq!(model[id].fields[0].ty, Type::List(Box::new(Type::Struct(id))));
}
