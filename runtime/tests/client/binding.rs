//! Which way a call goes, with channels that send nothing and answer with their own name and the address.

use crate::shop::{Catalog, CatalogClient, CatalogFindError};
use aspyx::BoxFuture;
use aspyx::channel::{Channel, Outgoing, Reply, RoundRobinUrlSelector};
use aspyx::registry::{Instance, Instances};
use aspyx::{
    ChannelAddress, ComponentRegistry, Error, ErrorKind, LocalComponentRegistry, Result, ServiceManager,
    ServiceManagerBuilder, StaticComponentRegistry,
};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::sync::watch;

/// Answers `<name> <address>`.
struct Echo(&'static str);

impl Channel for Echo {
    fn call<'a>(&'a self, call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move { Ok(Reply::bare(format!("\"{} {}\"", self.0, call.address))) })
    }
}

fn echoing(registry: impl ComponentRegistry) -> ServiceManagerBuilder {
    let builder = ServiceManager::builder().registry(registry);
    builder.channel("rest", Echo("rest")).channel("dispatch-json", Echo("json"))
}

fn fixed<const N: usize>(addresses: [(&str, &str); N]) -> StaticComponentRegistry {
    StaticComponentRegistry::new().component("shop-v1", addresses)
}

fn client(manager: &ServiceManager) -> CatalogClient {
    manager.get_service().unwrap()
}

async fn hello(client: &CatalogClient) -> Result<String> {
    client.hello(String::new()).await
}

fn instance(id: &str, channel: &str) -> Instance {
    let addresses = vec![ChannelAddress { channel: channel.into(), uri: id.into() }];
    Instance { component: "shop-v1".into(), id: id.into(), health: "/health".into(), addresses }
}

#[test]
fn a_client_needs_neither_runtime_nor_network() {
    let client = client(&ServiceManager::new());
    assert!(format!("{client:?}").contains("shop.v1.Catalog"));
}

#[test]
fn a_remote_call_without_a_runtime_is_an_error() {
    let client = client(&echoing(fixed([("rest", "a")])).build());
    let call = std::pin::pin!(client.hello(String::new()));
    let Poll::Ready(Err(error)) = call.poll(&mut Context::from_waker(Waker::noop())) else { panic!("it went on") };
    assert_eq!(error.kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn a_timeout_may_be_as_long_as_can_be() {
    let manager = echoing(fixed([("rest", "a")])).timeout(Duration::MAX).build();
    assert_eq!(hello(&client(&manager)).await.unwrap(), "rest a");
}

#[tokio::test]
async fn the_first_declared_channel_with_an_address_is_taken() {
    let both = echoing(fixed([("dispatch-json", "a"), ("rest", "b")])).build();
    assert_eq!(hello(&client(&both)).await.unwrap(), "rest b");
    let json = echoing(fixed([("dispatch-json", "a"), ("undeclared", "b")])).build();
    assert_eq!(hello(&client(&json)).await.unwrap(), "json a");
}

#[tokio::test]
async fn a_method_the_first_channel_cannot_carry_takes_the_next() {
    let registry = fixed([("rest", "http://127.0.0.1:1"), ("dispatch-json", "a")]);
    let manager = ServiceManager::builder().registry(registry).channel("dispatch-json", Echo("json")).build();
    assert_eq!(hello(&client(&manager)).await.unwrap(), "json a");
}

#[tokio::test]
async fn calls_go_round_all_addresses() {
    let manager = echoing(fixed([("rest", "a"), ("rest", "b"), ("dispatch-json", "c")])).build();
    manager.customize(|channel| {
        channel.selector(RoundRobinUrlSelector::new());
    });
    let client = client(&manager);
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(hello(&client).await.unwrap());
    }
    assert_eq!(answers, ["rest a", "rest b", "rest a", "rest b"]);
}

#[tokio::test]
async fn a_client_follows_what_the_registry_learns() {
    let registry = LocalComponentRegistry::new();
    let client = client(&echoing(registry.clone()).build());
    assert_eq!(hello(&client).await.unwrap_err().kind(), ErrorKind::NoAddress);

    registry.register(&instance("a", "dispatch-json")).await.unwrap();
    assert_eq!(hello(&client).await.unwrap(), "json a");
    registry.register(&instance("b", "rest")).await.unwrap();
    assert_eq!(hello(&client).await.unwrap(), "rest b");
    registry.deregister(&instance("b", "rest")).await.unwrap();
    assert_eq!(hello(&client).await.unwrap(), "json a");
}

#[tokio::test]
async fn without_an_address_a_call_fails_at_once_and_says_what_is_missing() {
    let none = hello(&client(&echoing(StaticComponentRegistry::new()).build())).await.unwrap_err();
    assert_eq!((none.kind(), none.maybe_executed()), (ErrorKind::NoAddress, false));
    for part in ["`shop-v1:catalog:hello`", "`shop-v1`", "`rest`, `dispatch-json`", "no instance"] {
        assert!(none.message().contains(part), "`{part}` is missing in: {none}");
    }
    let other = hello(&client(&echoing(fixed([("unix", "a")])).build())).await.unwrap_err();
    assert!(other.message().contains("other channels only"), "{other}");
}

#[tokio::test]
async fn a_wish_comes_first_and_falls_back() {
    let manager = echoing(fixed([("rest", "a"), ("dispatch-json", "b")])).build();
    let before = client(&manager);
    manager.set_preferred_channel("dispatch-json").unwrap();
    assert_eq!(hello(&client(&manager)).await.unwrap(), "json b");
    assert_eq!(hello(&before).await.unwrap(), "rest a");

    let manager = echoing(fixed([("rest", "a")])).preferred_channel("dispatch-json").build();
    assert_eq!(hello(&client(&manager)).await.unwrap(), "rest a");
}

#[tokio::test]
async fn a_wish_the_component_does_not_declare_is_not_heard() {
    let manager = echoing(fixed([("unix", "a"), ("rest", "b")])).channel("unix", Echo("unix")).build();
    manager.set_preferred_channel("unix").unwrap();
    assert_eq!(hello(&client(&manager)).await.unwrap(), "rest b");
}

#[test]
fn a_wish_nobody_registered_is_an_error_that_names_what_there_is() {
    let manager = ServiceManager::new();
    let error = manager.set_preferred_channel("dispatch-jsn").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(
        error
            .message()
            .ends_with("there are `local`, `dispatch-json`, `dispatch-msgpack`, `dispatch-protobuf`, `rest`"),
        "{error}"
    );
    manager.set_preferred_channel("local").unwrap();

    let manager = ServiceManager::builder().preferred_channel("dispatch-jsn").build();
    assert_eq!(manager.get_service::<CatalogClient>().unwrap_err().kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn a_strict_channel_is_the_only_one() {
    let manager = echoing(fixed([("rest", "a")])).build();
    let strict = client(&manager).preferred_channel("dispatch-json").unwrap();
    assert_eq!(hello(&strict).await.unwrap_err().kind(), ErrorKind::NoAddress);
    assert_eq!(hello(&strict.preferred_channel("rest").unwrap()).await.unwrap(), "rest a");
}

#[test]
fn a_strict_channel_must_be_registered_and_declared() {
    let manager = ServiceManager::builder().channel("unix", Echo("unix")).build();
    let unknown = client(&manager).preferred_channel("tcp").unwrap_err();
    assert!(unknown.message().contains("no channel `tcp` is registered"), "{unknown}");
    let undeclared = client(&manager).preferred_channel("unix").unwrap_err();
    assert!(undeclared.message().ends_with("it declares `local`, `rest`, `dispatch-json`"), "{undeclared}");
}

#[tokio::test]
async fn strictly_local_needs_the_service_here() {
    let manager = echoing(fixed([("rest", "a")])).build();
    let error = hello(&client(&manager).preferred_channel("local").unwrap()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoAddress);
    assert!(error.message().contains("`shop.v1.Catalog` is not hosted here"), "{error}");
}

/// A registry that says what the test wants, when the test wants it.
struct Slow(watch::Receiver<Instances>);

impl ComponentRegistry for Slow {
    fn register<'a>(&'a self, _instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn deregister<'a>(&'a self, _instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn watch(&self, component: &str) -> watch::Receiver<Instances> {
        assert_eq!(component, "shop-v1");
        self.0.clone()
    }
}

#[tokio::test]
async fn the_first_call_waits_for_the_registry() {
    let news = watch::Sender::new(None);
    let client = client(&echoing(Slow(news.subscribe())).build());
    let call = tokio::spawn(async move { hello(&client).await });
    news.send_replace(Some([instance("a", "rest")].into()));
    assert_eq!(call.await.unwrap().unwrap(), "rest a");
}

#[tokio::test]
async fn a_registry_that_never_answers_is_given_up_and_nothing_was_sent() {
    let news = watch::Sender::new(None);
    let manager = echoing(Slow(news.subscribe())).timeout(Duration::from_millis(10)).build();
    let error = hello(&client(&manager)).await.unwrap_err();
    assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Deadline, false));
    assert!(error.message().contains("`shop-v1`"), "{error}");
}

/// Of the manager's time, the method's and the caller's the least counts.
#[tokio::test(start_paused = true)]
async fn the_least_time_is_waited_for_a_registry() {
    let (long, short) = (Duration::from_secs(100), Duration::from_secs(5));
    for (manager, caller) in [(long, short), (short, long)] {
        let news = watch::Sender::new(None);
        let manager = echoing(Slow(news.subscribe())).timeout(manager).build();
        let begun = tokio::time::Instant::now();
        let error = aspyx::within(caller, hello(&client(&manager))).await.unwrap_err();
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Deadline, false), "{error}");
        assert_eq!(begun.elapsed().as_secs(), 5, "{error}");
    }
}

#[tokio::test]
async fn a_registry_that_has_gone_away_before_it_answered_knows_no_address() {
    let gone = watch::Sender::new(None).subscribe();
    let error = hello(&client(&echoing(Slow(gone)).build())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoAddress);
    assert!(error.message().contains("gone away"), "{error}");
}

/// Tells its name, and panics when asked to be renamed.
struct Here;

impl Catalog for Here {
    async fn hello(&self, message: String) -> Result<String> {
        Ok(format!("here {message}"))
    }

    async fn find(
        &self,
        _id: String,
        _tags: Vec<String>,
        _limit: Option<u32>,
        _trace: Option<String>,
    ) -> Result<Option<String>, CatalogFindError> {
        Ok(None)
    }

    async fn rename(&self, _id: u64, _title: String) -> Result<()> {
        panic!("out of paper")
    }

    async fn move_to(&self, _id: u64, _shelf: String, _note: Option<String>) -> Result<()> {
        Err(Error::exception("stuck"))
    }
}

#[tokio::test]
async fn a_client_of_an_implementation_at_hand_calls_it() {
    let client = CatalogClient::local(Here);
    assert_eq!(client.hello("you".into()).await.unwrap(), "here you");
    assert_eq!(client.move_to(1, "top".into(), None).await.unwrap_err().message(), "stuck");
    assert!(client.clone().preferred_channel("local").is_ok());
    assert!(client.preferred_channel("rest").is_err());
}

#[tokio::test]
async fn a_panic_of_a_local_service_is_an_error() {
    let error = CatalogClient::local(Here).rename(1, "x".into()).await.unwrap_err();
    assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Internal, true));
}

#[tokio::test]
async fn futures_of_a_client_can_be_spawned() {
    let client = CatalogClient::local(Here);
    assert!(tokio::spawn(async move { client.hello("x".into()).await }).await.unwrap().is_ok());
}
