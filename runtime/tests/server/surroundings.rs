//! What is around the calls of a client, the same on every channel: within the process, over HTTP, over a custom one.

use crate::custom::{Signals, Smoke};
use crate::http::get;
use crate::running::Running;
use crate::shop::{CATALOG, CatalogClient, DynCatalog, SHOP, Shelves, everywhere};
use aspyx::axum::http::Response;
use aspyx::channel::{Channel, Outgoing, Reply, interceptor_fn};
use aspyx::codegen::{BoxFuture, Stub};
use aspyx::wire::Format;
use aspyx::{Arrival, CallContext, Error, ErrorKind, Result, Server, ServiceManager, StaticComponentRegistry};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The client half of the channel through the memory of the test.
struct Eyes(Signals);

impl Channel for Eyes {
    fn call<'a>(&'a self, mut call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let (headers, body) = (std::mem::take(&mut call.headers), call.envelope(Format::Json)?);
            let answered = self.0.call(Arrival { format: Format::Json, headers, body }).await;
            let mut answer = Response::new(answered.body);
            *answer.status_mut() = answered.status.try_into().expect("a status");
            *answer.headers_mut() = answered.headers;
            Reply::answer(&call, Format::Json, answer)
        })
    }
}

/// What interceptors have seen: the channel, and whether there were arguments.
type Seen = Arc<Mutex<Vec<(String, usize)>>>;

/// A server, and the stub of a client for each channel the shop declares and for `local`.
async fn everyone(shelves: Shelves) -> (Running, Seen, Vec<(&'static str, Stub<dyn DynCatalog>)>) {
    let (smoke, signals) = Smoke::new();
    let seen = Seen::default();
    let watched = || {
        let seen = seen.clone();
        interceptor_fn(move |call, next| {
            seen.lock().expect("no panic").push((call.channel.to_owned(), call.arguments.len()));
            next.run(call)
        })
    };
    let within = ServiceManager::builder().interceptor(watched()).build();
    let server = Server::builder(within.clone()).component(everywhere(shelves)).channel("smoke", smoke);
    let server = Running::start(server).await;
    get(server.address, "/report").await;
    let uri = format!("http://{}", server.address);
    let registry = StaticComponentRegistry::new().component("shop-v1", SHOP.channels.iter().map(|it| (*it, &*uri)));
    let outside = ServiceManager::builder().registry(registry).channel("smoke", Eyes(signals));
    let outside = outside.interceptor(watched()).build();
    let client = |channel| {
        let manager = if channel == "local" { &within } else { &outside };
        let stub = manager.get_service::<CatalogClient>().expect("a client").stub();
        (channel, stub.preferred_channel(channel).expect("a channel"))
    };
    let channels = std::iter::once("local").chain(SHOP.channels.iter().copied());
    (server, seen, channels.map(client).collect())
}

async fn name(stub: &Stub<dyn DynCatalog>) -> Result<String, Error> {
    match stub.local_service() {
        Some(service) => service.call(&CATALOG.methods[5], service.__name("x".into())).await,
        None => stub.call(&CATALOG.methods[5], &[&"x"]).await,
    }
}

async fn wait(stub: &Stub<dyn DynCatalog>) -> Result<String, Error> {
    match stub.local_service() {
        Some(service) => service.call(&CATALOG.methods[8], service.__wait()).await,
        None => stub.call(&CATALOG.methods[8], &[]).await,
    }
}

#[tokio::test]
async fn interceptors_see_every_call() {
    let (_server, seen, clients) = everyone(Shelves::default()).await;
    for (channel, client) in clients {
        assert_eq!(name(&client).await.expect(channel), "x");
        let arguments = usize::from(channel != "local");
        assert_eq!(seen.lock().expect("no panic").pop(), Some((channel.to_owned(), arguments)));
    }
}

#[tokio::test]
async fn without_time_no_method_runs() {
    let (_server, _, clients) = everyone(Shelves::default()).await;
    for (channel, client) in clients {
        let error = aspyx::within(Duration::ZERO, name(&client)).await.expect_err(channel);
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Deadline, false), "{channel}: {error:?}");
    }
}

#[tokio::test]
async fn who_gives_a_call_up_drops_its_method() {
    let shelves = Shelves::default();
    let (waiting, go_on) = (shelves.waiting.clone(), shelves.go_on.clone());
    let (_server, _, clients) = everyone(shelves).await;
    let idle = Arc::strong_count(&go_on);
    for (channel, client) in clients.into_iter().filter(|(channel, _)| !matches!(*channel, "rest" | "smoke")) {
        tokio::select! {
            biased;
            answer = wait(&client) => panic!("over {channel}: {answer:?}"),
            () = waiting.notified() => {}
        }
        // A method that has been dropped takes no part in what is told to one that waits.
        let next = tokio::spawn(async move { wait(&client).await });
        waiting.notified().await;
        while Arc::strong_count(&go_on) > idle {
            tokio::task::yield_now().await;
        }
        go_on.notify_one();
        assert_eq!(next.await.expect("no panic").expect(channel), "done");
    }
}

#[tokio::test]
async fn a_context_that_is_taken_along_bounds_every_call() {
    let (_server, _, clients) = everyone(Shelves::default()).await;
    for (channel, client) in clients.into_iter().filter(|(channel, _)| *channel != "rest") {
        let context = CallContext::current().within(Duration::from_millis(20));
        let error = tokio::spawn(context.scope(async move { wait(&client).await })).await.expect("no panic");
        assert_eq!(error.expect_err(channel).kind(), ErrorKind::Deadline, "over {channel}");
    }
}
