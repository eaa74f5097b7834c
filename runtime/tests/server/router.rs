//! Components inside an application that a program serves itself.

use crate::http::{call, get};
use crate::running::{Journal, Made, Noted, NotingRegistry};
use crate::shop::{CatalogClient, Shelves, parts, shop};
use aspyx::{Server, ServerHandle, ServiceManager};
use axum::Router;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Serves a router for as long as the runtime of the test lives.
async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

fn shop_router(manager: ServiceManager) -> (Router, ServerHandle) {
    Server::builder(manager).component(shop()).into_router().expect("a router")
}

#[tokio::test]
async fn paths_of_the_application_are_left_to_it() {
    let (router, handle) = shop_router(ServiceManager::new());
    let own = Router::new().route("/mine", axum::routing::get(|| async { "mine" })).fallback(|| async { "nothing" });
    let address = serve(own.merge(router)).await;
    handle.start(address).await.expect("a start");
    assert_eq!(get(address, "/mine").await.body, "mine");
    assert_eq!(get(address, "/else").await.body, "nothing");
    assert_eq!(call(address, "name", r#"["x"]"#).await.body, r#"{"result":"x","exception":null}"#);
    assert_eq!(get(address, "/v1/names/x").await.body, r#""x""#);
}

#[tokio::test]
async fn the_router_can_be_nested_under_parameters() {
    let (router, handle) = shop_router(ServiceManager::new());
    let address = serve(Router::new().nest("/of/{tenant}", router)).await;
    handle.start(address).await.expect("a start");
    assert_eq!(get(address, "/of/me/v1/names/x").await.body, r#""x""#);
}

#[tokio::test]
async fn calls_before_the_start_and_after_the_end_are_refused() {
    let manager = ServiceManager::new();
    let (router, handle) = shop_router(manager.clone());
    let address = serve(router).await;
    let hosted = || manager.get_service::<CatalogClient>().expect("a client").hosted().is_some();
    assert_eq!(
        call(address, "name", r#"["x"]"#).await.refused(503),
        "the component `shop-v1` has not been started yet"
    );
    assert_eq!(get(address, "/health").await.status, 500);
    assert!(!hosted());

    handle.start(address).await.expect("a start");
    assert_eq!(call(address, "name", r#"["x"]"#).await.status, 200);
    assert!(hosted());

    handle.stop().await.expect("a good end");
    call(address, "name", r#"["x"]"#).await.refused(503);
    get(address, "/v1/names/x").await.refused(503);
    assert!(!hosted());
}

#[tokio::test]
async fn the_end_waits_for_running_calls() {
    let shelves = Shelves::default();
    let (waiting, go_on) = (shelves.waiting.clone(), shelves.go_on.clone());
    let builder = Server::builder(ServiceManager::new()).component(parts(shelves).build());
    let (router, handle) = builder.into_router().expect("a router");
    let address = serve(router).await;
    handle.start(address).await.expect("a start");
    let running = tokio::spawn(async move { call(address, "wait", "[]").await });
    waiting.notified().await;
    let mut stopping = std::pin::pin!(handle.stop());
    let early = tokio::select! { biased; _ = &mut stopping => true, () = tokio::task::yield_now() => false };
    assert!(!early, "it did not wait");
    call(address, "wait", "[]").await.refused(503);
    go_on.notify_one();
    stopping.await.expect("a good end");
    assert_eq!(running.await.expect("no panic").status, 200);
}

#[tokio::test]
async fn life_happens_once() {
    let journal = Journal::default();
    let manager = ServiceManager::builder().registry(NotingRegistry::new(journal.clone())).build();
    let life = Noted { name: "a", journal: journal.clone(), fails: false };
    let component = Made::new("a").parts().lifecycle(life).build();
    let (_router, handle) = Server::builder(manager).component(component).into_router().expect("a router");
    let address = ([127, 0, 0, 1], 8000).into();
    handle.start(address).await.expect("a start");
    handle.start(address).await.expect_err("a second start");
    handle.stop().await.expect("a good end");
    handle.stop().await.expect("an end again");
    handle.start(address).await.expect_err("a start after the end");
    assert_eq!(journal.entries(), ["startup a", "register a", "deregister a", "shutdown a"]);
}

#[tokio::test]
async fn an_end_without_a_beginning_does_nothing() {
    let journal = Journal::default();
    let life = Noted { name: "a", journal: journal.clone(), fails: false };
    let component = Made::new("a").parts().lifecycle(life).build();
    let builder = Server::builder(ServiceManager::new()).component(component);
    let (_router, handle) = builder.into_router().expect("a router");
    handle.stop().await.expect("a good end");
    assert!(journal.entries().is_empty());
}
