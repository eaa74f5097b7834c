use super::shop;
use crate::catalogue;
use crate::model::{ErrorId, Scalar, Type};

#[test]
fn a_method_has_parameters_a_result_and_errors() {
    let outcome = shop(
        "error A { } error B { }
         service TestService { fn hello(name: string, times: u32 = 1) -> string? throws A, B; fn ping(); }
         component Shop { services: TestService; channels: dispatch-json; }",
    );
    outcome.is_clean();
    let service = &outcome.model().services[0];
    assert_eq!(service.wire_name, "test-service");
    let [hello, ping] = service.methods.as_slice() else { panic!("two methods are declared") };
    assert_eq!(hello.parameters.iter().map(|one| one.tag).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(hello.result, Some(Type::Optional(Box::new(Type::Scalar(Scalar::String)))));
    let throws: Vec<(ErrorId, u32)> = hello.throws.iter().map(|throw| (throw.error, throw.tag)).collect();
    assert_eq!(throws, [(ErrorId(0), 3), (ErrorId(1), 4)]);
    assert!(hello.route.is_none());
    assert!(ping.result.is_none());
}

#[test]
fn a_required_parameter_follows_no_default() {
    let outcome = shop("service A { fn a(b: i32 = 1, c: i32); }");
    outcome.finds(catalogue::REQUIRED_AFTER_DEFAULT, "c");
}

#[test]
fn an_optional_parameter_may_stand_anywhere() {
    assert!(shop("service A { fn a(b: i32?, c: i32, d: i32 = 1, e: i32?); }").model.is_some());
}

#[test]
fn an_error_is_thrown_once() {
    shop("error E { } service A { fn a() throws E, E; }").finds(catalogue::DUPLICATE_THROWS, "E");
}

#[test]
fn errors_of_one_name_have_one_arm() {
    let outcome = super::compile(&[
        ("a.svc", "package a; error Failure { }"),
        ("b.svc", "package b; use a.Failure as Mishap; error Failure { } service A { fn a() throws Failure, Mishap; }"),
    ]);
    outcome.finds(catalogue::DUPLICATE_THROWS, "Mishap");
}

#[test]
fn the_last_arm_is_taken() {
    shop("error other { } service A { fn a() throws other; }").finds(catalogue::DUPLICATE_THROWS, "other");
    shop("error Other { }").is_clean();
}

#[test]
fn results_and_parameters_are_types() {
    shop("service A { fn a() -> Nothing; }").finds(catalogue::UNKNOWN_TYPE, "Nothing");
    shop("service A { fn a(b: Nothing = 5); }").finds(catalogue::UNKNOWN_TYPE, "Nothing");
    assert!(shop("service A { fn a() -> void; }").only().help[0].contains("no `->`"));
}
