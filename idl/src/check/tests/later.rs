use super::shop;
use crate::catalogue;

#[test]
fn containers_of_a_later_version_are_refused() {
    shop("service A { fn a() -> stream<i32>; }").finds(catalogue::UNSUPPORTED_TYPE, "stream<i32>");
    shop("service A { fn a() -> page<i32>; }").finds(catalogue::UNSUPPORTED_TYPE, "page<i32>");
}

#[test]
fn channels_of_a_later_version_are_refused() {
    for channel in ["dispatch-msgpack", "dispatch-protobuf", "\"unix\""] {
        let outcome = shop(&format!("service S {{ }} component A {{ services: S; channels: {channel}; }}"));
        outcome.finds(catalogue::UNSUPPORTED_CHANNEL, channel);
    }
}
