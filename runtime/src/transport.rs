//! One HTTP exchange: a request out, a whole answer back, or how far it came.
//!
//! A transport follows no redirects, asks no environment for proxies and changes no bytes: where a call goes is the
//! registry's word alone.

mod body;
mod builder;
mod connect;
mod failure;
mod http1;
#[cfg(feature = "http2")]
mod http2;
mod origin;
mod pool;
#[cfg(feature = "reqwest")]
mod reqwest;
mod socket;
#[cfg(feature = "tls")]
mod tls;

pub use builder::HttpTransportBuilder;
/// What `https://` is spoken with, for configurations of one's own.
#[cfg(feature = "tls")]
pub use tls::rustls;

use crate::dispatch::BoxFuture;
use bytes::Bytes;
use connect::Connector;
use http::{Request, Response};
use pool::Pool;
use std::fmt;
use std::sync::Arc;

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

/// Speaks HTTP/1.1 over connections that are kept for the next request; this is what managers use by default.
///
/// A connection carries one request at a time, and there are as many as there are requests at a time. Clones share them.
/// A request that an idle connection no longer takes, since the server has closed it, goes over another one. There is
/// no proxy, no redirect, no cookie and no compression: with the feature `reqwest` a `reqwest::Client` is a transport
/// too, for those who need them.
///
/// ```
/// use aspyx::channel::HttpTransport;
/// use std::time::Duration;
///
/// let transport = HttpTransport::builder().connect_timeout(Duration::from_secs(1)).build();
/// # drop(transport);
/// ```
#[derive(Clone)]
pub struct HttpTransport {
    pool: Arc<Pool>,
    connector: Arc<Connector>,
    #[cfg(feature = "http2")]
    shared: Option<Arc<http2::Connections>>,
}

impl HttpTransport {
    /// Creates a transport without any connection yet.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Begins a transport that is not like the default one.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        #[cfg(feature = "http2")]
        if let Some(shared) = &self.shared {
            return Box::pin(shared.exchange(&self.connector, request));
        }
        Box::pin(http1::exchange(&self.pool, &self.connector, request))
    }
}

impl Default for HttpTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").field("idle", &self.pool.idle()).finish_non_exhaustive()
    }
}
