//! Custom channels: what their server half hands in is answered like everything else, and they live as long as the
//! server.

use crate::running::{Journal, Made, Noted, NotingRegistry, Running};
use crate::shop::{Shelves, everywhere};
use crate::till::{Clerk, till};
use aspyx::BoxFuture;
use aspyx::axum::http::HeaderMap;
use aspyx::wire::Format;
use aspyx::{Answer, Arrival, ChannelServer, Dispatcher, Error, ErrorKind, Listening, Result, Server, ServiceManager};
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

type Sent = (Arrival, oneshot::Sender<Answer>);

/// The server half of a channel that leads through the memory of the test.
pub(crate) struct Smoke(Mutex<Option<mpsc::UnboundedReceiver<Sent>>>);

/// The other half.
#[derive(Clone)]
pub(crate) struct Signals(mpsc::UnboundedSender<Sent>);

impl Smoke {
    pub(crate) fn new() -> (Self, Signals) {
        let (sender, receiver) = mpsc::unbounded_channel();
        (Self(Mutex::new(Some(receiver))), Signals(sender))
    }
}

impl Signals {
    /// Sends a call and waits for its answer; it is dropped by the server if nobody waits.
    pub(crate) async fn call(&self, arrival: Arrival) -> Answer {
        let (answer, answered) = oneshot::channel();
        self.0.send((arrival, answer)).expect("somebody listens");
        answered.await.expect("an answer")
    }
}

impl ChannelServer for Smoke {
    fn listen(&self, dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
        let receiver = self.0.lock().expect("nobody panics with it").take().expect("it listens once");
        Box::pin(async move { Ok(Listening::new("smoke://hill", serve(receiver, dispatcher))) })
    }
}

async fn serve(mut receiver: mpsc::UnboundedReceiver<Sent>, dispatcher: Dispatcher) {
    let mut calls = JoinSet::new();
    loop {
        tokio::select! {
            Some((arrival, answer)) = receiver.recv() => {
                let dispatcher = dispatcher.clone();
                // That nobody waits for the answer is no concern of the server.
                calls.spawn(async move { drop(answer.send(dispatcher.call(arrival).await)) });
            }
            () = dispatcher.stopping() => break,
        }
    }
    while calls.join_next().await.is_some() {}
}

/// A call of the shop's catalog in JSON.
pub(crate) fn arrival(method: &str, args: &str) -> Arrival {
    json(format!(r#"{{"method":"shop-v1:catalog:{method}","args":{args}}}"#))
}

fn json(body: impl Into<aspyx::Bytes>) -> Arrival {
    Arrival { format: Format::Json, headers: HeaderMap::new(), body: body.into() }
}

#[track_caller]
fn assert_refused(answer: &Answer, status: u16, reason: &str) {
    assert_eq!((answer.status, answer.content_type), (status, "application/problem+json"), "{answer:?}");
    assert_eq!(
        answer.headers.get("aspyx-executed").map(|value| value.as_bytes()),
        Some(b"no".as_slice()),
        "{answer:?}"
    );
    let problem: serde_json::Value = serde_json::from_slice(&answer.body).expect("a problem document");
    let detail = problem["detail"].as_str().unwrap_or_default();
    assert!(problem["status"] == status && detail.contains(reason), "expected `{reason}` in {problem}");
}

#[tokio::test]
async fn whatever_is_wrong_with_a_call_is_an_answer() {
    let (smoke, signals) = Smoke::new();
    let only_rest = Made { channels: &["rest"], ..Made::new("other").routes(&[("GET", "/other")]) };
    let builder = Server::builder(ServiceManager::new()).component(everywhere(Shelves::default()));
    let builder = builder.component(only_rest.build()).body_limit(1000).channel("smoke", smoke);
    let _server = Running::start(builder).await;

    let answer = signals.call(arrival("name", r#"["x"]"#)).await;
    assert_eq!((answer.status, answer.content_type), (200, "application/json"));
    assert_eq!(answer.body, r#"{"result":"x","exception":null}"#);
    let answer = signals.call(arrival("get", r#"["00000000-0000-0000-0000-000000000000"]"#)).await;
    assert!(
        answer.status == 200 && answer.body.ends_with(br#"{"type":"shop.v1.NotFound","data":{"what":"product"}}}"#)
    );

    let cases = [
        (json(""), 400, "line 1"),
        (json("[]"), 400, "expected an object"),
        (json(r#"{"method":"other:other:m0"}"#), 404, "not on the channel smoke, but on: rest"),
        (arrival("nope", "[]"), 404, "no method `nope`"),
        (arrival("name", "[1]"), 400, "`text`"),
        (arrival("create", r#"[{"title":"a","status":"gone"}]"#), 422, "status"),
        (json(vec![b' '; 1001]), 413, "larger than 1000 bytes"),
        (Arrival { format: Format::Protobuf, ..json("") }, 400, "`x-rpc-method` is missing"),
    ];
    for (arrival, status, reason) in cases {
        assert_refused(&signals.call(arrival).await, status, reason);
    }
    let answer = signals.call(arrival("remove", r#"["ffffffff-ffff-ffff-ffff-ffffffffffff"]"#)).await;
    assert_eq!((answer.status, answer.headers.get("aspyx-executed")), (500, None), "a panic");
}

#[tokio::test]
async fn where_it_listens_is_announced_for_who_declares_it() {
    let registry = NotingRegistry::new(Journal::default());
    let instances = registry.instances.clone();
    let manager = ServiceManager::builder().registry(registry).build();
    let (smoke, signals) = Smoke::new();
    let builder = Server::builder(manager).component(everywhere(Shelves::default())).component(till(Clerk::default()));
    let (_router, handle) = builder.channel("smoke", smoke).advertise("shop.example").into_router().expect("a router");
    handle.start(([0, 0, 0, 0], 80).into()).await.expect("a start");
    let instances = instances.lock().expect("nobody panics with it").clone();
    let told = |index: usize| -> Vec<_> {
        instances[index].addresses.iter().map(|it| format!("{} {}", it.channel, it.uri)).collect()
    };
    assert_eq!(told(0).first().map(String::as_str), Some("smoke smoke://hill"));
    let served = ["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"];
    assert_eq!(told(1), served.map(|channel| format!("{channel} http://shop.example:80")));
    assert_eq!(signals.call(arrival("name", r#"["x"]"#)).await.status, 200);
    handle.stop().await.expect("a good end");
    assert!(signals.0.is_closed(), "it does not listen any more");
}

#[tokio::test]
async fn it_lives_between_startup_and_shutdown() {
    /// Notes its own life.
    struct Noting(Journal);
    impl ChannelServer for Noting {
        fn listen(&self, dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
            self.0.note(format!("listen on {}", dispatcher.channel()));
            let journal = self.0.clone();
            let serving = async move {
                dispatcher.stopping().await;
                journal.note("stop listening");
            };
            Box::pin(async { Ok(Listening::new("smoke://hill", serving)) })
        }
    }
    let journal = Journal::default();
    let manager = ServiceManager::builder().registry(NotingRegistry::new(journal.clone())).build();
    let life = Noted { name: "a", journal: journal.clone(), fails: false };
    let builder = Server::builder(manager).component(Made::new("a").parts().lifecycle(life).build());
    let server = builder.channel("smoke", Noting(journal.clone())).bind("127.0.0.1:0").await.expect("a server");
    server.start().await.expect("a start").stop().await.expect("a good end");
    let expected = ["startup a", "listen on smoke", "register a", "deregister a", "stop listening", "shutdown a"];
    assert_eq!(journal.entries(), expected);
}

#[tokio::test]
async fn what_runs_is_answered_before_the_end() {
    let (shelves, (smoke, signals)) = (Shelves::default(), Smoke::new());
    let (waiting, go_on) = (shelves.waiting.clone(), shelves.go_on.clone());
    let builder = Server::builder(ServiceManager::new()).component(everywhere(shelves)).channel("smoke", smoke);
    let server = builder.bind("127.0.0.1:0").await.expect("a server").start().await.expect("a start");
    let running = tokio::spawn(async move { signals.call(arrival("wait", "[]")).await });
    waiting.notified().await;
    let mut stopping = std::pin::pin!(server.stop());
    let early = tokio::select! { biased; _ = &mut stopping => true, () = tokio::task::yield_now() => false };
    assert!(!early, "it did not wait");
    go_on.notify_one();
    stopping.await.expect("a good end");
    assert_eq!(running.await.expect("no panic").body, r#"{"result":"done","exception":null}"#);
}

#[tokio::test]
async fn what_runs_too_long_is_broken_off_at_the_limit() {
    let (shelves, (smoke, signals)) = (Shelves::default(), Smoke::new());
    let waiting = shelves.waiting.clone();
    let builder = Server::builder(ServiceManager::new()).component(everywhere(shelves)).channel("smoke", smoke);
    let builder = builder.drain_timeout(Duration::ZERO);
    let server = builder.bind("127.0.0.1:0").await.expect("a server").start().await.expect("a start");
    let (answer, answered) = oneshot::channel();
    signals.0.send((arrival("wait", "[]"), answer)).expect("somebody listens");
    waiting.notified().await;
    server.stop().await.expect("a good end");
    answered.await.expect_err("the call has been dropped");
}

/// The others go on: whoever called over it gets an error, and calls elsewhere.
#[tokio::test]
async fn one_that_ends_early_ends_alone() {
    /// Serves nothing, or not even that.
    struct Short(bool);
    impl ChannelServer for Short {
        fn listen(&self, _dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
            let panics = self.0;
            let serving = async move { assert!(!panics, "the hill is on fire") };
            Box::pin(async { Ok(Listening::new("smoke://hill", serving)) })
        }
    }
    for panics in [false, true] {
        let builder = Server::builder(ServiceManager::new()).component(everywhere(Shelves::default()));
        let server = builder.channel("smoke", Short(panics)).bind("127.0.0.1:0").await.expect("a server");
        let server = server.start().await.expect("a start");
        let body = r#"{"method":"shop-v1:catalog:name","args":["x"]}"#;
        let request = crate::http::request("POST", "/invoke", "content-type: application/json\n", body);
        let answer = crate::http::raw(server.addr(), &request).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        server.stop().await.expect("a good end");
    }
}

#[tokio::test]
async fn one_that_does_not_listen_stops_the_server() {
    struct Taken;
    impl ChannelServer for Taken {
        fn listen(&self, _dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
            Box::pin(async { Err(Error::new(ErrorKind::Configuration, "the hill is taken")) })
        }
    }
    struct Falls;
    impl ChannelServer for Falls {
        fn listen(&self, _dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
            panic!("off the hill")
        }
    }
    let journal = Journal::default();
    let (smoke, signals) = Smoke::new();
    let builder = || {
        let manager = ServiceManager::builder().registry(NotingRegistry::new(journal.clone())).build();
        let life = Noted { name: "a", journal: journal.clone(), fails: false };
        let component = Made::new("a").parts().lifecycle(life).build();
        Server::builder(manager).component(component)
    };
    let server = builder().channel("smoke", smoke).channel("fire", Taken).bind("127.0.0.1:0").await.expect("a server");
    let error = server.run().await.expect_err("it does not listen");
    assert_eq!(error.to_string(), "the channel `fire` does not listen: the hill is taken");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(signals.0.is_closed(), "the other channel goes on");
    let server = builder().channel("smoke", Falls).bind("127.0.0.1:0").await.expect("a server");
    assert_eq!(server.run().await.expect_err("a panic").to_string(), "the channel `smoke` panicked: off the hill");
    assert_eq!(journal.entries(), ["startup a", "shutdown a", "startup a", "shutdown a"]);
}

#[tokio::test]
async fn names_are_given_once_and_not_those_that_are_taken() {
    let build = |names: [&str; 2]| {
        let [one, other] = names.map(|name| (name.to_owned(), Smoke::new().0));
        let builder = Server::builder(ServiceManager::new()).channel(one.0, one.1).channel(other.0, other.1);
        builder.into_router().map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(build(["smoke", "fire"]), Ok(()));
    assert_eq!(build(["smoke", "smoke"]), Err("the channel `smoke` is given twice".to_owned()));
    for taken in ["local", "rest", "dispatch-json"] {
        assert_eq!(build(["smoke", taken]), Err(format!("the channel `{taken}` is one that every server has")));
    }
}
