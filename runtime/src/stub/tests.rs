//! Which way a call goes while services are hosted in this process and taken away again.

use super::{ServiceClient, Slots, Stub};
use crate::channel::{Channel, Outgoing, Reply};
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::manager::{ServiceManager, ServiceManagerBuilder};
use crate::registry::{ChannelAddress, Instance, LocalComponentRegistry, StaticComponentRegistry};
use crate::service::{ComponentDescriptor, MethodDescriptor, ServiceDescriptor};
use crate::shape;
use crate::wire::Format;
use std::sync::Arc;

/// A service that counts down with the help of another one of its kind.
trait Counter: Send + Sync {
    fn count(&self, from: u32) -> BoxFuture<'_, Result<String>>;
}

const fn service(name: &'static str, component: Option<&'static ComponentDescriptor>) -> ServiceDescriptor {
    let methods = &[MethodDescriptor {
        name: "count",
        id: "clock:counter:count",
        parameters: shape!("count", "from" = 1),
        ..MethodDescriptor::DEFAULT
    }];
    ServiceDescriptor { package: "clock", name, wire_name: "counter", docs: "", component, methods }
}

static CLOCK: ComponentDescriptor = ComponentDescriptor {
    package: "clock",
    name: "Clock",
    wire_name: "clock",
    docs: "",
    health: "/health",
    channels: &["pipe", "post"],
    services: &[&COUNTER],
};

static COUNTER: ServiceDescriptor = service("Counter", Some(&CLOCK));
static ORPHAN: ServiceDescriptor = service("Orphan", None);

struct CounterClient(Stub<dyn Counter>);

impl CounterClient {
    async fn count(&self, from: u32) -> Result<String> {
        match self.0.local_service() {
            Some(service) => service.call(&COUNTER.methods[0], service.count(from)).await,
            None => self.0.call(&COUNTER.methods[0], &[&from]).await,
        }
    }

    fn strictly(self, name: &str) -> Self {
        Self(self.0.preferred_channel(name).unwrap())
    }
}

impl ServiceClient for CounterClient {
    type Service = dyn Counter;
    const SERVICE: &'static ServiceDescriptor = &COUNTER;

    fn from_stub(stub: Stub<Self::Service>) -> Self {
        Self(stub)
    }
}

#[derive(Debug)]
struct OrphanClient(Stub<dyn Send + Sync>);

impl ServiceClient for OrphanClient {
    type Service = dyn Send + Sync;
    const SERVICE: &'static ServiceDescriptor = &ORPHAN;

    fn from_stub(stub: Stub<Self::Service>) -> Self {
        Self(stub)
    }
}

/// Answers with its name.
struct Named(&'static str);

impl Channel for Named {
    fn call<'a>(&'a self, _call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        let json = format!(r#"{{"result":"{}","exception":null}}"#, self.0);
        Box::pin(async { Ok(Reply::envelope(Format::Json, json)) })
    }
}

struct Here;

impl Counter for Here {
    fn count(&self, _from: u32) -> BoxFuture<'_, Result<String>> {
        Box::pin(async { Ok("local".into()) })
    }
}

fn builder() -> ServiceManagerBuilder {
    let registry = StaticComponentRegistry::new().component("clock", [("post", "a"), ("pipe", "b")]);
    ServiceManager::builder().registry(registry).channel("post", Named("post")).channel("pipe", Named("pipe"))
}

fn client(manager: &ServiceManager) -> CounterClient {
    manager.get_service().unwrap()
}

fn host(slots: &Slots) -> Arc<dyn Counter> {
    let here: Arc<dyn Counter> = Arc::new(Here);
    assert!(slots.host(&here));
    here
}

#[tokio::test]
async fn a_service_hosted_here_is_called_here_for_as_long_as_it_is() {
    let manager = builder().build();
    let client = client(&manager);
    assert_eq!(client.count(0).await.unwrap(), "pipe");
    let here = host(manager.slots());
    assert_eq!(client.count(0).await.unwrap(), "local");
    manager.slots().unhost(&here);
    assert_eq!(client.count(0).await.unwrap(), "pipe");
}

#[tokio::test]
async fn a_strict_channel_is_used_even_if_the_service_is_here() {
    let manager = builder().build();
    host(manager.slots());
    assert_eq!(client(&manager).strictly("post").count(0).await.unwrap(), "post");
    assert_eq!(client(&manager).strictly("local").count(0).await.unwrap(), "local");
}

#[tokio::test]
async fn a_wish_with_an_address_comes_before_local_and_one_without_after() {
    let manager = builder().preferred_channel("post").build();
    host(manager.slots());
    assert_eq!(client(&manager).count(0).await.unwrap(), "post");

    let manager = builder().registry(LocalComponentRegistry::new()).preferred_channel("post").build();
    host(manager.slots());
    assert_eq!(client(&manager).count(0).await.unwrap(), "local");
    let addresses = vec![ChannelAddress { channel: "post".into(), uri: "a".into() }];
    let instance = Instance { component: "clock".into(), id: "a".into(), health: String::new(), addresses };
    manager.registry().register(&instance).await.unwrap();
    assert_eq!(client(&manager).count(0).await.unwrap(), "post");
}

#[tokio::test]
async fn without_wish_and_channel_local_is_the_last_resort_too() {
    let manager = builder().preferred_channel("local").build();
    assert_eq!(client(&manager).count(0).await.unwrap(), "pipe");
    host(manager.slots());
    assert_eq!(client(&manager).count(0).await.unwrap(), "local");
}

#[tokio::test]
async fn services_may_depend_on_each_other_in_a_circle() {
    struct Even(CounterClient);

    impl Counter for Even {
        fn count(&self, from: u32) -> BoxFuture<'_, Result<String>> {
            Box::pin(async move { if from == 0 { Ok("done".into()) } else { self.0.count(from - 1).await } })
        }
    }

    let manager = builder().build();
    let even: Arc<dyn Counter> = Arc::new(Even(client(&manager)));
    assert!(manager.slots().host(&even));
    assert_eq!(client(&manager).count(3).await.unwrap(), "done");
    manager.slots().unhost(&even);
}

#[tokio::test]
async fn a_service_of_no_component_says_so() {
    let orphan = ServiceManager::new().get_service::<OrphanClient>().unwrap();
    let error = orphan.0.call::<(), Error>(&ORPHAN.methods[0], &[&0_u32]).await.unwrap_err();
    assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::NoAddress, false));
    assert_eq!(error.message(), "`clock.Orphan` is listed by no component, and it is not hosted here");
    let strict = orphan.0.preferred_channel("rest").unwrap_err();
    assert!(strict.message().contains("listed by no component"), "{strict}");
}

#[test]
fn a_component_without_any_registered_channel_is_an_error_unless_it_is_here() {
    let manager = ServiceManager::new();
    let error = manager.get_service::<CounterClient>().err().map(|error| error.to_string()).unwrap();
    assert!(error.contains("`clock`") && error.contains("`pipe`, `post`"), "{error}");
    host(manager.slots());
    assert!(manager.get_service::<CounterClient>().is_ok());
}
