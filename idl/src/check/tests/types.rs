use super::{shop, suggested};
use crate::catalogue;
use crate::model::{EnumId, Scalar, StructId, Type};

/// Returns the type of the only field of the first struct.
#[track_caller]
fn ty(text: &str) -> Type {
    shop(&format!("struct A {{ a: {text} }} struct S {{ }} enum E {{ a }}")).model().structs[0].fields[0].ty.clone()
}

/// Compiles a struct with one field of a type.
fn field(text: &str) -> super::Outcome {
    shop(&format!(
        "struct A {{ a: {text} }} struct Product {{ }} enum Status {{ a }} error Failure {{ }} service Calls {{ }}"
    ))
}

#[test]
fn every_built_in_type_is_known() {
    let names = "bool i32 i64 u32 u64 f32 f64 string bytes timestamp date duration uuid decimal json";
    for name in names.split(' ') {
        assert!(matches!(ty(name), Type::Scalar(_)), "{name}");
    }
}

#[test]
fn types_may_hold_others() {
    let boxed = |ty| Box::new(ty);
    assert_eq!(ty("S"), Type::Struct(StructId(1)));
    assert_eq!(ty("list<E?>"), Type::List(boxed(Type::Optional(boxed(Type::Enum(EnumId(0)))))));
    assert_eq!(
        ty("map<uuid, list<bytes>>?"),
        Type::Optional(boxed(Type::Map(
            boxed(Type::Scalar(Scalar::Uuid)),
            boxed(Type::List(boxed(Type::Scalar(Scalar::Bytes))))
        )))
    );
    assert_eq!(
        ty("map<E, i32?>"),
        Type::Map(boxed(Type::Enum(EnumId(0))), boxed(Type::Optional(boxed(Type::Scalar(Scalar::I32)))))
    );
}

#[test]
fn a_misspelt_type_is_suggested() {
    assert_eq!(suggested(field("Prodcut").finds(catalogue::UNKNOWN_TYPE, "Prodcut")), "Product");
    assert_eq!(suggested(field("strng").finds(catalogue::UNKNOWN_TYPE, "strng")), "string");
    assert_eq!(suggested(field("lst<i32>").finds(catalogue::UNKNOWN_TYPE, "lst")), "list");
}

#[test]
fn types_of_other_languages_are_translated() {
    let pairs = [("int", "i32"), ("String", "string"), ("boolean", "bool"), ("long", "i64"), ("datetime", "timestamp")];
    for (foreign, own) in pairs {
        assert_eq!(suggested(field(foreign).finds(catalogue::UNKNOWN_TYPE, foreign)), own);
    }
    assert_eq!(suggested(field("Vec<i32>").finds(catalogue::UNKNOWN_TYPE, "Vec")), "list");
    assert_eq!(suggested(field("dict<string, i32>").finds(catalogue::UNKNOWN_TYPE, "dict")), "map");
    assert!(field("Option<i32>").finds(catalogue::UNKNOWN_TYPE, "Option").help[0].contains("`T?`"));
}

#[test]
fn a_far_fetched_name_is_not_suggested() {
    assert!(field("Xylophone").finds(catalogue::UNKNOWN_TYPE, "Xylophone").suggestions.is_empty());
}

#[test]
fn type_arguments_are_counted() {
    field("list").finds(catalogue::TYPE_ARGUMENTS, "list");
    field("list<i32, i32>").finds(catalogue::TYPE_ARGUMENTS, "list<i32, i32>");
    field("map<string>").finds(catalogue::TYPE_ARGUMENTS, "map<string>");
    field("string<i32>").finds(catalogue::TYPE_ARGUMENTS, "string<i32>");
    field("Product<i32>").finds(catalogue::TYPE_ARGUMENTS, "Product<i32>");
}

#[test]
fn keys_are_few() {
    for key in ["f64", "bool", "Product", "string?", "list<i32>", "json", "timestamp"] {
        field(&format!("map<{key}, i32>")).finds(catalogue::MAP_KEY, key);
    }
    for key in ["string", "i32", "i64", "u32", "u64", "uuid", "Status"] {
        assert!(field(&format!("map<{key}, i32>")).model.is_some(), "{key}");
    }
}

#[test]
fn an_unknown_key_is_one_finding() {
    field("map<Nothing, i32>").finds(catalogue::UNKNOWN_TYPE, "Nothing");
}

#[test]
fn optional_is_said_once() {
    field("string??").finds(catalogue::NESTED_OPTIONAL, "string??");
}

#[test]
fn errors_and_services_are_no_types() {
    assert!(field("Failure").finds(catalogue::WRONG_KIND, "Failure").help[0].contains("throws Failure"));
    field("list<Calls>").finds(catalogue::WRONG_KIND, "Calls");
}

#[test]
fn every_wrong_field_is_a_finding() {
    assert_eq!(shop("struct A { a: int, b: Xylophone, c: list }").diagnostics.len(), 3);
}

#[test]
fn numbers_count_from_one() {
    let outcome = shop("struct A { a: i32, b: i32 } enum E { a, b } error F { a: i32 }");
    let model = outcome.model();
    assert_eq!(model.structs[0].fields.iter().map(|field| field.tag).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(model.enums[0].variants.iter().map(|variant| variant.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(model.errors[0].fields[0].tag, 1);
}

#[test]
fn docs_come_along() {
    let outcome = shop("/// One.\n///\n/// Two.\nstruct A {\n/// Three.\na: i32 }");
    assert_eq!(outcome.model().structs[0].docs.as_deref(), Some("One.\n\nTwo."));
    assert_eq!(outcome.model().structs[0].fields[0].docs.as_deref(), Some("Three."));
}

#[test]
fn the_arguments_of_an_unknown_type_are_looked_at_too() {
    let outcome = shop("struct A { a: Vec<u8>, b: stream<Nothing>, c: list<i32, Nobody> }");
    let places: Vec<&str> = outcome.diagnostics.iter().map(|one| outcome.sources.text(one.label.span)).collect();
    assert_eq!(
        places,
        ["Vec", "u8", "stream<Nothing>", "Nothing", "list<i32, Nobody>", "Nobody"],
        "{}",
        outcome.told()
    );
}
