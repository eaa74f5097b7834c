//! Newtypes, unions, sets, enums and rules that are not kept: the same is said on both channels.

use super::{Case, MALFORMED, VIOLATION, invoke, post};

/// Sends a value as the argument of a method, over dispatch and over REST.
fn both(name: &'static str, value: &Target, kind: (u16, &'static str), detail: &'static str) -> [Case; 2] {
    let Target { method, path, json } = value;
    [
        Case::new(name, invoke(format!(r#"{{"method":"{method}","args":[{json}]}}"#)), kind, detail),
        Case::new(name, post(path, json), kind, detail),
    ]
}

/// A value, and who is to take it.
struct Target {
    method: &'static str,
    path: &'static str,
    json: String,
}

/// A product with more fields than it needs.
fn product(fields: &str) -> Target {
    let json = format!(r#"{{"sku":"A","title":"t",{fields}}}"#);
    Target { method: "around-v1:desk:create", path: "/v1/desk", json }
}

fn choice(json: String) -> Target {
    Target { method: "conformance-v1:types:choice", path: "/v1/types/choice", json }
}

/// What does not have the form of its type.
pub(super) fn malformed() -> Vec<Case> {
    let case = |name, fields, detail| both(name, &product(fields), MALFORMED, detail);
    let cases = [
        case("two variants", r#""paid":{"sku":"A","cash":{}}"#, "`product.paid`: expected one variant, found two"),
        case("a variant twice", r#""paid":{"sku":"A","sku":"A"}"#, "`product.paid`: expected one variant, found two"),
        case("a union as its name", r#""paid":"cash""#, "`product.paid`: expected an object, found a string"),
        case("a union as a list", r#""paid":[]"#, "`product.paid`: expected an object, found a list"),
        case("a union as a number", r#""paid":4"#, "`product.paid`: expected an object, found a number"),
        case("null for a variant with a value", r#""paid":{"sku":null}"#, "`product.paid.sku`: expected a string"),
        case("null for one without", r#""paid":{"cash":null}"#, "`product.paid.cash`: expected an object, found null"),
        case("a list for one without", r#""paid":{"cash":[]}"#, "`product.paid.cash`: expected an object"),
        case("another variant's value", r#""paid":{"card":"A"}"#, "`product.paid.card`: expected an object"),
        case("a variant that lacks a field", r#""paid":{"card":{}}"#, "`product.paid.card.number`: missing"),
        case("a secret of the wrong type", r#""paid":{"card":{"number":4711}}"#, "`product.paid.card.number`: of the"),
        case("secrets of the wrong type", r#""paid":{"pins":["1234",5]}"#, "`product.paid.pins[1]`: of the wrong type"),
        case("an object for a newtype", r#""by_sku":{"A":{}}"#, r#"`product.by_sku["A"]`: expected an integer"#),
        case("a list for an enum", r#""status":[]"#, "`product.status`: expected a string, found a list"),
        case("a bool for an open enum", r#""mood":true"#, "`product.mood`: expected a string, found a bool"),
        case("a fraction for a variant's number", r#""mood":1.5"#, "`product.mood`: expected an integer"),
        case("an object for a set", r#""labels":{}"#, "`product.labels`: expected a list, found an object"),
        case("null in a set", r#""labels":["A",null]"#, "`product.labels[1]`: expected a string, found null"),
        case("a list for a map", r#""by_sku":[]"#, "`product.by_sku`: expected an object, found a list"),
        case("a fraction", r#""share":1.5"#, "`product.share`: expected an integer, found a fraction"),
        case(
            "a power of ten beyond all bounds",
            r#""share":1e999999999999999999999999"#,
            "`product.share`: out of range",
        ),
        case("one just beyond", r#""share":4294967296.0"#, "`product.share`: out of range of u32"),
    ];
    cases.into_iter().flatten().collect()
}

/// What has the form of its type and breaks a rule.
pub(super) fn violating() -> Vec<Case> {
    let case = |name, fields, detail| both(name, &product(fields), VIOLATION, detail);
    let cases = [
        case("no variant", r#""paid":{}"#, "`product.paid`: expected one of card, sku, pins, cash"),
        case("an unknown variant", r#""paid":{"bitcoin":1}"#, "expected one of card, sku, pins, cash, found `bitcoin`"),
        case("an unknown one of an enum", r#""status":"sold""#, "`product.status`: expected one of draft, active"),
        case("a newtype inside a variant", r#""paid":{"sku":"a"}"#, "`product.paid.sku` does not keep `pattern("),
        case("a newtype that is a key", r#""by_sku":{"a":1}"#, r#"`product.by_sku["a"]` does not keep `pattern("#),
        case("a secret that is a key", r#""paid":{"card":{"number":"123456789012","pins":{"a":"1234"}}}"#, r#"["…"]`"#),
        case("a set that is too large", r#""labels":["A","B","C"]"#, "`product.labels` does not keep `len(0..=2)`"),
        case("an element twice", r#""tags":["A","A"]"#, "`product.tags[1]` does not keep `unique`"),
        case("a number below its range", r#""share":-0.0"#, "`product.share` does not keep `range(1..=100)`"),
        case("a float that is no number", r#""ratio":"NaN""#, "`product.ratio` does not keep `range(-1.5..=1.5)`"),
        case("several at once", r#""share":0,"status":"x","note":"long""#, "and 2 more"),
    ];
    cases.into_iter().flatten().collect()
}

fn bad_values() -> Target {
    let entries = (0..100_000).map(|n| format!(r#""{n}":"a""#)).collect::<Vec<_>>();
    product(&format!(r#""stock":{{{}}}"#, entries.join(",")))
}

/// What is made to take long.
pub(super) fn large() -> Vec<Case> {
    let wide = |open: &str, close: &str| [open.repeat(100_000), r#"{"neither":{}}"#.to_owned(), close.repeat(100_000)];
    let deep = |open, close| choice(wide(open, close).concat());
    let same = |count| format!(r#""tags":[{}"A"]"#, r#""A","#.repeat(count));
    let keys = (0..100_000).map(|n| format!(r#""{n}":0"#)).collect::<Vec<_>>().join(",");
    let cases = [
        both("unions in lists in unions", &deep(r#"{"many":["#, "]}"), MALFORMED, "nested deeper than 128 levels"),
        both("unions in maps in unions", &deep(r#"{"by_name":{"a":"#, "}}"), MALFORMED, "nested deeper than 128"),
        both("a union of many variants", &choice(format!("{{{keys}}}")), VIOLATION, "expected one of name"),
        both("a million violations", &product(&same(1_000_000)), VIOLATION, "and at least 99 more"),
        both("many keys that break no rule, and their values do", &bad_values(), VIOLATION, "and at least 99 more"),
        both(
            "a long text",
            &product(&format!(r#""note":"{}""#, "ü".repeat(3 << 20))),
            VIOLATION,
            "does not keep `len(",
        ),
    ];
    cases.into_iter().flatten().collect()
}
