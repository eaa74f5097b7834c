//! The same service as aspyx generates it, over any of its channels.

use super::load::Caller;
use anyhow::{Result, ensure};
use aspyx::{Error, Server, ServiceManager, StaticComponentRegistry};
use generated::bench::v1::{Bench, Echo, EchoClient, Flat, Node};

/// What aspyx makes of `svc/echo.svc`.
pub mod generated {
    aspyx::include_svc!();
}

/// Serves until the process ends; `ready` is told the address.
pub async fn serve(ready: impl FnOnce(std::net::SocketAddr)) -> Result<()> {
    let component = Bench::builder().echo(Echoing).build();
    let server = Server::builder(ServiceManager::new()).component(component).bind("127.0.0.1:0").await?;
    ready(server.addr());
    Ok(server.run().await?)
}

struct Echoing;

impl Echo for Echoing {
    async fn flat(&self, data: Flat) -> Result<Flat, Error> {
        Ok(data)
    }

    async fn tree(&self, data: Node) -> Result<Node, Error> {
        Ok(data)
    }
}

/// Creates a client that calls over one channel.
pub fn client(channel: &str, address: &str) -> Result<EchoClient> {
    let url = format!("http://{address}");
    let registry = StaticComponentRegistry::new().component("bench-v1", [(channel, &url)]);
    let manager = ServiceManager::builder().registry(registry).build();
    Ok(manager.get_service::<EchoClient>()?.preferred_channel(channel)?)
}

/// Calls with a client.
#[derive(Debug)]
pub struct OurCaller<M> {
    client: EchoClient,
    payload: M,
}

impl<M> OurCaller<M> {
    /// Creates a caller.
    pub fn new(client: &EchoClient, payload: M) -> Self {
        OurCaller { client: client.clone(), payload }
    }
}

impl Caller for OurCaller<Flat> {
    async fn call(&mut self) -> Result<()> {
        let answer = self.client.flat(self.payload.clone()).await?;
        ensure!(answer == self.payload, "the answer is not what was sent");
        Ok(())
    }
}

impl Caller for OurCaller<Node> {
    async fn call(&mut self) -> Result<()> {
        let answer = self.client.tree(self.payload.clone()).await?;
        ensure!(answer == self.payload, "the answer is not what was sent");
        Ok(())
    }
}
