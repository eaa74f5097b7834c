use super::{compile, shop};
use crate::catalogue;
use crate::model::{Access, Method, Repeat};

/// Compiles a service with a prefix and returns its one method.
fn method(service: &str, method: &str) -> Method {
    let outcome = shop(&text(service, method));
    outcome.is_clean();
    outcome.model().services[0].methods[0].clone()
}

fn text(service: &str, method: &str) -> String {
    format!(
        "{service} @rest(\"/a\") service A {{ {method} fn a(); @get(\"/other\") fn b(); }}
         component C {{ services: A; channels: dispatch-json, rest; }}"
    )
}

#[test]
fn what_a_method_says_of_access_replaces_what_its_service_says() {
    let roles = |names: &[&str]| Access::Roles(names.iter().map(|name| (*name).to_owned()).collect());
    for (service, own, expected) in [
        ("", "", Access::Anyone),
        ("@auth", "", Access::Authenticated),
        ("@roles(\"a\", \"b\")", "", roles(&["a", "b"])),
        ("@auth", "@public", Access::Anyone),
        ("@roles(\"a\")", "@public", Access::Anyone),
        ("@roles(\"a\")", "@auth", Access::Authenticated),
        ("@auth", "@roles(\"b\")", roles(&["b"])),
        ("", "@auth @roles(\"b\")", roles(&["b"])),
    ] {
        assert_eq!(method(service, own).access, expected, "{service} {own}");
    }
}

#[test]
fn public_contradicts_a_guard_on_the_same_thing() {
    shop(&text("", "@auth @public")).finds(catalogue::ACCESS_CONTRADICTION, "@public");
    shop(&text("", "@public @roles(\"a\")")).finds(catalogue::ACCESS_CONTRADICTION, "@roles(\"a\")");
    shop(&text("@public @auth", "")).finds(catalogue::ACCESS_CONTRADICTION, "@auth");
}

#[test]
fn public_with_nothing_to_lift_is_a_warning() {
    shop(&text("", "@public")).finds(catalogue::NOTHING_TO_LIFT, "@public");
    shop(&text("@public", "")).finds(catalogue::NOTHING_TO_LIFT, "@public");
    let own = "package b; service B { } component C { services: B; channels: dispatch-json; }";
    compile(&[("b.svc", own)]).is_clean();
}

#[test]
fn a_role_has_a_name() {
    for (role, at) in [("\"\"", "\"\""), ("\" a\"", "\" a\""), ("\"a\\nb\"", "\"a\\nb\""), ("\"b\", \"b\"", "\"b\"")] {
        shop(&text(&format!("@roles({role})"), "")).finds(catalogue::BAD_ROLE, at);
    }
    let outcome = shop(&text("", "@roles(\" a\\\"b \")"));
    assert_eq!(super::suggested(outcome.only()), "\"a\\\"b\"");
}

#[test]
fn once_has_the_last_word_and_otherwise_the_stronger_promise_counts() {
    use Repeat::{Idempotent, Once, Readonly};
    for (service, own, expected) in [
        ("", "", Once),
        ("", "@get(\"/\")", Readonly),
        ("", "@put(\"/\")", Idempotent),
        ("", "@delete(\"/\")", Idempotent),
        ("", "@post(\"/\")", Once),
        ("", "@patch(\"/\")", Once),
        ("", "@get(\"/\") @once", Once),
        ("", "@get(\"/\") @idempotent", Readonly),
        ("", "@put(\"/\") @readonly", Readonly),
        ("", "@readonly @idempotent", Readonly),
        ("@idempotent", "", Idempotent),
        ("@idempotent", "@once", Once),
        ("@idempotent", "@get(\"/\")", Readonly),
        ("@readonly", "@idempotent", Idempotent),
        ("@readonly", "@post(\"/\")", Readonly),
        ("@once", "@get(\"/\")", Once),
        ("@once", "@get(\"/\") @idempotent", Readonly),
        ("@once", "@idempotent", Idempotent),
    ] {
        assert_eq!(method(service, own).repeat, expected, "{service} {own}");
    }
}

#[test]
fn once_contradicts_a_promise_on_the_same_thing() {
    shop(&text("", "@once @idempotent")).finds(catalogue::REPEAT_CONTRADICTION, "@idempotent");
    shop(&text("@readonly @once", "")).finds(catalogue::REPEAT_CONTRADICTION, "@once");
}

#[test]
fn a_timeout_of_a_method_replaces_that_of_its_service() {
    assert_eq!(method("", "").timeout, None);
    assert_eq!(method("@timeout(2s)", "").timeout, Some(2_000_000_000));
    assert_eq!(method("@timeout(2s)", "@timeout(500ms)").timeout, Some(500_000_000));
}

#[test]
fn a_timeout_is_some_time() {
    shop(&text("@timeout(0s)", "")).finds(catalogue::ZERO_TIMEOUT, "0s");
    shop(&text("", "@timeout(500)")).finds(catalogue::ANNOTATION_ARGUMENTS, "500");
    let quoted = shop(&text("", "@timeout(\"500ms\")"));
    assert_eq!(super::suggested(quoted.only()), "500ms");
}
