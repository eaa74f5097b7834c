//! The signals that end a server, unless the program has something else in mind.

use crate::error::{Error, ErrorKind, Result};
use std::future::Future;

/// Returns a future that ends with SIGTERM or Ctrl-C. Both are listened to from now on, not only once it is awaited.
///
/// # Errors
///
/// Fails if the process cannot listen to signals.
#[cfg(unix)]
pub(super) fn terminated() -> Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).map_err(deaf)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(deaf)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Returns a future that ends with Ctrl-C.
///
/// # Errors
///
/// Fails if the process cannot listen to signals.
#[cfg(windows)]
pub(super) fn terminated() -> Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c().map_err(deaf)?;
    Ok(async move {
        interrupt.recv().await;
    })
}

fn deaf(error: std::io::Error) -> Error {
    Error::from_source(ErrorKind::Internal, format!("cannot listen to signals: {error}"), error)
}
