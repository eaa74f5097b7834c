//! `POST /invoke`: answers, and the many ways to ask for something that must not work.

use crate::http::{call, get, invoke, raw, request, send, send_json};
use crate::running::{Made, Running};
use crate::shop::shop;
use aspyx::{Server, ServiceManager};
use std::sync::{Arc, LazyLock, Mutex};
use tracing::field::{Field, Visit};

const NIL: &str = r#"["00000000-0000-0000-0000-000000000000"]"#;
const SOME: &str = r#"["11111111-1111-1111-1111-111111111111"]"#;
const MAX: &str = r#"["ffffffff-ffff-ffff-ffff-ffffffffffff"]"#;

#[tokio::test]
async fn a_result_comes_in_its_envelope() {
    let server = Running::with(shop()).await;
    let answer = call(server.address, "name", r#"["ü\n"]"#).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"result":"ü\n","exception":null}"#));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("aspyx-executed"), None);
}

#[tokio::test]
async fn no_result_is_null() {
    let server = Running::with(shop()).await;
    let answer = call(server.address, "remove", SOME).await;
    assert_eq!(answer.body, r#"{"result":null,"exception":null}"#);
    let answer = call(server.address, "search", r#"["nothing"]"#).await;
    assert_eq!(answer.body, r#"{"result":null,"exception":null}"#);
}

#[tokio::test]
async fn a_declared_error_is_typed() {
    let server = Running::with(shop()).await;
    let answer = call(server.address, "get", NIL).await;
    let expected =
        r#"{"result":null,"exception":"no product","error":{"type":"shop.v1.NotFound","data":{"what":"product"}}}"#;
    assert_eq!((answer.status, answer.body.as_str()), (200, expected));
}

#[tokio::test]
async fn another_error_is_its_text() {
    let server = Running::with(shop()).await;
    let answer = call(server.address, "remove", NIL).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"result":null,"exception":"the shelf is locked"}"#));
}

#[tokio::test]
async fn the_order_of_the_envelope_does_not_matter() {
    let server = Running::with(shop()).await;
    let answer = invoke(server.address, r#" {"id":[{}],"args":["x"],"method":"shop-v1:catalog:name","z":1} "#).await;
    assert_eq!(answer.body, r#"{"result":"x","exception":null}"#);
}

#[tokio::test]
async fn arguments_may_be_left_out_where_there_is_a_default() {
    let server = Running::with(shop()).await;
    let expected = r#"{"result":"None 50 []","exception":null}"#;
    assert_eq!(call(server.address, "list", "[null,null,[],null]").await.body, expected);
    assert_eq!(call(server.address, "list", r#"[null,50,[]]"#).await.body, expected);
    let answer = invoke(server.address, r#"{"method":"shop-v1:catalog:draft"}"#).await;
    assert_eq!(answer.body, r#"{"result":false,"exception":null}"#);
}

#[tokio::test]
async fn content_types_are_compared_by_what_they_mean() {
    let server = Running::with(shop()).await;
    let body = r#"{"method":"shop-v1:catalog:name","args":["x"]}"#;
    for kind in ["application/json; charset=utf-8", "Application/JSON", "application/json;x=\"y\""] {
        let answer = raw(server.address, &request("POST", "/invoke", &format!("content-type: {kind}\n"), body)).await;
        assert_eq!(answer.status, 200, "{kind}: {answer:?}");
    }
    for kind in ["content-type: text/plain\n", "content-type: application/cbor\n", ""] {
        let detail = raw(server.address, &request("POST", "/invoke", kind, body)).await.refused(415);
        assert!(detail.contains("application/json"), "{kind}: {detail}");
    }
}

/// Everything that cannot be decoded is 400, and says where. The long list of mistakes is in the suite of the workspace
/// (`tests/badinput`), held against generated code; here is what the envelope and the reader of arguments see.
#[tokio::test]
async fn what_cannot_be_decoded_is_refused() {
    let server = Running::with(shop()).await;
    let products = format!("{}{}", r#"{"title":"a","parts":["#.repeat(100_000), "]}".repeat(100_000));
    let deep = format!(r#"{{"method":"shop-v1:catalog:create","args":[{products}]}}"#);
    let deep_aside =
        format!(r#"{{"x":{}{},"method":"shop-v1:catalog:wait"}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let cases: &[(&str, &[u8], &str)] = &[
        ("empty body", b"", "line 1"),
        ("malformed", b"{", "line 1"),
        ("array instead of object", b"[]", "expected an object, found a list"),
        ("no method", br#"{"args":[]}"#, "`method`: missing"),
        ("method is not a string", br#"{"method":5,"args":[]}"#, "expected a string, found a number"),
        ("method twice", br#"{"method":"shop-v1:catalog:wait","method":"shop-v1:catalog:wait"}"#, "there twice"),
        ("args twice", br#"{"method":"shop-v1:catalog:name","args":["a"],"args":["b"]}"#, "there twice"),
        ("args is an object", br#"{"method":"shop-v1:catalog:name","args":{"text":"x"}}"#, "expected a list"),
        ("args is null", br#"{"method":"shop-v1:catalog:name","args":null}"#, "expected a list"),
        ("no args", br#"{"method":"shop-v1:catalog:name"}"#, "`text`: missing"),
        ("too few", br#"{"method":"shop-v1:catalog:name","args":[]}"#, "`text`: missing"),
        ("too many", br#"{"method":"shop-v1:catalog:name","args":["a","b"]}"#, "more arguments"),
        ("number for a string", br#"{"method":"shop-v1:catalog:name","args":[1]}"#, "`text`: expected a string"),
        ("null for a string", br#"{"method":"shop-v1:catalog:name","args":[null]}"#, "`text`: expected a string"),
        ("string for an integer", br#"{"method":"shop-v1:catalog:list","args":[null,"1",[]]}"#, "`limit`"),
        ("fraction for an integer", br#"{"method":"shop-v1:catalog:list","args":[null,1.9,[]]}"#, "`limit`"),
        ("negative for u32", br#"{"method":"shop-v1:catalog:list","args":[null,-1,[]]}"#, "`limit`"),
        ("string for a bool", br#"{"method":"shop-v1:catalog:convert","args":["false",1,"x"]}"#, "`flag`"),
        ("NaN literal", br#"{"method":"shop-v1:catalog:convert","args":[true,NaN,"x"]}"#, "`ratio`"),
        ("no uuid", br#"{"method":"shop-v1:catalog:get","args":["x"]}"#, "`id`: not a UUID"),
        ("a field is missing", br#"{"method":"shop-v1:catalog:create","args":[{}]}"#, "`product.title`: missing"),
        (
            "a field is wrong deep inside",
            br#"{"method":"shop-v1:catalog:create","args":[{"title":"a","parts":[{"title":7}]}]}"#,
            "`product.parts[0].title`: expected a string",
        ),
        ("trailing garbage", br#"{"method":"shop-v1:catalog:name","args":["x"]}x"#, "expected the end"),
        ("nested 100,000 deep", deep.as_bytes(), "deeper than"),
        ("nested 100,000 deep aside", deep_aside.as_bytes(), "deeper than"),
        ("invalid UTF-8", b"{\"method\":\"shop-v1:catalog:name\",\"args\":[\"\xff\xfe\"]}", "line 1"),
        ("lone surrogate", br#"{"method":"shop-v1:catalog:name","args":["\ud800"]}"#, "line 1"),
        ("unended string", br#"{"method":"shop-v1:catalog:name","args":["x"#, "line 1"),
    ];
    for (name, body, reason) in cases {
        let detail = invoke(server.address, body).await.refused(400);
        assert!(detail.contains(reason), "{name}: expected `{reason}` in `{detail}`");
    }
}

#[tokio::test]
async fn unknown_fields_are_ignored() {
    let server = Running::with(shop()).await;
    let answer = call(server.address, "create", r#"[{"title":"a","zzz":{"b":[1]}}]"#).await;
    assert_eq!(answer.json()["result"]["title"], "a");
}

#[tokio::test]
async fn a_variant_nobody_knows_is_a_violation() {
    let server = Running::with(shop()).await;
    let answer = call(server.address, "create", r#"[{"title":"a","parts":[{"title":"b","status":"gone"}]}]"#).await;
    answer.refused(422);
    assert_eq!(answer.json()["type"], "urn:aspyx:violation");
    let expected = serde_json::json!({"path": "product.parts[0].status", "rule": "variant", "value": "gone"});
    assert_eq!(answer.json()["violations"], serde_json::json!([expected]));
}

/// Only declared methods can be called, and the text tells which part of the id is wrong.
#[tokio::test]
async fn what_is_not_declared_is_not_found() {
    let server = Running::with(shop()).await;
    let cases = [
        ("wait", "expected `component:service:method`"),
        ("", "expected `component:service:method`"),
        ("catalog:wait", "expected `component:service:method`"),
        ("shop:catalog:wait", "no component `shop`"),
        ("x:shop-v1:shutdown", "no component `x`"),
        ("shop-v1:nope:wait", "component `shop-v1` has no service `nope`"),
        ("shop-v1:shop-v1:startup", "component `shop-v1` has no service `shop-v1`"),
        ("shop-v1:catalog:nope", "service `shop-v1:catalog` has no method `nope`"),
        ("shop-v1:catalog:startup", "no method `startup`"),
        ("shop-v1:catalog:shutdown", "no method `shutdown`"),
        ("shop-v1:catalog:__get", "no method `__get`"),
        ("shop-v1:catalog:__init__", "no method `__init__`"),
        ("shop-v1:catalog:__class__", "no method `__class__`"),
        ("shop-v1:catalog:wait:wait", "no method `wait:wait`"),
        ("shop-v1:catalog:Wait", "no method `Wait`"),
    ];
    for (method, reason) in cases {
        let detail = invoke(server.address, format!(r#"{{"method":"{method}","args":[{{}}]}}"#)).await.refused(404);
        assert!(detail.contains(reason), "{method}: expected `{reason}` in `{detail}`");
    }
}

#[tokio::test]
async fn a_component_without_the_channel_cannot_be_invoked() {
    let made = Made { channels: &["rest", "dispatch-msgpack"], ..Made::new("other").routes(&[("GET", "/other")]) };
    let server = Running::with(made.build()).await;
    let detail = invoke(server.address, r#"{"method":"other:other:m0"}"#).await.refused(404);
    assert!(detail.contains("rest, dispatch-msgpack"), "{detail}");
    assert_eq!(get(server.address, "/other").await.body, r#""other:other:m0""#);
}

#[tokio::test]
async fn other_verbs_are_told_what_is_allowed() {
    let server = Running::with(shop()).await;
    for verb in ["GET", "PUT", "DELETE", "BREW"] {
        let answer = send(server.address, verb, "/invoke").await;
        answer.refused(405);
        assert_eq!(answer.header("allow"), Some("post, options"), "{answer:?}");
    }
    let answer = send(server.address, "OPTIONS", "/invoke").await;
    assert_eq!((answer.status, answer.header("allow")), (204, Some("post, options")));
}

#[tokio::test]
async fn an_unknown_path_is_a_problem() {
    let server = Running::with(shop()).await;
    assert!(get(server.address, "/nope").await.refused(404).contains("`/nope`"));
    send_json(server.address, "POST", "/invoke/", "{}").await.refused(404);
}

#[tokio::test]
async fn a_panic_ends_the_call_and_nothing_else() {
    let log = LOG.clone();
    let server = Running::with(shop()).await;
    let answer = call(server.address, "remove", MAX).await;
    assert_eq!((answer.status, answer.header("aspyx-executed")), (500, None));
    assert_eq!(answer.json()["type"], "urn:aspyx:internal");
    assert!(!answer.detail().contains("fell over"), "the text of a panic may hold anything");
    let lines = log.0.lock().expect("nobody panics with it").clone();
    let told = |line: &String| line.contains("shop-v1:catalog:remove") && line.contains("the shelf fell over");
    assert!(lines.iter().any(told), "{lines:?}");
    assert_eq!(call(server.address, "remove", SOME).await.status, 200);
}

#[tokio::test]
async fn a_server_without_components_knows_nothing() {
    let server = Running::start(Server::builder(ServiceManager::new())).await;
    invoke(server.address, r#"{"method":"a:b:c"}"#).await.refused(404);
}

/// The one log of all tests: one of this thread alone would miss what another thread was the first to log.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    tracing::subscriber::set_global_default(log.clone()).expect("nobody else sets one");
    tracing::callsite::rebuild_interest_cache();
    log
});

/// Keeps the errors that are logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!("{field}={value:?} "));
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::ERROR
    }

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().expect("nobody panics with it").push(line.0);
    }

    fn new_span(&self, _span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _span: &tracing::span::Id, _values: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _span: &tracing::span::Id, _follows: &tracing::span::Id) {}
    fn enter(&self, _span: &tracing::span::Id) {}
    fn exit(&self, _span: &tracing::span::Id) {}
}
