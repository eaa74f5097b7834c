use super::shop;
use crate::catalogue;

/// Returns the numbers of the fields of a struct, with a `!` if they are pinned.
#[track_caller]
fn numbers(items: &str) -> Vec<String> {
    let outcome = shop(items);
    let shown = |tag: u32, pinned: bool| format!("{tag}{}", if pinned { "!" } else { "" });
    outcome.model().structs[0].fields.iter().map(|field| shown(field.tag, field.pinned)).collect()
}

/// Compiles a struct of two fields, the second pinned.
fn pinned(number: &str) -> super::Outcome {
    shop(&format!("struct A {{ a: i32, @tag({number}) b: i32 }}"))
}

#[test]
fn numbers_go_on_behind_a_pin() {
    assert_eq!(numbers("struct A { a: i32, @tag(7) b: i32, c: i32 }"), ["1", "7!", "8"]);
    assert_eq!(numbers("struct A { @tag(7) a: i32, b: i32, @tag(3) c: i32, d: i32 }"), ["7!", "8", "3!", "4"]);
}

#[test]
fn pinned_and_reserved_numbers_are_passed_over() {
    assert_eq!(numbers("struct A { a: i32, b: i32, @tag(2) c: i32 }"), ["1", "3", "2!"]);
    assert_eq!(numbers("@reserved(3, 1) struct A { a: i32, b: i32, c: i32 }"), ["2", "4", "5"]);
    assert_eq!(
        numbers("@reserved(2) struct A { a: i32, @tag(4) b: i32, @tag(3) c: i32, d: i32 }"),
        ["1", "4!", "3!", "5"]
    );
}

#[test]
fn a_number_given_before_is_passed_over() {
    assert_eq!(numbers("struct A { a: i32, b: i32, @tag(1) c: i32, d: i32 }"), ["2", "3", "1!", "4"]);
}

#[test]
fn what_protobuf_keeps_is_passed_over() {
    assert_eq!(numbers("struct A { @tag(18999) a: i32, b: i32 }"), ["18999!", "20000"]);
    let outcome = shop("enum A { @tag(18999) a, b }");
    assert_eq!(outcome.model().enums[0].variants[1].number, 19_000);
}

#[test]
fn everything_numbered_is_pinned_and_reserved_alike() {
    let outcome = shop(
        "@reserved(2) enum E { a, b, @tag(9) c } @reserved(1) union U { a, @tag(5) b: i32, c } @reserved(1) error F { a: i32 }
         error G { } @reserved(2) struct T { @tag(4) a: i32 }
         service S { @reserved(1, 3) fn f(a: i32, @tag(6) b: i32, c: i32) throws F, @tag(9) G; }
         component C { services: S; channels: dispatch-json; }",
    );
    outcome.is_clean();
    let model = outcome.model();
    let variants: Vec<_> = model.enums[0].variants.iter().map(|one| (one.number, one.pinned)).collect();
    assert_eq!(variants, [(1, false), (3, false), (9, true)]);
    assert_eq!(model.unions[0].variants.iter().map(|one| one.tag).collect::<Vec<_>>(), [2, 5, 6]);
    assert_eq!(model.errors[0].fields[0].tag, 2);
    let method = &model.services[0].methods[0];
    assert_eq!(method.reserved, [1, 3]);
    assert_eq!(method.parameters.iter().map(|one| one.tag).collect::<Vec<_>>(), [2, 6, 7]);
    assert_eq!(method.throws.iter().map(|one| (one.tag, one.pinned)).collect::<Vec<_>>(), [(3, false), (9, true)]);
}

#[test]
fn numbers_have_a_range() {
    for number in ["0", "-1", "536870912", "4294967297", "99999999999999999999999999999999999999999999"] {
        pinned(number).finds(catalogue::NUMBER_RANGE, number);
    }
    assert!(pinned("536870911").model.is_some());
    shop("@reserved(0) struct A { }").finds(catalogue::NUMBER_RANGE, "0");
    assert!(shop("enum A { @tag(2147483647) a }").model.is_some());
    shop("enum A { @tag(2147483648) a }").finds(catalogue::NUMBER_RANGE, "2147483648");
    assert!(shop("enum A { @tag(0) a }").finds(catalogue::NUMBER_RANGE, "0").help[0].contains("do not know"));
}

#[test]
fn nothing_is_counted_beyond_the_greatest() {
    shop("struct A { @tag(536870911) a: i32, b: i32, c: i32 }").finds(catalogue::NUMBER_RANGE, "b");
    shop("enum A { @tag(2147483647) a, b }").finds(catalogue::NUMBER_RANGE, "b");
}

#[test]
fn errors_are_numbered_from_three() {
    let throws = |mark: &str| shop(&format!("error E {{ }} service A {{ fn f() throws {mark} E; }}"));
    for number in ["0", "1", "2"] {
        throws(&format!("@tag({number})")).finds(catalogue::NUMBER_RANGE, number);
    }
    assert!(throws("@tag(3)").model.is_some());
}

#[test]
fn some_numbers_are_kept_by_protobuf() {
    for number in ["19000", "19999"] {
        pinned(number).finds(catalogue::KEPT_NUMBER, number);
    }
    shop("@reserved(19500) union A { a }").finds(catalogue::KEPT_NUMBER, "19500");
    assert!(pinned("18999").model.is_some() && pinned("20000").model.is_some());
    assert!(shop("enum A { @tag(19500) a }").model.is_some());
}

#[test]
fn a_number_is_given_once() {
    let outcome = shop("struct A { @tag(2) a: i32, b: i32, @tag(2) c: i32 }");
    let found = outcome.finds(catalogue::DUPLICATE_NUMBER, "2");
    assert_eq!(outcome.sources.position(found.label.span.file, found.label.span.start).1, 41, "{found:#?}");
    shop("@reserved(2, 3, 2) struct A { }").finds(catalogue::DUPLICATE_NUMBER, "2");
}

#[test]
fn a_reserved_number_is_not_given() {
    shop("@reserved(4) struct A { @tag(4) a: i32 }").finds(catalogue::RESERVED_NUMBER, "4");
    shop("service S { @reserved(2) fn f(@tag(2) a: i32); }").finds(catalogue::RESERVED_NUMBER, "2");
}

#[test]
fn wrong_arguments_are_the_only_finding() {
    shop("struct A { @tag a: i32, @tag(\"1\") b: i32 }").diagnostics.iter().for_each(|one| {
        assert_eq!(one.code, catalogue::ANNOTATION_ARGUMENTS);
    });
    shop("@reserved struct A { a: i32 }").finds(catalogue::ANNOTATION_ARGUMENTS, "@reserved");
    shop("struct A { @tag(1) @tag(2) a: i32 }").finds(catalogue::DUPLICATE_ANNOTATION, "@tag(2)");
}

#[test]
fn many_pins_take_no_time_to_pass_over() {
    let fields: Vec<String> = (0..20_000).map(|n| format!("@tag({}) a{n}: i32, b{n}: i32", 40_000 - n)).collect();
    assert_eq!(numbers(&format!("struct A {{ {} }}", fields.join(", "))).len(), 40_000);
}
