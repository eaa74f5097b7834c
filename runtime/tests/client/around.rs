//! What is around every call: time and trace on the wire, interceptors, settings.

use crate::canned::Canned;
use crate::shop::{Catalog, CatalogClient, CatalogFindError, client};
use aspyx::Bytes;
use aspyx::axum::http::{Request, Response};
use aspyx::channel::{Call, Channel, HttpTransport, Next, Outgoing, Reply, Transport, TransportError};
use aspyx::channel::{UrlSelector, interceptor_fn};
use aspyx::codegen::BoxFuture;
use aspyx::{CallContext, Error, ErrorKind, Result, ServiceManager, StaticComponentRegistry, within};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncReadExt as _;

const HELLO: &str = r#"{"result":"hi","exception":null}"#;

/// Answers with a header of the call, or what it says of it being refused.
struct Tell(&'static str);

impl Channel for Tell {
    fn call<'a>(&'a self, call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let told = call.headers.get(self.0).and_then(|value| value.to_str().ok()).unwrap_or("nothing");
            if told == "old" {
                return Err(Error::new(ErrorKind::Unauthenticated, "too old").executed(false));
            }
            Reply::result(&told.to_owned())
        })
    }
}

fn telling(header: &'static str) -> aspyx::ServiceManagerBuilder {
    let registry = StaticComponentRegistry::new().component("shop-v1", [("rest", "a"), ("rest", "b")]);
    ServiceManager::builder().registry(registry).channel("rest", Tell(header))
}

async fn hello(manager: &ServiceManager) -> Result<String> {
    manager.get_service::<CatalogClient>().unwrap().hello("x".into()).await
}

#[tokio::test]
async fn the_least_time_goes_with_the_call_and_the_trace_goes_on() {
    let mut server = Canned::json(HELLO).await;
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let mut arrived = aspyx::axum::http::HeaderMap::new();
    for (name, value) in [("traceparent", parent), ("tracestate", "a=1"), ("baggage", "b=2"), ("grpc-timeout", "9S")] {
        arrived.insert(name, value.parse().unwrap());
    }
    let client = client("dispatch-json", &server.address);
    CallContext::of_headers(&arrived).scope(client.hello("x".into())).await.unwrap();
    let sent = server.received().await;
    let left = sent.header("grpc-timeout").and_then(|text| text.strip_suffix('m')).map(str::parse::<u32>);
    assert!(matches!(left, Some(Ok(1..=9_000))), "{}", sent.head);
    let sent_parent = sent.header("traceparent").unwrap();
    assert_eq!(sent_parent[..36], parent[..36]);
    assert_ne!(sent_parent, parent);
    assert_eq!((sent.header("tracestate"), sent.header("baggage")), (Some("a=1"), Some("b=2")));
    assert_eq!(sent.header("aspyx-attempt"), None);
}

#[tokio::test]
async fn without_time_nothing_is_sent() {
    let mut server = Canned::json(HELLO).await;
    let client = client("dispatch-json", &server.address);
    let error = within(Duration::ZERO, client.hello("x".into())).await.unwrap_err();
    assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Deadline, false));
    assert!(server.untouched());
}

/// Adds a letter to the header `way`.
fn letter<'a>(mut call: Call<'a>, next: Next<'a>, letter: &str) -> BoxFuture<'a, Result<Reply>> {
    let so_far = call.headers.get("way").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let way = format!("{so_far}{letter}").parse().unwrap();
    call.headers.insert("way", way);
    next.run(call)
}

#[tokio::test]
async fn interceptors_of_the_manager_come_before_those_of_the_channel() {
    let builder = telling("way").interceptor(interceptor_fn(|call, next| letter(call, next, "a")));
    let manager = builder.interceptor(interceptor_fn(|call, next| letter(call, next, "b"))).build();
    manager.customize(|channel| {
        channel.interceptor(interceptor_fn(|call, next| letter(call, next, "c")));
    });
    assert_eq!(hello(&manager).await.unwrap(), "abc");
}

#[tokio::test]
async fn an_interceptor_may_answer_or_try_again() {
    let short = telling("way").interceptor(interceptor_fn(|_, _| Box::pin(async { Reply::result(&"short") }))).build();
    assert_eq!(hello(&short).await.unwrap(), "short");

    fn refresh<'a>(mut call: Call<'a>, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            call.headers.insert("token", "old".parse().unwrap());
            let Err(error) = next.run(call.clone()).await else { panic!("it took an old token") };
            assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Unauthenticated, false));
            call.headers.insert("token", "new".parse().unwrap());
            next.run(call).await
        })
    }
    assert_eq!(hello(&telling("token").interceptor(refresh).build()).await.unwrap(), "new");
}

/// Sends a token; if it is not taken, another one.
fn with_token<'a>(mut call: Call<'a>, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
    Box::pin(async move {
        call.headers.insert("authorization", "Bearer old".parse().unwrap());
        match next.run(call.clone()).await {
            Err(error) if error.kind() == ErrorKind::Unauthenticated && !error.maybe_executed() => {
                call.headers.insert("authorization", "Bearer new".parse().unwrap());
                next.run(call).await
            }
            answer => answer,
        }
    })
}

#[tokio::test]
async fn a_token_is_renewed_over_http() {
    let refused = "HTTP/1.1 401 Unauthorized\r\naspyx-executed: no\r\ncontent-length: 0\r\n\r\n".to_owned();
    let length = HELLO.len();
    let taken = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{HELLO}");
    let mut server = Canned::in_turn(vec![refused, taken]).await;
    let registry = StaticComponentRegistry::new().component("shop-v1", [("dispatch-json", server.address.clone())]);
    let manager = ServiceManager::builder().registry(registry).interceptor(with_token).build();
    assert_eq!(hello(&manager).await.unwrap(), "hi");
    for token in ["Bearer old", "Bearer new"] {
        assert_eq!(server.received().await.header("authorization"), Some(token));
    }
}

#[tokio::test]
async fn a_parameter_in_a_header_takes_the_place_of_what_is_set_beside_it() {
    let mut server = Canned::json("null").await;
    let registry = StaticComponentRegistry::new().component("shop-v1", [("rest", server.address.clone())]);
    let add = interceptor_fn(|mut call, next| {
        for (name, value) in [("x-trace", "beside"), ("content-type", "text/plain"), ("x-else", "beside")] {
            call.headers.insert(name, value.parse().unwrap());
        }
        next.run(call)
    });
    let manager = ServiceManager::builder().registry(registry).interceptor(add).build();
    let client = manager.get_service::<CatalogClient>().unwrap();
    client.find("1".into(), vec![], None, Some("parameter".into())).await.unwrap();
    let head = server.received().await.head;
    let lines = |name: &str| head.lines().filter_map(|line| line.strip_prefix(name)).collect::<Vec<_>>();
    assert_eq!((lines("x-trace: "), lines("x-else: ")), (vec!["parameter"], vec!["beside"]), "{head}");

    client.find("1".into(), vec![], None, None).await.unwrap();
    assert_eq!(server.received().await.header("x-trace"), Some("beside"), "without a value there is no parameter");
    client.rename(1, "title".into()).await.unwrap();
    assert_eq!(server.received().await.header("content-type"), Some("application/json"));
}

/// An interceptor that waits for something else, around a channel that is not HTTP.
#[tokio::test]
async fn interceptors_may_wait_and_see_the_channel_that_is_taken() {
    let patient = interceptor_fn(|mut call, next| {
        Box::pin(async move {
            let channel = format!("{} of {}", call.channel, call.component);
            let channel = tokio::spawn(async move { channel }).await.unwrap();
            call.headers.insert("way", channel.parse().unwrap());
            let answer = next.run(call).await;
            tokio::task::yield_now().await;
            answer
        })
    });
    assert_eq!(hello(&telling("way").interceptor(patient).build()).await.unwrap(), "rest of shop-v1");
}

#[tokio::test]
async fn a_manager_and_a_channel_may_have_transports_of_their_own() {
    /// Answers with its own name.
    struct Named(&'static str);
    impl Transport for Named {
        fn send(&self, _request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
            Box::pin(async { Ok(Response::new(format!("{{\"result\":{:?}}}", self.0).into())) })
        }
    }
    let addresses = [("rest", "http://a"), ("dispatch-json", "http://a")];
    let registry = StaticComponentRegistry::new().component("shop-v1", addresses);
    let manager = ServiceManager::builder().registry(registry).transport(Named("manager")).build();
    manager.customize(|channel| {
        if channel.name() == "rest" {
            channel.transport(Named("channel"));
        }
    });
    assert_eq!(hello(&manager).await.unwrap(), "manager");
    let rest = manager.get_service::<CatalogClient>().unwrap().preferred_channel("rest").unwrap();
    let error = rest.find("x".into(), vec![], None, None).await.unwrap_err();
    assert!(
        matches!(error, CatalogFindError::Other(error) if error.kind() == ErrorKind::Protocol),
        "no text, but an object"
    );
}

#[tokio::test]
async fn the_time_of_a_channel_counts_before_that_of_the_manager() {
    struct Never;
    impl Transport for Never {
        fn send(&self, _request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
            Box::pin(std::future::pending())
        }
    }
    let registry = StaticComponentRegistry::new().component("shop-v1", [("dispatch-json", "http://a")]);
    let manager = ServiceManager::builder().registry(registry).transport(Never).build();
    manager.customize(|channel| {
        channel.timeout(Duration::from_millis(7));
    });
    let error = hello(&manager).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert!(error.message().contains("`shop-v1:catalog:hello`") && error.message().contains("within 7ms"), "{error}");
}

/// A thousand calls that nobody awaits to the end leave nothing behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_that_are_dropped_leave_nothing() {
    /// Counts the calls that are in flight by what the selector is shown.
    struct Counting(Arc<AtomicUsize>);
    impl UrlSelector for Counting {
        fn select(&self, addresses: &[aspyx::channel::Candidate]) -> usize {
            self.0.store(addresses.iter().map(aspyx::channel::Candidate::in_flight).sum(), Ordering::Relaxed);
            0
        }
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let registry = StaticComponentRegistry::new()
        .component("shop-v1", [("dispatch-json", &*address), ("dispatch-json", "http://b")]);
    let (transport, in_flight) = (HttpTransport::new(), Arc::new(AtomicUsize::new(0)));
    let manager = ServiceManager::builder().registry(registry).transport(transport.clone()).build();
    let counting = in_flight.clone();
    manager.customize(move |channel| {
        channel.selector(Counting(counting.clone()));
    });
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..1000 {
        let manager = manager.clone();
        calls.spawn(async move { hello(&manager).await });
    }
    let mut connections = Vec::new();
    while connections.len() < 1000 {
        connections.push(listener.accept().await.unwrap().0);
    }
    calls.shutdown().await;
    for mut connection in connections {
        connection.read_to_end(&mut Vec::new()).await.expect("the client has closed it");
    }
    assert_eq!(format!("{transport:?}"), "HttpTransport { idle: 0, .. }");
    let last = tokio::spawn(async move { hello(&manager).await });
    drop(listener.accept().await.unwrap());
    last.await.unwrap().unwrap_err();
    assert_eq!(in_flight.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn what_panics_around_a_call_fails_that_call() {
    struct Lost;
    impl UrlSelector for Lost {
        fn select(&self, _addresses: &[aspyx::channel::Candidate]) -> usize {
            panic!("where am I")
        }
    }
    let interceptor = telling("way").interceptor(interceptor_fn(|_, _| panic!("no"))).build();
    let selector = telling("way")
        .customize(|channel| {
            channel.selector(Lost);
        })
        .build();
    for manager in [interceptor, selector] {
        for _ in 0..2 {
            let error = hello(&manager).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Internal, "{error:?}");
            assert!(error.message().contains("shop-v1:catalog:hello"), "{error}");
        }
    }
    let customizer = telling("way").customize(|_| panic!("no")).build();
    let error = hello(&customizer).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.message().contains("`rest`") && error.message().contains("`shop-v1`"), "{error}");
}

#[tokio::test]
async fn an_index_out_of_range_is_counted_round() {
    struct Far;
    impl UrlSelector for Far {
        fn select(&self, addresses: &[aspyx::channel::Candidate]) -> usize {
            assert_eq!(addresses.iter().map(|address| address.in_flight()).sum::<usize>(), 0);
            usize::MAX
        }
    }
    let manager = telling("way").build();
    manager.customize(|channel| {
        channel.selector(Far);
    });
    assert_eq!(hello(&manager).await.unwrap(), "nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_customizer_runs_once_for_each_channel() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = seen.clone();
    let manager = telling("way").build();
    manager.customize(move |channel| {
        noted.lock().unwrap().push(format!("{} {}", channel.component(), channel.name()));
    });
    let calls: Vec<_> = (0..32)
        .map(|_| {
            let manager = manager.clone();
            tokio::spawn(async move { hello(&manager).await.unwrap() })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!(*seen.lock().unwrap(), ["shop-v1 rest"]);
}

#[tokio::test]
async fn a_customizer_that_comes_late_finds_what_is_in_use_as_it_was() {
    let manager = telling("way").build();
    hello(&manager).await.unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    manager.customize(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    hello(&manager).await.unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 0);
}
