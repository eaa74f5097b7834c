//! What happens around a call, the same on every channel: rules, who may call, and for how long.

use crate::http::{get, invoke, raw, request, send, send_json};
use crate::running::Running;
use crate::till::{Clerk, DeskClient, Payment, Sku, till};
use aspyx::{Error, ErrorKind, Server, ServiceManager, StaticComponentRegistry};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

const REMOTE: [&str; 4] = ["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"];

/// A server, and a client for each channel.
async fn clients(clerk: Clerk) -> (Running, Vec<(&'static str, DeskClient)>) {
    let within = ServiceManager::new();
    let server = Running::start(Server::builder(within.clone()).component(till(clerk))).await;
    let uri = format!("http://{}", server.address);
    let registry = StaticComponentRegistry::new().component("till", REMOTE.map(|it| (it, &*uri)));
    let outside = ServiceManager::builder().registry(registry).build();
    // Once the server answers, the services are there for callers within the process, too.
    get(server.address, "/report").await;
    let client = |channel| {
        let manager = if channel == "local" { &within } else { &outside };
        (channel, manager.get_service::<DeskClient>().expect("a client").over(channel))
    };
    (server, std::iter::once("local").chain(REMOTE).map(client).collect())
}

fn skus(texts: &[&str]) -> BTreeSet<Sku> {
    texts.iter().map(|text| Sku((*text).to_owned())).collect()
}

fn sku(text: &str) -> Sku {
    Sku(text.to_owned())
}

#[track_caller]
fn assert_failed(channel: &str, error: &Error, kind: ErrorKind, maybe_executed: bool) {
    assert_eq!((error.kind(), error.maybe_executed()), (kind, maybe_executed), "over {channel}: {error:?}");
}

#[tokio::test]
async fn newtypes_sets_and_unions_travel_everywhere() {
    let (_server, clients) = clients(Clerk::default()).await;
    for (channel, client) in clients {
        let looked = client.look(sku("A"), skus(&["B", "C"]), Some(sku("D"))).await;
        let expected = r#"Sku("A") {Sku("B"), Sku("C")} Some(Sku("D"))"#;
        assert_eq!(looked.unwrap_or_else(|error| panic!("over {channel}: {error:?}")), expected);
        assert_eq!(client.look(sku("A"), skus(&[]), None).await.unwrap(), r#"Sku("A") {} None"#);
        for payment in [Payment::Cash, Payment::Iban(sku("DE"))] {
            assert_eq!(client.pay(payment.clone()).await.unwrap(), payment, "over {channel}");
        }
    }
}

#[tokio::test]
async fn a_set_in_a_query_is_its_name_again_and_again() {
    let server = Running::with(till(Clerk::default())).await;
    let answer = get(server.address, "/look/A?tag=B&tag=C&tag=B").await;
    assert_eq!(answer.body, r#""Sku(\"A\") {Sku(\"B\"), Sku(\"C\")} None""#);
}

#[tokio::test]
async fn the_same_rules_are_broken_on_every_channel() {
    let (_server, clients) = clients(Clerk::default()).await;
    for (channel, client) in clients {
        let error = client.look(sku("a"), skus(&["A", "B", "C", "longer"]), None).await.unwrap_err();
        assert_failed(channel, &error, ErrorKind::Violation, false);
        let pattern = r#"pattern("^[A-Z]+$")"#;
        let told: Vec<_> = error.violations().iter().map(|it| (&*it.path, &*it.rule, it.value.clone())).collect();
        let expected = [
            ("sku", pattern, Some(json!("a"))),
            ("tags", "len(0..=3)", Some(json!(4))),
            ("tags[3]", "len(1..=4)", Some(json!("longer"))),
            ("tags[3]", pattern, Some(json!("longer"))),
        ];
        assert_eq!(told, expected, "over {channel}");
    }
}

#[tokio::test]
async fn a_violation_is_a_problem_of_its_own_status() {
    let server = Running::with(till(Clerk::default())).await;
    let body = r#"{"iban":"x1"}"#;
    let call = format!(r#"{{"method":"till:desk:pay","args":[{body}]}}"#);
    for answer in [send_json(server.address, "POST", "/pay", body).await, invoke(server.address, call).await] {
        let detail = "`till:desk:pay` was not called: `payment.iban` does not keep `pattern(\"^[A-Z]+$\")`";
        assert_eq!(answer.refused(422), detail);
        let expected = json!([{"path": "payment.iban", "rule": "pattern(\"^[A-Z]+$\")", "value": "x1"}]);
        assert_eq!(answer.json()["violations"], expected);
    }
}

/// Neither the method nor its arguments are looked at; the dispatcher would panic.
#[tokio::test]
async fn a_caller_nobody_knows_is_turned_away_before_the_arguments_are_read() {
    let server = Running::with(till(Clerk::default())).await;
    let address = server.address;
    let answers = [
        ("envelope", invoke(address, r#"{"method":"till:desk:count","args":[{"not":"a sku"}]}"#).await),
        ("arguments first", invoke(address, r#"{"args":[7],"method":"till:desk:count"}"#).await),
        ("without arguments", invoke(address, r#"{"method":"till:desk:count"}"#).await),
        ("by role", invoke(address, r#"{"method":"till:desk:open","args":[]}"#).await),
        ("rest", send_json(address, "POST", "/count", "{").await),
        ("rest, no JSON", raw(address, &request("POST", "/count", "content-type: text/plain\n", "x")).await),
        ("rest, by role", send(address, "PUT", "/open").await),
    ];
    for (name, answer) in answers {
        assert!(answer.refused(401).contains("asks for a caller who is authenticated"), "{name}: {answer:?}");
        assert_eq!(answer.header("www-authenticate"), Some("bearer"), "{name}");
        assert_eq!(answer.json()["type"], "urn:aspyx:unauthenticated", "{name}");
    }
}

/// The body is larger than the server takes, and not even asked for.
#[tokio::test]
async fn a_caller_nobody_knows_is_turned_away_before_the_body_is_read() {
    let builder = Server::builder(ServiceManager::new()).component(till(Clerk::default())).body_limit(10);
    let server = Running::start(builder).await;
    let protobuf = "content-type: application/x-protobuf\r\nx-rpc-method: till:desk:count";
    for (path, headers) in [("/count", "content-type: application/json"), ("/invoke", protobuf)] {
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n");
        let asks = format!("{head}expect: 100-continue\r\ncontent-length: 100000000000\r\n\r\n");
        raw(server.address, asks.as_bytes()).await.refused(401);
        let sends = format!("{head}connection: close\r\ncontent-length: 1000000\r\n\r\n{}", "x".repeat(1_000_000));
        raw(server.address, sends.as_bytes()).await.refused(401);
    }
}

#[tokio::test]
async fn a_caller_nobody_knows_is_turned_away_on_every_channel() {
    let (_server, clients) = clients(Clerk::default()).await;
    for (channel, client) in clients {
        let error = client.open().await.unwrap_err();
        assert_failed(channel, &error, ErrorKind::Unauthenticated, false);
    }
    // Whoever has the implementation in hand need not ask.
    DeskClient::local(Clerk::default()).open().await.unwrap();
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_dropped_on_every_channel() {
    let alive = Arc::new(());
    let (_server, clients) = clients(Clerk { alive: alive.clone() }).await;
    for (channel, client) in clients {
        let error = client.wait(true).await.unwrap_err();
        assert_failed(channel, &error, ErrorKind::Deadline, true);
        client.wait(false).await.unwrap_or_else(|error| panic!("over {channel}: {error:?}"));
    }
}

#[tokio::test]
async fn the_server_answers_when_the_time_is_up_and_drops_the_call() {
    let alive = Arc::new(());
    let server = Running::with(till(Clerk { alive: alive.clone() })).await;
    let call = r#"{"method":"till:desk:wait","args":[true]}"#;
    for answer in [send(server.address, "POST", "/wait?long=true").await, invoke(server.address, call).await] {
        assert_eq!((answer.status, answer.header("aspyx-executed")), (504, None));
        assert_eq!(answer.detail(), "`till:desk:wait` has not ended within 20ms");
        assert_eq!(Arc::strong_count(&alive), 2, "the test and the clerk, and no future any more");
    }
}

#[test]
fn a_bounded_call_without_a_runtime_says_what_it_needs() {
    let client = DeskClient::local(Clerk::default());
    let call = std::pin::pin!(client.wait(false));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::future::Future::poll(call, &mut context) {
        std::task::Poll::Ready(Err(error)) => assert_failed("local", &error, ErrorKind::Configuration, false),
        std::task::Poll::Ready(Ok(())) | std::task::Poll::Pending => panic!("nothing told the time"),
    }
}

#[tokio::test]
async fn the_report_tells_what_is_special_about_a_method() {
    let server = Running::with(till(Clerk::default())).await;
    let report = get(server.address, "/report").await.body;
    let methods = "  service desk
    look   GET /look/{sku}  @readonly
    pay    POST /pay
    count  POST /count  @auth
    open   PUT /open  @idempotent  @roles(\"chief\")  @deprecated
    wait   POST /wait  @timeout(20ms)
";
    assert!(report.ends_with(methods), "{report}");
    let report = get(server.address, "/report?format=json").await.json();
    let open =
        json!({"name": "open", "route": "PUT /open", "annotations": ["idempotent", "roles(\"chief\")", "deprecated"]});
    assert_eq!(report["components"][0]["services"][0]["methods"][3], open);
}
