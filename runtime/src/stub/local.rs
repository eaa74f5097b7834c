//! Calls within the process: the future of the service itself, and a net under it.

use crate::dispatch::BoxFuture;
use crate::error::Error;
use crate::guard::{self, Caught};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A call of a service in the same process; made by [`local`].
#[must_use = "futures do nothing unless awaited"]
pub struct Local<'a, R, E>(Caught<'a, Result<R, E>>);

/// Awaits the future of a local service; a panic becomes the error it is on every other channel.
pub fn local<R, E: From<Error>>(future: BoxFuture<'_, Result<R, E>>) -> Local<'_, R, E> {
    Local(guard::catch(future))
}

impl<R, E: From<Error>> Future for Local<'_, R, E> {
    type Output = Result<R, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = Pin::new(&mut self.0).poll(context);
        outcome.map(|outcome| outcome.unwrap_or_else(|text| Err(guard::panicked("a local service", &text).into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[tokio::test]
    async fn a_panic_becomes_an_internal_error_that_may_have_done_something() {
        let future: BoxFuture<'_, Result<(), Error>> = Box::pin(async {
            tokio::task::yield_now().await;
            panic!("out of paper")
        });
        let error = local(future).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert!(error.maybe_executed());
    }

    #[tokio::test]
    async fn results_and_errors_pass_through() {
        assert_eq!(local::<_, Error>(Box::pin(async { Ok(7) })).await.unwrap(), 7);
        let failed = local::<(), Error>(Box::pin(async { Err(Error::exception("no")) })).await.unwrap_err();
        assert_eq!(failed.kind(), ErrorKind::Exception);
    }
}
