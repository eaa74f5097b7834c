//! What a method says of itself: who may call it, how often, for how long, and whether still.

use super::rules::code_after;
use super::*;
use aspyx_idl::model::{Access, Repeat};

const ITEMS: &str = "service Shop { fn a(); fn b(); fn c(); }";

#[test]
fn what_is_special_about_a_method_stands_in_its_descriptor() {
    let code = code_after(ITEMS, |model| {
        let [a, b, c] = &mut model.services[0].methods[..] else { panic!("three methods") };
        (a.repeat, a.access, a.timeout) = (Repeat::Readonly, Access::Authenticated, Some(2_000_000_000));
        (b.repeat, b.timeout) = (Repeat::Idempotent, Some(1_500_000_000));
        b.access = Access::Roles(vec!["editor".to_owned(), "chief \"editor\"".to_owned()]);
        (c.timeout, c.deprecated) = (Some(1), Some("use b".to_owned()));
    });
    let a = "
            repeat: ::aspyx::codegen::Repeat::Readonly,
            access: ::aspyx::codegen::Access::Authenticated,
            timeout: Some(::std::time::Duration::from_secs(2)),
            ..::aspyx::codegen::MethodDescriptor::DEFAULT
";
    assert_holds(&code, a);
    let b = "
            repeat: ::aspyx::codegen::Repeat::Idempotent,
            access: ::aspyx::codegen::Access::Roles(&[\"editor\", \"chief \\\"editor\\\"\"]),
            timeout: Some(::std::time::Duration::from_millis(1500)),
";
    assert_holds(&code, b);
    assert_holds(&code, "            timeout: Some(::std::time::Duration::from_nanos(1)),\n");
    assert_holds(&code, "            deprecated: Some(\"use b\"),\n");
}

#[test]
fn callers_are_warned_of_what_is_deprecated() {
    let code = code_after(ITEMS, |model| {
        model.services[0].deprecated = Some("use Store".to_owned());
        model.services[0].methods[1].deprecated = Some(String::new());
        model.services[0].methods[2].deprecated = Some("use a".to_owned());
    });
    assert_holds(&code, "\n    #[deprecated]\n    fn b(");
    assert_holds(&code, "\n    #[deprecated(note = \"use a\")]\n    fn c(");
    assert_holds(&code, "#[deprecated(note = \"use Store\")]\n#[derive(Clone, Debug)]\npub struct ShopClient(");
    assert_holds(&code, "            deprecated: Some(\"use Store\"),\n");
    let told = code_after("service S { fn f(/** The one. */ a: u32, b: u32, c: u32); }", |model| {
        let parameters = &mut model.services[0].methods[0].parameters;
        parameters[0].deprecated = Some("give b".to_owned());
        parameters[1].deprecated = Some(String::new());
    });
    assert_holds(&told, "    /// * `b` - Deprecated.\n    fn f(");
    assert_holds(&told, "    /// * `a` - Deprecated: give b\n");
    assert_eq!(code.matches("#[deprecated").count(), 3, "nobody who implements the service is warned:\n{code}");
}
