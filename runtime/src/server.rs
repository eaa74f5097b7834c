//! The server half: hosts components, tells the registry, and answers over HTTP until it is told to stop.
//!
//! One file for each topic. A request goes `app` (router) → `invoke` or `rest` → `directory` (who runs it) → `reply`, and
//! a call over a custom channel, of which `listening` takes care, begins at `dispatcher`, where those of `invoke` pass
//! as well. Around every call is its `passage`, and within that the interceptors. The life of the components is in
//! `hosting`, and what is in conflict is found by `layout` before anything is bound. The server holds no types of
//! services: they end at their dispatcher.

mod advertise;
mod app;
mod body;
mod builder;
mod directory;
mod dispatcher;
mod envelope;
mod gate;
mod handle;
mod health;
mod hosting;
mod interceptor;
mod invoke;
mod layout;
mod listening;
mod media;
mod passage;
mod pattern;
mod percent;
mod query;
mod reply;
mod report;
mod respond;
mod rest;
mod rest_reader;
mod running;
mod sent;
mod serving;
mod signals;
mod silence;
mod text;

pub use builder::ServerBuilder;
pub use dispatcher::{Arrival, Dispatcher};
pub use handle::ServerHandle;
pub use interceptor::{ServerCall, ServerInterceptor, ServerNext};
pub use listening::{ChannelServer, Listening};
pub use running::RunningServer;

use crate::dispatch::BoxFuture;
use crate::error::Result;
use crate::manager::ServiceManager;
use axum::Router;
use hosting::Hosting;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Hosts components and answers calls of their methods.
///
/// Each component's startup runs before anything is accepted or announced; its shutdown after the last call has been
/// answered.
///
/// ```no_run
/// # async fn serve(shop: aspyx::HostedComponent) -> aspyx::Result<()> {
/// use aspyx::{Server, ServiceManager};
///
/// let manager = ServiceManager::new();
/// Server::builder(manager).component(shop).bind("0.0.0.0:8000").await?.run().await
/// # }
/// ```
///
/// A method runs as long as its caller waits: it is dropped when the connection breaks.
#[must_use = "a server does nothing before it is run"]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    hosting: Hosting,
    shutdown: BoxFuture<'static, ()>,
}

impl Server {
    /// Begins a server whose services can also be called through this manager, and whose components are announced to
    /// the manager's registry.
    pub fn builder(manager: ServiceManager) -> ServerBuilder {
        ServerBuilder::new(manager)
    }

    /// Returns the address the server is bound to.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Starts the components, begins to accept and announces them; returns when all of that is done.
    ///
    /// # Errors
    ///
    /// Fails if a component's startup fails, or if the registry refuses a component. Whatever has been started by then
    /// is shut down first.
    pub async fn start(self) -> Result<RunningServer> {
        RunningServer::start(self).await
    }

    /// Serves until it is told to stop, and then until running calls have ended.
    ///
    /// # Errors
    ///
    /// Fails if a component's startup or shutdown fails, or if the registry refuses a component. Whatever has been
    /// started by then is shut down first.
    pub async fn run(self) -> Result<()> {
        self.start().await?.wait().await
    }
}
