//! The server halves of custom channels: listen once the components have been started, and end with the server.

use super::app::App;
use super::dispatcher::Dispatcher;
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::registry::ChannelAddress;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// The server half of a custom channel; see [`ServerBuilder::channel`](crate::ServerBuilder::channel).
///
/// ```
/// use aspyx::BoxFuture;
/// use aspyx::{ChannelServer, Dispatcher, Listening, Result};
///
/// struct PigeonServer;
///
/// impl ChannelServer for PigeonServer {
///     fn listen(&self, dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
///         Box::pin(async move {
///             // Bind here, so that what goes wrong with it stops the server.
///             let serving = async move {
///                 // Accept until the server stops, and answer each call by `dispatcher.call(…)`.
///                 dispatcher.stopping().await;
///                 // Return once all that run have been answered.
///             };
///             Ok(Listening::new("pigeon://the-roof", serving))
///         })
///     }
/// }
/// ```
pub trait ChannelServer: Send + Sync + 'static {
    /// Begins to listen, once, after all components have been started and before they are announced.
    ///
    /// # Errors
    ///
    /// An error stops the server; nothing has been announced then.
    fn listen(&self, dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>>;
}

/// A custom channel on which a server listens.
#[must_use = "nobody is answered before the future is polled"]
pub struct Listening {
    address: String,
    serving: BoxFuture<'static, ()>,
}

impl Listening {
    /// Creates it of the address to announce, and of the future that serves.
    ///
    /// The future is to end some time after [`Dispatcher::stopping`], when the calls that ran by then have been answered;
    /// it is dropped when it takes longer than the server gives it, and whatever it has begun should end with it. Should it
    /// end before, or panic, that is logged as an error; the server goes on over its other channels.
    pub fn new(address: impl Into<String>, serving: impl Future<Output = ()> + Send + 'static) -> Self {
        Self { address: address.into(), serving: Box::pin(serving) }
    }
}

/// Tells whoever listens that the server stops.
pub(super) struct Stopping(watch::Sender<bool>);

impl Stopping {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Waits until it is told.
    pub(super) async fn told(&self) {
        // That there is no sender any more cannot be: it stands here.
        let _ = self.0.subscribe().wait_for(|stopping| *stopping).await;
    }

    /// Tells everybody, now and later.
    pub(super) fn tell(&self) {
        self.0.send_replace(true);
    }

    fn is_told(&self) -> bool {
        *self.0.borrow()
    }
}

/// A custom channel under its name.
pub(super) struct NamedServer {
    pub(super) name: String,
    pub(super) server: Box<dyn ChannelServer>,
}

/// The custom channels on which a server listens.
#[derive(Default)]
pub(super) struct Listeners {
    addresses: Vec<ChannelAddress>,
    /// One for each; they are broken off when this is dropped.
    tasks: JoinSet<()>,
}

impl NamedServer {
    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// Fails if that fails or panics.
    pub(super) async fn listen(&self, app: &Arc<App>) -> Result<Listening> {
        let dispatcher = Dispatcher::new(app.clone(), &self.name);
        let listening = guard::catch(Box::pin(async move { self.server.listen(dispatcher).await })).await;
        match listening {
            Ok(Ok(listening)) => Ok(listening),
            Ok(Err(error)) => {
                let text = format!("the channel `{}` does not listen: {error}", self.name);
                Err(Error::from_source(error.kind(), text, error))
            }
            Err(text) => Err(Error::new(ErrorKind::Internal, format!("the channel `{}` panicked: {text}", self.name))),
        }
    }
}

impl Listeners {
    /// Adds a channel, and serves it from now on.
    pub(super) fn add(&mut self, name: &str, listening: Listening, app: Arc<App>) {
        let (channel, uri) = (name.to_owned(), listening.address);
        tracing::info!(channel, uri, "listening");
        self.addresses.push(ChannelAddress { channel: channel.clone(), uri });
        self.tasks.spawn(serve(channel, listening.serving, app));
    }

    /// Returns where each channel is listened on.
    pub(super) fn addresses(&self) -> Vec<ChannelAddress> {
        self.addresses.clone()
    }

    /// Waits for all to end, up to a limit, and breaks off what is left then.
    pub(super) async fn finish(mut self, limit: Duration) {
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(limit, ended).await.is_err() {
            tracing::warn!(channels = self.tasks.len(), "still answering after {limit:?}; they are broken off");
            self.tasks.abort_all();
        }
    }
}

async fn serve(channel: String, serving: BoxFuture<'static, ()>, app: Arc<App>) {
    match guard::catch(serving).await {
        Ok(()) if app.stopping.is_told() => {}
        Ok(()) => tracing::error!(channel, "nobody listens any more"),
        Err(text) => tracing::error!(channel, panic = text, "a channel has panicked; nobody listens any more"),
    }
}
