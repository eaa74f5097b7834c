//! Reads the body of a request, once it is known that somebody wants it, and up to a limit.
//!
//! A body that nobody wants, or that is too large, is still read to its end, within bounds, and thrown away: a connection
//! that is closed while the peer is sending loses the answer that would have told it why. One that stops coming is not
//! waited for.

use crate::error::{Error, ErrorKind, Result};
use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, EXPECT};
use hyper::body::{Frame, Incoming};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// How much of a body is thrown away before the connection is given up.
const MAX_DISCARDED: u64 = 256 << 20;
const MAX_DISCARDING: Duration = Duration::from_secs(10);

/// A body on its way: as the connection has it, or as a router has wrapped it.
pub(super) enum Inbound {
    Connection(Incoming),
    Router(Body),
}

impl HttpBody for Inbound {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, axum::Error>>> {
        match self.get_mut() {
            Self::Connection(body) => {
                Pin::new(body).poll_frame(context).map(|frame| frame.map(|frame| frame.map_err(axum::Error::new)))
            }
            Self::Router(body) => Pin::new(body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Connection(body) => body.is_end_stream(),
            Self::Router(body) => body.is_end_stream(),
        }
    }
}

/// What a body must keep to.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// How many bytes it may have.
    pub(super) bytes: usize,
    /// How long nothing of it may come.
    pub(super) pause: Duration,
}

/// The body of a call, until somebody asks for it.
pub(super) struct Payload(Mutex<Option<Unread>>);

enum Unread {
    Whole(Bytes),
    Coming(Coming, Limits),
}

/// A body that is still on its way.
struct Coming {
    body: Inbound,
    /// How long the peer says it is.
    announced: Option<u64>,
    /// Whether the peer waits for leave to send it.
    expects: bool,
}

impl Payload {
    /// Takes a body that is there.
    pub(super) fn whole(bytes: Bytes) -> Self {
        Self::new(Unread::Whole(bytes))
    }

    /// Takes the body of an HTTP request.
    pub(super) fn coming(headers: &HeaderMap, body: Inbound, limits: Limits) -> Self {
        Self::new(Unread::Coming(Coming::new(headers, body), limits))
    }

    fn new(unread: Unread) -> Self {
        Self(Mutex::new(Some(unread)))
    }

    /// Reads the body; it is there once.
    ///
    /// # Errors
    ///
    /// Fails if it is larger than the limit, if it comes too slowly, or if the peer goes away.
    pub(super) async fn read(&self) -> Result<Bytes> {
        match self.take() {
            Some(Unread::Whole(bytes)) => Ok(bytes),
            Some(Unread::Coming(coming, limits)) => coming.read(limits).await,
            None => Err(Error::new(ErrorKind::Internal, "the body has been read before")),
        }
    }

    /// Reads what nobody asked for and throws it away.
    pub(super) async fn discard(self) {
        if let Some(Unread::Coming(mut coming, _)) = self.take() {
            coming.discard().await;
        }
    }

    fn take(&self) -> Option<Unread> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Reads a body and throws it away, unless it is too much or the peer waits for leave to send it.
pub(super) async fn discard(headers: &HeaderMap, body: Body) {
    Coming::new(headers, Inbound::Router(body)).discard().await;
}

impl Coming {
    fn new(headers: &HeaderMap, body: Inbound) -> Self {
        let announced = || headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok();
        Self { body, announced: announced(), expects: headers.contains_key(EXPECT) }
    }

    async fn read(mut self, limits: Limits) -> Result<Bytes> {
        let within = self.announced.is_none_or(|length| length <= limits.bytes as u64);
        let read = if within { collect(&mut self.body, limits).await? } else { None };
        match read {
            Some(bytes) => Ok(bytes),
            None => {
                self.discard().await;
                Err(too_large(limits.bytes))
            }
        }
    }

    async fn discard(&mut self) {
        if self.expects || self.announced.is_some_and(|length| length > MAX_DISCARDED) {
            return;
        }
        let discarding = async {
            let mut length = 0;
            while let Ok(Some(data)) = next(&mut self.body, MAX_DISCARDING).await {
                length += data.len() as u64;
                if length > MAX_DISCARDED {
                    return;
                }
            }
        };
        // Too slow is the same as too much: either way the connection will be closed.
        let _ = tokio::time::timeout(MAX_DISCARDING, discarding).await;
    }
}

/// Returns the error for a body that is larger than it may be.
pub(super) fn too_large(limit: usize) -> Error {
    Error::new(ErrorKind::TooLarge, format!("the body is larger than {limit} bytes"))
}

/// Puts the body together; `None` if it is too large. One that comes in one piece is not copied.
async fn collect(body: &mut Inbound, limits: Limits) -> Result<Option<Bytes>> {
    let Some(first) = next(body, limits.pause).await? else { return Ok(Some(Bytes::new())) };
    if first.len() > limits.bytes {
        return Ok(None);
    }
    let Some(second) = next(body, limits.pause).await? else { return Ok(Some(first)) };
    let mut whole = BytesMut::from(first);
    let mut piece = Some(second);
    while let Some(data) = piece {
        if whole.len() + data.len() > limits.bytes {
            return Ok(None);
        }
        whole.extend_from_slice(&data);
        piece = next(body, limits.pause).await?;
    }
    Ok(Some(whole.freeze()))
}

/// Returns the next piece of a body that is not empty; one that says it is over is not asked again.
async fn next(body: &mut Inbound, pause: Duration) -> Result<Option<Bytes>> {
    loop {
        if body.is_end_stream() {
            return Ok(None);
        }
        let Some(frame) = frame(body, pause).await? else { return Ok(None) };
        let frame = frame.map_err(|error| Error::from_source(ErrorKind::Malformed, "the body broke off", error))?;
        // What is no data is trailers, which mean nothing here.
        if let Ok(data) = frame.into_data()
            && !data.is_empty()
        {
            return Ok(Some(data));
        }
    }
}

/// Waits for something of a body; no clock is asked if it is there already.
async fn frame(body: &mut Inbound, pause: Duration) -> Result<Option<std::result::Result<Frame<Bytes>, axum::Error>>> {
    let mut frame = pin!(poll_fn(|context| Pin::new(&mut *body).poll_frame(context)));
    match poll_fn(|context| Poll::Ready(frame.as_mut().poll(context))).await {
        Poll::Ready(frame) => Ok(frame),
        Poll::Pending => tokio::time::timeout(pause, frame).await.map_err(|_| too_slow(pause)),
    }
}

#[cold]
fn too_slow(pause: Duration) -> Error {
    Error::new(ErrorKind::TooSlow, format!("nothing of the body has come for {pause:?}"))
}
