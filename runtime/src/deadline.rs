//! How long a call may take: what the method says of itself, and what is left of the time of whoever calls it.

use crate::error::{Error, ErrorKind, Result};
use crate::service::MethodDescriptor;
use std::future::Future;
use std::time::Duration;
use tokio::time::Instant;

/// Awaits a call of a method; when its time is up the call is dropped.
///
/// # Errors
///
/// Fails if the time is up, or if there is nothing to tell the time by.
pub(crate) async fn in_time<T>(
    method: &'static MethodDescriptor,
    limit: Duration,
    call: impl Future<Output = T>,
) -> Result<T> {
    until(method, Instant::now().checked_add(limit), call).await
}

/// Awaits a call of a method; at its deadline, if it has one, the call is dropped.
///
/// # Errors
///
/// Fails if the time is up, or if there is nothing to tell the time by. Without any time left the call does not even
/// begin.
pub(crate) async fn until<T>(
    method: &'static MethodDescriptor,
    deadline: Option<Instant>,
    call: impl Future<Output = T>,
) -> Result<T> {
    let Some(deadline) = deadline else { return Ok(call.await) };
    check_runtime(method)?;
    let limit = deadline.saturating_duration_since(Instant::now());
    if limit.is_zero() {
        return Err(no_time(method));
    }
    let late = |_| Error::new(ErrorKind::Deadline, format!("`{}` has not ended within {limit:?}", method.id));
    tokio::time::timeout_at(deadline, call).await.map_err(late)
}

/// Returns the error of a call for which there is no time; it has not been sent.
#[cold]
pub(crate) fn no_time(method: &MethodDescriptor) -> Error {
    let text = format!("`{}` was not called: no time is left", method.id);
    Error::new(ErrorKind::Deadline, text).executed(false)
}

/// Makes sure that there is something to drive connections and timers, both of which would panic without.
///
/// # Errors
///
/// Fails if there is not.
pub(crate) fn check_runtime(method: &MethodDescriptor) -> Result<()> {
    tokio::runtime::Handle::try_current().map(drop).map_err(|error| {
        Error::from_source(
            ErrorKind::Configuration,
            format!("`{}` needs a Tokio runtime to be called", method.id),
            error,
        )
    })
}
