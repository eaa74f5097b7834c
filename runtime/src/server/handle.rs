//! What leads the components of a router that somebody else serves through their life.

use super::hosting::Hosting;
use crate::error::Result;
use std::net::SocketAddr;

/// Starts and stops the components whose router a program serves itself; see
/// [`ServerBuilder::into_router`](crate::ServerBuilder::into_router).
///
/// Calls that arrive before [`start`](Self::start) and after [`stop`](Self::stop) are answered with 503.
#[must_use = "the components serve nothing before they are started"]
pub struct ServerHandle {
    pub(super) hosting: Hosting,
}

impl ServerHandle {
    /// Starts the components and announces them at this address.
    ///
    /// Services can be called within the process even during startup. Should the router be served already, calls from
    /// elsewhere are answered from the moment on that their component has started.
    ///
    /// # Errors
    ///
    /// Fails if a startup fails, if the registry refuses a component, or if they have been started before. Nothing
    /// remains started or announced then.
    pub async fn start(&self, address: SocketAddr) -> Result<()> {
        self.hosting.start().await?;
        let announced = self.hosting.announce(address).await;
        if announced.is_err() {
            self.hosting.withdraw().await;
            self.hosting.drain().await;
            self.hosting.shut_down_or_warn().await;
        }
        announced
    }

    /// Takes the announcements back, waits for running calls and shuts the components down.
    ///
    /// # Errors
    ///
    /// Fails with the first error of a shutdown, after all components have been shut down.
    pub async fn stop(&self) -> Result<()> {
        self.hosting.withdraw().await;
        self.hosting.drain().await;
        self.hosting.shut_down().await
    }
}
