//! What becomes of rules, and which values are not looked at because they have none.

use super::*;
use aspyx_idl::model::{Constraint, Value};

/// Returns the code of a package `a` after its model has been changed.
pub(super) fn code_after(items: &str, change: impl FnOnce(&mut Model)) -> String {
    let mut model = model(&[("a.svc", &format!("package a;\n{items}"))]);
    change(&mut model);
    generate(&model, &Options::default()).get("a.rs").expect("the package has a file").to_owned()
}

fn len(min: u64, max: Option<u64>) -> Constraint {
    Constraint::Len { min, max }
}

#[test]
fn a_rule_of_a_field_is_a_line() {
    let code = code_after(
        "struct P { title: string, note: string?, price: decimal, tags: list<string>, wait: duration }",
        |model| {
            let fields = &mut model.structs[0].fields;
            fields[0].constraints = vec![len(1, Some(200)), Constraint::Pattern("^\"[A-Z]\\d+$".to_owned())];
            fields[1].constraints = vec![len(3, None)];
            let zero = Some(Value::Decimal("0.01".to_owned()));
            fields[2].constraints = vec![Constraint::Range { min: zero, max: None, exclusive: false }];
            fields[3].constraints = vec![len(0, Some(5)), Constraint::Unique];
            let hour = Some(Value::Duration(3_600_000_000_000));
            fields[4].constraints = vec![Constraint::Range { min: None, max: hour, exclusive: true }];
        },
    );
    let expected = r#"
impl ::aspyx::Validate for P {
    fn check(&self, __rules: &mut ::aspyx::codegen::Rules) {
        __rules.len("title", &self.title, 1..=200, "len(1..=200)");
        __rules.pattern(
            "title",
            &self.title,
            ::aspyx::codegen::pattern!("^\"[A-Z]\\d+$"),
            "pattern(\"^\\\"[A-Z]\\\\d+$\")",
        );
        if let Some(__value) = &self.note {
            __rules.len("note", __value, 3.., "len(3..)");
        }
        __rules.range(
            "price",
            &self.price,
            ::aspyx::codegen::decimal("0.01")..,
            "range(\"0.01\"..)",
        );
        __rules.len("tags", &self.tags, 0..=5, "len(0..=5)");
        __rules.unique("tags", &self.tags, "unique");
        __rules.range(
            "wait",
            &self.wait,
            ..::aspyx::codegen::duration(3600000000000),
            "range(..1h)",
        );
    }
}
"#;
    assert_holds(&code, expected);
}

#[test]
fn an_enum_that_is_not_open_knows_its_variants() {
    let items = "enum Closed { a } enum Open { b }";
    let code = code_after(items, |model| model.enums[1].open = true);
    assert_holds(
        &code,
        "        if let Self::Unrecognized(value) = self {\n            __rules.unknown(value, Self::SHAPE);\n",
    );
    assert_holds(&code, "impl ::aspyx::Validate for Open {}\n");
}

#[test]
fn values_without_rules_are_not_looked_at() {
    let items = "enum E { a } struct Plain { text: string, next: list<Plain> } \
        struct Far { deep: map<string, list<Near?>>, plain: Plain } struct Near { e: E, far: Far? } error Bad { near: Near, text: string }";
    let code = code(items);
    assert_holds(&code, "impl ::aspyx::Validate for Plain {}\n");
    assert_holds(&code, "        __rules.nested(\"deep\", &self.deep);\n    }\n");
    assert_holds(
        &code,
        "        __rules.nested(\"e\", &self.e);\n        __rules.nested(\"far\", &self.far);\n    }\n",
    );
    assert_holds(&code, "impl ::aspyx::Validate for Bad {\n");
    assert_lacks(&code, "nested(\"plain\"");
    assert_lacks(&code, "nested(\"text\"");
}

#[test]
fn a_newtype_checks_what_it_wraps_and_so_does_a_field_with_rules_of_its_own() {
    let code = code_after("type Sku = string; type Code = Sku; struct P { code: Code, maybe: Code? }", |model| {
        model.newtypes[0].constraints = vec![len(1, Some(8))];
        model.structs[0].fields[0].constraints = vec![len(2, Some(2))];
        model.structs[0].fields[1].constraints = vec![len(3, None)];
    });
    assert_holds(&code, "        __rules.len(\"\", &self.0, 1..=8, \"len(1..=8)\");\n");
    assert_holds(&code, "        __rules.nested(\"\", &self.0);\n");
    let own = "\
        __rules.nested(\"code\", &self.code);
        __rules.len(\"code\", &self.code.0.0, 2..=2, \"len(2..=2)\");
        __rules.nested(\"maybe\", &self.maybe);
        if let Some(__value) = &self.maybe {
            __rules.len(\"maybe\", &__value.0.0, 3.., \"len(3..)\");
        }
";
    assert_holds(&code, own);
}

#[test]
fn a_union_checks_what_it_carries() {
    let code = code_after(
        "enum E { a } type Pin = E; union U { e: E, pin: Pin, text: string, none } union V { a, b: bytes }",
        |model| {
            model.newtypes[0].sensitive = true;
        },
    );
    let expected = "\
        match self {
            Self::E(value) => __rules.nested(\"e\", value),
            Self::Pin(value) => __rules.sensitive(|__rules| {
                __rules.nested(\"pin\", value);
            }),
            Self::Text(_) => {}
            Self::None => {}
        }
";
    assert_holds(&code, expected);
    assert_holds(&code, "impl ::aspyx::Validate for V {}\n");
}

#[test]
fn of_what_is_sensitive_no_value_is_told() {
    let code =
        code_after("enum E { a } type Pin = string; struct P { e: E, pins: list<Pin>, plain: string }", |model| {
            model.newtypes[0].sensitive = true;
            model.structs[0].fields[0].sensitive = true;
            model.structs[0].fields[1].constraints = vec![Constraint::Unique];
            model.structs[0].fields[2].sensitive = true;
        });
    let expected = "\
        __rules.sensitive(|__rules| {
            __rules.nested(\"e\", &self.e);
        });
        __rules.sensitive(|__rules| {
            __rules.unique(\"pins\", &self.pins, \"unique\");
        });
    }
";
    assert_holds(&code, expected);
}

#[test]
fn client_and_dispatcher_check_arguments_by_the_same_function() {
    let items = "enum E { a } service Shop { fn f(id: uuid, type: E, text: string?); fn g(n: u32); }";
    let code = code_after(items, |model| model.services[0].methods[0].parameters[2].constraints = vec![len(1, None)]);
    let function = "
/// Checks the arguments of [`Shop::f`].
fn __shop__f_rules(r#type: &E, text: &Option<String>) -> ::aspyx::Result<()> {
    let mut __rules = ::aspyx::codegen::Rules::new();
    __rules.nested(\"type\", r#type);
    if let Some(__value) = text {
        __rules.len(\"text\", __value, 1.., \"len(1..)\");
    }
    __rules.allow(&SHOP.methods[0])
}
";
    assert_holds(&code, function);
    assert_holds(&code, " {\n        __shop__f_rules(&r#type, &text)?;\n        match self.0.local_service() {");
    let arm = "
                let r#type = r#type.take()?;
                let text = text.take()?;
                __shop__f_rules(&r#type, &text)?;
                __call.answer(self.0.__f(id.take()?, r#type, text))
";
    assert_holds(&code, arm);
    assert_holds(&code, "__call.answer(self.0.__g(n.take()?))");
    assert_lacks(&code, "__shop__g_rules");
}

#[test]
fn a_long_chain_of_types_is_followed_at_once() {
    let items: String = (0..20_000).map(|n| format!("struct S{n} {{ s: list<S{}> }} ", n + 1)).collect();
    let model = model(&[("a.svc", &format!("package a; {items} struct S20000 {{ e: E }} enum E {{ a }}"))]);
    assert!(crate::rust::reach::Reach::of_rules(&model).includes(&model.structs[0].fields[0].ty));
}
