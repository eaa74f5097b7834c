//! One HTTP exchange: a request out, a whole answer back, or how far it came.
//!
//! Everything that is specific to the HTTP library stays in this file. It follows no redirects, asks no environment for
//! proxies and changes no bytes: where a call goes is the registry's word alone.

use super::Outgoing;
use crate::error::{Error, ErrorKind, Result};
use bytes::{Bytes, BytesMut};
use http::Response;
use http::request::Builder;
use std::time::Duration;

/// How large an answer may be.
const MAX_ANSWER: u64 = 64 << 20;

/// How long a connection may take to come about: well below the time of a call, so that a machine that is gone is told
/// from a method that is slow.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long an idle connection is kept: shorter than the five seconds after which common Python servers close it, since
/// a call sent into a closing connection may or may not have been executed.
const IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// Sends requests over pooled connections; clones share the pool.
#[derive(Clone)]
pub(crate) struct Transport {
    /// That it could not be made is told at each call: building a manager must not fail for want of certificates.
    client: Result<reqwest::Client>,
}

impl Transport {
    /// Creates a transport with an empty pool.
    pub(crate) fn new() -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .build();
        let client = client.map_err(|error| {
            let text = format!("the HTTP client cannot be set up: {}", causes(&error));
            Error::from_source(ErrorKind::Configuration, text, error)
        });
        Self { client }
    }

    /// Sends a request and returns the answer with its body.
    ///
    /// # Errors
    ///
    /// Fails with [`ErrorKind::Connect`] if nothing was sent.
    pub(crate) async fn send(&self, call: &Outgoing<'_>, request: Builder, body: Vec<u8>) -> Result<Response<Bytes>> {
        let client = self.client.as_ref().map_err(Error::clone)?;
        let request = request.header("grpc-timeout", remaining(call.timeout)).body(body);
        let request = request.map_err(|error| not_sent(call, error))?;
        let request = request.try_into().map_err(|error| not_sent(call, error))?;
        let answer = client.execute(request).await.map_err(|error| failed(call, error))?;
        receive(call, answer).await
    }
}

/// Writes what is left of the caller's time, at most eight digits.
fn remaining(timeout: Duration) -> String {
    format!("{}m", timeout.as_millis().clamp(1, 99_999_999))
}

/// Reads the body of an answer, unless it is too large.
async fn receive(call: &Outgoing<'_>, mut answer: reqwest::Response) -> Result<Response<Bytes>> {
    within_limit(call, answer.content_length().unwrap_or_default())?;
    let mut whole = Response::new(Bytes::new());
    *whole.status_mut() = answer.status();
    *whole.headers_mut() = std::mem::take(answer.headers_mut());
    *whole.body_mut() = body(call, &mut answer).await?;
    Ok(whole)
}

/// Reads the chunks of a body; a single one, which is the common case, is not copied.
async fn body(call: &Outgoing<'_>, answer: &mut reqwest::Response) -> Result<Bytes> {
    let first = chunk(call, answer).await?.unwrap_or_default();
    let Some(second) = chunk(call, answer).await? else { return Ok(first) };
    let mut body = BytesMut::from(first);
    body.extend_from_slice(&second);
    while let Some(chunk) = chunk(call, answer).await? {
        body.extend_from_slice(&chunk);
        within_limit(call, body.len() as u64)?;
    }
    Ok(body.freeze())
}

async fn chunk(call: &Outgoing<'_>, answer: &mut reqwest::Response) -> Result<Option<Bytes>> {
    answer.chunk().await.map_err(|error| failed(call, error))
}

fn within_limit(call: &Outgoing<'_>, length: u64) -> Result<()> {
    if length <= MAX_ANSWER {
        return Ok(());
    }
    let text = format!("`{}`: the answer of {} is larger than {MAX_ANSWER} bytes", call.method.id, call.address);
    Err(Error::new(ErrorKind::Protocol, text))
}

/// Says how far a request has come that got no answer.
#[cold]
fn failed(call: &Outgoing<'_>, error: reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        return not_sent(call, error);
    }
    let text = format!("`{}`: the connection to {} broke: {}", call.method.id, call.address, causes(&error));
    Error::from_source(ErrorKind::Transport, text, error)
}

#[cold]
fn not_sent(call: &Outgoing<'_>, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    let text = format!("`{}`: no connection to {}: {}", call.method.id, call.address, causes(&error));
    Error::from_source(ErrorKind::Connect, text, error)
}

/// Returns the text of the innermost cause: what lies around it only says that there is one.
fn causes(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_fits_the_header() {
        assert_eq!(remaining(Duration::from_secs(30)), "30000m");
        assert_eq!(remaining(Duration::ZERO), "1m");
        assert_eq!(remaining(Duration::MAX), "99999999m");
    }
}
