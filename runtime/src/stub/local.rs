//! Calls within the process: the future of the service itself, and a net under it.

use crate::dispatch::BoxFuture;
use crate::error::Error;
use crate::guard::{self, Caught};
use crate::service::{Access, MethodDescriptor};
use crate::stub::slots::Hosted;
use crate::{access, deadline};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

impl<S: ?Sized> Hosted<S> {
    /// Awaits a call of the service, which is held to the same as on every other channel: the caller must be allowed to
    /// make it, it must end in time, and a panic becomes an error.
    pub fn call<'a, R: 'a, E: From<Error> + 'a>(
        &'a self,
        method: &'static MethodDescriptor,
        outcome: BoxFuture<'a, Result<R, E>>,
    ) -> Local<'a, R, E> {
        let open = matches!(method.access, Access::Anyone) || self.is_at_hand();
        let plain = open && method.timeout.is_none();
        let outcome = if plain { outcome } else { self.guarded(method, outcome) };
        Local { method, outcome: guard::catch(outcome) }
    }

    /// Returns the call of a method that not everybody may call, or not as long as it likes.
    ///
    /// Kept apart, so that its future is not built into every other call.
    #[cold]
    #[inline(never)]
    fn guarded<'a, R: 'a, E: From<Error> + 'a>(
        &self,
        method: &'static MethodDescriptor,
        outcome: BoxFuture<'a, Result<R, E>>,
    ) -> BoxFuture<'a, Result<R, E>> {
        let admitted = if self.is_at_hand() { Ok(()) } else { access::check(method) };
        Box::pin(async move {
            admitted?;
            match method.timeout {
                Some(limit) => deadline::in_time(method, limit, outcome).await?,
                None => outcome.await,
            }
        })
    }
}

/// A call of a service in the same process; made by [`Hosted::call`].
#[must_use = "futures do nothing unless awaited"]
pub struct Local<'a, R, E> {
    method: &'static MethodDescriptor,
    outcome: Caught<'a, Result<R, E>>,
}

impl<R, E: From<Error>> Future for Local<'_, R, E> {
    type Output = Result<R, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let method = self.method.id;
        let outcome = Pin::new(&mut self.outcome).poll(context);
        outcome.map(|outcome| outcome.unwrap_or_else(|text| Err(guard::panicked(method, &text).into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::shape;
    use crate::error::ErrorKind;
    use crate::stub::slots::Slot;
    use std::sync::Arc;

    static METHOD: MethodDescriptor =
        MethodDescriptor { name: "f", id: "c:s:f", parameters: shape!("f"), ..MethodDescriptor::DEFAULT };

    type Answer = Result<i32, Error>;

    async fn call(outcome: impl Future<Output = Answer> + Send) -> Answer {
        let hosted = Slot::holding(Arc::new(())).get().expect("it holds something");
        hosted.call(&METHOD, Box::pin(outcome)).await
    }

    #[tokio::test]
    async fn a_panic_becomes_an_internal_error_that_may_have_done_something() {
        let late = async {
            tokio::task::yield_now().await;
            panic!("out of paper")
        };
        let error = call(late).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Internal, "`c:s:f` panicked"));
        assert!(error.maybe_executed());
    }

    #[tokio::test]
    async fn results_and_errors_pass_through() {
        assert_eq!(call(async { Ok(7) }).await.unwrap(), 7);
        let failed = call(async { Err(Error::exception("no")) }).await.unwrap_err();
        assert_eq!(failed.kind(), ErrorKind::Exception);
    }
}
