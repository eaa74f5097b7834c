//! A call that leads to another one on another server, over each channel: what time is left, which trace it is, and that
//! whoever gives up gives up all of it.

use aspyx::{
    BoxFuture, CallContext, Error, ErrorKind, HostedComponent, ServerCall, ServerInterceptor, ServerNext, within,
};
use aspyx_tests::channels::v1::*;
use aspyx_tests::running::{CHANNELS, Running};
use http::HeaderMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;

/// No test gets anywhere near it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tells how much time a method has left and which trace it belongs to.
fn told() -> String {
    let context = CallContext::current();
    format!("{:?} {}", context.remaining().map(|left| left.as_millis()), context.trace_id().unwrap_or_default())
}

/// The second of the two.
#[derive(Clone, Default)]
struct Distant {
    begun: Arc<Notify>,
    dropped: Arc<Notify>,
}

/// Tells that it is dropped.
struct Told(Arc<Notify>);

impl Drop for Told {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

impl Far for Distant {
    async fn look(&self) -> Result<String, Error> {
        Ok(told())
    }

    async fn wait(&self) -> Result<(), Error> {
        let _told = Told(self.dropped.clone());
        self.begun.notify_one();
        std::future::pending().await
    }
}

/// The first of the two.
struct Close(FarClient);

impl Near for Close {
    async fn look(&self) -> Result<String, Error> {
        let far = self.0.look().await?;
        Ok(format!("{} {far}", told()))
    }

    async fn bounded(&self) -> Result<String, Error> {
        self.look().await
    }

    async fn wait(&self) -> Result<(), Error> {
        self.0.wait().await
    }
}

/// The headers of the calls that a server has received.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<HeaderMap>>>);

impl ServerInterceptor for Log {
    fn call<'a>(&'a self, call: ServerCall<'a>, next: ServerNext<'a>) -> BoxFuture<'a, aspyx::Result<aspyx::Answer>> {
        self.0.lock().expect("nobody panics with it").push(call.headers.clone());
        next.run(call)
    }
}

impl Log {
    /// Takes out the headers of the one call that has come.
    fn only(&self) -> HeaderMap {
        let mut calls = self.0.lock().expect("nobody panics with it");
        assert_eq!(calls.len(), 1, "{calls:?}");
        calls.remove(0)
    }
}

/// Two servers, of which the first calls the second; within one process it is one, for both are there.
struct Way {
    near: Running,
    far: Running,
    client: NearClient,
    distant: Distant,
    logs: [Log; 2],
}

async fn server(component: HostedComponent, log: &Log) -> Running {
    Running::host(|server| server.component(component).interceptor(log.clone())).await
}

async fn way(channel: &str) -> Way {
    let (distant, logs) = (Distant::default(), <[Log; 2]>::default());
    let far = server(Faraway::builder().far(distant.clone()).build(), &logs[1]).await;
    let close = Close(far.client(channel));
    let near = server(Nearby::builder().near(close).build(), &logs[0]).await;
    Way { client: near.client(channel), near, far, distant, logs }
}

impl Way {
    async fn end(self) {
        self.near.stop().await.expect("the server ends well");
        self.far.stop().await.expect("the server ends well");
    }
}

/// What `look` tells: the time left and the trace, near and far.
struct Looked {
    left: [u128; 2],
    traces: [String; 2],
}

fn looked(text: &str) -> Looked {
    let words: Vec<&str> = text.split(' ').collect();
    let [near, trace, far, other] = words[..] else { panic!("four words: {text}") };
    let left = |word: &str| {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_else(|_| panic!("time is bounded: {text}"))
    };
    Looked { left: [left(near), left(far)], traces: [trace.to_owned(), other.to_owned()] }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_else(|| panic!("no {name} in {headers:?}"))
}

/// The milliseconds of `grpc-timeout`.
fn timeout(headers: &HeaderMap) -> u128 {
    header(headers, "grpc-timeout").trim_end_matches('m').parse().expect("milliseconds")
}

#[tokio::test]
async fn what_is_left_of_the_time_is_what_the_next_one_has() {
    for channel in CHANNELS {
        let way = way(channel).await;
        let text = within(Duration::from_secs(20), way.client.look()).await;
        let left = looked(&text.unwrap_or_else(|error| panic!("over {channel}: {error:?}"))).left;
        assert!(left[0] <= 20_000 && left[1] <= 20_000 && left[1] > 0, "over {channel}: {left:?}");
        if *channel != "local" {
            let [near, far] = way.logs.each_ref().map(|log| timeout(&log.only()));
            assert!(near <= 20_000 && far <= near, "over {channel}: {near} ms, then {far}");
        }
        // The time a method sets itself, since nobody sets less.
        let left = looked(&way.client.bounded().await.expect("it is answered")).left;
        assert!(left[1] <= left[0].max(5_000) && left[0] <= 5_000, "over {channel}: {left:?}");
        let left = looked(&within(Duration::from_secs(2), way.client.bounded()).await.expect("it is answered")).left;
        assert!(left[0] <= 2_000 && left[1] <= 2_000, "over {channel}: {left:?}");
        way.end().await;
    }
}

#[tokio::test]
async fn a_trace_is_the_same_all_the_way() {
    const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    for channel in CHANNELS {
        let way = way(channel).await;
        let mut headers = HeaderMap::new();
        for (name, value) in [("traceparent", PARENT), ("tracestate", "a=1"), ("baggage", "tenant=x")] {
            headers.insert(name, http::HeaderValue::from_static(value));
        }
        let context = CallContext::of_headers(&headers).within(PATIENCE);
        let text = context.scope(way.client.look()).await.unwrap_or_else(|error| panic!("over {channel}: {error:?}"));
        assert_eq!(looked(&text).traces, [&PARENT[3..35]; 2], "over {channel}");
        if *channel != "local" {
            let [near, far] = way.logs.each_ref().map(Log::only);
            let parents = [PARENT, header(&near, "traceparent"), header(&far, "traceparent")];
            assert!(parents.iter().all(|parent| parent[..36] == PARENT[..36]), "over {channel}: {parents:?}");
            let ids = parents.map(|parent| &parent[36..52]);
            assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "over {channel}: {parents:?}");
            for headers in [&near, &far] {
                let others = (header(headers, "tracestate"), header(headers, "baggage"));
                assert_eq!(others, ("a=1", "tenant=x"), "over {channel}");
            }
        }
        way.end().await;
    }
}

/// Where no trace has begun, the first call begins one; the next call begins another.
#[tokio::test]
async fn each_call_of_a_caller_without_a_trace_begins_one() {
    for channel in CHANNELS.iter().filter(|channel| **channel != "local") {
        let way = way(channel).await;
        let mut traces = Vec::new();
        for _ in 0..2 {
            let looked = looked(&way.client.look().await.unwrap_or_else(|error| panic!("over {channel}: {error:?}")));
            assert_eq!(looked.traces[0], looked.traces[1], "over {channel}");
            traces.push(looked.traces);
        }
        assert_ne!(traces[0], traces[1], "over {channel}");
        way.end().await;
    }
}

#[tokio::test]
async fn whoever_gives_up_gives_up_all_of_it() {
    for channel in CHANNELS {
        let way = way(channel).await;
        let client = way.client.clone();
        let call = tokio::spawn(async move { client.wait().await });
        let patient = |what: &'static str, notify: Arc<Notify>| async move {
            let told = tokio::time::timeout(PATIENCE, notify.notified()).await;
            told.unwrap_or_else(|_| panic!("over {channel}: the innermost method has not {what}"));
        };
        patient("begun", way.distant.begun.clone()).await;
        call.abort();
        patient("been dropped", way.distant.dropped.clone()).await;
        way.end().await;
    }
}

/// A deadline ends both methods as well. Either may notice first: what the inner one tells is an exception of the outer.
#[tokio::test]
async fn time_that_is_up_is_up_for_all() {
    for channel in CHANNELS {
        let way = way(channel).await;
        let error = within(Duration::from_millis(50), way.client.wait()).await.expect_err("it would take for ever");
        let is_expected = matches!(error.kind(), ErrorKind::Deadline | ErrorKind::Exception);
        assert!(is_expected && error.maybe_executed(), "over {channel}: {error:?}");
        let dropped = tokio::time::timeout(PATIENCE, way.distant.dropped.notified()).await;
        dropped.unwrap_or_else(|_| panic!("over {channel}: the innermost method goes on"));
        way.end().await;
    }
}
