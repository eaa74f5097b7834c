use super::{service, shop, suggested};
use crate::catalogue;
use crate::diagnostic::Code;
use crate::model::{Method, Place, Segment, Verb};

/// Returns the first method of a service with the prefix `/products`.
#[track_caller]
fn method(text: &str) -> Method {
    let outcome = shop(&service(text));
    outcome.is_clean();
    outcome.model().services[0].methods[0].clone()
}

/// Returns where the parameters of the first method travel.
#[track_caller]
fn places(text: &str) -> Vec<Place> {
    method(text).parameters.into_iter().map(|parameter| parameter.place).collect()
}

/// Asserts that the methods of a service are refused.
#[track_caller]
fn refuses(code: &'static Code, at: &str, methods: &str) {
    shop(&service(methods)).finds(code, at);
}

fn query(name: &str) -> Place {
    Place::Query(name.into())
}

#[test]
fn a_route_is_made_of_prefix_and_path() {
    let route = method("@put(\"/{id}/parts\") fn a(id: uuid);").route.expect("it has a verb");
    let literal = |text: &str| Segment::Literal(text.into());
    assert_eq!(route.verb, Verb::Put);
    assert_eq!(route.path, [literal("products"), Segment::Parameter(0), literal("parts")]);
    assert!(!route.slash);
}

#[test]
fn a_slash_below_a_prefix_is_noted() {
    let route = method("@get(\"/\") fn a();").route.expect("it has a verb");
    assert_eq!(route.path, [Segment::Literal("products".into())]);
    assert!(route.slash);
}

#[test]
fn a_slash_below_nothing_is_the_root() {
    let outcome = shop("@rest(\"/\") service A { @get(\"/\") fn a(); } component C { services: A; channels: rest; }");
    outcome.is_clean();
    let route = outcome.model().services[0].methods[0].route.as_ref().expect("it has a verb");
    assert!(route.path.is_empty() && !route.slash);
}

#[test]
fn the_status_depends_on_the_result() {
    let status = |text| method(text).route.expect("it has a verb").status;
    assert_eq!(status("@get(\"/\") fn a() -> i32;"), 200);
    assert_eq!(status("@get(\"/\") fn a();"), 204);
    assert_eq!(status("@post(\"/\") @status(201) fn a() -> i32;"), 201);
    assert_eq!(status("@post(\"/\") @status(202) fn a();"), 202);
}

#[test]
fn the_status_of_a_success_is_one_of_successes() {
    refuses(catalogue::STATUS_RANGE, "404", "@get(\"/\") @status(404) fn a();");
    refuses(catalogue::STATUS_RANGE, "@status(204)", "@get(\"/\") @status(204) fn a() -> i32;");
}

#[test]
fn unmarked_parameters_have_their_places() {
    assert_eq!(places("@get(\"/{a}\") fn f(a: uuid, b: string?);"), [Place::Path, query("b")]);
    assert_eq!(places("@post(\"/\") fn f(b: i32, a: Product);"), [query("b"), Place::Body]);
    assert_eq!(places("@patch(\"/\") fn f(a: Product?);"), [Place::Body]);
    assert_eq!(places("@get(\"/\") fn f(a: list<Status>, b: bytes);"), [query("a"), query("b")]);
}

#[test]
fn marks_say_where_a_parameter_travels() {
    assert_eq!(places("@get(\"/\") fn f(@query(\"q\") a: i32, @query b: i32);"), [query("q"), query("b")]);
    let headers = [Place::Header("x-tenant".into()), Place::Header("request-id".into())];
    assert_eq!(places("@get(\"/\") fn f(@header(\"X-Tenant\") a: i32, @header request_id: uuid?);"), headers);
    assert_eq!(places("@post(\"/\") fn f(@body a: list<i32>);"), [Place::Body]);
    assert_eq!(places("@delete(\"/\") fn f(@body a: Product);"), [Place::Body]);
}

#[test]
fn several_bodies_form_an_object() {
    assert_eq!(places("@post(\"/\") fn f(@body a: Product, @body b: i32);"), [Place::BodyMember, Place::BodyMember]);
}

#[test]
fn a_verb_needs_a_prefix() {
    let outcome = shop("service A { @get(\"/\") fn a(); }");
    assert!(outcome.finds(catalogue::MISSING_PREFIX, "@get(\"/\")").help[0].contains("@rest"));
}

#[test]
fn a_method_has_one_verb() {
    refuses(catalogue::SEVERAL_VERBS, "@get(\"/a\")", "@post(\"/\") @get(\"/a\") fn a();");
}

#[test]
fn paths_have_a_grammar() {
    let paths = [
        ("a", "a"),
        ("", "\"\""),
        ("/a/", "/"),
        ("//a", "/"),
        ("/a b", " "),
        ("/a?b", "?"),
        ("/a#b", "#"),
        ("/a%20b", "%"),
        ("/ä", "ä"),
        ("/*", "*"),
        ("/:id", ":"),
        ("/..", ".."),
        ("/x{id}", "x{id}"),
        ("/{id}.json", "{id}.json"),
        ("/{}", "{}"),
        ("/{a b}", "{a b}"),
    ];
    for (path, at) in paths.into_iter().filter(|(path, _)| !path.is_empty()) {
        refuses(catalogue::BAD_PATH, at, &format!("@get(\"{path}\") fn a(id: uuid);"));
    }
    assert_eq!(method("@get(\"/a-._~!$&'()+,;=b\") fn a();").route.map(|route| route.path.len()), Some(2));
}

#[test]
fn a_wrong_part_is_found_behind_escapes() {
    refuses(catalogue::BAD_PATH, "\\u{20}", "@get(\"/a\\u{20}b\") fn a();");
}

#[test]
fn a_prefix_holds_no_parameters() {
    shop("@rest(\"/{id}\") service A { @get(\"/\") fn a(id: i32); }").finds(catalogue::BAD_PATH, "{id}");
}

#[test]
fn braces_name_a_parameter() {
    let outcome = shop(&service("@get(\"/{ident}\") fn a(idents: uuid);"));
    assert_eq!(suggested(outcome.finds(catalogue::UNKNOWN_PATH_PARAMETER, "{ident}")), "{idents}");
    refuses(catalogue::DUPLICATE_PATH_PARAMETER, "{a}", "@get(\"/{a}/{a}\") fn f(a: i32);");
}

#[test]
fn only_single_values_travel_in_the_path() {
    for ty in ["Product", "list<i32>", "i32?", "json", "map<string, i32>"] {
        refuses(catalogue::PATH_TYPE, ty, &format!("@get(\"/{{a}}\") fn f(a: {ty});"));
    }
}

#[test]
fn what_cannot_travel_in_the_query_is_to_be_marked() {
    for ty in ["Product", "list<Product>", "list<i32?>", "json", "map<string, i32>"] {
        let outcome = shop(&service(&format!("@delete(\"/\") fn f(a: {ty});")));
        assert!(outcome.finds(catalogue::QUERY_TYPE, ty).help[0].contains("@body"), "{ty}");
    }
    let optional = shop(&service("@get(\"/\") fn f(a: list<i32>?);"));
    assert!(optional.finds(catalogue::QUERY_TYPE, "list<i32>?").help[0].starts_with("without `?`"));
    refuses(catalogue::QUERY_TYPE, "Product", "@post(\"/\") fn f(@body a: i32, b: Product);");
}

#[test]
fn only_single_values_travel_in_headers() {
    for ty in ["Product", "list<i32>", "json"] {
        refuses(catalogue::HEADER_TYPE, ty, &format!("@get(\"/\") fn f(@header a: {ty});"));
    }
}

#[test]
fn headers_have_free_and_legal_names() {
    for name in ["", "a b", "a:b", "Content-Type", "host", "authorization", "aspyx-attempt"] {
        let methods = format!("@get(\"/\") fn f(@header(\"{name}\") a: string);");
        refuses(catalogue::HEADER_NAME, &format!("\"{name}\""), &methods);
    }
    refuses(catalogue::HEADER_NAME, "@header", "@get(\"/\") fn f(@header host: string);");
}

#[test]
fn a_parameter_has_one_place() {
    refuses(catalogue::SEVERAL_PLACES, "@query", "@get(\"/{a}\") fn f(@query a: i32);");
    refuses(catalogue::SEVERAL_PLACES, "@header", "@get(\"/\") fn f(@query @header a: i32);");
}

#[test]
fn a_place_has_one_parameter() {
    refuses(catalogue::DUPLICATE_PLACE, "@query(\"a\")", "@get(\"/\") fn f(a: i32, @query(\"a\") b: i32);");
    refuses(
        catalogue::DUPLICATE_PLACE,
        "@header(\"X\")",
        "@get(\"/\") fn f(@header(\"x\") a: i32, @header(\"X\") b: i32);",
    );
    assert_eq!(places("@get(\"/\") fn f(@header(\"x\") a: i32, @query(\"x\") b: i32);").len(), 2);
}

#[test]
fn a_name_in_the_query_can_be_seen() {
    refuses(catalogue::ANNOTATION_ARGUMENTS, "\"\"", "@get(\"/\") fn f(@query(\"\") a: i32);");
}

#[test]
fn get_has_no_body() {
    refuses(catalogue::BODY_ON_GET, "@body", "@get(\"/\") fn f(@body a: Product);");
}

#[test]
fn a_missing_prefix_is_one_finding_however_many_routes_there_are() {
    shop("service A { @get(\"/a\") fn a(); fn b(); @post(\"/c\") fn c(); }")
        .finds(catalogue::MISSING_PREFIX, "@get(\"/a\")");
}

#[test]
fn marks_need_a_route() {
    refuses(catalogue::NOT_ROUTED, "@query", "fn f(@query a: i32);");
    refuses(catalogue::NOT_ROUTED, "@status(201)", "@status(201) fn f();");
}

#[test]
fn one_route_leads_to_one_method() {
    let methods = "@get(\"/{a}\") fn f(a: i32); @get(\"/{b}\") fn g(b: i32);";
    assert!(
        shop(&service(methods)).finds(catalogue::DUPLICATE_ROUTE, "@get(\"/{b}\")").message.contains("`Catalog.f`")
    );
    method("@get(\"/{a}\") fn f(a: i32); @put(\"/{b}\") fn g(b: i32); @get(\"/search\") fn h();");
}

#[test]
fn one_route_leads_to_one_method_within_a_component() {
    let services = "@rest(\"/a\") service A { @get(\"/b\") fn f(); } @rest(\"/a/b\") service B { @get(\"/\") fn g(); }";
    let together = format!("{services} component C {{ services: A, B; channels: rest; }}");
    shop(&together).finds(catalogue::DUPLICATE_ROUTE, "@get(\"/\")");
    let apart = format!(
        "{services} component C {{ services: A; channels: rest; }} component D {{ services: B; channels: rest; }}"
    );
    shop(&apart).is_clean();
}

#[test]
fn the_server_keeps_some_paths() {
    for path in ["/invoke", "/metrics", "/openapi.json", "/health", "/health/c"] {
        let text = format!(
            "@rest(\"/\") service A {{ @post(\"{path}\") fn a(); }} component C {{ services: A; channels: rest; }}"
        );
        shop(&text).finds(catalogue::RESERVED_PATH, &format!("@post(\"{path}\")"));
    }
    shop("@rest(\"/\") service A { @get(\"/{a}\") fn a(a: string); } component C { services: A; channels: rest; }")
        .is_clean();
}

#[test]
fn an_unknown_type_says_nothing_of_the_route() {
    refuses(catalogue::UNKNOWN_TYPE, "Nothing", "@post(\"/{a}\") fn f(a: Nothing);");
    refuses(catalogue::UNKNOWN_TYPE, "Nothing", "@post(\"/\") fn f(a: Nothing);");
}
