//! A server on a free port, for as long as it is held.

use crate::conformance::v1::Conformance;
use crate::services::{Echo, Mischief};
use aspyx::{Result, Server, ServerBuilder, ServiceClient, ServiceManager, StaticComponentRegistry};
use std::net::SocketAddr;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server that runs; it is told to stop when this is dropped.
pub struct Running {
    pub address: SocketAddr,
    /// The manager of the server: its clients are local ones.
    pub manager: ServiceManager,
    pub trouble: Mischief,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<Result<()>>,
}

impl Running {
    /// Starts the conformance component.
    pub async fn start() -> Self {
        let trouble = Mischief::default();
        let component = Conformance::builder().types(Echo).trouble(trouble.clone()).build();
        Self { trouble, ..Self::host(|server| server.component(component)).await }
    }

    /// Starts a server of any components.
    pub async fn host(fill: impl FnOnce(ServerBuilder) -> ServerBuilder) -> Self {
        let manager = ServiceManager::new();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = fill(Server::builder(manager.clone()))
            .shutdown(async { drop(stopped.await) })
            .bind("127.0.0.1:0")
            .await
            .expect("a free port can be bound");
        let address = server.addr();
        let task = tokio::spawn(server.run());
        Self { address, manager, trouble: Mischief::default(), stop: Some(stop), task }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns a client bound to one channel: of the server's own process for `local`, else of one that knows nothing
    /// but the address.
    pub fn client<C: ServiceClient>(&self, channel: &str) -> C {
        let manager = if channel == "local" { self.manager.clone() } else { self.remote(C::SERVICE.component) };
        manager.set_preferred_channel(channel).expect("the channel is built in");
        manager.get_service::<C>().expect("the channel can be used")
    }

    fn remote(&self, component: Option<&'static aspyx::ComponentDescriptor>) -> ServiceManager {
        let component = component.expect("the services of the suite belong to components");
        let addresses = component.channels.iter().map(|channel| (*channel, self.url()));
        let registry = StaticComponentRegistry::new().component(component.wire_name, addresses);
        ServiceManager::builder().registry(registry).build()
    }

    /// Tells the server to stop and returns how it ended.
    pub async fn stop(mut self) -> Result<()> {
        drop(self.stop.take());
        self.task.await.expect("the server does not panic")
    }
}
