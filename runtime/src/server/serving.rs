//! The socket of a server: accepts connections until it is told to finish.

use axum::Router;
use std::future::IntoFuture;
use std::io;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// A router being served.
pub(super) struct Serving {
    /// Tells the task to finish by being dropped.
    stop: oneshot::Sender<()>,
    /// The one task that accepts; it ends with the last connection, or when this is dropped.
    task: JoinSet<io::Result<()>>,
}

impl Serving {
    /// Begins to accept. A connection that cannot be accepted is logged and tried again by axum.
    pub(super) fn begin(listener: TcpListener, router: Router) -> Self {
        let (stop, stopped) = oneshot::channel();
        let serve = axum::serve(listener, router).with_graceful_shutdown(async {
            // An error only says that the sender was dropped, which is what it is there for.
            let _ = stopped.await;
        });
        let mut task = JoinSet::new();
        task.spawn(serve.into_future());
        Self { stop, task }
    }

    /// Stops accepting, closes idle connections and waits for the others, up to a limit.
    pub(super) async fn finish(mut self, limit: Duration) {
        drop(self.stop);
        if tokio::time::timeout(limit, self.task.join_next()).await.is_err() {
            tracing::warn!("connections are still open after {limit:?}; they are given up");
        }
    }
}
