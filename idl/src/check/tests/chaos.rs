//! Files that parse and mean next to nothing: names, types and annotations thrown together.

use super::compile;
use crate::model::{Model, Type};
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
            inner.clone().prop_map(|ty| format!("set<{ty}>")),
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
        "@tag(1)",
        "@tag(2)",
        "@tag(0)",
        "@tag(19000)",
        "@tag(536870911)",
        "@tag(99999999999999999999)",
        "@reserved(1, 2, 1)",
        "@reserved(19999, 0)",
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

fn tag() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["", "", "@tag(3)", "@tag(2)", "@tag(4)"])
}

/// A variant of a union, with a value more often than not.
fn arm() -> impl Strategy<Value = String> {
    (annotation(), name(), prop::option::weighted(0.7, ty())).prop_map(|(note, name, ty)| match ty {
        Some(ty) => format!("{note} {name}: {ty}"),
        None => format!("{note} {name}"),
    })
}

fn method() -> impl Strategy<Value = String> {
    (annotation(), name(), vec(member(), 0..4), prop::option::of(ty()), vec((tag(), name()), 0..3)).prop_map(
        |(note, name, parameters, result, throws)| {
            let result = result.map_or(String::new(), |ty| format!("-> {ty}"));
            let entries: Vec<String> = throws.iter().map(|(tag, error)| format!("{tag} {error}")).collect();
            let throws = if throws.is_empty() { String::new() } else { format!("throws {}", entries.join(", ")) };
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
        (annotation(), name(), vec((annotation(), name()), 0..4)).prop_map(|(note, name, variants)| {
            let variants: Vec<String> = variants.iter().map(|(note, name)| format!("{note} {name}")).collect();
            format!("{note} enum {name} {{ {} }}", variants.join(", "))
        }),
        (annotation(), name(), vec(arm(), 0..4))
            .prop_map(|(note, name, arms)| format!("{note} union {name} {{ {} }}", arms.join(", "))),
        (annotation(), name(), vec(method(), 0..4))
            .prop_map(|(note, name, methods)| format!("{note} service {name} {{ {} }}", methods.join(" "))),
        (annotation(), name(), vec(name(), 1..4)).prop_map(|(note, name, services)| format!(
            "{note} component {name} {{ services: {}; channels: rest, dispatch-msgpack, \"own\"; }}",
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

/// A declaration of a type `T#` that leads to others of `T0` to `T9`.
fn tangled() -> impl Strategy<Value = String> {
    let other = || prop::sample::select(&["T0", "T1", "T2", "T3", "T4", "i32"]).prop_map(str::to_owned);
    let held = move || prop_oneof![3 => other(), 1 => other().prop_map(|ty| format!("{ty}?")), 1 => other().prop_map(|ty| format!("list<{ty}>"))];
    let carried = prop_oneof![3 => other(), 1 => other().prop_map(|ty| format!("list<{ty}>"))];
    prop_oneof![
        vec(held(), 0..3).prop_map(|types| format!("struct T# {{ {} }}\n", numbered(&types))),
        vec(carried, 1..3).prop_map(|types| format!("union T# {{ {} }}\n", numbered(&types))),
        other().prop_map(|ty| format!("type T# = {ty};\n")),
    ]
}

/// Gives members names.
fn numbered(types: &[String]) -> String {
    types.iter().enumerate().map(|(n, ty)| format!("m{n}: {ty}, ")).collect()
}

/// Returns whether a value of a type ends at that depth at the latest, by trying.
fn is_finite(model: &Model, name: &str, depth: usize) -> bool {
    let ends = |ty: &Type| depth > 0 && ends(model, ty, depth - 1);
    let is_it = |other: &String| other == name;
    if let Some(one) = model.structs.iter().find(|one| is_it(&one.name)) {
        return one.fields.iter().all(|field| ends(&field.ty));
    }
    if let Some(one) = model.unions.iter().find(|one| is_it(&one.name)) {
        return one.variants.iter().any(|variant| variant.ty.as_ref().is_none_or(&ends));
    }
    model.newtypes.iter().find(|one| is_it(&one.name)).is_none_or(|one| ends(&one.ty))
}

fn ends(model: &Model, ty: &Type, depth: usize) -> bool {
    match ty {
        Type::Struct(id) => is_finite(model, &model[*id].name, depth),
        Type::Union(id) => is_finite(model, &model[*id].name, depth),
        Type::Newtype(id) => is_finite(model, &model[*id].name, depth),
        Type::Optional(_) | Type::List(_) | Type::Set(_) | Type::Map(..) | Type::Scalar(_) | Type::Enum(_) => true,
    }
}

/// Returns whether every type has a size, because a pointer stands on every circle.
fn all_sized(model: &Model) -> bool {
    let structs = model.structs.iter().flat_map(|one| &one.fields).filter(|field| !field.boxed).map(|field| &field.ty);
    let unions =
        model.unions.iter().flat_map(|one| &one.variants).filter(|one| !one.boxed).filter_map(|one| one.ty.as_ref());
    let depth = model.structs.len() + model.unions.len() + model.newtypes.len();
    structs.chain(unions).all(|ty| is_sized(model, ty, depth))
}

fn is_sized(model: &Model, ty: &Type, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return matches!(ty, Type::Scalar(_) | Type::List(_)) };
    match ty {
        Type::Struct(id) => model[*id].fields.iter().all(|one| one.boxed || is_sized(model, &one.ty, depth)),
        Type::Union(id) => {
            let carried = model[*id].variants.iter().filter_map(|one| Some((one.boxed, one.ty.as_ref()?)));
            carried.into_iter().all(|(boxed, ty)| boxed || is_sized(model, ty, depth))
        }
        Type::Newtype(id) => is_sized(model, &model[*id].ty, depth),
        Type::Optional(inner) => is_sized(model, inner, depth + 1),
        Type::List(_) | Type::Set(_) | Type::Map(..) | Type::Scalar(_) | Type::Enum(_) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Types of few names that lead to each other in every way; whatever has a model has values that end.
    #[test]
    fn types_of_a_model_have_values_that_end(items in vec(tangled(), 1..9)) {
        let text = format!("package p;\n{}", items.iter().enumerate().map(|(n, item)| item.replace('#', &n.to_string())).collect::<String>());
        let outcome = compile(&[("a.svc", &text)]);
        let known: Vec<String> = (0..items.len()).map(|n| format!("T{n}")).collect();
        prop_assert_eq!(outcome.model.is_some(), outcome.diagnostics.is_empty(), "{}", outcome.told());
        if let Some(model) = &outcome.model {
            prop_assert!(known.iter().all(|name| is_finite(model, name, items.len())), "{text}");
            prop_assert!(all_sized(model), "{text}");
        }
    }

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
