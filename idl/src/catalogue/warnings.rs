//! What is worth a look in input that is otherwise right. `W`.

super::codes! {
    UNUSED_IMPORT = "W0201", "unused import", r#"
The file imports a name that it does not use.

    use common.v1.{Money, Country};                 // wrong: `Country` is not used
    use common.v1.Money;                            // right"#;
    NOTHING_TO_LIFT = "W0501", "public without a guard", r#"
`@public` lifts `@auth` or `@roles` of the service; where there is neither, everyone may call anyway.

    service Catalog { @public fn all(); }           // wrong
    @auth service Catalog { @public fn all(); }     // right"#;
    UNLISTED_SERVICE = "W0601", "service in no component", r#"
No component lists the service, so no client can reach it.

    service Catalog { }                             // wrong: alone
    component Shop { services: Catalog; channels: rest; }           // right, beside it"#;
    ROUTES_WITHOUT_REST = "W0602", "routes without the rest channel", r#"
The service has routes, but its component does not list `rest`, so they are not served.

    component Shop { services: Catalog; channels: dispatch-json; }          // wrong
    component Shop { services: Catalog; channels: dispatch-json, rest; }    // right"#;
    REST_WITHOUT_ROUTES = "W0603", "rest channel without routes", r#"
The component lists `rest`, but no method of its services has a verb, so the channel has nothing to serve.

    service Catalog { fn all(); }                                   // wrong
    @rest("/catalog") service Catalog { @get("/") fn all(); }       // right"#;
}
