use super::shop;
use crate::catalogue;

#[test]
fn newtypes_and_unions_are_refused_once() {
    shop("type Sku = string; struct A { a: Sku, b: list<Sku> }").finds(catalogue::UNSUPPORTED_ITEM, "Sku");
    shop("union Pay { a: Card, b } struct A { a: Pay? }").finds(catalogue::UNSUPPORTED_ITEM, "Pay");
}

#[test]
fn containers_of_a_later_version_are_refused() {
    shop("struct A { a: set<string> = [] }").finds(catalogue::UNSUPPORTED_TYPE, "set<string>");
    shop("service A { fn a() -> stream<i32>; }").finds(catalogue::UNSUPPORTED_TYPE, "stream<i32>");
    shop("service A { fn a() -> page<i32>; }").finds(catalogue::UNSUPPORTED_TYPE, "page<i32>");
    shop("struct A { a: set }").finds(catalogue::UNSUPPORTED_TYPE, "set");
}

#[test]
fn channels_of_a_later_version_are_refused() {
    for channel in ["dispatch-msgpack", "dispatch-protobuf", "\"unix\""] {
        let outcome = shop(&format!("service S {{ }} component A {{ services: S; channels: {channel}; }}"));
        outcome.finds(catalogue::UNSUPPORTED_CHANNEL, channel);
    }
}
