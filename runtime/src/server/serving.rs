//! The socket of a server: accepts connections until it is told to finish.
//!
//! Each connection is a task that belongs to the one that accepts, so that none lives longer than the server. That is
//! why this is not `axum::serve`, which lets go of the tasks it spawns.

use super::app::App;
use super::body::Inbound;
use super::sent::Sent;
use super::silence::{Silence, Watched};
use super::{invoke, respond};
use axum::Router;
use axum::serve::Listener;
use http::{Method, Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// How long no request may come and nothing of an answer be taken, at least; up to twice as long. Longer than common
/// clients keep an idle connection, so that it is them who close it and not a call that runs into its end.
const SILENCE: Duration = Duration::from_secs(100);

/// How long connections are waited for that have been broken off; only a method that does not let go of its thread needs
/// any of it.
const BREAK_LIMIT: Duration = Duration::from_secs(1);

/// What answers requests.
pub(super) struct Site {
    app: Arc<App>,
    router: TowerToHyperService<Router>,
}

impl Site {
    /// Creates a site out of an application and the router that leads to all of it.
    pub(super) fn new(app: Arc<App>, router: Router) -> Self {
        Self { app, router: TowerToHyperService::new(router) }
    }

    /// Answers a request. The calls of the dispatch channels go past the router, which would lead them to the same place
    /// and take longer.
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Sent>, Infallible> {
        if request.method() == Method::POST && request.uri().path() == invoke::PATH {
            let (parts, body) = request.into_parts();
            return Ok(respond::answer(invoke::post(&self.app, parts.headers, Inbound::Connection(body)).await));
        }
        // Boxed as it is rare where speed counts, and its state larger than all else.
        Ok(Box::pin(self.router.call(request)).await?.map(Sent::Routed))
    }
}

/// A site being served.
pub(super) struct Serving {
    /// Tells the task to finish, and how long connections in use may take to end.
    stop: oneshot::Sender<Duration>,
    /// The one task that accepts; it and all connections end when this is dropped.
    task: JoinSet<()>,
}

impl Serving {
    /// Begins to accept.
    pub(super) fn begin(listener: TcpListener, site: Site) -> Self {
        let (stop, stopped) = oneshot::channel();
        let mut task = JoinSet::new();
        task.spawn(serve(listener, Arc::new(site), stopped));
        Self { stop, task }
    }

    /// Stops accepting, closes idle connections, waits for the others up to a limit, and breaks off what is left then.
    pub(super) async fn finish(mut self, limit: Duration) {
        // That nobody listens would mean that the task has ended, which is what this is about.
        let _ = self.stop.send(limit);
        self.task.join_next().await;
    }
}

async fn serve(mut listener: TcpListener, site: Arc<Site>, mut stopped: oneshot::Receiver<Duration>) {
    let mut connections = Connections::default();
    let limit = loop {
        tokio::select! {
            // What goes wrong with it is logged and tried again by axum.
            (stream, _) = Listener::accept(&mut listener) => connections.add(stream, site.clone()),
            Some(_) = connections.tasks.join_next() => {}
            limit = &mut stopped => break limit.unwrap_or_default(),
        }
    };
    drop(listener);
    connections.finish(limit).await;
}

/// The connections that are open.
#[derive(Default)]
struct Connections {
    /// Tells the connections to end.
    ending: GracefulShutdown,
    /// One for each; they are broken off when this is dropped.
    tasks: JoinSet<()>,
}

impl Connections {
    fn add(&mut self, stream: TcpStream, site: Arc<Site>) {
        // Without it an answer in two pieces may wait for the peer to confirm the first one; it works all the same.
        let _ = stream.set_nodelay(true);
        let silence = Arc::new(Silence::default());
        let socket = Watched::new(stream, silence.clone());
        let watch = silence.clone();
        let service = service_fn(move |request| {
            let (site, silence) = (site.clone(), silence.clone());
            async move {
                let _busy = silence.interrupted();
                site.answer(request).await
            }
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(socket), service);
        let connection = self.ending.watch(connection);
        self.tasks.spawn(async move {
            tokio::select! {
                ended = connection => if let Err(error) = ended {
                    tracing::debug!(%error, "a connection has broken");
                },
                () = watch.lasts(SILENCE) => tracing::debug!("a connection is closed: no request has come for long"),
            }
        });
    }

    async fn finish(mut self, limit: Duration) {
        if tokio::time::timeout(limit, self.ending.shutdown()).await.is_ok() {
            return;
        }
        tracing::warn!(connections = self.tasks.len(), "still open after {limit:?}; they are broken off");
        if tokio::time::timeout(BREAK_LIMIT, self.tasks.shutdown()).await.is_err() {
            tracing::warn!("a method does not let go of its thread; it is not waited for");
        }
    }
}
