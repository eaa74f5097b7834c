//! One HTTP exchange: a request out, a whole answer back, or how far it came.
//!
//! A transport follows no redirects, asks no environment for proxies and changes no bytes: where a call goes is the
//! registry's word alone.

use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use std::fmt;
use std::time::Duration;

/// Carries HTTP requests.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request to the host of its URI, and returns the answer with its whole body.
    ///
    /// Dropping the future gives the request up.
    ///
    /// # Errors
    ///
    /// Fails if there is no answer; the error says how far the request has come, as honestly as can be told.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;
}

/// How far a request has come that got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Nothing of it has been sent, so that another try is safe.
    NotSent,
    /// Some or all of it has been sent.
    Sent,
    /// Something came back that is no answer: no HTTP, or too much of it.
    Answered,
}

/// Why a request got no answer.
#[derive(Debug)]
pub struct TransportError {
    stage: Stage,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl TransportError {
    /// Creates an error of what went wrong, and how far the request had come by then.
    pub fn new(stage: Stage, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { stage, source: source.into() }
    }

    /// Returns how far the request has come.
    pub fn stage(&self) -> Stage {
        self.stage
    }
}

/// Shows the text of the innermost cause: what lies around it only says that there is one.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut innermost: &(dyn std::error::Error + 'static) = &*self.source;
        while let Some(source) = innermost.source() {
            innermost = source;
        }
        fmt::Display::fmt(innermost, f)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

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
pub(crate) struct Http {
    /// That it could not be made is told at each call: building a manager must not fail for want of certificates.
    client: Result<reqwest::Client>,
}

impl Http {
    /// Creates a transport with an empty pool.
    pub(crate) fn new() -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .build();
        let client = client.map_err(|error| Error::from_source(ErrorKind::Configuration, error.to_string(), error));
        Self { client }
    }
}

impl Transport for Http {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let not_sent = |error| TransportError::new(Stage::NotSent, error);
            let client = self.client.as_ref().map_err(|error| TransportError::new(Stage::NotSent, error.clone()))?;
            let request = request.try_into().map_err(not_sent)?;
            receive(client.execute(request).await.map_err(failed)?).await
        })
    }
}

/// Reads the body of an answer, unless it is too large.
async fn receive(mut answer: reqwest::Response) -> Result<Response<Bytes>, TransportError> {
    let mut body = BytesMut::new();
    within_limit(answer.content_length().unwrap_or_default())?;
    while let Some(chunk) = answer.chunk().await.map_err(failed)? {
        body.extend_from_slice(&chunk);
        within_limit(body.len() as u64)?;
    }
    let mut whole = Response::new(body.freeze());
    *whole.status_mut() = answer.status();
    *whole.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(whole)
}

fn within_limit(length: u64) -> Result<(), TransportError> {
    let text = || format!("the answer is larger than {MAX_ANSWER} bytes");
    if length <= MAX_ANSWER { Ok(()) } else { Err(TransportError::new(Stage::Answered, text())) }
}

#[cold]
fn failed(error: reqwest::Error) -> TransportError {
    let stage = if error.is_connect() || error.is_builder() { Stage::NotSent } else { Stage::Sent };
    TransportError::new(stage, error.without_url())
}
