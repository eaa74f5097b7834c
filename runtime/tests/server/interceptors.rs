//! What stands around the calls that arrive: in which order, with what effect, and what happens when it falls over.

use crate::custom::{Smoke, arrival};
use crate::http::{call, get, invoke, raw, request, send, send_json};
use crate::running::{Journal, Running};
use crate::shop::{Shelves, everywhere};
use crate::till::{Clerk, till};
use aspyx::BoxFuture;
use aspyx::axum::http::{HeaderMap, HeaderValue};
use aspyx::{
    Answer, Error, ErrorKind, Result, Server, ServerBuilder, ServerCall, ServerInterceptor, ServerNext, ServiceManager,
};

/// Notes what passes by, in and out.
struct Notes(&'static str, Journal);

impl ServerInterceptor for Notes {
    fn call<'a>(&'a self, mut call: ServerCall<'a>, next: ServerNext<'a>) -> BoxFuture<'a, Result<Answer>> {
        Box::pin(async move {
            let seen: Vec<_> = call.headers.get_all("x-seen").iter().filter_map(|value| value.to_str().ok()).collect();
            self.1.note(format!("{} in {} {} {}", self.0, call.channel, call.method.name, seen.join(",")));
            call.headers.append("x-seen", HeaderValue::from_static(self.0));
            let mut answer = next.run(call).await?;
            self.1.note(format!("{} out {}", self.0, answer.status));
            answer.headers.append("x-by", HeaderValue::from_static(self.0));
            Ok(answer)
        })
    }
}

/// Does what the header `x-do` says.
fn obeys<'a>(call: ServerCall<'a>, next: ServerNext<'a>) -> BoxFuture<'a, Result<Answer>> {
    let order = call.headers.get("x-do").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert_ne!(order, "panic at once", "as told");
    Box::pin(async move {
        assert_ne!(order, "panic before", "as told");
        match &*order {
            "refuse" => return Err(Error::new(ErrorKind::Forbidden, "as told")),
            "fail" => return Err(Error::new(ErrorKind::Internal, "as told")),
            "answer" => return Ok(Answer::new(200, "text/plain", "as told")),
            "answer 429" => return Ok(Answer::new(429, "text/plain", "as told")),
            "lie" => return Ok(Answer { headers: framing(), ..Answer::new(200, "text/plain", "as told") }),
            _ => {}
        }
        let answer = next.run(call).await?;
        assert_ne!(order, "panic after", "as told");
        if order == "refuse after" { Err(Error::new(ErrorKind::Forbidden, "as told")) } else { Ok(answer) }
    })
}

/// What an answer must not say of its connection.
fn framing() -> HeaderMap {
    let said = [("content-length", "7000"), ("transfer-encoding", "chunked"), ("content-type", "x/y")];
    said.iter().map(|(name, value)| (name.parse().expect("a name"), HeaderValue::from_static(value))).collect()
}

fn server() -> ServerBuilder {
    Server::builder(ServiceManager::new()).component(everywhere(Shelves::default()))
}

async fn told(server: &Running, order: &str) -> crate::http::Answer {
    let body = r#"{"method":"shop-v1:catalog:name","args":["x"]}"#;
    let headers = format!("content-type: application/json\nx-do: {order}\n");
    raw(server.address, &request("POST", "/invoke", &headers, body)).await
}

#[tokio::test]
async fn they_run_from_the_outside_in_on_every_channel() {
    let (journal, (smoke, signals)) = (Journal::default(), Smoke::new());
    let notes = |name| Notes(name, journal.clone());
    let server = Running::start(server().interceptor(notes("a")).interceptor(notes("b")).channel("smoke", smoke)).await;

    let answer = call(server.address, "name", r#"["x"]"#).await;
    assert_eq!(answer.body, r#"{"result":"x","exception":null}"#);
    assert!(answer.head.contains("x-by: b\r\nx-by: a"), "{answer:?}");
    assert_eq!(get(server.address, "/v1/names/y").await.body, r#""y""#);
    let answer = signals.call(arrival("name", r#"["z"]"#)).await;
    assert_eq!(answer.headers.get_all("x-by").iter().collect::<Vec<_>>(), ["b", "a"]);

    let each = |channel| {
        [format!("a in {channel} name "), format!("b in {channel} name a"), "b out 200".into(), "a out 200".into()]
    };
    assert_eq!(journal.entries(), [each("dispatch-json"), each("rest"), each("smoke")].concat());
}

#[tokio::test]
async fn the_order_of_the_envelope_does_not_matter_to_them() {
    let server = Running::start(server().interceptor(obeys)).await;
    for body in [
        r#"{"args":["x"],"method":"shop-v1:catalog:name"}"#,
        r#"{"method":"shop-v1:catalog:name","other":[1],"args":["x"]}"#,
    ] {
        assert_eq!(invoke(server.address, body).await.body, r#"{"result":"x","exception":null}"#);
    }
    let answer = invoke(server.address, r#"{"method":"shop-v1:catalog:draft"}"#).await;
    assert_eq!(answer.body, r#"{"result":false,"exception":null}"#);
    assert!(call(server.address, "name", "[1]").await.refused(400).contains("`text`"));
    invoke(server.address, r#"{"method":"shop-v1:catalog:name","args":["x"]}!"#).await.refused(400);
    invoke(server.address, r#"{"method":"shop-v1:catalog:nope"}"#).await.refused(404);
}

#[tokio::test]
async fn headers_they_change_are_those_the_method_sees() {
    fn traced<'a>(mut call: ServerCall<'a>, next: ServerNext<'a>) -> BoxFuture<'a, Result<Answer>> {
        call.headers.insert("x-trace", HeaderValue::from_static("7"));
        next.run(call)
    }
    let server = Running::start(server().interceptor(traced)).await;
    let answer = get(server.address, "/v1/convert?flag=true&ratio=1&at=2025-06-30T12:00:00Z").await;
    assert_eq!(answer.body, r#""true 1 2025-06-30T12:00:00Z Some(7)""#);
}

#[tokio::test]
async fn they_may_answer_in_place_of_the_method() {
    let server = Running::start(server().interceptor(obeys)).await;
    assert_eq!(told(&server, "refuse").await.refused(403), "as told");
    let answer = told(&server, "answer").await;
    assert_eq!((answer.status, &*answer.body, answer.header("aspyx-executed")), (200, "as told", None));
    let answer = told(&server, "answer 429").await;
    assert_eq!((answer.status, answer.header("aspyx-executed")), (429, Some("no")));
    let answer = told(&server, "lie").await;
    assert_eq!((&*answer.body, answer.header("content-length")), ("as told", Some("7")));
}

/// Whoever fails knows less of whether the method has run than the server does.
#[tokio::test]
async fn whether_the_method_has_run_is_told_by_the_server() {
    let server = Running::start(server().interceptor(obeys)).await;
    assert_eq!(told(&server, "fail").await.refused(500), "as told");
    let answer = told(&server, "refuse after").await;
    assert_eq!((answer.status, answer.header("aspyx-executed")), (403, None));
}

#[tokio::test]
async fn a_panic_in_one_ends_the_call_and_nothing_else() {
    let (journal, (smoke, signals)) = (Journal::default(), Smoke::new());
    let outer = Notes("outer", journal.clone());
    let server = Running::start(server().interceptor(outer).interceptor(obeys).channel("smoke", smoke)).await;
    let expected = "an interceptor of `shop-v1:catalog:name` panicked";
    for order in ["panic at once", "panic before"] {
        assert_eq!(told(&server, order).await.refused(500), expected);
    }
    let answer = told(&server, "panic after").await;
    assert_eq!((answer.status, answer.header("aspyx-executed"), &*answer.detail()), (500, None, expected));
    let mut arrival = arrival("name", r#"["x"]"#);
    arrival.headers.insert("x-do", HeaderValue::from_static("panic before"));
    assert_eq!(signals.call(arrival).await.status, 500);
    assert_eq!(told(&server, "nothing").await.status, 200);
}

#[tokio::test]
async fn they_come_before_access_is_checked_and_arguments_are_read() {
    let journal = Journal::default();
    let builder = Server::builder(ServiceManager::new()).component(till(Clerk::default()));
    let server = Running::start(builder.interceptor(Notes("a", journal.clone()))).await;
    invoke(server.address, r#"{"method":"till:desk:count","args":[{"not":"a sku"}]}"#).await.refused(401);
    send_json(server.address, "POST", "/count", "{").await.refused(401);
    send(server.address, "PUT", "/open").await.refused(401);
    let expected = ["a in dispatch-json count ", "a in rest count ", "a in rest open "];
    assert_eq!(journal.entries(), expected);
}

#[tokio::test]
async fn what_is_no_call_of_a_method_passes_none() {
    let journal = Journal::default();
    let server = Running::start(server().interceptor(Notes("a", journal.clone()))).await;
    get(server.address, "/health").await;
    get(server.address, "/report").await;
    get(server.address, "/nope").await.refused(404);
    invoke(server.address, "{}").await.refused(400);
    assert!(journal.entries().is_empty(), "{:?}", journal.entries());
}
