//! The time that callers give, on every channel: what is late is dropped, and told honestly.

use crate::custom::{Smoke, arrival};
use crate::http::{Answer, call, raw, request};
use crate::running::Running;
use crate::shop::{CATALOG, Shelves, everywhere};
use crate::till::{Clerk, till};
use aspyx::axum::http::HeaderValue;
use aspyx::codegen::{BoxFuture, Dispatch, Dispatched, Incoming};
use aspyx::{CallContext, Server, ServerCall, ServerNext, ServiceManager};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

const JSON: &str = "content-type: application/json\n";

async fn within(address: SocketAddr, path: &str, timeout: &str, body: &str) -> Answer {
    raw(address, &request("POST", path, &format!("{JSON}grpc-timeout: {timeout}\n"), body)).await
}

#[tokio::test]
async fn a_call_that_is_late_is_dropped_and_counts_as_executed() {
    let alive = Arc::new(());
    // Without the method's own limit, which is 20 ms.
    let shelves = Shelves::default();
    let go_on = shelves.go_on.clone();
    let (smoke, signals) = Smoke::new();
    let builder = Server::builder(ServiceManager::new()).component(everywhere(shelves)).channel("smoke", smoke);
    let server = Running::start(builder.component(till(Clerk { alive: alive.clone() }))).await;
    let answer = within(server.address, "/invoke", "20m", r#"{"method":"shop-v1:catalog:wait"}"#).await;
    assert_eq!((answer.status, answer.header("aspyx-executed")), (504, None), "{answer:?}");
    assert_eq!(answer.detail(), "`shop-v1:catalog:wait` has not ended within the time that its caller gives it");
    assert_eq!(Arc::strong_count(&go_on), 2, "the test and the shelves");

    let mut late = arrival("wait", "[]");
    late.headers.insert("grpc-timeout", HeaderValue::from_static("20m"));
    let answer = signals.call(late).await;
    assert_eq!((answer.status, answer.headers.get("aspyx-executed")), (504, None), "{answer:?}");

    // The shorter of both counts, whichever that is.
    for (timeout, reason) in [("1S", "has not ended within 20ms"), ("1m", "within the time that its caller gives it")] {
        let answer = within(server.address, "/wait?long=true", timeout, "").await;
        assert_eq!(answer.status, 504, "{answer:?}");
        assert!(answer.detail().contains(reason), "{timeout}: {answer:?}");
        assert_eq!(Arc::strong_count(&alive), 2, "the test and the clerk, and no future any more");
    }
}

#[tokio::test]
async fn a_call_that_comes_too_late_is_not_executed() {
    let server = Running::with(everywhere(Shelves::default())).await;
    for timeout in ["0n", "0S", "1n"] {
        let call = r#"{"method":"shop-v1:catalog:name","args":["x"]}"#;
        within(server.address, "/invoke", timeout, call).await.refused(504);
        within(server.address, "/v1/drafts", timeout, "null").await.refused(504);
    }
}

#[tokio::test]
async fn time_runs_while_the_body_is_on_its_way() {
    let server = Running::with(everywhere(Shelves::default())).await;
    for path in ["/invoke", "/v1/products"] {
        let whole = request("POST", path, &format!("{JSON}grpc-timeout: 20m\n"), "{}");
        let mut stream = TcpStream::connect(server.address).await.expect("a connection");
        stream.write_all(&whole[..whole.len() - 1]).await.expect("the server reads");
        crate::http::read(&mut stream).await.refused(504);
    }
}

#[tokio::test]
async fn a_timeout_that_makes_no_sense_is_as_good_as_none() {
    let server = Running::with(everywhere(Shelves::default())).await;
    for timeout in ["", "S", "-1S", "1", "1x", "123456789S", "99999999H"] {
        let answer =
            within(server.address, "/invoke", timeout, r#"{"method":"shop-v1:catalog:name","args":["x"]}"#).await;
        assert_eq!(answer.status, 200, "{timeout}: {answer:?}");
    }
}

/// The time of the interceptors is the caller's, too.
#[tokio::test]
async fn an_interceptor_that_is_late_has_not_executed_the_method() {
    fn never<'a>(_call: ServerCall<'a>, _next: ServerNext<'a>) -> BoxFuture<'a, aspyx::Result<aspyx::Answer>> {
        Box::pin(std::future::pending())
    }
    let builder = Server::builder(ServiceManager::new()).component(everywhere(Shelves::default()));
    let server = Running::start(builder.interceptor(never)).await;
    within(server.address, "/invoke", "20m", r#"{"method":"shop-v1:catalog:wait"}"#).await.refused(504);
}

#[tokio::test]
async fn a_method_is_dropped_when_its_caller_goes_away() {
    struct Held(Arc<tokio::sync::Notify>);
    impl Drop for Held {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    /// Answers nothing, and tells when it is dropped.
    struct Holds(Arc<tokio::sync::Notify>, Arc<tokio::sync::Notify>);
    impl Dispatch for Holds {
        fn dispatch<'a>(&'a self, call: &mut Incoming<'_>) -> Dispatched<'a> {
            call.arguments(&mut [])?;
            let held = Held(self.1.clone());
            call.answer::<(), aspyx::Error>(Box::pin(async move {
                self.0.notify_one();
                std::future::pending::<()>().await;
                drop(held);
                Ok(())
            }))
        }
    }
    let (begun, dropped) = (Arc::<tokio::sync::Notify>::default(), Arc::<tokio::sync::Notify>::default());
    let service = Arc::new(());
    let component = aspyx::codegen::ComponentParts::new(&crate::shop::SHOP);
    let component = component.service(&CATALOG, service, Holds(begun.clone(), dropped.clone())).build();
    let server = Running::with(component).await;
    let call = request("POST", "/invoke", JSON, r#"{"method":"shop-v1:catalog:wait"}"#);
    let mut stream = TcpStream::connect(server.address).await.expect("a connection");
    stream.write_all(&call).await.expect("the server reads");
    begun.notified().await;
    drop(stream);
    dropped.notified().await;
}

#[tokio::test]
async fn a_method_runs_in_the_context_of_its_call() {
    /// Tells the context in place of what the shelves would say.
    struct Tells;
    impl Dispatch for Tells {
        fn dispatch<'a>(&'a self, call: &mut Incoming<'_>) -> Dispatched<'a> {
            let mut text = aspyx::wire::required::<String>();
            call.arguments(&mut [&mut text])?;
            call.answer::<String, aspyx::Error>(Box::pin(async {
                let context = CallContext::current();
                let bounded = context.remaining().is_some_and(|left| left.as_secs() <= 5);
                Ok(format!("{} {bounded} {}", context.trace_id().unwrap_or_default(), context.attempt()))
            }))
        }
    }
    let component = aspyx::codegen::ComponentParts::new(&crate::shop::SHOP).service(&CATALOG, Arc::new(()), Tells);
    let server = Running::with(component.build()).await;
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let headers = format!("{JSON}traceparent: 00-{trace}-00f067aa0ba902b7-01\ngrpc-timeout: 5S\naspyx-attempt: 2\n");
    let body = r#"{"method":"shop-v1:catalog:name","args":["x"]}"#;
    let answer = raw(server.address, &request("POST", "/invoke", &headers, body)).await;
    assert_eq!(answer.body, format!(r#"{{"result":"{trace} true 2","exception":null}}"#));
    let answer = raw(server.address, &request("GET", "/v1/names/x", &headers, "")).await;
    assert_eq!(answer.body, format!(r#""{trace} true 2""#));
    let answer = call(server.address, "name", r#"["x"]"#).await;
    assert!(answer.body.ends_with(r#" false 0","exception":null}"#), "{answer:?}");
}
