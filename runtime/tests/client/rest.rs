//! What the rest channel sends, and what its answers mean.

use crate::canned::Canned;
use crate::shop::{Catalog, CatalogFindError, NotFound, client};
use aspyx::ErrorKind;

#[tokio::test]
async fn parameters_travel_in_path_query_and_header() {
    let mut server = Canned::json("\"found\"").await;
    let client = client("rest", &server.address);
    let tags = vec!["a b".into(), "ü&=".into()];
    let found = client.find("x/y?z".into(), tags, Some(7), Some("abc".into())).await.unwrap();
    assert_eq!(found.as_deref(), Some("found"));

    let request = server.received().await;
    assert_eq!(request.line(), "GET /v1/x%2Fy%3Fz?tag=a%20b&tag=%C3%BC%26%3D&limit=7 HTTP/1.1");
    assert_eq!(request.header("x-trace"), Some("abc"));
    assert_eq!((request.header("content-type"), &*request.body), (None, ""));
}

#[tokio::test]
async fn what_is_absent_is_left_out() {
    let mut server = Canned::json("null").await;
    assert_eq!(client("rest", &server.address).find("x".into(), vec![], None, None).await.unwrap(), None);
    let request = server.received().await;
    assert_eq!((request.line(), request.header("x-trace")), ("GET /v1/x HTTP/1.1", None));
}

#[tokio::test]
async fn a_body_is_the_value_itself() {
    let mut server = Canned::new("204 No Content", "", "").await;
    client("rest", &server.address).rename(7, "new \"title\"".into()).await.unwrap();
    let request = server.received().await;
    assert_eq!(request.line(), "PUT /v1/7 HTTP/1.1");
    assert_eq!((request.header("content-type"), &*request.body), (Some("application/json"), r#""new \"title\"""#));
}

#[tokio::test]
async fn several_body_parameters_are_one_object() {
    let mut server = Canned::json("null").await;
    client("rest", &server.address).move_to(7, "top".into(), None).await.unwrap();
    assert_eq!(server.received().await.body, r#"{"shelf":"top","note":null}"#);
    client("rest", &server.address).move_to(7, "top".into(), Some("now".into())).await.unwrap();
    assert_eq!(server.received().await.body, r#"{"shelf":"top","note":"now"}"#);
}

#[tokio::test]
async fn a_value_that_would_lead_to_another_path_is_not_sent() {
    let mut server = Canned::json("null").await;
    for id in ["", ".", ".."] {
        let error = client("rest", &server.address).find(id.into(), vec![], None, None).await.unwrap_err();
        assert!(!error.maybe_executed() && error.to_string().contains("parameter `id`"), "{error}");
    }
    assert!(server.untouched());
}

#[tokio::test]
async fn a_header_cannot_be_smuggled_in() {
    let mut server = Canned::json("null").await;
    let trace = Some("a\r\nx-admin: yes".into());
    let error = client("rest", &server.address).find("x".into(), vec![], None, trace).await.unwrap_err();
    assert!(!error.maybe_executed() && error.to_string().contains("parameter `trace`"), "{error}");
    assert!(server.untouched());
}

#[tokio::test]
async fn a_declared_error_in_a_problem_is_its_variant() {
    let problem = r#"{"type":"urn:aspyx:error:shop.v1.NotFound","status":404,"detail":"no x",
        "error":{"type":"shop.v1.NotFound","data":{"what":"x"}}}"#;
    let server = Canned::problem("404 Not Found", "", problem).await;
    let found = client("rest", &server.address).find("x".into(), vec![], None, None).await;
    assert!(matches!(&found, Err(CatalogFindError::NotFound(NotFound { what })) if what == "x"), "{found:?}");

    let error = client("rest", &server.address).rename(1, "x".into()).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Exception, "no x"));
}

#[tokio::test]
async fn other_problems_are_errors_of_their_kind() {
    let problem = r#"{"type":"urn:aspyx:exception","status":500,"detail":"boom"}"#;
    let server = Canned::problem("500 Internal Server Error", "", problem).await;
    let error = client("rest", &server.address).rename(1, "x".into()).await.unwrap_err();
    assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Exception, true));
}

#[tokio::test]
async fn a_method_without_route_is_a_mistake_of_the_program() {
    let error = client("rest", "http://127.0.0.1:1").hello("x".into()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.message().contains("`shop-v1:catalog:hello`") && error.message().contains("`rest`"), "{error}");
}
