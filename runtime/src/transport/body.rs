//! Bodies: one that is sent is at hand as a whole, one that comes is read as a whole, unless it is too large.

use super::failure::taken;
use super::{MAX_ANSWER, Stage, TransportError};
use bytes::{Bytes, BytesMut};
use http::Response;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body of a request.
pub(super) struct Outbound(pub(super) Bytes);

impl Body for Outbound {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let bytes = std::mem::take(&mut self.0);
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}

/// Reads all of an answer.
///
/// # Errors
///
/// Fails if it breaks off, makes no sense or is too large.
pub(super) async fn whole(answer: Response<Incoming>) -> Result<Response<Bytes>, TransportError> {
    let (head, mut body) = answer.into_parts();
    within_limit(body.size_hint().lower())?;
    let body = bytes(&mut body).await?;
    Ok(Response::from_parts(head, body))
}

/// Reads a body to its end; one that comes in one piece is not copied.
async fn bytes(body: &mut Incoming) -> Result<Bytes, TransportError> {
    let Some(first) = chunk(body).await? else { return Ok(Bytes::new()) };
    let Some(second) = chunk(body).await? else { return Ok(first) };
    let expected = body.size_hint().lower().min(MAX_ANSWER) as usize;
    let mut all = BytesMut::with_capacity(first.len() + second.len() + expected);
    all.extend_from_slice(&first);
    all.extend_from_slice(&second);
    while let Some(chunk) = chunk(body).await? {
        within_limit((all.len() + chunk.len()) as u64)?;
        all.extend_from_slice(&chunk);
    }
    within_limit(all.len() as u64)?;
    Ok(all.freeze())
}

/// Returns the next piece of a body; trailers are passed over.
async fn chunk(body: &mut Incoming) -> Result<Option<Bytes>, TransportError> {
    while !body.is_end_stream() {
        match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
            Some(frame) => match frame.map_err(taken)?.into_data() {
                Ok(data) => return Ok(Some(data)),
                Err(_trailers) => {}
            },
            None => break,
        }
    }
    Ok(None)
}

/// Returns an error for an answer that is too large.
///
/// # Errors
///
/// Fails if it is.
pub(super) fn within_limit(length: u64) -> Result<(), TransportError> {
    let text = || format!("the answer is larger than {MAX_ANSWER} bytes");
    if length <= MAX_ANSWER { Ok(()) } else { Err(TransportError::new(Stage::Answered, text())) }
}
