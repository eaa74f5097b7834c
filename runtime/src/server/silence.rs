//! Notices connections on which nothing happens: no request comes, not even a slow one, and nothing of an answer is taken.
//!
//! Looked at now and then by one timer for each connection. A timer for each request would be more exact, and cost every
//! request more than it is worth.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What has happened on a connection since somebody looked.
#[derive(Debug, Default)]
pub(super) struct Silence {
    /// Whether a request has come or something was written.
    broken: AtomicBool,
    /// How many requests are being answered.
    busy: AtomicUsize,
}

impl Silence {
    /// Notes that a request has come, which is being answered until the guard is dropped.
    pub(super) fn interrupted(&self) -> Busy<'_> {
        self.busy.fetch_add(1, Ordering::Relaxed);
        Busy(self)
    }

    /// Waits until nothing has happened for this long, or up to twice as long.
    pub(super) async fn lasts(&self, limit: Duration) {
        loop {
            tokio::time::sleep(limit).await;
            if !self.broken.swap(false, Ordering::Relaxed) && self.busy.load(Ordering::Relaxed) == 0 {
                return;
            }
        }
    }
}

/// A request that is being answered.
pub(super) struct Busy<'a>(&'a Silence);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.broken.store(true, Ordering::Relaxed);
        self.0.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A connection whose writing is noticed.
#[derive(Debug)]
pub(super) struct Watched<S> {
    stream: S,
    silence: Arc<Silence>,
}

impl<S> Watched<S> {
    /// Creates it of a connection and of what is to know.
    pub(super) fn new(stream: S, silence: Arc<Silence>) -> Self {
        Self { stream, silence }
    }

    fn noted(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.silence.broken.store(true, Ordering::Relaxed);
        }
        written
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.noted(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.noted(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncWriteExt as _;

    #[tokio::test(start_paused = true)]
    async fn silence_lasts_from_the_last_thing_that_happened() {
        let (near, _far) = tokio::io::duplex(64);
        let silence = Arc::new(Silence::default());
        let mut connection = Watched::new(near, silence.clone());
        let limit = Duration::from_secs(100);
        let begun = tokio::time::Instant::now();

        let busy = silence.interrupted();
        assert!(tokio::time::timeout(3 * limit, silence.lasts(limit)).await.is_err(), "a request is being answered");
        drop(busy);
        connection.write_all(b"x").await.expect("there is room");
        silence.lasts(limit).await;
        assert_eq!(begun.elapsed(), 5 * limit);
    }
}
