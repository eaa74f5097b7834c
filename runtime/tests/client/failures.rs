//! What went wrong where there is no answer of the method, and whether the method may have run.

use crate::canned::Canned;
use crate::shop::{Catalog, CatalogClient, client};
use aspyx::codegen::MethodDescriptor;
use aspyx::{Error, ErrorKind, ServiceManager, StaticComponentRegistry};
use std::time::Duration;
use tokio::net::TcpListener;

async fn hello(server: &Canned) -> Error {
    client("dispatch-json", &server.address).hello("x".into()).await.unwrap_err()
}

/// Asserts kind and honesty of an error, and that a person learns where it happened.
#[track_caller]
fn assert_failure(error: &Error, kind: ErrorKind, maybe_executed: bool, address: &str) {
    assert_eq!((error.kind(), error.maybe_executed()), (kind, maybe_executed), "{error:?}");
    for part in ["shop-v1:catalog:hello", address] {
        assert!(error.message().contains(part), "`{part}` is missing in: {error}");
    }
}

#[tokio::test]
async fn a_problem_is_an_error_of_its_kind() {
    let problem = r#"{"type":"urn:aspyx:forbidden","status":403,"detail":"editors only"}"#;
    let server = Canned::problem("403 Forbidden", "aspyx-executed: no\n", problem).await;
    let error = hello(&server).await;
    assert_failure(&error, ErrorKind::Forbidden, false, &server.address);
    assert!(error.message().ends_with("editors only"), "{error}");
}

#[tokio::test]
async fn a_5xx_may_have_been_executed_unless_it_says_it_was_not() {
    let problem = r#"{"type":"urn:aspyx:overloaded","status":503,"detail":"busy"}"#;
    for (headers, maybe_executed) in [("", true), ("aspyx-executed: no\n", false)] {
        let server = Canned::problem("503 Service Unavailable", headers, problem).await;
        assert_failure(&hello(&server).await, ErrorKind::Overloaded, maybe_executed, &server.address);
    }
}

#[tokio::test]
async fn violations_arrive_as_they_were_sent() {
    let problem = r#"{"type":"urn:aspyx:violation","detail":"too short",
        "violations":[{"path":"message","rule":"len(1..)","value":""}]}"#;
    let server = Canned::problem("422 Unprocessable Entity", "aspyx-executed: no\n", problem).await;
    let error = hello(&server).await;
    assert_failure(&error, ErrorKind::Violation, false, &server.address);
    let [violation] = error.violations() else { panic!("expected one violation: {error:?}") };
    assert_eq!((&*violation.path, &*violation.rule), ("message", "len(1..)"));
}

#[tokio::test]
async fn without_a_problem_the_status_tells_the_kind_and_the_text_is_shown() {
    let cases = [
        ("400 Bad Request", ErrorKind::Malformed, false),
        ("404 Not Found", ErrorKind::NotFound, false),
        ("415 Unsupported Media Type", ErrorKind::UnsupportedMediaType, false),
        ("418 I'm a teapot", ErrorKind::Protocol, true),
        ("429 Too Many Requests", ErrorKind::Overloaded, false),
        ("500 Internal Server Error", ErrorKind::Internal, true),
        ("502 Bad Gateway", ErrorKind::Transport, true),
        ("504 Gateway Timeout", ErrorKind::Deadline, true),
    ];
    for (status, kind, maybe_executed) in cases {
        let server = Canned::new(status, "content-type: text/plain\n", "some\n text").await;
        let error = hello(&server).await;
        assert_failure(&error, kind, maybe_executed, &server.address);
        assert!(error.message().ends_with("with `some text`"), "{error}");
    }
}

#[tokio::test]
async fn the_detail_of_a_foreign_json_answer_is_shown() {
    let server = Canned::new("404 Not Found", "content-type: application/json\n", r#"{"detail":"Not Found"}"#).await;
    let error = hello(&server).await;
    assert_failure(&error, ErrorKind::NotFound, false, &server.address);
    assert!(error.message().ends_with(": Not Found"), "{error}");
}

#[tokio::test]
async fn a_page_instead_of_json_is_shown_in_part() {
    let server = Canned::new("200 OK", "content-type: text/html\n", &"<html> ".repeat(1000)).await;
    let error = hello(&server).await;
    assert_failure(&error, ErrorKind::Protocol, true, &server.address);
    assert!(error.message().contains("<html> <html>") && error.message().len() < 400, "{error}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Canned::json(r#"{"result":"x","exception":null}"#).await;
    let server = Canned::new("307 Temporary Redirect", &format!("location: {}\n", elsewhere.address), "").await;
    assert_failure(&hello(&server).await, ErrorKind::Protocol, true, &server.address);
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client("dispatch-json", &address).hello("x".into()).await.unwrap_err();
    assert_failure(&error, ErrorKind::Connect, false, &address);
    assert!(error.message().contains("refused"), "{error}");
}

#[tokio::test]
async fn an_address_that_makes_no_sense_was_not_sent() {
    for address in ["", "nonsense", "ftp://127.0.0.1:1", "http://", "http://a b:1", "http://127.0.0.1:99999"] {
        let error = client("dispatch-json", address).hello("x".into()).await.unwrap_err();
        assert_failure(&error, ErrorKind::Connect, false, address);
    }
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_may_have_been_executed() {
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"result\""] {
        let server = Canned::raw(answer.to_owned()).await;
        assert_failure(&hello(&server).await, ErrorKind::Transport, true, &server.address);
    }
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    let server = Canned::raw("not HTTP at all\r\n\r\n".to_owned()).await;
    assert_failure(&hello(&server).await, ErrorKind::Protocol, true, &server.address);
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let registry = StaticComponentRegistry::new().component("shop-v1", [("dispatch-json", &*address)]);
    let manager = ServiceManager::builder().registry(registry).timeout(Duration::from_millis(10)).build();
    let error = manager.get_service::<CatalogClient>().unwrap().hello("x".into()).await.unwrap_err();
    assert_failure(&error, ErrorKind::Deadline, true, &address);
}

/// The manager's half a minute would make this test fail.
#[tokio::test]
async fn the_time_a_method_sets_itself_takes_the_place_of_the_managers() {
    static HASTY: MethodDescriptor = MethodDescriptor {
        id: "shop-v1:catalog:hello",
        timeout: Some(Duration::from_millis(10)),
        ..MethodDescriptor::DEFAULT
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let call = client("dispatch-json", &address).stub().call::<(), Error>(&HASTY, &[]).await;
    assert_failure(&call.unwrap_err(), ErrorKind::Deadline, true, &address);
}

#[tokio::test]
async fn a_401_means_that_the_caller_is_not_known() {
    for (headers, problem) in [("www-authenticate: Bearer\n", ""), ("", r#"{"type":"urn:aspyx:unauthenticated"}"#)] {
        let server = Canned::problem("401 Unauthorized", headers, problem).await;
        assert_failure(&hello(&server).await, ErrorKind::Unauthenticated, false, &server.address);
    }
}

#[tokio::test]
async fn an_answer_too_large_is_not_read() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 67108865\r\n\r\n";
    let server = Canned::raw(head.to_owned()).await;
    let error = hello(&server).await;
    assert_failure(&error, ErrorKind::Protocol, true, &server.address);
    assert!(error.message().contains("67108864 bytes"), "{error}");
}
