//! Blocking code on either side of a call: services that are implemented by it, and clients for it.
//!
//! An implementation that blocks runs on Tokio's pool of threads for that, so that no other call waits for it. A client
//! that blocks waits for the answer on the thread that calls; where its call is driven is decided in [`drive`].
//!
//! Nothing here breaks a thread off: there is no way to. Whoever calls is answered in time all the same.

mod drive;

use crate::context::CallContext;
use crate::error::{Error, ErrorKind, Result};
use drive::{Thread, within};
use std::any::Any;
use std::fmt;
use std::future::Future;
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::task::{JoinError, JoinHandle};

/// An implementation of a service by blocking code, which offers the service like any other; the function of the same
/// name makes it.
///
/// Generated code implements the trait of a service for it, if the blocking one is implemented for `T`: each call runs
/// on a thread of Tokio's blocking pool, which grows to 512 threads by default
/// ([`max_blocking_threads`](tokio::runtime::Builder::max_blocking_threads)); calls beyond that wait for their turn. A
/// panic is the same error to the caller as elsewhere.
///
/// **Deadlines.** A caller is told in time that there is no answer, but the thread goes on to the end of the method:
/// nothing can break it off. A call that is still waiting for a thread then is not made any more. What may take long
/// should have a timeout of its own, since threads that hang are missing to others.
///
/// **Calls of others.** The implementation may use blocking clients. It must not do so within the `block_on` of a
/// runtime that it enters itself.
pub struct Blocking<T: ?Sized> {
    implementation: Arc<T>,
}

/// Offers an implementation by blocking code as a service.
///
/// ```ignore
/// Shop::builder().catalog(aspyx::Blocking(CatalogImpl))
/// ```
#[allow(non_snake_case, reason = "it is used like the constructor of a tuple struct, whose field nobody should see")]
pub fn Blocking<T>(implementation: T) -> Blocking<T> {
    Blocking { implementation: Arc::new(implementation) }
}

impl<T: ?Sized> Clone for Blocking<T> {
    fn clone(&self) -> Self {
        Self { implementation: self.implementation.clone() }
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Blocking<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&&*self.implementation).finish()
    }
}

/// What a method returned, whatever its type: so everything below is compiled once and not for each method.
type Outcome = Box<dyn Any + Send>;

/// Awaits a call of a blocking implementation on a thread that may block.
///
/// # Errors
///
/// Fails as the method does, or if there is no runtime, or none any more, that has such threads.
///
/// # Panics
///
/// Panics if the method does.
pub async fn unblock<T, R, E>(
    service: &Blocking<T>,
    call: impl FnOnce(&T) -> Result<R, E> + Send + 'static,
) -> Result<R, E>
where
    T: Send + Sync + 'static,
    R: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let implementation = service.implementation.clone();
    let outcome = on_thread(Box::new(move || Box::new(call(&implementation)))).await?;
    *outcome.downcast().expect("the closure has just put a result of this type in")
}

async fn on_thread(call: Box<dyn FnOnce() -> Outcome + Send>) -> Result<Outcome> {
    let runtime = Handle::try_current().map_err(no_runtime)?;
    let call = with_context(call);
    let mut thread = OnThread(runtime.spawn_blocking(move || within(Thread::MayBlock, call)));
    match (&mut thread.0).await.map_err(JoinError::try_into_panic) {
        Ok(outcome) => Ok(outcome),
        Err(Ok(panic)) => resume_unwind(panic),
        Err(Err(error)) => Err(shut_down(error)),
    }
}

/// A call on its thread, or waiting for one.
struct OnThread(JoinHandle<Outcome>);

impl Drop for OnThread {
    /// Sees to it that a call nobody awaits any more does not begin; one that has begun does not notice.
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Returns a call that has the context of the present one, whatever thread it is made on.
fn with_context<R>(call: impl FnOnce() -> R) -> impl FnOnce() -> R {
    let context = CallContext::current();
    move || context.sync_scope(call)
}

#[cold]
fn no_runtime(error: tokio::runtime::TryCurrentError) -> Error {
    Error::from_source(ErrorKind::Configuration, "a blocking implementation needs a Tokio runtime to be called", error)
}

#[cold]
fn shut_down(error: JoinError) -> Error {
    Error::from_source(ErrorKind::Overloaded, "the runtime shuts down and lends no more threads", error)
}

/// Waits for a call on the calling thread.
///
/// # Errors
///
/// Fails as the call does, or if the operating system does not give what a runtime or a thread needs.
///
/// # Panics
///
/// Panics if the call does.
pub fn block_on<R: Send, E: From<Error> + Send>(call: impl Future<Output = Result<R, E>> + Send) -> Result<R, E> {
    let mut outcome = None;
    drive::drive(pin!(async { outcome = Some(call.await) }))?;
    outcome.expect("what is driven to its end has an outcome")
}
