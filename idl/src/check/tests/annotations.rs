use super::{service, shop, suggested};
use crate::catalogue;

#[test]
fn an_error_has_a_status() {
    let outcome = shop("@status(404) error A { } error B { }");
    outcome.is_clean();
    assert_eq!(outcome.model().errors.iter().map(|error| error.status).collect::<Vec<_>>(), [404, 400]);
}

#[test]
fn the_status_of_an_error_is_one_of_errors() {
    for status in ["200", "399", "600", "99999", "-404"] {
        shop(&format!("@status({status}) error A {{ }}")).finds(catalogue::STATUS_RANGE, status);
    }
}

#[test]
fn a_misspelt_annotation_is_suggested() {
    let outcome = shop("@stauts(404) error A { }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_ANNOTATION, "stauts")), "status");
}

#[test]
fn an_annotation_has_its_places() {
    let outcome = shop("@get(\"/\") struct A { }");
    let found = outcome.finds(catalogue::ANNOTATION_PLACE, "@get(\"/\")");
    assert!(found.help[0].contains("a method"), "{found:#?}");
}

#[test]
fn arguments_have_a_form() {
    shop("@status error A { }").finds(catalogue::ANNOTATION_ARGUMENTS, "@status");
    shop("@status(\"404\") error A { }").finds(catalogue::ANNOTATION_ARGUMENTS, "\"404\"");
    shop("@status(404, 405) error A { }").finds(catalogue::ANNOTATION_ARGUMENTS, "404, 405");
    shop(&service("@post(\"/\") fn a(@body(\"x\") b: i32);")).finds(catalogue::ANNOTATION_ARGUMENTS, "\"x\"");
}

#[test]
fn wrong_arguments_are_the_only_finding() {
    shop(&service("@get fn a(@query b: i32);")).finds(catalogue::ANNOTATION_ARGUMENTS, "@get");
    shop("@rest service A { @get(\"/\") fn a(); }").finds(catalogue::ANNOTATION_ARGUMENTS, "@rest");
}

#[test]
fn a_slip_in_a_name_is_the_only_finding() {
    shop(&service("@gett(\"/\") fn a(@query b: i32);")).finds(catalogue::UNKNOWN_ANNOTATION, "gett");
    shop("@rset(\"/\") service A { @get(\"/\") fn a(); }").finds(catalogue::UNKNOWN_ANNOTATION, "rset");
}

#[test]
fn an_annotation_is_written_once() {
    let outcome = shop("@status(404) @status(410) error A { }");
    outcome.finds(catalogue::DUPLICATE_ANNOTATION, "@status(410)");
}

#[test]
fn annotations_of_entries_are_looked_at() {
    shop("enum A { @status(400) a }").finds(catalogue::ANNOTATION_PLACE, "@status(400)");
    shop("error E { } service A { fn a() throws @status(400) E; }").finds(catalogue::ANNOTATION_PLACE, "@status(400)");
    shop("struct A { @body a: i32 }").finds(catalogue::ANNOTATION_PLACE, "@body");
}

#[test]
fn annotations_of_other_languages_are_understood() {
    let route = shop("@route(\"/a\") service A { }");
    assert_eq!(suggested(route.finds(catalogue::UNKNOWN_ANNOTATION, "route")), "rest");
    let path = shop(&service("@get(\"/{a}\") fn f(@path a: i32);"));
    assert!(path.finds(catalogue::UNKNOWN_ANNOTATION, "path").help[0].contains("braces"), "{}", path.told());
    let other = shop(&service("@get(\"/\") @transactional fn f();"));
    assert!(other.finds(catalogue::UNKNOWN_ANNOTATION, "transactional").help[0].contains("`@get`"));
}

#[test]
fn arguments_that_are_almost_right_are_mended() {
    let mended = |text: &str| suggested(shop(text).only()).to_owned();
    assert_eq!(mended("@status(\"404\") error A { }"), "404");
    assert_eq!(mended("@rest(orders) service A { }"), "\"orders\"");
    assert_eq!(mended("@roles(\"a\", b) service A { }"), "\"b\"");
    assert_eq!(mended("@len(32) type A = string;"), "..=32");
    assert_eq!(mended("@len(1, 32) type A = string;"), "1..=32");
}

#[test]
fn what_is_deprecated_says_why_in_one_line() {
    let outcome = shop("@deprecated struct A { @deprecated(\"use b\") a: i32 } @deprecated(\"gone\") enum E { a }");
    let model = outcome.model();
    assert_eq!(model.structs[0].deprecated.as_deref(), Some(""));
    assert_eq!(model.structs[0].fields[0].deprecated.as_deref(), Some("use b"));
    assert_eq!(model.enums[0].deprecated.as_deref(), Some("gone"));
    assert_eq!(model.enums[0].variants[0].deprecated, None);
    shop("@deprecated(\"\") struct A { }").finds(catalogue::BAD_REASON, "\"\"");
    shop("struct A { @deprecated(\"a\\nb\") a: i32 }").finds(catalogue::BAD_REASON, "\\n");
}

#[test]
fn marks_reach_the_model() {
    let outcome = shop(
        "@sensitive type A = string; struct S { @sensitive a: i32, b: A } @open enum E { a } enum F { a }
         service T { fn f(@sensitive a: i32, b: i32); }",
    );
    let model = outcome.model();
    assert!(
        model.newtypes[0].sensitive && model.structs[0].fields[0].sensitive && !model.structs[0].fields[1].sensitive
    );
    assert!(model.enums[0].open && !model.enums[1].open);
    let parameters = &model.services[0].methods[0].parameters;
    assert!(parameters[0].sensitive && !parameters[1].sensitive);
}
