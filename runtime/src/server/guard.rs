//! Keeps a panic in the user's code from taking more with it than the call it happened in.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Awaits a future.
///
/// # Errors
///
/// Fails with the text of a panic.
pub(crate) async fn catch<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    // After a panic the future is only dropped, so nobody sees what it may have left half done.
    std::future::poll_fn(|context| match catch_now(|| future.as_mut().poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(text) => Poll::Ready(Err(text)),
    })
    .await
}

/// Calls a function.
///
/// # Errors
///
/// Fails with the text of a panic.
pub(crate) fn catch_now<T>(function: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(function)).map_err(|payload| text_of(&*payload))
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
        assert_eq!(catch::<()>(late).await, Err("late 1".to_owned()));
        assert_eq!(catch_now::<()>(|| panic!("now")), Err("now".to_owned()));
        assert_eq!(catch(async { 7 }).await, Ok(7));
    }
}
