use super::{compile, shop, suggested};
use crate::catalogue;
use crate::model::{EnumId, NewtypeId, PackageId, Scalar, Type, Value};

/// Compiles a field beside a newtype of each kind.
fn field(text: &str) -> super::Outcome {
    shop(&format!(
        "type Text = string; type Sku = Text; type Whole = u32; type Real = f64; type Words = list<Sku>;
         type State = Status; type Body = Record; type Pay = Choice; type Prices = map<Sku, Real>;
         enum Status {{ draft, active }} struct Record {{ }} union Choice {{ a: i32, b }} struct Holder {{ x: {text} }}"
    ))
}

/// Returns the default of a field that must be right.
#[track_caller]
fn default(ty: &str, default: &str) -> Value {
    let outcome = field(&format!("{ty} = {default}"));
    outcome.model().structs[1].fields[0].default.clone().expect("a default is written")
}

#[test]
fn a_newtype_wraps_any_type_of_values() {
    let outcome = field("map<Sku, list<Body?>>");
    outcome.is_clean();
    let model = outcome.model();
    assert_eq!(
        model.newtypes.iter().map(|one| &*one.name).collect::<String>(),
        "TextSkuWholeRealWordsStateBodyPayPrices"
    );
    assert_eq!(model.newtypes[1].ty, Type::Newtype(NewtypeId(0)));
    assert_eq!(model.newtypes[4].ty, Type::List(Box::new(Type::Newtype(NewtypeId(1)))));
    assert_eq!(model.unwrapped(&Type::Newtype(NewtypeId(1))), &Type::Scalar(Scalar::String));
    assert_eq!(model.unwrapped(&Type::Newtype(NewtypeId(5))), &Type::Enum(EnumId(0)));
}

#[test]
fn a_newtype_is_a_key_if_what_it_wraps_is_one() {
    for key in ["Text", "Sku", "Whole", "State"] {
        field(&format!("map<{key}, i32>")).is_clean();
    }
    for key in ["Real", "Words", "Body", "Pay", "Prices"] {
        field(&format!("map<{key}, i32>")).finds(catalogue::MAP_KEY, key);
    }
}

#[test]
fn a_newtype_is_an_element_of_a_set_if_what_it_wraps_is_one() {
    for element in ["Sku", "State", "Words", "list<Whole>"] {
        field(&format!("set<{element}>")).is_clean();
    }
    for element in ["Real", "Body", "Pay", "Prices", "list<Real>"] {
        field(&format!("set<{element}>")).finds(catalogue::SET_ELEMENT, element);
    }
}

#[test]
fn the_default_of_a_newtype_is_one_of_what_it_wraps() {
    assert_eq!(default("Sku", "\"a\""), Value::String("a".into()));
    assert_eq!(default("State", "active"), Value::Variant(EnumId(0), 1));
    assert_eq!(default("Words", "[\"a\"]"), Value::List(vec![Value::String("a".into())]));
    assert_eq!(default("Prices", "{}"), Value::EmptyMap);
    assert_eq!(default("list<Words>", "[[], []]"), Value::List(vec![Value::List(vec![]), Value::List(vec![])]));
    assert!(matches!(default("Pay", "b"), Value::Arm(_, 1)));
}

#[test]
fn a_wrong_default_is_told_in_terms_of_what_is_wrapped() {
    field("Whole = -1").finds(catalogue::DEFAULT_RANGE, "-1");
    field("Body = {}").finds(catalogue::NO_DEFAULT, "{}");
    field("Words = [1]").finds(catalogue::WRONG_DEFAULT, "1");
    assert_eq!(suggested(field("State = actve").finds(catalogue::UNKNOWN_VARIANT, "actve")), "active");
    assert_eq!(suggested(field("State = \"active\"").finds(catalogue::WRONG_DEFAULT, "\"active\"")), "active");
    assert_eq!(suggested(field("Whole = \"5\"").finds(catalogue::WRONG_DEFAULT, "\"5\"")), "5");
    assert_eq!(suggested(field("Sku = none").finds(catalogue::WRONG_DEFAULT, "none")), "\"none\"");
}

#[test]
fn a_newtype_does_not_wrap_what_is_optional() {
    let outcome = shop("type Note = string?; struct A { a: Note?, b: Note = \"x\", c: map<Note, i32> }");
    outcome.finds(catalogue::NESTED_OPTIONAL, "string?");
    shop("type Notes = list<string?>;").is_clean();
}

#[test]
fn a_newtype_does_not_lead_back_to_itself() {
    shop("type A = A;").finds(catalogue::NEWTYPE_CYCLE, "A");
    shop("type A = list<B>; type B = map<string, A>; struct S { a: A = [], b: set<B> }")
        .finds(catalogue::NEWTYPE_CYCLE, "list<B>");
    assert_eq!(shop("type A = A; type B = C; type C = B; type D = A;").diagnostics.len(), 2);
    shop("type A = S; struct S { a: list<A> }").is_clean();
}

#[test]
fn what_is_wrong_with_what_a_newtype_wraps_is_told_once() {
    shop("type A = Nothing; type B = list<A>; struct S { a: A = 5, b: map<B, A>, c: set<A> }")
        .finds(catalogue::UNKNOWN_TYPE, "Nothing");
    shop("type A = set<f64>; type B = A; struct S { b: set<B> }").diagnostics.iter().for_each(|one| {
        assert_eq!(one.code, catalogue::SET_ELEMENT);
    });
    shop("service A { } type B = A;").finds(catalogue::WRONG_KIND, "A");
    shop("error A { } type B = A;").finds(catalogue::WRONG_KIND, "A");
}

#[test]
fn newtypes_and_unions_are_suggested() {
    assert_eq!(suggested(field("Skuu").finds(catalogue::UNKNOWN_TYPE, "Skuu")), "Sku");
    assert!(shop("type Tags = list<Tag>;").finds(catalogue::UNKNOWN_TYPE, "Tag").suggestions.is_empty());
    assert_eq!(suggested(field("Choise").finds(catalogue::UNKNOWN_TYPE, "Choise")), "Choice");
}

#[test]
fn newtypes_and_unions_are_imported_like_other_types() {
    let common = ("a.svc", "package common.v1; type Sku = string; union Pay { card: Sku, cash }");
    let outcome = compile(&[
        common,
        ("b.svc", "package shop; use common.v1.{Sku as Key, Pay}; type Own = Key; struct A { p: Pay }"),
    ]);
    outcome.is_clean();
    assert_eq!(outcome.model().packages[1].uses, [PackageId(0)]);
    let outcome =
        compile(&[common, ("b.svc", "package shop; use common.v1.Sku; use common.v1.Pay; union U { p: Pay }")]);
    outcome.finds(catalogue::UNUSED_IMPORT, "Sku");
    let outcome = compile(&[common, ("b.svc", "package shop; struct A { p: Pay }")]);
    assert!(outcome.finds(catalogue::UNKNOWN_TYPE, "Pay").help[0].contains("use common.v1.Pay;"));
}

#[test]
fn newtypes_travel_where_what_they_wrap_does() {
    let method = |method: &str| {
        shop(&format!(
            "type Id = uuid; type Ids = list<Id>; type Body = Record; type Pay = Choice; type Any = json; struct Record {{ }}
             union Choice {{ a, b: i32 }} @rest(\"/a\") service A {{ {method} }} component C {{ services: A; channels: rest; }}"
        ))
    };
    method("@get(\"/{id}\") fn a(id: Id, more: Ids, @header(\"x-id\") one: Id?);").is_clean();
    method("@post(\"/\") fn a(one: Id, body: Body);").is_clean();
    method("@post(\"/\") fn a(one: Id, body: Pay?);").is_clean();
    method("@get(\"/{ids}\") fn a(ids: Ids);").finds(catalogue::PATH_TYPE, "Ids");
    method("@get(\"/\") fn a(body: Pay);").finds(catalogue::QUERY_TYPE, "Pay");
    method("@get(\"/\") fn a(any: Any);").finds(catalogue::QUERY_TYPE, "Any");
    method("@get(\"/\") fn a(@header(\"x-ids\") ids: Ids);").finds(catalogue::HEADER_TYPE, "Ids");
}
