//! A server on a free port, for as long as it is held.

use crate::conformance::v1::Conformance;
use crate::memory::Memories;
use crate::services::{Echo, Mischief};
use aspyx::{Result, RunningServer, Server, ServerBuilder, ServiceClient, ServiceManager, StaticComponentRegistry};

/// All channels there are, and those of the suite's own.
pub const CHANNELS: &[&str] = &[
    "local",
    "dispatch-json",
    "rest",
    "dispatch-protobuf",
    "dispatch-msgpack",
    "memory",
    "memory-msgpack",
    "memory-protobuf",
];

/// Those that speak HTTP.
pub const REMOTE: &[&str] = &["rest", "dispatch-json", "dispatch-protobuf", "dispatch-msgpack"];

/// A server that runs; it breaks off when this is dropped.
pub struct Running {
    pub server: RunningServer,
    /// The manager of the server: its clients are local ones.
    pub manager: ServiceManager,
    pub trouble: Mischief,
    /// The custom channels of the server.
    pub memories: Memories,
}

impl Running {
    /// Starts the conformance component.
    pub async fn start() -> Self {
        let trouble = Mischief::default();
        let component = Conformance::builder().types(Echo).trouble(trouble.clone()).build();
        let running = Self::host(|server| server.component(component)).await;
        Self { trouble, ..running }
    }

    /// Starts a server of any components.
    pub async fn host(fill: impl FnOnce(ServerBuilder) -> ServerBuilder) -> Self {
        let (manager, memories) = (ServiceManager::new(), Memories::default());
        let server = memories.serve(fill(Server::builder(manager.clone())));
        let server = server.bind("127.0.0.1:0").await.expect("a free port can be bound");
        let server = server.start().await.expect("the components start");
        Self { server, manager, trouble: Mischief::default(), memories }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.server.addr())
    }

    /// Returns a client bound to one channel: of the server's own process for `local`, else of one that knows nothing
    /// but the address.
    pub fn client<C: ServiceClient>(&self, channel: &str) -> C {
        match channel {
            "local" => bound(&self.manager, channel),
            _ => bound(&knowing::<C>(&self.url(), &self.memories), channel),
        }
    }

    /// Stops the server and returns how it ended.
    pub async fn stop(self) -> Result<()> {
        self.server.stop().await
    }
}

/// Returns a client bound to one channel, which knows nothing but an address.
pub fn remote<C: ServiceClient>(url: &str, channel: &str) -> C {
    bound(&knowing::<C>(url, &Memories::default()), channel)
}

/// Returns a manager that knows one address, whatever the channel.
fn knowing<C: ServiceClient>(url: &str, memories: &Memories) -> ServiceManager {
    let component = C::SERVICE.component.expect("the services of the suite belong to components");
    let addresses = component.channels.iter().map(|channel| (*channel, url));
    let registry = StaticComponentRegistry::new().component(component.wire_name, addresses);
    memories.call(ServiceManager::builder().registry(registry)).build()
}

fn bound<C: ServiceClient>(manager: &ServiceManager, channel: &str) -> C {
    manager.set_preferred_channel(channel).expect("the channel is built in");
    manager.get_service::<C>().expect("the channel can be used")
}
