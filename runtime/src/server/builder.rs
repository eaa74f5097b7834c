//! Puts a server together.

use super::advertise::Advertised;
use super::app::{self, App};
use super::body::Limits;
use super::handle::ServerHandle;
use super::hosting::Hosting;
use super::interceptor::ServerInterceptor;
use super::layout::Layout;
use super::listening::{ChannelServer, NamedServer};
use super::{Server, signals};
use crate::channel::{LOCAL, SERVED};
use crate::component::HostedComponent;
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::manager::ServiceManager;
use axum::Router;
use std::fmt::Debug;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, ToSocketAddrs, lookup_host};

const BODY_LIMIT: usize = 16 << 20;
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
const DRAIN_TIMEOUT: Duration = Duration::from_secs(30);

/// Puts a [`Server`] together; made by [`Server::builder`].
#[must_use = "a server does nothing before it is bound and run"]
pub struct ServerBuilder {
    manager: ServiceManager,
    components: Vec<HostedComponent>,
    interceptors: Vec<Arc<dyn ServerInterceptor>>,
    channels: Vec<NamedServer>,
    advertise: Option<String>,
    shutdown: Option<BoxFuture<'static, ()>>,
    limits: Limits,
    drain_timeout: Duration,
}

impl ServerBuilder {
    pub(super) fn new(manager: ServiceManager) -> Self {
        Self {
            manager,
            components: Vec::new(),
            interceptors: Vec::new(),
            channels: Vec::new(),
            advertise: None,
            shutdown: None,
            limits: Limits { bytes: BODY_LIMIT, pause: BODY_TIMEOUT },
            drain_timeout: DRAIN_TIMEOUT,
        }
    }

    /// Adds a component. Components are started in the order they are added, and shut down in reverse.
    pub fn component(mut self, component: HostedComponent) -> Self {
        self.components.push(component);
        self
    }

    /// Adds an interceptor, which stands around every call that arrives for a method, inside of those added before.
    ///
    /// It runs over `/invoke`, rest and custom channels alike, as soon as the method is known: before the caller's right
    /// to call it has been checked, and before the arguments have been looked at.
    pub fn interceptor(mut self, interceptor: impl ServerInterceptor) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Adds the server half of a custom channel, under the name by which components declare it.
    ///
    /// The address it listens on is announced for each of them.
    pub fn channel(mut self, name: impl Into<String>, server: impl ChannelServer) -> Self {
        self.channels.push(NamedServer { name: name.into(), server: Box::new(server) });
        self
    }

    /// Sets the `host` or `host:port` to tell others, where that is not what the server is bound to.
    pub fn advertise(self, address: impl Into<String>) -> Self {
        Self { advertise: Some(address.into()), ..self }
    }

    /// Sets the future whose end ends the server, in place of SIGTERM and Ctrl-C.
    pub fn shutdown(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Self {
        Self { shutdown: Some(Box::pin(shutdown)), ..self }
    }

    /// Sets how many bytes a body may have; 16 MiB by default.
    pub fn body_limit(self, bytes: usize) -> Self {
        Self { limits: Limits { bytes, ..self.limits }, ..self }
    }

    /// Sets how long nothing of a body may come before its sender is given up; 30 seconds by default.
    pub fn body_timeout(self, timeout: Duration) -> Self {
        Self { limits: Limits { pause: timeout, ..self.limits }, ..self }
    }

    /// Sets how long running calls are waited for at the end; 30 seconds by default.
    pub fn drain_timeout(self, timeout: Duration) -> Self {
        Self { drain_timeout: timeout, ..self }
    }

    /// Binds the server to an address; port 0 takes a free one, which [`Server::addr`] tells.
    ///
    /// # Errors
    ///
    /// Fails if the address cannot be bound, or if components are in conflict: two of one name, two routes of one shape
    /// and verb, a path that is reserved.
    pub async fn bind(self, address: impl ToSocketAddrs + Debug) -> Result<Server> {
        let assembled = self.assemble()?;
        let addresses = resolve(&address).await.map_err(|error| cannot_bind(&format!("{address:?}"), error))?;
        let listener = TcpListener::bind(&*addresses).await.map_err(|error| {
            let names: Vec<_> = addresses.iter().map(SocketAddr::to_string).collect();
            cannot_bind(&names.join(", "), error)
        })?;
        assembled.listen(listener)
    }

    /// Gives the server a socket that listens already.
    ///
    /// # Errors
    ///
    /// Fails if components are in conflict, as with [`bind`](Self::bind).
    pub fn listener(self, listener: TcpListener) -> Result<Server> {
        self.assemble()?.listen(listener)
    }

    /// Returns a router for an application of one's own, and the handle that starts and stops the components.
    ///
    /// Paths the router does not know are left to the application.
    ///
    /// ```no_run
    /// # async fn serve(shop: aspyx::HostedComponent) -> Result<(), Box<dyn std::error::Error>> {
    /// use aspyx::{Server, ServiceManager};
    ///
    /// let (router, handle) = Server::builder(ServiceManager::new()).component(shop).into_router()?;
    /// let application = axum::Router::new().merge(router);
    /// let listener = tokio::net::TcpListener::bind("0.0.0.0:8000").await?;
    /// handle.start(listener.local_addr()?).await?;
    /// axum::serve(listener, application)
    ///     .with_graceful_shutdown(async move {
    ///         let _ = tokio::signal::ctrl_c().await;
    ///         let _ = handle.stop().await;
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if components are in conflict, as with [`bind`](Self::bind).
    pub fn into_router(self) -> Result<(Router, ServerHandle)> {
        let Assembled { router, hosting, .. } = self.assemble()?;
        Ok((router, ServerHandle { hosting }))
    }

    fn assemble(self) -> Result<Assembled> {
        let advertised = self.advertise.as_deref().or(self.manager.config().advertise());
        let advertised = advertised.map(Advertised::parse).transpose()?;
        check_channels(&self.channels)?;
        let components: Vec<_> = self.components.into_iter().map(Arc::new).collect();
        let layout = Layout::of(&components)?;
        let app = Arc::new(App::new(components, self.interceptors, self.limits));
        let router = app::router(&app, layout);
        let hosting = Hosting {
            app,
            manager: self.manager,
            advertised,
            channels: self.channels,
            listeners: Mutex::default(),
            drain_timeout: self.drain_timeout,
            begun: AtomicBool::new(false),
        };
        Ok(Assembled { router, hosting, shutdown: self.shutdown })
    }
}

/// Makes sure that each channel is listened on by one, and is not one that the server answers on by itself.
///
/// # Errors
///
/// Fails with the first that is in conflict.
fn check_channels(channels: &[NamedServer]) -> Result<()> {
    for (index, NamedServer { name, .. }) in channels.iter().enumerate() {
        let conflict = |what| Err(Error::new(ErrorKind::Configuration, format!("the channel `{name}` {what}")));
        if name == LOCAL || SERVED.contains(&&**name) {
            return conflict("is one that every server has");
        }
        if channels[..index].iter().any(|other| other.name == *name) {
            return conflict("is given twice");
        }
    }
    Ok(())
}

async fn resolve(address: &impl ToSocketAddrs) -> std::io::Result<Vec<SocketAddr>> {
    Ok(lookup_host(address).await?.collect())
}

fn cannot_bind(address: &str, error: std::io::Error) -> Error {
    Error::from_source(ErrorKind::Configuration, format!("cannot bind {address}: {error}"), error)
}

/// A server but for its socket.
struct Assembled {
    router: Router,
    hosting: Hosting,
    shutdown: Option<BoxFuture<'static, ()>>,
}

impl Assembled {
    fn listen(self, listener: TcpListener) -> Result<Server> {
        let address = listener.local_addr().map_err(|error| {
            Error::from_source(ErrorKind::Configuration, format!("the listener has no address: {error}"), error)
        })?;
        let shutdown = match self.shutdown {
            Some(shutdown) => shutdown,
            None => Box::pin(signals::terminated()?),
        };
        let router = self.router.fallback(app::unknown_path);
        Ok(Server { listener, address, router, hosting: self.hosting, shutdown })
    }
}
