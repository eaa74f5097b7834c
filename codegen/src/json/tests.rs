//! What the goldens of the suite do not show: packages that are only imported, and what an edit changes.

use super::*;
use aspyx_idl::source::Sources;

fn json(shop: &str) -> String {
    let mut sources = Sources::new();
    sources.import("common.svc", "package common.v1;\nstruct Money { amount: decimal }");
    sources.add("shop.svc", shop);
    let compilation = aspyx_idl::compile(&sources);
    let model = compilation.model.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics));
    generate(&model, &Options::default()).get("model.json").expect("there is one file").to_owned()
}

const SHOP: &str = "package shop.v1;\nuse common.v1.Money;\nstruct Product { price: Money }";

#[test]
fn what_is_only_imported_can_be_looked_up() {
    let model: serde_json::Value = serde_json::from_str(&json(SHOP)).expect("JSON");
    let (common, shop) = (&model["packages"][0], &model["packages"][1]);
    assert_eq!((&common["imported"], &shop["imported"]), (&true.into(), &false.into()));
    assert_eq!(shop["items"][0]["fields"][0]["type"]["name"], common["items"][0]["full_name"]);
    assert_eq!(shop["uses"][0], common["name"]);
}

#[test]
fn lines_that_move_change_nothing() {
    assert_eq!(json(SHOP), json(&SHOP.replace('\n', "\n\n// a comment\n")));
}
