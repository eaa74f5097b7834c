//! What runs around every call of a client: to look at it, to change its headers, to answer in its place.
//!
//! Interceptors know no types: they see a method, headers and errors of the way. What a method answers, its declared
//! errors included, is still encoded when it passes through a [`Reply`]. They run around calls within the process as well,
//! where nothing is encoded: there are no arguments to see there, and the reply only stands for the answer.

use super::Reply;
use crate::dispatch::BoxFuture;
use crate::error::Result;
use crate::service::MethodDescriptor;
use crate::wire::Encode;
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;

/// Runs around calls of clients.
///
/// A function will do, and a closure that is passed through [`interceptor_fn`]. One that panics fails the call it
/// panicked in, and nothing else.
///
/// ```
/// use aspyx::channel::{Call, Next, Reply};
/// use aspyx::{BoxFuture, ErrorKind, ServiceManager};
///
/// fn authorize<'a>(mut call: Call<'a>, next: Next<'a>) -> BoxFuture<'a, aspyx::Result<Reply>> {
///     Box::pin(async move {
///         call.headers.insert("authorization", "Bearer old".parse().expect("a header"));
///         match next.run(call.clone()).await {
///             Err(error) if error.kind() == ErrorKind::Unauthenticated && !error.maybe_executed() => {
///                 call.headers.insert("authorization", "Bearer new".parse().expect("a header"));
///                 next.run(call).await
///             }
///             answer => answer,
///         }
///     })
/// }
///
/// let manager = ServiceManager::builder().interceptor(authorize).build();
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// Answers a call, as a rule by [`Next::run`].
    ///
    /// # Errors
    ///
    /// Fails with whatever the caller is to get in place of an answer.
    fn call<'a>(&'a self, call: Call<'a>, next: Next<'a>) -> BoxFuture<'a, Result<Reply>>;
}

impl<F> Interceptor for F
where
    F: for<'a> Fn(Call<'a>, Next<'a>) -> BoxFuture<'a, Result<Reply>> + Send + Sync + 'static,
{
    fn call<'a>(&'a self, call: Call<'a>, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
        self(call, next)
    }
}

/// Returns a closure as an interceptor: only here does the compiler learn that it must do for every lifetime.
///
/// ```
/// use aspyx::channel::interceptor_fn;
///
/// let log = interceptor_fn(|call, next| {
///     println!("{} over {}", call.method.id, call.channel);
///     next.run(call)
/// });
/// let manager = aspyx::ServiceManager::builder().interceptor(log).build();
/// ```
pub fn interceptor_fn<F>(function: F) -> impl Interceptor
where
    F: for<'a> Fn(Call<'a>, Next<'a>) -> BoxFuture<'a, Result<Reply>> + Send + Sync + 'static,
{
    function
}

/// A call on its way through interceptors.
#[derive(Clone)]
pub struct Call<'a> {
    /// The method.
    pub method: &'static MethodDescriptor,
    /// The component that has it.
    pub component: &'a str,
    /// The channel it goes over, `local` within the process.
    pub channel: &'a str,
    /// What travels beside the arguments. The time that is left, the trace and what belongs to it are added at the very
    /// end; what is set here of the latter stays. On the channel `rest` a parameter that travels in a header takes the
    /// place of what is set here under its name.
    pub headers: HeaderMap,
    /// The arguments, in order of declaration; none within the process.
    pub arguments: &'a [&'a dyn Encode],
}

impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Call");
        debug.field("method", &self.method.id).field("channel", &self.channel).finish_non_exhaustive()
    }
}

/// The rest of the way: further interceptors, and the channel behind them.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    rest: &'a [Arc<dyn Interceptor>],
    end: &'a dyn End,
}

/// What stands behind the last interceptor.
pub(crate) trait End: Send + Sync {
    fn call<'a>(&'a self, call: Call<'a>) -> BoxFuture<'a, Result<Reply>>;
}

impl<'a> Next<'a> {
    /// Creates the whole way.
    pub(crate) fn new(rest: &'a [Arc<dyn Interceptor>], end: &'a dyn End) -> Self {
        Self { rest, end }
    }

    /// Sends the call on.
    ///
    /// It may be sent more than once, with other headers, or not at all. Within the process the method itself runs once.
    ///
    /// # Errors
    ///
    /// Fails with what went wrong on the way; errors of the method are within the reply.
    pub fn run(self, call: Call<'a>) -> BoxFuture<'a, Result<Reply>> {
        match self.rest.split_first() {
            Some((first, rest)) => first.call(call, Self { rest, ..self }),
            None => self.end.call(call),
        }
    }
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next").field("interceptors", &self.rest.len()).finish_non_exhaustive()
    }
}
