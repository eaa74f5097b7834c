//! Keeps a panic in the user's code from taking more with it than the call it happened in.
//!
//! Nothing here decides what a panic is to whom: it becomes its text, and [`panicked`] makes of the text what a caller
//! gets, which is the same on every channel.

use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind};
use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// A future whose panic is its outcome; made by [`catch`].
#[must_use = "futures do nothing unless awaited"]
pub(crate) struct Caught<'a, T>(BoxFuture<'a, T>);

/// Awaits a future.
///
/// # Errors
///
/// Fails with the text of a panic.
pub(crate) fn catch<T>(future: BoxFuture<'_, T>) -> Caught<'_, T> {
    Caught(future)
}

impl<T> Future for Caught<'_, T> {
    type Output = Result<T, String>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // After a panic the future is only dropped, so nobody sees what it may have left half done.
        match catch_now(|| self.0.as_mut().poll(context)) {
            Ok(poll) => poll.map(Ok),
            Err(text) => Poll::Ready(Err(text)),
        }
    }
}

/// Calls a function.
///
/// # Errors
///
/// Fails with the text of a panic.
pub(crate) fn catch_now<T>(function: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(function)).map_err(|payload| text_of(&*payload))
}

/// Reports the panic of a method and returns the error for its caller, without the text: it may hold anything.
#[cold]
pub(crate) fn panicked(method: &str, text: &str) -> Error {
    tracing::error!(method, panic = text, "a method has panicked");
    Error::new(ErrorKind::Internal, format!("`{method}` panicked"))
}

/// Reports the panic of an interceptor, a channel or a selector and returns the error for the call it was around.
#[cold]
pub(crate) fn broken(method: &str, text: &str) -> Error {
    tracing::error!(method, panic = text, "what is around a call has panicked");
    Error::new(ErrorKind::Internal, format!("`{method}`: an interceptor, a channel or a selector panicked"))
}

#[cold]
fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "a panic without a text".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_its_text() {
        let late = async {
            tokio::task::yield_now().await;
            panic!("late {}", 1)
        };
        assert_eq!(catch::<()>(Box::pin(late)).await, Err("late 1".to_owned()));
        assert_eq!(catch_now::<()>(|| panic!("now")), Err("now".to_owned()));
        assert_eq!(catch_now::<()>(|| std::panic::panic_any(7)), Err("a panic without a text".to_owned()));
        assert_eq!(catch(Box::pin(async { 7 })).await, Ok(7));
    }
}
