//! A TCP connection that can be asked, from outside of whoever drives it, whether anything has come.
//!
//! A driver learns that the peer has closed when it is polled the next time, which may be long after: on a runtime that
//! stood still, or while its thread is busy. The operating system knows at once.

use std::io::{self, ErrorKind, IoSlice};
use std::net::TcpStream as StdStream;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

/// A connection, for whoever drives it.
pub(super) struct Socket {
    reading: OwnedReadHalf,
    /// Nothing once it has been shut down, which is what its drop does.
    writing: Option<Arc<OwnedWriteHalf>>,
}

/// What can be asked of a connection, which it does not keep open.
pub(super) struct Probe(Weak<OwnedWriteHalf>);

impl Socket {
    /// Takes over a connection.
    pub(super) fn new(stream: TcpStream) -> Self {
        let (reading, writing) = stream.into_split();
        Self { reading, writing: Some(Arc::new(writing)) }
    }

    /// Returns what can be asked of the connection.
    pub(super) fn probe(&self) -> Probe {
        Probe(self.writing.as_ref().map(Arc::downgrade).unwrap_or_default())
    }

    /// Writes as soon as there is room.
    fn poll_with(
        &self,
        context: &mut Context<'_>,
        write: impl Fn(&OwnedWriteHalf) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let Some(writing) = &self.writing else { return Poll::Ready(Err(ErrorKind::BrokenPipe.into())) };
        loop {
            ready!(writing.as_ref().as_ref().poll_write_ready(context))?;
            match write(writing) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                outcome => return Poll::Ready(outcome),
            }
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.reading).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_with(context, |writing| writing.try_write(bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_with(context, |writing| writing.try_write_vectored(pieces))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.writing = None;
        Poll::Ready(Ok(()))
    }
}

impl Probe {
    /// Returns whether nothing has come that waits to be read, not even the end.
    ///
    /// The operating system is asked over a copy of the descriptor, since Tokio only knows what its driver has been told.
    pub(super) fn is_quiet(&self) -> bool {
        let Some(writing) = self.0.upgrade() else { return false };
        copy(writing.as_ref().as_ref())
            .is_ok_and(|stream| stream.peek(&mut [0]).is_err_and(|error| error.kind() == ErrorKind::WouldBlock))
    }
}

#[cfg(unix)]
fn copy(stream: &TcpStream) -> io::Result<StdStream> {
    use std::os::fd::AsFd as _;
    stream.as_fd().try_clone_to_owned().map(StdStream::from)
}

#[cfg(windows)]
fn copy(stream: &TcpStream) -> io::Result<StdStream> {
    use std::os::windows::io::AsSocket as _;
    stream.as_socket().try_clone_to_owned().map(StdStream::from)
}
