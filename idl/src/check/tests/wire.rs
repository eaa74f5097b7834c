use super::{compile, shop, suggested};
use crate::catalogue;

#[test]
fn a_name_replaces_the_derived_one() {
    let outcome = compile(&[(
        "a.svc",
        "package a.v1; @name(\"Legacy_Catalog\") service Catalog { }
         @name(\"shop\") component Shop { services: Catalog; channels: dispatch-json; }",
    )]);
    outcome.is_clean();
    assert_eq!(outcome.model().services[0].wire_name, "Legacy_Catalog");
    assert_eq!(outcome.model().components[0].wire_name, "shop", "the version is not added");
}

#[test]
fn a_name_is_words_with_joints() {
    for name in ["", "-", "a:b", "a b", "a--b", "-a", "a_", "ä", "a/b", "a.b"] {
        let outcome =
            shop(&format!("@name(\"{name}\") service A {{ }} component C {{ services: A; channels: dispatch-json; }}"));
        outcome.finds(catalogue::WIRE_NAME, &format!("\"{name}\""));
    }
    let outcome = shop("@name(\"The Shop\") component C { services: A; channels: dispatch-json; } service A { }");
    assert_eq!(suggested(outcome.finds(catalogue::WIRE_NAME, "\"The Shop\"")), "\"the-shop\"");
}

#[test]
fn names_given_and_derived_must_differ() {
    let services = "@name(\"orders\") service Purchases { } service Orders { }
                    component C { services: Orders, Purchases; channels: dispatch-json; }";
    shop(services).finds(catalogue::DUPLICATE_WIRE_NAME, "Purchases");
    let components = "service A { } service B { } component Shop { services: A; channels: dispatch-json; }
                      @name(\"shop\") component Stall { services: B; channels: dispatch-json; }";
    shop(components).finds(catalogue::DUPLICATE_WIRE_NAME, "\"shop\"");
}

#[test]
fn a_name_lets_components_of_one_name_live_side_by_side() {
    let text = |package: &str, name: &str| {
        format!("package {package}; service A {{ }} {name} component Shop {{ services: A; channels: dispatch-json; }}")
    };
    let (a, b) = (text("a", ""), text("b", "@name(\"other-shop\")"));
    compile(&[("a.svc", &a), ("b.svc", &b)]).is_clean();
}

#[test]
fn services_of_one_name_collide_in_the_builder() {
    let outcome = compile(&[
        ("a.svc", "package a; service Orders { }"),
        (
            "b.svc",
            "package b; use a.Orders as Others; @name(\"purchases\") service Orders { }
             component C { services: Others, Orders; channels: dispatch-json; }",
        ),
    ]);
    outcome.finds(catalogue::NAME_COLLISION, "Orders");
}
