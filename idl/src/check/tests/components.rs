use super::{compile, shop, suggested};
use crate::catalogue;
use crate::model::{ComponentId, ServiceId};

#[test]
fn a_component_lists_services_and_channels() {
    let outcome = compile(&[(
        "a.svc",
        "package shop.v2; @rest(\"/a\") service A { @get(\"/\") fn a(); } service B { }
         @health(\"/health/deep\") component WebShop { services: B, A; channels: rest, dispatch-json; }",
    )]);
    outcome.is_clean();
    let component = &outcome.model().components[0];
    assert_eq!(component.wire_name, "web-shop-v2");
    assert_eq!(component.services, [ServiceId(1), ServiceId(0)]);
    assert_eq!(component.channels, ["rest", "dispatch-json"]);
    assert_eq!(component.health, "/health/deep");
    assert_eq!(outcome.model().services[0].component, Some(ComponentId(0)));
}

#[test]
fn a_service_taken_under_an_alias_is_shown_where_it_is_listed() {
    let outcome = compile(&[
        ("a.svc", "package a; service A { } component First { services: A; channels: dispatch-json; }"),
        ("b.svc", "package b; use a.A as Other; component Second { services: Other; channels: dispatch-json; }"),
    ]);
    outcome.finds(catalogue::SERVICE_TAKEN, "Other");
}

#[test]
fn health_has_a_default() {
    assert_eq!(
        shop("service S { } component A { services: S; channels: dispatch-json; }").model().components[0].health,
        "/health"
    );
}

#[test]
fn services_of_other_packages_can_be_listed() {
    let outcome = compile(&[
        ("a.svc", "package a; service A { }"),
        ("b.svc", "package b; use a.A as Other; component B { services: Other; channels: dispatch-json; }"),
    ]);
    outcome.is_clean();
    assert_eq!(outcome.model().services[0].component, Some(ComponentId(0)));
}

#[test]
fn both_lines_must_be_there() {
    shop("component A { channels: rest; }").finds(catalogue::MISSING_LINE, "A");
    shop("service S { } component A { services: S; }").finds(catalogue::MISSING_LINE, "A");
}

#[test]
fn entries_are_listed_once() {
    let outcome = shop("service S { } component A { services: S, S; channels: dispatch-json; }");
    outcome.finds(catalogue::DUPLICATE_ENTRY, "S");
    let outcome = shop("service S { } component A { services: S; channels: dispatch-json, rest, dispatch-json; }");
    outcome.finds(catalogue::DUPLICATE_ENTRY, "dispatch-json");
}

#[test]
fn a_service_belongs_to_one_component() {
    let outcome = shop(
        "service S { } component A { services: S; channels: dispatch-json; } component B { services: S; channels: dispatch-json; }",
    );
    let found = outcome.finds(catalogue::SERVICE_TAKEN, "S");
    assert!(found.message.contains("`A` and `B`"));
}

#[test]
fn only_services_are_listed() {
    shop("struct S { } component A { services: S; channels: dispatch-json; }").finds(catalogue::WRONG_KIND, "S");
    let outcome = shop("service Orders { } component A { services: Oders; channels: dispatch-json; }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_NAME, "Oders")), "Orders");
}

#[test]
fn channels_are_known() {
    let outcome = shop("service S { } component A { services: S; channels: dispatch-jsn; }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_CHANNEL, "dispatch-jsn")), "dispatch-json");
    shop("service S { } component A { services: S; channels: local, rest; }").finds(catalogue::LOCAL_CHANNEL, "local");
    let outcome = shop("service S { } component A { services: S; channels: grpc; }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_CHANNEL, "grpc")), "dispatch-protobuf");
    let outcome = shop("service S { } component A { services: S; channels: unix; }");
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_CHANNEL, "unix")), "\"unix\"");
}

#[test]
fn every_channel_may_be_listed_and_channels_of_ones_own_stand_in_quotes() {
    let all = "dispatch-protobuf, dispatch-msgpack, dispatch-json, \"my-own_1\"";
    let outcome = shop(&format!("service S {{ }} component A {{ channels: {all}; services: S; }}"));
    outcome.is_clean();
    let channels = &outcome.model().components[0].channels;
    assert_eq!(channels, &["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "my-own_1"]);
}

#[test]
fn a_channel_of_ones_own_has_a_name_of_its_own() {
    let component =
        |channel: &str| shop(&format!("service S {{ }} component A {{ services: S; channels: {channel}; }}"));
    for channel in ["\"\"", "\"my channel\"", "\"a(b)\"", "\"é\""] {
        component(channel).finds(catalogue::CHANNEL_NAME, channel);
    }
    assert_eq!(suggested(component("\"rest\"").finds(catalogue::CHANNEL_NAME, "\"rest\"")), "rest");
    component("\"local\"").finds(catalogue::LOCAL_CHANNEL, "\"local\"");
    component("\"unix\", \"unix\"").finds(catalogue::DUPLICATE_ENTRY, "\"unix\"");
}

#[test]
fn components_can_be_told_apart_in_the_registry() {
    let outcome = compile(&[
        ("a.svc", "package a; service A { } component Shop { services: A; channels: dispatch-json; }"),
        ("b.svc", "package b; service B { } component Shop { services: B; channels: dispatch-json; }"),
    ]);
    outcome.finds(catalogue::DUPLICATE_WIRE_NAME, "Shop");
    let outcome = compile(&[
        ("a.svc", "package a.v1; service A { } component Shop { services: A; channels: dispatch-json; }"),
        ("b.svc", "package a.v2; service B { } component Shop { services: B; channels: dispatch-json; }"),
    ]);
    outcome.is_clean();
}

#[test]
fn services_can_be_told_apart_within_a_component() {
    let outcome = compile(&[
        ("a.svc", "package a; service Calls { }"),
        (
            "b.svc",
            "package b; use a.Calls as More; service Calls { } component A { services: Calls, More; channels: dispatch-json; }",
        ),
    ]);
    outcome.finds(catalogue::DUPLICATE_WIRE_NAME, "More");
}

#[test]
fn services_may_be_called_like_the_builders_methods() {
    let component = "component A { services: Build, Health, Lifecycle; channels: dispatch-json; }";
    shop(&format!("service Build {{ }} service Health {{ }} service Lifecycle {{ }} {component}")).is_clean();
}

#[test]
fn the_health_path_is_a_literal_of_its_own() {
    shop("service S { } @health(\"/{a}\") component A { services: S; channels: dispatch-json; }")
        .finds(catalogue::BAD_PATH, "{a}");
    shop("service S { } @health(\"health\") component A { services: S; channels: dispatch-json; }")
        .finds(catalogue::BAD_PATH, "health");
    shop("service S { } @health(\"/invoke\") component A { services: S; channels: dispatch-json; }")
        .finds(catalogue::RESERVED_PATH, "@health(\"/invoke\")");
}
