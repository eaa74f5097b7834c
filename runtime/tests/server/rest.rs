//! The rest channel: where parameters come from, what answers look like, which route is meant.

use crate::http::{get, raw, request, send, send_json};
use crate::running::{Made, Running};
use crate::shop::shop;
use aspyx::{Server, ServiceManager};

const NIL: &str = "/v1/products/00000000-0000-0000-0000-000000000000";
const SOME: &str = "/v1/products/11111111-1111-1111-1111-111111111111";
const MAX: &str = "/v1/products/ffffffff-ffff-ffff-ffff-ffffffffffff";

#[tokio::test]
async fn a_result_is_the_body() {
    let server = Running::with(shop()).await;
    let answer = get(server.address, SOME).await;
    let expected = r#"{"title":"11111111-1111-1111-1111-111111111111","status":"active","parts":[]}"#;
    assert_eq!((answer.status, answer.body.as_str()), (200, expected));
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn the_status_is_that_of_the_route() {
    let server = Running::with(shop()).await;
    let answer = send_json(server.address, "POST", "/v1/products", r#"{"title":"a"}"#).await;
    assert_eq!((answer.status, answer.body.as_str()), (201, r#"{"title":"a","status":"draft","parts":[]}"#));
}

#[tokio::test]
async fn no_result_is_no_content_but_an_absent_one_is_null() {
    let server = Running::with(shop()).await;
    let answer = send(server.address, "DELETE", SOME).await;
    assert_eq!((answer.status, answer.body.as_str(), answer.header("content-type")), (204, "", None));
    let answer = get(server.address, "/v1/products/search?q=nothing").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "null"));
}

#[tokio::test]
async fn a_declared_error_has_its_status_and_type() {
    let server = Running::with(shop()).await;
    let answer = get(server.address, NIL).await;
    assert_eq!((answer.status, answer.detail().as_str()), (404, "no product"));
    assert_eq!(answer.header("aspyx-executed"), None);
    let problem = answer.json();
    assert_eq!(problem["type"], "urn:aspyx:error:shop.v1.NotFound");
    assert_eq!(problem["title"], "NotFound");
    assert_eq!(problem["error"], serde_json::json!({"type": "shop.v1.NotFound", "data": {"what": "product"}}));
}

#[tokio::test]
async fn another_error_is_an_exception_and_a_panic_is_internal() {
    let server = Running::with(shop()).await;
    let answer = send(server.address, "DELETE", NIL).await;
    assert_eq!((answer.status, answer.detail().as_str()), (500, "the shelf is locked"));
    assert_eq!((answer.header("aspyx-executed"), &answer.json()["type"]), (None, &"urn:aspyx:exception".into()));
    let answer = send(server.address, "DELETE", MAX).await;
    assert_eq!((answer.status, &answer.json()["type"]), (500, &"urn:aspyx:internal".into()));
    assert_eq!(get(server.address, SOME).await.status, 200);
}

#[tokio::test]
async fn a_path_parameter_is_decoded() {
    let server = Running::with(shop()).await;
    for (path, text) in [("a%2Fb", r#""a/b""#), ("%C3%BC", r#""ü""#), ("a+b", r#""a+b""#), ("search", r#""search""#)] {
        assert_eq!(get(server.address, &format!("/v1/names/{path}")).await.body, text, "{path}");
    }
    get(server.address, "/v1/names/").await.refused(404);
    let detail = get(server.address, "/v1/names/%FF").await.refused(400);
    assert!(detail.contains("UTF-8"), "{detail}");
}

#[tokio::test]
async fn text_wins_over_a_parameter() {
    let server = Running::with(shop()).await;
    assert_eq!(get(server.address, "/v1/products/search?q=x").await.body, r#""x""#);
    let detail = get(server.address, "/v1/products/searching").await.refused(400);
    assert_eq!(detail, "path parameter `id`: not a UUID");
}

#[tokio::test]
async fn query_parameters_are_decoded() {
    let server = Running::with(shop()).await;
    let list = async |query: &str| get(server.address, &format!("/v1/products?{query}")).await.body;
    assert_eq!(list("").await, r#""None 50 []""#);
    assert_eq!(list("status=active&limit=7&tag=a+b&tag=%26&tag=").await, r#""Some(Active) 7 [\"a b\", \"&\", \"\"]""#);
    assert_eq!(list("nobody=%FF&limit=1").await, r#""None 1 []""#);
    assert_eq!(get(server.address, "/v1/products/search?q=").await.body, r#""""#);
    assert_eq!(get(server.address, "/v1/products/search?q").await.body, r#""""#);
}

#[tokio::test]
async fn types_in_text_are_those_of_json() {
    let server = Running::with(shop()).await;
    let path = "/v1/convert?flag=true&ratio=-Infinity&at=2025-06-30T12:00:00%2B02:00";
    let answer = raw(server.address, &request("GET", path, "x-trace: -7\n", "")).await;
    assert_eq!(answer.body, r#""true -inf 2025-06-30T10:00:00Z Some(-7)""#);
}

/// Wrong parameters are 400, and the text says which one and why.
#[tokio::test]
async fn a_wrong_parameter_is_named() {
    let server = Running::with(shop()).await;
    let cases = [
        ("/v1/products?limit=x", "query parameter `limit`: expected a 32-bit unsigned integer, found `x`"),
        ("/v1/products?limit=", "query parameter `limit`: expected a 32-bit unsigned integer, found ``"),
        ("/v1/products?limit=-1", "query parameter `limit`: expected a 32-bit unsigned integer, found `-1`"),
        ("/v1/products?limit=1.5", "query parameter `limit`: expected a 32-bit unsigned integer, found `1.5`"),
        ("/v1/products?limit=1&limit=2", "query parameter `limit`: there twice"),
        ("/v1/products?tag=%FF", "query parameter `tag`: not UTF-8"),
        ("/v1/products/search", "query parameter `q`: missing"),
        ("/v1/products/x", "path parameter `id`: not a UUID"),
        ("/v1/convert?flag=1&ratio=1&at=x", "query parameter `flag`: expected `true` or `false`, found `1`"),
        ("/v1/convert?flag=true&ratio=inf&at=x", "query parameter `ratio`: expected a number, found `inf`"),
        ("/v1/convert?flag=true&ratio=1&at=now", "query parameter `at`: not a timestamp like 2025-06-30T12:00:00Z"),
    ];
    for (path, expected) in cases {
        assert_eq!(get(server.address, path).await.refused(400), expected, "{path}");
    }
    let path = "/v1/convert?flag=true&ratio=1&at=2025-06-30T12:00:00Z";
    let twice = raw(server.address, &request("GET", path, "x-trace: 1\nx-trace: 2\n", "")).await;
    assert_eq!(twice.refused(400), "header `x-trace`: there twice");
    let wrong = raw(server.address, &request("GET", path, "x-trace: x\n", "")).await;
    assert_eq!(wrong.refused(400), "header `x-trace`: expected a 64-bit integer, found `x`");
}

#[tokio::test]
async fn an_unknown_enum_value_is_a_violation() {
    let server = Running::with(shop()).await;
    let answer = get(server.address, "/v1/products?status=gone").await;
    assert_eq!(answer.refused(422), "`shop-v1:catalog:list` was not called: `status`: expected one of draft, active");
    let expected = serde_json::json!({"path": "status", "rule": "variant", "value": "gone"});
    assert_eq!(answer.json()["violations"], serde_json::json!([expected]));
}

#[tokio::test]
async fn a_body_must_be_json_and_right() {
    let server = Running::with(shop()).await;
    let cases: &[(&[u8], u16, &str)] = &[
        (b"", 400, "body `product`: missing"),
        (b"{", 400, "body `product`"),
        (b"{}", 400, "body `product.title`: missing"),
        (br#"{"title":7}"#, 400, "body `product.title`: expected a string, found a number"),
        (br#"{"title":"a"}x"#, 400, "expected the end"),
        (b"[]", 400, "expected an object"),
        (b"{\"title\":\"\xff\"}", 400, "body `product"),
        (br#"{"title":"a","status":"gone"}"#, 422, "`product.status`: expected one of draft, active"),
    ];
    for (body, status, reason) in cases {
        let detail = send_json(server.address, "POST", "/v1/products", body).await.refused(*status);
        assert!(detail.contains(reason), "expected `{reason}` in `{detail}`");
    }
}

#[tokio::test]
async fn a_body_may_hide_its_type_but_not_be_another() {
    let server = Running::with(shop()).await;
    let silent = raw(server.address, &request("POST", "/v1/products", "", r#"{"title":"a"}"#)).await;
    assert_eq!(silent.status, 201, "{silent:?}");
    let other = raw(server.address, &request("POST", "/v1/products", "content-type: text/plain\n", "{}")).await;
    assert!(other.refused(415).contains("`text/plain`"));
    let unused = raw(server.address, &request("GET", SOME, "content-type: text/plain\n", "whatever")).await;
    assert_eq!(unused.status, 200, "{unused:?}");
}

#[tokio::test]
async fn an_optional_body_may_be_left_out() {
    let server = Running::with(shop()).await;
    assert_eq!(send(server.address, "POST", "/v1/drafts").await.body, "false");
    assert_eq!(send_json(server.address, "POST", "/v1/drafts", "null").await.body, "false");
    assert_eq!(send_json(server.address, "POST", "/v1/drafts", r#"{"title":"a"}"#).await.body, "true");
}

#[tokio::test]
async fn several_parameters_share_the_body_by_name() {
    let server = Running::with(shop()).await;
    let patch = async |body: &str| send_json(server.address, "PATCH", SOME, body).await;
    assert_eq!(patch(r#"{"x":[1],"note":"n","title":"t"}"#).await.detail(), r#"t Some("n")"#);
    assert_eq!(patch(r#"{"title":"t","note":null}"#).await.detail(), "t None");
    assert_eq!(patch(r#"{"note":"n"}"#).await.refused(400), "body `title`: missing");
    assert_eq!(patch("").await.refused(400), "body `title`: missing");
    assert_eq!(patch(r#"{"title":7}"#).await.refused(400), "body `title`: expected a string, found a number");
    assert!(patch(r#"{"title":"a","title":"b"}"#).await.refused(400).contains("there twice"));
    assert!(patch("[]").await.refused(400).contains("expected an object"));
}

#[tokio::test]
async fn a_slash_at_the_end_is_as_good_as_none_where_the_route_says_so() {
    let server = Running::with(shop()).await;
    assert_eq!(get(server.address, "/v1/products/").await.status, 200);
    assert_eq!(send_json(server.address, "POST", "/v1/products/", r#"{"title":"a"}"#).await.status, 201);
    get(server.address, "/v1/convert/").await.refused(404);
}

#[tokio::test]
async fn other_verbs_are_told_what_is_allowed() {
    let server = Running::with(shop()).await;
    let answer = send(server.address, "PUT", SOME).await;
    assert_eq!(answer.refused(405), format!("`{SOME}` answers to GET, DELETE, PATCH, HEAD, OPTIONS, not to PUT"));
    assert_eq!(answer.header("allow"), Some("get, delete, patch, head, options"));
    let answer = send(server.address, "OPTIONS", SOME).await;
    assert_eq!((answer.status, answer.header("allow")), (204, Some("get, delete, patch, head, options")));
    let answer = send(server.address, "HEAD", SOME).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
    let whole = get(server.address, SOME).await;
    assert_eq!(answer.header("content-length"), Some(whole.body.len().to_string().as_str()));
}

#[tokio::test]
async fn routes_of_one_shape_may_name_their_parameters_differently() {
    let made = Made::new("made").routes(&[
        ("GET", "/a/{x}"),
        ("PUT", "/a/{y}"),
        ("GET", "/a/{z}/b"),
        ("GET", "/{q}/c/b"),
        ("GET", "/a/:x"),
        ("GET", "/a/*rest"),
        ("GET", "/größe"),
    ]);
    let server = Running::with(made.build()).await;
    let cases = [
        ("GET", "/a/1", "m0"),
        ("PUT", "/a/1", "m1"),
        ("GET", "/a/1/b", "m2"),
        ("GET", "/x/c/b", "m3"),
        ("GET", "/a/:x", "m4"),
        ("GET", "/a/*rest", "m5"),
        ("GET", "/gr%C3%B6%C3%9Fe", "m6"),
    ];
    for (verb, path, method) in cases {
        assert_eq!(send(server.address, verb, path).await.body, format!("\"made:made:{method}\""), "{verb} {path}");
    }
}

#[tokio::test]
async fn a_component_without_the_channel_has_no_routes() {
    let made = Made { channels: &["dispatch-json"], ..Made::new("made").routes(&[("GET", "/a")]) };
    let server = Running::start(Server::builder(ServiceManager::new()).component(made.build())).await;
    get(server.address, "/a").await.refused(404);
}
