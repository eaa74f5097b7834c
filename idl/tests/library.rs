//! The file that shows everything is right, and the model has all of it.

use aspyx_idl::model::{Model, Type, Value};
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;

/// What the library imports.
const COMMON: &str = "package common.v1; struct Address { } struct Money { } struct Page { } struct Period { }";

fn library() -> Model {
    let mut sources = Sources::new();
    sources.add("library.svc", include_str!("library.svc"));
    sources.add("common.svc", COMMON);
    let compilation = aspyx_idl::compile(&sources);
    assert!(compilation.diagnostics.is_empty(), "{}", human(&compilation.diagnostics, &sources, false));
    compilation.model.expect("nothing is wrong")
}

#[test]
fn numbers_are_counted_pinned_and_passed_over() {
    let model = library();
    let state: Vec<_> = model.enums[0].variants.iter().map(|one| (one.number, one.pinned)).collect();
    assert_eq!(state, [(1, false), (2, false), (3, false), (9, true)]);
    let contact: Vec<_> = model.unions[0].variants.iter().map(|one| one.tag).collect();
    assert_eq!(contact, [1, 2, 7, 8, 9]);
    let lend = model.services[0].methods.iter().find(|one| one.name == "lend").expect("books are lent");
    assert_eq!(lend.parameters.iter().map(|one| one.tag).collect::<Vec<_>>(), [1, 2, 8]);
    assert_eq!(lend.throws.iter().map(|one| one.tag).collect::<Vec<_>>(), [3, 7]);
}

#[test]
fn what_leads_back_stands_behind_a_pointer() {
    let model = library();
    let boxed = model.unions[0].variants.iter().filter(|one| one.boxed).map(|one| &*one.name);
    assert_eq!(boxed.collect::<Vec<_>>(), ["other"]);
    let book = model.structs.iter().find(|one| one.name == "Book").expect("there are books");
    let boxed = book.fields.iter().filter(|one| one.boxed).map(|one| &*one.name);
    assert_eq!(boxed.collect::<Vec<_>>(), ["successor"]);
}

#[test]
fn newtypes_and_unions_have_defaults() {
    let model = library();
    let book = model.structs.iter().find(|one| one.name == "Book").expect("there are books");
    let field = |name: &str| book.fields.iter().find(|one| one.name == name).expect("the field is declared");
    assert_eq!(field("worth").default, Some(Value::Decimal("12.50".to_owned())));
    assert!(matches!(field("owner").default, Some(Value::Arm(_, 2))));
    assert_eq!(field("shelves").default, Some(Value::List(Vec::new())));
    assert!(matches!(model.unwrapped(&field("shelves").ty), Type::List(_)));
}
