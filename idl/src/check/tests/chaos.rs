//! Files that parse and mean next to nothing: names, types and annotations thrown together.

use super::compile;
use proptest::collection::vec;
use proptest::prelude::*;

/// Names, few enough to meet, many of them awkward.
fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&[
        "a",
        "A",
        "aB",
        "a_b",
        "_1",
        "__x",
        "self",
        "other",
        "string",
        "list",
        "Shop",
        "ShopBuilder",
    ])
    .prop_map(str::to_owned)
}

fn ty() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![name(), prop::sample::select(&["i32", "uuid", "json", "bytes"]).prop_map(str::to_owned)];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|ty| format!("{ty}?")),
            inner.clone().prop_map(|ty| format!("list<{ty}>")),
            (inner.clone(), inner.clone()).prop_map(|(key, value)| format!("map<{key}, {value}>")),
            (name(), inner).prop_map(|(name, ty)| format!("{name}<{ty}>")),
        ]
    })
}

fn annotation() -> impl Strategy<Value = String> {
    prop::sample::select(&[
        "",
        "",
        "@get(\"/{a}\")",
        "@post(\"/\")",
        "@rest(\"/x\")",
        "@rest(\"/\")",
        "@body",
        "@query",
        "@header(\"a\")",
        "@status(404)",
        "@status(201)",
        "@health(\"/a\")",
        "@auth",
        "@nothing",
        "@get",
        "@get(1..2, {})",
        "@put(\"/é{\\n}\")",
        "@len(..1)",
        "@len(\"é\"..=-1)",
        "@range(1..0.5)",
        "@range(..5s)",
        "@pattern(\"^[aé\\u{41}]+$\")",
        "@pattern(\"\\u{e9}(\")",
        "@unique",
        "@message(\"\\u{e9}{a} {é} {{ } {\")",
        "@name(\"é x\")",
        "@deprecated(\"é\\n\")",
        "@roles(\"\", \"a\", \"a\")",
        "@once @get(\"/\") @readonly",
        "@timeout(0s)",
        "@public @auth",
        "@sensitive",
    ])
    .prop_map(str::to_owned)
}

fn default() -> impl Strategy<Value = String> {
    prop::sample::select(&[
        "",
        "",
        "= 1",
        "= -99999999999",
        "= [a, [1]]",
        "= {}",
        "= \"é\"",
        "= 5s",
        "= aB",
        "= true",
        "= [1, 1]",
    ])
    .prop_map(str::to_owned)
}

fn member() -> impl Strategy<Value = String> {
    (annotation(), name(), ty(), default())
        .prop_map(|(note, name, ty, default)| format!("{note} {name}: {ty} {default}"))
}

fn method() -> impl Strategy<Value = String> {
    (annotation(), name(), vec(member(), 0..4), prop::option::of(ty()), vec(name(), 0..3)).prop_map(
        |(note, name, parameters, result, throws)| {
            let result = result.map_or(String::new(), |ty| format!("-> {ty}"));
            let throws = if throws.is_empty() { String::new() } else { format!("throws {}", throws.join(", ")) };
            format!("{note} fn {name}({}) {result} {throws};", parameters.join(", "))
        },
    )
}

fn item() -> impl Strategy<Value = String> {
    prop_oneof![
        (annotation(), name(), vec(member(), 0..4))
            .prop_map(|(note, name, fields)| format!("{note} struct {name} {{ {} }}", fields.join(", "))),
        (annotation(), name(), vec(member(), 0..4))
            .prop_map(|(note, name, fields)| format!("{note} error {name} {{ {} }}", fields.join(", "))),
        (annotation(), name(), vec(name(), 0..4))
            .prop_map(|(note, name, variants)| format!("{note} enum {name} {{ {} }}", variants.join(", "))),
        (annotation(), name(), vec(method(), 0..4))
            .prop_map(|(note, name, methods)| format!("{note} service {name} {{ {} }}", methods.join(" "))),
        (annotation(), name(), vec(name(), 1..4)).prop_map(|(note, name, services)| format!(
            "{note} component {name} {{ services: {}; channels: rest, dispatch-json; }}",
            services.join(", ")
        )),
        (annotation(), name(), ty()).prop_map(|(note, name, ty)| format!("{note} type {name} = {ty};")),
    ]
}

fn file() -> impl Strategy<Value = String> {
    let packages = prop::sample::select(&["p", "p.v1", "q"]);
    (packages.clone(), vec((packages, name(), name()), 0..3), vec(item(), 0..6)).prop_map(|(package, uses, items)| {
        let uses: String =
            uses.iter().map(|(from, name, alias)| format!("use {from}.{{{name} as {alias}}};\n")).collect();
        format!("package {package};\n{uses}{}", items.join("\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_the_order_of_files_does_not_matter(a in file(), b in file(), c in file()) {
        let files = [("a.svc", a.as_str()), ("b.svc", b.as_str()), ("c.svc", c.as_str())];
        let forward = compile(&files);
        let backward = compile(&[files[2], files[1], files[0]]);
        prop_assert!(!forward.diagnostics.iter().any(|one| one.code.id.starts_with("E01")), "{}", forward.told());
        prop_assert_eq!(forward.told(), backward.told());
        let names = |outcome: &super::Outcome| outcome.model.as_ref().map(|model| format!("{:?}", model.packages));
        prop_assert_eq!(names(&forward), names(&backward));
    }
}
