//! How long a method may take: what it says itself, wherever it runs.

use crate::error::{Error, ErrorKind, Result};
use crate::service::MethodDescriptor;
use std::future::Future;
use std::time::Duration;

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
    check_runtime(method)?;
    tokio::time::timeout(limit, call).await.map_err(|_| late(method, limit))
}

#[cold]
fn late(method: &MethodDescriptor, limit: Duration) -> Error {
    Error::new(ErrorKind::Deadline, format!("`{}` has not ended within {limit:?}", method.id))
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
