//! A client of reqwest as a transport: with proxies, cookies and whatever else it has been told.
//!
//! It follows redirects unless its policy says otherwise, and a call that is answered with one may then be executed
//! elsewhere: `reqwest::redirect::Policy::none()` is what a transport should have.

use super::body::within_limit;
use super::failure::is_no_http;
use super::{Stage, Transport, TransportError};
use crate::dispatch::BoxFuture;
use bytes::{Bytes, BytesMut};
use http::{Request, Response};

impl Transport for reqwest::Client {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = request.try_into().map_err(failed)?;
            whole(self.execute(request).await.map_err(failed)?).await
        })
    }
}

/// Reads all of an answer, unless it is too large.
async fn whole(mut answer: reqwest::Response) -> Result<Response<Bytes>, TransportError> {
    let mut body = BytesMut::new();
    within_limit(answer.content_length().unwrap_or_default())?;
    while let Some(chunk) = answer.chunk().await.map_err(failed)? {
        within_limit((body.len() + chunk.len()) as u64)?;
        body.extend_from_slice(&chunk);
    }
    let mut whole = Response::new(body.freeze());
    *whole.status_mut() = answer.status();
    *whole.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(whole)
}

#[cold]
fn failed(error: reqwest::Error) -> TransportError {
    let stage = match () {
        () if error.is_connect() || error.is_builder() => Stage::NotSent,
        () if is_no_http(&error) => Stage::Answered,
        () => Stage::Sent,
    };
    TransportError::new(stage, error.without_url())
}
