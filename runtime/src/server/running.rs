//! A server at work: from its first startup to its last shutdown.

use super::Server;
use super::hosting::Hosting;
use super::serving::{Serving, Site};
use crate::dispatch::BoxFuture;
use crate::error::Result;
use std::net::SocketAddr;

/// A [`Server`] whose components have been started and announced, and which answers calls.
///
/// ```
/// # #[tokio::main]
/// # async fn main() -> aspyx::Result<()> {
/// use aspyx::{Server, ServiceManager};
///
/// let server = Server::builder(ServiceManager::new()).bind("127.0.0.1:0").await?.start().await?;
/// println!("http://{}/report", server.addr());
/// server.stop().await
/// # }
/// ```
///
/// Dropping it breaks off whatever it does, without any shutdown.
#[must_use = "a server that is dropped serves nothing"]
pub struct RunningServer {
    address: SocketAddr,
    hosting: UnhostOnDrop,
    /// Nothing if the server was told to stop before it began to accept.
    serving: Option<Serving>,
    /// What tells the server to stop; nothing once it has.
    shutdown: Option<BoxFuture<'static, ()>>,
}

impl RunningServer {
    /// Starts the components, begins to accept and announces them.
    ///
    /// A server that is told to stop meanwhile goes no further; it is shut down by whoever waits for it.
    pub(super) async fn start(server: Server) -> Result<Self> {
        let Server { listener, address, router, hosting, shutdown } = server;
        let mut running = Self { address, hosting: UnhostOnDrop(hosting), serving: None, shutdown: Some(shutdown) };
        tokio::select! {
            biased;
            started = running.hosting.0.start() => started?,
            () = told(&mut running.shutdown) => return Ok(running),
        }
        let site = Site::new(running.hosting.0.app.clone(), router);
        running.serving = Some(Serving::begin(listener, site));
        tracing::info!(%address, "serving");
        let announced = tokio::select! {
            biased;
            announced = running.hosting.0.announce(address) => announced,
            () = told(&mut running.shutdown) => Ok(()),
        };
        match announced {
            Ok(()) => Ok(running),
            Err(error) => running.stop().await.and(Err(error)),
        }
    }

    /// Returns the address the server is bound to.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the server is told to stop, and then until running calls have ended.
    ///
    /// # Errors
    ///
    /// Fails with the first error of a shutdown, after all components have been shut down.
    pub async fn wait(mut self) -> Result<()> {
        told(&mut self.shutdown).await;
        self.stop().await
    }

    /// Stops: takes the announcements back, waits for running calls and shuts the components down.
    ///
    /// # Errors
    ///
    /// Fails with the first error of a shutdown, after all components have been shut down.
    pub async fn stop(self) -> Result<()> {
        let hosting = &self.hosting.0;
        hosting.withdraw().await;
        match self.serving {
            Some(serving) => drop(tokio::join!(serving.finish(hosting.drain_timeout), hosting.drain())),
            None => hosting.drain().await,
        }
        hosting.shut_down().await
    }
}

/// Waits until the server is told to stop; ends at once if it has been.
async fn told(shutdown: &mut Option<BoxFuture<'static, ()>>) {
    if let Some(told) = shutdown {
        told.await;
        *shutdown = None;
    }
}

/// Takes the services back from callers within the process even if nobody awaits the server to its end.
struct UnhostOnDrop(Hosting);

impl Drop for UnhostOnDrop {
    fn drop(&mut self) {
        self.0.unhost();
    }
}
