//! Reads the body of a request, up to a limit.
//!
//! A body that is too large is still read to its end, within bounds, and thrown away: a connection that is closed while
//! the peer is sending loses the answer that would have told it why.

use crate::error::{Error, ErrorKind, Result};
use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, EXPECT};
use std::pin::Pin;
use std::time::Duration;

/// How much of a body is thrown away before the connection is given up.
const MAX_DISCARDED: u64 = 256 << 20;
const MAX_DISCARDING: Duration = Duration::from_secs(10);

/// Reads a body.
///
/// # Errors
///
/// Fails if it is larger than the limit, or if the peer goes away.
pub(super) async fn read(headers: &HeaderMap, mut body: Body, limit: usize) -> Result<Bytes> {
    if announced(headers).is_some_and(|length| length > limit as u64) {
        discard(headers, body).await;
        return Err(too_large(limit));
    }
    match collect(&mut body, limit).await? {
        Some(bytes) => Ok(bytes),
        None => {
            discard(headers, body).await;
            Err(too_large(limit))
        }
    }
}

/// Reads what is left of a body and throws it away, unless it is too much or the peer waits for leave to send it.
pub(super) async fn discard(headers: &HeaderMap, mut body: Body) {
    let in_vain = announced(headers).is_some_and(|length| length > MAX_DISCARDED);
    if in_vain || headers.contains_key(EXPECT) {
        return;
    }
    let discarding = async {
        let mut length = 0;
        while let Ok(Some(data)) = next(&mut body).await {
            length += data.len() as u64;
            if length > MAX_DISCARDED {
                return;
            }
        }
    };
    // Too slow is the same as too much: either way the connection will be closed.
    let _ = tokio::time::timeout(MAX_DISCARDING, discarding).await;
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Puts the body together; `None` if it is too large. One that comes in one piece is not copied.
async fn collect(body: &mut Body, limit: usize) -> Result<Option<Bytes>> {
    let Some(first) = next(body).await? else { return Ok(Some(Bytes::new())) };
    if first.len() > limit {
        return Ok(None);
    }
    let Some(second) = next(body).await? else { return Ok(Some(first)) };
    let mut whole = BytesMut::from(first);
    let mut piece = Some(second);
    while let Some(data) = piece {
        if whole.len() + data.len() > limit {
            return Ok(None);
        }
        whole.extend_from_slice(&data);
        piece = next(body).await?;
    }
    Ok(Some(whole.freeze()))
}

/// Returns the next piece of a body that is not empty.
async fn next(body: &mut Body) -> Result<Option<Bytes>> {
    loop {
        let frame = std::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        let Some(frame) = frame else { return Ok(None) };
        let frame = frame.map_err(|error| Error::from_source(ErrorKind::Malformed, "the body broke off", error))?;
        // What is no data is trailers, which mean nothing here.
        if let Ok(data) = frame.into_data()
            && !data.is_empty()
        {
            return Ok(Some(data));
        }
    }
}

fn too_large(limit: usize) -> Error {
    Error::new(ErrorKind::TooLarge, format!("the body is larger than {limit} bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read_with(announced: Option<u64>, body: &'static str, limit: usize) -> Result<Bytes, ErrorKind> {
        let mut headers = HeaderMap::new();
        if let Some(length) = announced {
            headers.insert(CONTENT_LENGTH, length.into());
        }
        read(&headers, Body::from(body), limit).await.map_err(|error| error.kind())
    }

    #[tokio::test]
    async fn the_limit_itself_is_allowed() {
        assert_eq!(read_with(Some(4), "1234", 4).await.as_deref(), Ok(b"1234".as_slice()));
    }

    #[tokio::test]
    async fn beyond_the_limit_is_too_large_announced_or_not() {
        assert_eq!(read_with(Some(5), "12345", 4).await, Err(ErrorKind::TooLarge));
        assert_eq!(read_with(None, "12345", 4).await, Err(ErrorKind::TooLarge));
    }
}
