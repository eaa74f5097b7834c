//! What happens in which order from bind to end.

use crate::http::{call, read, request};
use crate::running::{Journal, Made, Noted, NotingRegistry, Running};
use crate::shop::{CatalogClient, Shelves, parts, shop};
use aspyx::{ChannelAddress, Component, Endpoint, Error, ErrorKind, Result, Server, ServerBuilder, ServiceManager};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Notify, oneshot};

fn noted(name: &'static str, journal: &Journal, fails: bool) -> aspyx::HostedComponent {
    Made::new(name).parts().lifecycle(Noted { name, journal: journal.clone(), fails }).build()
}

fn noting(journal: &Journal, refuses: &'static str) -> ServerBuilder {
    let registry = NotingRegistry { refuses, ..NotingRegistry::new(journal.clone()) };
    Server::builder(ServiceManager::builder().registry(registry).build())
}

async fn run_to_end(builder: ServerBuilder) -> Result<()> {
    builder.shutdown(async {}).bind("127.0.0.1:0").await.expect("a server").run().await
}

#[tokio::test]
async fn components_start_in_order_and_stop_in_reverse() {
    let journal = Journal::default();
    let (stop, stopped) = oneshot::channel::<()>();
    let registered = WaitsForAddresses::default();
    let last = Made::new("b").parts().lifecycle(registered.clone()).build();
    let builder = noting(&journal, "").component(noted("a", &journal, false)).component(last);
    let server = builder.shutdown(async { drop(stopped.await) }).bind("127.0.0.1:0").await.expect("a server");
    let running = tokio::spawn(server.run());
    registered.0.notified().await;
    drop(stop);
    running.await.expect("no panic").expect("a good end");
    let expected = ["startup a", "register a", "register b", "deregister b", "deregister a", "shutdown a"];
    assert_eq!(journal.entries(), expected);
}

/// Tells when its addresses are asked for, right before it is registered.
#[derive(Clone, Default)]
struct WaitsForAddresses(Arc<Notify>);

impl Component for WaitsForAddresses {
    fn addresses(&self, endpoint: &Endpoint) -> Vec<ChannelAddress> {
        self.0.notify_one();
        endpoint.addresses()
    }
}

#[tokio::test]
async fn a_failing_startup_registers_nothing_and_takes_back_what_was_started() {
    let journal = Journal::default();
    let builder = noting(&journal, "")
        .component(noted("a", &journal, false))
        .component(noted("b", &journal, true))
        .component(noted("c", &journal, false));
    let server = builder.bind("127.0.0.1:0").await.expect("a server");
    let error = server.run().await.expect_err("a startup fails");
    assert_eq!(error.to_string(), "the startup of component `b` failed: no key");
    assert_eq!(journal.entries(), ["startup a", "startup b", "shutdown a"]);
}

#[tokio::test]
async fn a_registry_that_refuses_ends_the_server() {
    let journal = Journal::default();
    let builder = noting(&journal, "b").component(noted("a", &journal, false)).component(noted("b", &journal, false));
    let server = builder.bind("127.0.0.1:0").await.expect("a server");
    assert_eq!(server.run().await.expect_err("a refusal").to_string(), "not with me");
    let expected = ["startup a", "startup b", "register a", "deregister a", "shutdown b", "shutdown a"];
    assert_eq!(journal.entries(), expected);
}

#[tokio::test]
async fn a_shutdown_that_fails_is_told_after_all_others_ran() {
    struct Stuck;
    impl Component for Stuck {
        async fn shutdown(&self) -> Result<()> {
            Err(Error::exception("stuck"))
        }
    }
    let journal = Journal::default();
    let stuck = Made::new("b").parts().lifecycle(Stuck).build();
    let (router, handle) =
        noting(&journal, "").component(noted("a", &journal, false)).component(stuck).into_router().expect("a router");
    drop(router);
    handle.start(([127, 0, 0, 1], 1).into()).await.expect("a start");
    assert_eq!(handle.stop().await.expect_err("a failure").to_string(), "the shutdown of component `b` failed: stuck");
    assert_eq!(journal.entries().last().map(String::as_str), Some("shutdown a"));
}

#[tokio::test]
async fn a_panic_at_startup_is_an_error() {
    struct Fragile;
    impl Component for Fragile {
        async fn startup(&self) -> Result<()> {
            panic!("no disk")
        }
    }
    let fragile = Made::new("a").parts().lifecycle(Fragile).build();
    let server = Server::builder(ServiceManager::new()).component(fragile).bind("127.0.0.1:0").await.expect("a server");
    let text = server.run().await.expect_err("a panic").to_string();
    assert_eq!(text, "the component `a` panicked at startup: no disk");
}

#[tokio::test]
async fn a_startup_that_hangs_can_be_ended() {
    struct Hangs;
    impl Component for Hangs {
        async fn startup(&self) -> Result<()> {
            std::future::pending().await
        }
    }
    let journal = Journal::default();
    let hangs = Made::new("b").parts().lifecycle(Hangs).build();
    let builder = noting(&journal, "").component(noted("a", &journal, false)).component(hangs);
    run_to_end(builder).await.expect("a good end");
    assert_eq!(journal.entries(), ["startup a", "shutdown a"]);
}

#[tokio::test]
async fn services_can_be_called_in_the_process_during_startup_and_not_after_the_end() {
    struct Looks(ServiceManager, Arc<Mutex<Option<bool>>>);
    impl Component for Looks {
        async fn startup(&self) -> Result<()> {
            let hosted = self.0.get_service::<CatalogClient>()?.hosted().is_some();
            *self.1.lock().expect("nobody panics with it") = Some(hosted);
            Ok(())
        }
    }
    let manager = ServiceManager::new();
    let seen = Arc::default();
    let looks = parts(Shelves::default()).lifecycle(Looks(manager.clone(), Arc::clone(&seen))).build();
    run_to_end(Server::builder(manager.clone()).component(looks)).await.expect("a good end");
    assert_eq!(*seen.lock().expect("nobody panics with it"), Some(true));
    assert!(manager.get_service::<CatalogClient>().expect("a client").hosted().is_none());
}

#[tokio::test]
async fn what_is_registered_is_what_the_component_says() {
    struct Elsewhere;
    impl Component for Elsewhere {
        fn addresses(&self, endpoint: &Endpoint) -> Vec<ChannelAddress> {
            vec![ChannelAddress { channel: "rest".into(), uri: format!("{}/v2", endpoint.uri()) }]
        }
    }
    let registry = NotingRegistry::new(Journal::default());
    let instances = registry.instances.clone();
    let manager = ServiceManager::builder().registry(registry).build();
    let (_router, handle) = Server::builder(manager)
        .component(Made::new("a").parts().lifecycle(Elsewhere).build())
        .component(Made::new("b").build())
        .component(Made::new("c").health("/up").build())
        .advertise("shop.example")
        .into_router()
        .expect("a router");
    handle.start(([0, 0, 0, 0], 8000).into()).await.expect("a start");
    let instances = instances.lock().expect("nobody panics with it").clone();
    let told: Vec<_> = instances.iter().map(|it| (it.id.as_str(), it.health.as_str(), it.addresses.len())).collect();
    let expected = [
        ("shop.example:8000:a", "/health/a", 1),
        ("shop.example:8000:b", "/health/b", 2),
        ("shop.example:8000:c", "/up", 2),
    ];
    assert_eq!(told, expected);
    assert_eq!(instances[0].addresses[0].uri, "http://shop.example:8000/v2");
    assert_eq!(instances[1].addresses[0].uri, "http://shop.example:8000");
}

#[tokio::test]
async fn a_running_call_is_finished_while_new_connections_are_refused() {
    let shelves = Shelves::default();
    let (waiting, go_on) = (shelves.waiting.clone(), shelves.go_on.clone());
    let deregistered = Deregistered::default();
    let server = Running::start(deregistered.server(parts(shelves).build())).await;
    let address = server.address;
    let running = tokio::spawn(call_on_open_connection(address));
    waiting.notified().await;
    let ended = server.stop();
    deregistered.0.notified().await;
    refuses(address).await;
    assert!(!ended.is_finished(), "the server did not wait");
    go_on.notify_one();
    assert_eq!(running.await.expect("no panic").body, r#"{"result":"done","exception":null}"#);
    ended.await.expect("no panic").expect("a good end");
}

async fn call_on_open_connection(address: std::net::SocketAddr) -> crate::http::Answer {
    read(&mut calling(address).await).await
}

/// Returns once the server no longer accepts.
async fn refuses(address: std::net::SocketAddr) {
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

/// A registry that tells when a component leaves.
#[derive(Clone, Default)]
struct Deregistered(Arc<Notify>);

impl Deregistered {
    fn server(&self, component: aspyx::HostedComponent) -> ServerBuilder {
        let manager = ServiceManager::builder().registry(self.clone()).build();
        Server::builder(manager).component(component)
    }
}

impl aspyx::ComponentRegistry for Deregistered {
    fn register<'a>(&'a self, _instance: &'a aspyx::registry::Instance) -> aspyx::BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn deregister<'a>(&'a self, _instance: &'a aspyx::registry::Instance) -> aspyx::BoxFuture<'a, Result<()>> {
        self.0.notify_one();
        Box::pin(async { Ok(()) })
    }

    fn watch(&self, _component: &str) -> tokio::sync::watch::Receiver<aspyx::registry::Instances> {
        tokio::sync::watch::channel(None).1
    }
}

/// Waits for the end of a connection; what was sent before does not matter.
async fn closed(stream: &mut TcpStream) {
    // A connection that is reset is closed as well.
    let _ = stream.read_to_end(&mut Vec::new()).await;
}

#[tokio::test]
async fn connections_that_do_not_end_are_broken_off_at_the_limit() {
    let shelves = Shelves::default();
    let waiting = shelves.waiting.clone();
    let builder = Server::builder(ServiceManager::new()).component(parts(shelves).build());
    let server = Running::start(builder.drain_timeout(Duration::ZERO)).await;
    let (mut calling, mut half) = (calling(server.address).await, half_a_request(server.address).await);
    waiting.notified().await;
    server.stop().await.expect("no panic").expect("a good end");
    tokio::join!(closed(&mut calling), closed(&mut half));
}

#[tokio::test]
async fn a_server_that_is_dropped_breaks_off_its_connections() {
    let shelves = Shelves::default();
    let waiting = shelves.waiting.clone();
    let builder = Server::builder(ServiceManager::new()).component(parts(shelves).build());
    let server = builder.bind("127.0.0.1:0").await.expect("a server").start().await.expect("a start");
    let mut calling = calling(server.addr()).await;
    waiting.notified().await;
    drop(server);
    closed(&mut calling).await;
}

/// Opens a connection with a call on it that never ends.
async fn calling(address: std::net::SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let call = r#"{"method":"shop-v1:catalog:wait"}"#;
    let request = request("POST", "/invoke", "content-type: application/json\n", call);
    stream.write_all(&request).await.expect("the server reads");
    stream
}

async fn half_a_request(address: std::net::SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream
        .write_all(b"POST /invoke HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{")
        .await
        .expect("the server reads");
    stream
}

#[tokio::test]
async fn a_service_has_one_server_at_a_time() {
    let manager = ServiceManager::new();
    let start = async || {
        let server = Server::builder(manager.clone()).component(shop()).bind("127.0.0.1:0").await.expect("a server");
        server.start().await
    };
    let hosted = || manager.get_service::<CatalogClient>().expect("a client").hosted().is_some();
    let first = start().await.expect("a start");
    let error = start().await.err().expect("the service is taken");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(
        error.to_string(),
        "the service `shop.v1.Catalog` is hosted already, by another server of the same manager"
    );
    assert!(hosted(), "the second server has taken the first one's service away");

    first.stop().await.expect("a good end");
    assert!(!hosted());
    let again = start().await.expect("a start after the end of the first");
    assert!(hosted());
    assert_eq!(call(again.addr(), "name", r#"["x"]"#).await.status, 200);
    again.stop().await.expect("a good end");
}

#[tokio::test]
async fn who_stops_awaiting_the_server_ends_it() {
    let manager = ServiceManager::new();
    let asked = WaitsForAddresses::default();
    let component = parts(Shelves::default()).lifecycle(asked.clone()).build();
    let server = Server::builder(manager.clone()).component(component).bind("127.0.0.1:0").await.expect("a server");
    let address = server.addr();
    tokio::select! {
        _ = server.run() => unreachable!("nothing ends it"),
        () = asked.0.notified() => {}
    }
    assert!(manager.get_service::<CatalogClient>().expect("a client").hosted().is_none());
    refuses(address).await;
}

#[cfg(unix)]
#[tokio::test]
async fn sigterm_ends_a_server_that_was_given_nothing_else() {
    let server = Server::builder(ServiceManager::new()).bind("127.0.0.1:0").await.expect("a server");
    let myself = std::process::id().to_string();
    let killed = std::process::Command::new("kill").args(["-TERM", &myself]).status().expect("kill is there");
    assert!(killed.success());
    server.run().await.expect("a good end");
}

#[tokio::test]
async fn a_connection_that_says_nothing_does_not_hold_the_server_up() {
    let server = Running::with(shop()).await;
    let _silent = TcpStream::connect(server.address).await.expect("a connection");
    assert_eq!(call(server.address, "name", r#"["x"]"#).await.status, 200);
    server.stop().await.expect("no panic").expect("a good end");
}
