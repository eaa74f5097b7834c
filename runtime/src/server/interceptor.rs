//! What a program puts around every call that arrives, over whichever channel: who is it, how long does it take, may it
//! be let in.
//!
//! Interceptors come before everything that is about the method, so that nothing of the arguments has been looked at
//! and nothing of the caller been asked. They see no arguments: those have no type here.

use crate::answer::Answer;
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::service::MethodDescriptor;
use http::HeaderMap;
use std::sync::Arc;

/// Stands around the calls that arrive; see [`ServerBuilder::interceptor`](crate::ServerBuilder::interceptor).
///
/// It runs in the context of the call and within the time of its caller.
///
/// A function or closure with the same arguments is one, too.
///
/// ```
/// use aspyx::BoxFuture;
/// use aspyx::{Answer, Error, ErrorKind, Result, Server, ServerCall, ServerNext, ServiceManager};
///
/// fn only_with_key<'a>(call: ServerCall<'a>, next: ServerNext<'a>) -> BoxFuture<'a, Result<Answer>> {
///     Box::pin(async move {
///         if call.headers.get("x-key").is_none_or(|key| key != "sesame") {
///             return Err(Error::new(ErrorKind::Forbidden, format!("`{}` needs a key", call.method.id)));
///         }
///         let mut answer = next.run(call).await?;
///         answer.headers.insert("x-checked", aspyx::axum::http::HeaderValue::from_static("yes"));
///         Ok(answer)
///     })
/// }
///
/// let server = Server::builder(ServiceManager::new()).interceptor(only_with_key);
/// ```
pub trait ServerInterceptor: Send + Sync + 'static {
    /// Answers a call: by having [`next`](ServerNext::run) do so, or in its place.
    ///
    /// A panic is a failure of the server, of which the caller is told nothing more.
    ///
    /// # Errors
    ///
    /// Fails with what the caller is to be told; whether the method has run is told by the server itself.
    fn call<'a>(&'a self, call: ServerCall<'a>, next: ServerNext<'a>) -> BoxFuture<'a, Result<Answer>>;
}

impl<F> ServerInterceptor for F
where
    F: for<'a> Fn(ServerCall<'a>, ServerNext<'a>) -> BoxFuture<'a, Result<Answer>> + Send + Sync + 'static,
{
    fn call<'a>(&'a self, call: ServerCall<'a>, next: ServerNext<'a>) -> BoxFuture<'a, Result<Answer>> {
        self(call, next)
    }
}

/// A call that has arrived, as interceptors see it.
#[derive(Clone, Debug)]
pub struct ServerCall<'a> {
    /// The method it is for.
    pub method: &'static MethodDescriptor,
    /// The name of the channel it has come over.
    pub channel: &'a str,
    /// What has come beside the arguments; whoever is further inside sees it as it is left.
    pub headers: HeaderMap,
}

/// What stands inside of an interceptor: the others, and at last the method.
#[must_use = "a call that is not passed on does not reach its method"]
pub struct ServerNext<'a> {
    others: &'a [Arc<dyn ServerInterceptor>],
    inside: &'a dyn Inside,
}

/// What all interceptors stand around.
pub(super) trait Inside: Send + Sync {
    /// Answers a call with the headers that the interceptors have left.
    fn call(&self, headers: HeaderMap) -> BoxFuture<'_, Result<Answer>>;
}

impl<'a> ServerNext<'a> {
    /// Begins with the outermost interceptor.
    pub(super) fn new(others: &'a [Arc<dyn ServerInterceptor>], inside: &'a dyn Inside) -> Self {
        Self { others, inside }
    }

    /// Passes a call on.
    ///
    /// # Errors
    ///
    /// Fails if the method is not called, if it panics, or if it takes too long. What it raises is no error here but an
    /// answer like any other.
    pub fn run(self, call: ServerCall<'a>) -> BoxFuture<'a, Result<Answer>> {
        let Some((interceptor, others)) = self.others.split_first() else { return self.inside.call(call.headers) };
        let (method, next) = (call.method, Self { others, inside: self.inside });
        // Made within the future, so that a panic before the first await is caught as well.
        let answered = guard::catch(Box::pin(async move { interceptor.call(call, next).await }));
        Box::pin(async move { answered.await.unwrap_or_else(|text| Err(panicked(method, &text))) })
    }
}

/// Reports the panic of an interceptor and returns the error for the caller, without the text: it may hold anything.
#[cold]
fn panicked(method: &MethodDescriptor, text: &str) -> Error {
    tracing::error!(method = method.id, panic = text, "an interceptor has panicked");
    Error::new(ErrorKind::Internal, format!("an interceptor of `{}` panicked", method.id))
}
