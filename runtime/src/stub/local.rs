//! Calls within the process: the future of the service itself, a net under it, and what is around every call.
//!
//! Where nothing is around a call nothing is paid for it. Where interceptors are, they see a reply without content, while
//! the outcome waits aside in its own types.

use super::binding::Binding;
use super::component_channel::ComponentChannel;
use super::slots::Hosted;
use crate::channel::{Call, End, Next, Reply};
use crate::context::CallContext;
use crate::dispatch::{BoxFuture, Raised, Throws};
use crate::error::{Error, ErrorKind, Result};
use crate::guard::{self, Caught};
use crate::service::{Access, MethodDescriptor};
use crate::wire::Decode;
use crate::{access, deadline};
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// A service of this process, held for one call.
pub struct LocalService<'a, S: ?Sized> {
    hosted: Hosted<S>,
    binding: &'a Binding,
}

impl<S: ?Sized> Deref for LocalService<'_, S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.hosted
    }
}

impl<'s, S: ?Sized> LocalService<'s, S> {
    pub(super) fn new(hosted: Hosted<S>, binding: &'s Binding) -> Self {
        Self { hosted, binding }
    }

    /// Awaits a call of the service, which is held to the same as on every other channel: the caller must be allowed to
    /// make it, it must end in time, interceptors are around it, and a panic becomes an error.
    pub fn call<'a, R, E>(
        &'a self,
        method: &'static MethodDescriptor,
        outcome: BoxFuture<'a, Result<R, E>>,
    ) -> Local<'a, R, E>
    where
        R: Decode + Send + 'a,
        E: Throws,
    {
        if self.is_plain(method) {
            return Local { method, direct: true, outcome: guard::catch(outcome) };
        }
        let outcome = self.surrounded(method, Box::pin(async move { outcome.await.map_err(raised) }));
        Local { method, direct: false, outcome: guard::catch(outcome) }
    }

    /// Returns whether there is nothing around a call.
    fn is_plain(&self, method: &MethodDescriptor) -> bool {
        let unbounded = method.timeout.is_none() && CallContext::current_deadline().is_none();
        unbounded && (self.hosted.is_at_hand() || (self.is_open(method) && self.has_nothing_around()))
    }

    fn is_open(&self, method: &MethodDescriptor) -> bool {
        matches!(method.access, Access::Anyone)
    }

    fn has_nothing_around(&self) -> bool {
        self.binding.here().is_ok_and(ComponentChannel::is_plain)
    }

    /// Returns the call with everything that is around it.
    ///
    /// Kept apart, so that its future is not built into every other call.
    #[cold]
    #[inline(never)]
    fn surrounded<'a, R, E>(
        &'a self,
        method: &'static MethodDescriptor,
        outcome: BoxFuture<'a, Result<R, E>>,
    ) -> BoxFuture<'a, Result<R, E>>
    where
        R: Decode + Send + 'a,
        E: Throws,
    {
        if self.hosted.is_at_hand() {
            return Box::pin(in_time(method, method.timeout, outcome));
        }
        let binding = self.binding;
        Box::pin(async move {
            let around = binding.here()?;
            let limit = around.limit(method);
            if around.interceptors().is_empty() {
                access::check(method)?;
                return in_time(method, limit, outcome).await;
            }
            in_time(method, limit, intercepted(around, method, outcome)).await
        })
    }
}

/// Returns what a caller gets of an error that a method has returned: the same as over every other channel.
///
/// An error that the method itself has met on its way to others tells nothing of this call but that it has run.
#[cold]
fn raised<E: Throws>(error: E) -> E {
    match error.raised() {
        Raised::Other(other) if other.kind() != ErrorKind::Exception => Error::exception(other.clone()).into(),
        Raised::Other(_) | Raised::Declared { .. } => error,
    }
}

/// Awaits a call within a limit and what is left of the caller's time, and lets it know of both.
async fn in_time<R, E: From<Error>>(
    method: &'static MethodDescriptor,
    limit: Option<Duration>,
    call: impl Future<Output = Result<R, E>>,
) -> Result<R, E> {
    let context = CallContext::current();
    match deadline::shorter(limit, context.remaining()) {
        Some(limit) => deadline::in_time(method, limit, context.within(limit).scope(call)).await?,
        None => call.await,
    }
}

/// Awaits a call with interceptors around it.
async fn intercepted<R, E>(
    around: &ComponentChannel,
    method: &'static MethodDescriptor,
    outcome: BoxFuture<'_, Result<R, E>>,
) -> Result<R, E>
where
    R: Decode + Send,
    E: Throws,
{
    let kept = Kept { method, future: Mutex::new(Some(outcome)), outcome: Mutex::new(None) };
    let chain = Next::new(around.interceptors(), &kept).run(around.begin(method, &[]));
    let reply = guard::catch(chain).await.unwrap_or_else(|text| Err(guard::broken(method.id, &text)))?;
    if reply.stands_for_local() { kept.take() } else { reply.decode(method) }
}

/// What stands behind the interceptors of a call within the process: the future that has not run, then what came of it.
struct Kept<'a, R, E> {
    method: &'static MethodDescriptor,
    future: Mutex<Option<BoxFuture<'a, Result<R, E>>>>,
    outcome: Mutex<Option<Result<R, E>>>,
}

impl<R: Send, E: Send> End for Kept<'_, R, E> {
    fn call<'a>(&'a self, _call: Call<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            access::check(self.method)?;
            let future = self.future.lock().unwrap_or_else(PoisonError::into_inner).take();
            let future = future.ok_or_else(|| ran_already(self.method))?;
            let outcome = guard::catch(future).await.map_err(|text| guard::panicked(self.method.id, &text))?;
            *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            Ok(Reply::local())
        })
    }
}

impl<R, E: From<Error>> Kept<'_, R, E> {
    fn take(self) -> Result<R, E> {
        let outcome = self.outcome.into_inner().unwrap_or_else(PoisonError::into_inner);
        outcome.unwrap_or_else(|| Err(foreign(self.method).into()))
    }
}

#[cold]
fn ran_already(method: &MethodDescriptor) -> Error {
    let text = format!("`{}` has run already: within the process a call is made once", method.id);
    Error::new(ErrorKind::Internal, text)
}

#[cold]
fn foreign(method: &MethodDescriptor) -> Error {
    let text = format!("`{}`: an interceptor answered with the reply to another call", method.id);
    Error::new(ErrorKind::Internal, text)
}

/// A call of a service in the same process; made by [`LocalService::call`].
#[must_use = "futures do nothing unless awaited"]
pub struct Local<'a, R, E> {
    method: &'static MethodDescriptor,
    /// Whether the outcome is that of the method itself, with nothing around it.
    direct: bool,
    outcome: Caught<'a, Result<R, E>>,
}

impl<R, E: Throws> Future for Local<'_, R, E> {
    type Output = Result<R, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (method, direct) = (self.method.id, self.direct);
        let outcome = Pin::new(&mut self.outcome).poll(context);
        outcome.map(|outcome| match outcome {
            Ok(Err(error)) if direct => Err(raised(error)),
            Ok(outcome) => outcome,
            Err(text) => Err(guard::panicked(method, &text).into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::shape;
    use crate::error::ErrorKind;
    use crate::service::ServiceDescriptor;
    use crate::stub::Stub;
    use std::sync::Arc;

    static METHOD: MethodDescriptor =
        MethodDescriptor { name: "f", id: "c:s:f", parameters: shape!("f"), ..MethodDescriptor::DEFAULT };

    static SERVICE: ServiceDescriptor =
        ServiceDescriptor { package: "p", name: "S", wire_name: "s", docs: "", component: None, methods: &[] };

    type Answer = Result<i32, Error>;

    async fn call(outcome: impl Future<Output = Answer> + Send) -> Answer {
        let stub = Stub::local(&SERVICE, Arc::new(()));
        stub.local_service().expect("it is at hand").call(&METHOD, Box::pin(outcome)).await
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

    #[tokio::test]
    async fn what_a_method_has_met_elsewhere_does_not_say_that_it_has_not_run() {
        let nested = Error::new(ErrorKind::NoAddress, "nobody is there");
        let error = call(async { Err(nested) }).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.message(), error.maybe_executed()),
            (ErrorKind::Exception, "nobody is there", true)
        );
    }
}
