//! What the golden cases cannot show: numbers, options and comments, set in the model itself.

use super::*;
use aspyx_idl::model::{Constraint, Value};
use aspyx_idl::source::Sources;

fn model(items: &str) -> (Model, Sources) {
    let mut sources = Sources::new();
    sources.add("a.svc", format!("package a.v1;\n{items}"));
    let compilation = aspyx_idl::compile(&sources);
    let findings = aspyx_idl::render::human(&compilation.diagnostics, &sources, false);
    (compilation.model.unwrap_or_else(|| panic!("{findings}")), sources)
}

/// Returns the text of a model.
fn text(model: &Model) -> String {
    let files = generate(model, &Options::default()).expect("it can be said");
    files.get("a/v1/a.proto").expect("the package has a file").to_owned()
}

/// Returns what is said of a model that cannot be said.
fn refusal(model: &Model, sources: &Sources) -> String {
    let errors = generate(model, &Options::default()).expect_err("it cannot be said");
    errors.iter().map(|error| error.show(sources) + "\n").collect()
}

#[track_caller]
fn assert_holds(text: &str, part: &str) {
    assert!(text.contains(part), "expected:\n{part}\n\nin:\n{text}");
}

#[test]
fn numbers_that_protobuf_keeps_for_itself_are_refused() {
    for number in [0, 19_000, 19_999, 1 << 29, u32::MAX] {
        let (mut model, sources) = model("struct S { x: i32 }");
        model.structs[0].fields[0].tag = number;
        let said = refusal(&model, &sources);
        assert_holds(&said, &format!("field `x` of struct `S` has the number {number}"));
        assert_holds(&said, "\n --> a.svc:2:12\n");
    }
    for number in [18_999, 20_000, (1 << 29) - 1] {
        let (mut model, _) = model("struct S { x: i32 }");
        model.structs[0].fields[0].tag = number;
        assert_holds(&text(&model), &format!("optional int32 x = {number};"));
    }
}

#[test]
fn a_value_of_an_enum_cannot_be_zero_or_negative() {
    for number in [0, 1 << 31] {
        let (mut model, sources) = model("enum E { x }");
        model.enums[0].variants[0].number = number;
        assert_holds(&refusal(&model, &sources), &format!("variant `x` of enum `E` has the number {number}"));
    }
}

#[test]
fn reserved_numbers_stand_together() {
    let (mut model, _) = model("struct S { x: i32 }\nenum E { x }\nunion U { x: i32 }");
    model.structs[0].reserved = vec![1, 3, 5, 6, 7, 9, u32::MAX];
    model.enums[0].reserved = vec![2, 3];
    model.unions[0].reserved = vec![4];
    let text = text(&model);
    assert_holds(&text, "message S {\n  reserved 3, 5 to 7, 9;\n\n  optional int32 x = 1;\n}");
    assert_holds(&text, "enum E {\n  reserved 2 to 3;\n\n  // Not said, or not known.\n  E_UNSPECIFIED = 0;");
    assert_holds(&text, "message U {\n  reserved 4;\n\n  oneof kind {");
}

#[test]
fn an_answer_reserves_no_number_of_its_own() {
    let (mut model, _) = model("error E {}\nservice S { fn f(x: i32) -> i32 throws E; }");
    model.services[0].methods[0].reserved = vec![1, 2, 3, 4];
    let text = text(&model);
    assert_holds(&text, "message SFRequest {\n  reserved 2 to 4;\n");
    assert_holds(&text, "message SFResponse {\n  reserved 4;\n");
}

#[test]
fn comments_tell_what_the_types_do_not() {
    let (mut model, _) = model(
        "/// A key.\ntype Key = uuid;\nstruct S {\n  /// Docs.\n  x: Key = \"00000000-0000-0000-0000-000000000000\",\n  y: i32 }",
    );
    let fields = &mut model.structs[0].fields;
    fields[0].sensitive = true;
    fields[1].constraints = vec![Constraint::Range { min: Some(Value::Integer(1)), max: None, exclusive: false }];
    model.newtypes[0].constraints = vec![Constraint::Pattern("^\n*/".to_owned())];
    let text = text(&model);
    assert_holds(&text, "  // Docs.\n  //\n  // Type: `Key`.\n  // `Key`: A key.\n  // `Key` is a `uuid`.\n");
    assert_holds(&text, "  // `Key` must keep `pattern(\"^\\n*/\")`.\n");
    assert_holds(&text, "  // Sensitive: neither shown nor logged.\n  optional string x = 1;\n");
    assert_holds(&text, "  // Must keep `range(1..)`.\n  optional int32 y = 2;\n");
}

#[test]
fn comments_stay_comments_whatever_is_in_them() {
    let (mut model, _) = model("struct S {}");
    model.structs[0].docs = Some("One\r\n\u{1}two\u{85}*/\u{0}three\n\n  four  ".to_owned());
    assert_holds(&text(&model), "\n// One\n//  two */ three\n//\n//   four\nmessage S {}\n");
}

#[test]
fn an_enum_may_have_hundreds_of_values() {
    let variants: Vec<_> = (1..=300).map(|number| format!("value_{number}")).collect();
    let (model, _) = model(&format!("enum Many {{ {} }}", variants.join(", ")));
    assert_holds(&text(&model), "  MANY_VALUE_300 = 300;\n}");
}

#[test]
fn the_descriptors_bear_the_mark() {
    let (model, _) = model("struct S {}");
    let files = generate(&model, &Options::default()).expect("it can be said");
    let mark = crate::header::mark("proto");
    for (path, content) in files.iter() {
        assert!(content.windows(mark.len()).any(|part| part == mark.as_bytes()), "{path}");
    }
}
