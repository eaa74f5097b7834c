//! How long a call may take: what the method says of itself, and what is left of the time of whoever calls it.

use crate::error::{Error, ErrorKind, Result};
use crate::service::MethodDescriptor;
use std::future::Future;
use std::time::Duration;

/// Awaits a call of a method; when its time is up the call is dropped.
///
/// # Errors
///
/// Fails if the time is up, or if there is nothing to tell the time by. Without any time at all the call does not even
/// begin.
pub(crate) async fn in_time<T>(
    method: &'static MethodDescriptor,
    limit: Duration,
    call: impl Future<Output = T>,
) -> Result<T> {
    check_runtime(method)?;
    if limit.is_zero() {
        return Err(no_time(method));
    }
    tokio::time::timeout(limit, call).await.map_err(|_| late(method, limit))
}

#[cold]
fn late(method: &MethodDescriptor, limit: Duration) -> Error {
    let limit = shown(limit);
    Error::new(ErrorKind::Deadline, format!("`{}` has not ended within {limit:?}", method.id))
}

/// Returns a limit as a person would put it: what is left of seven milliseconds is seven milliseconds.
pub(crate) fn shown(limit: Duration) -> Duration {
    const MILLISECOND: Duration = Duration::from_millis(1);
    if limit < MILLISECOND {
        return limit;
    }
    let rounded = limit.saturating_add(MILLISECOND / 2).as_millis();
    Duration::from_millis(rounded.try_into().unwrap_or(u64::MAX))
}

/// Returns the shorter of two limits.
pub(crate) fn shorter(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
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
