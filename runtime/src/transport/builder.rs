//! Puts a transport together.

use super::HttpTransport;
use super::connect::Connector;
use super::pool::Pool;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take to come about: well below the time of a call, so that a machine that is gone is told
/// from a method that is slow.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long an idle connection is kept: shorter than the five seconds after which common Python servers close it, since
/// a call sent into a closing connection may or may not have been executed.
const IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// How many idle connections are kept to one origin: what is busier than this would hold on to descriptors, here and
/// there, long after a rush.
const MAX_IDLE: usize = 64;

/// Puts an [`HttpTransport`] together.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing before it builds"]
pub struct HttpTransportBuilder {
    connect_timeout: Duration,
    idle_timeout: Duration,
    max_idle: usize,
    #[cfg(feature = "http2")]
    http2: bool,
    #[cfg(feature = "tls")]
    tls: Option<Arc<super::tls::rustls::ClientConfig>>,
}

impl HttpTransportBuilder {
    /// Sets how long a connection may take to come about, from the look-up of the host to the end of the handshake; by
    /// default 5 seconds.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        Self { connect_timeout: timeout, ..self }
    }

    /// Sets how long an idle connection is kept; by default 4 seconds.
    ///
    /// It should be shorter than what the servers grant: a request that meets a connection in the moment it is closed may
    /// or may not have been executed.
    pub fn idle_timeout(self, timeout: Duration) -> Self {
        Self { idle_timeout: timeout, ..self }
    }

    /// Sets how many idle connections are kept to one server; by default 64.
    ///
    /// There is no limit to those in use.
    pub fn max_idle(self, count: usize) -> Self {
        Self { max_idle: count, ..self }
    }

    /// Speaks HTTP/2 with every server, over one connection to each: to `http://` addresses with prior knowledge, to
    /// `https://` ones if they agree to it (RFC 9113, 3.2 and 3.3).
    ///
    /// Over a fast network HTTP/1.1 is the faster one; this is for servers and proxies that want few connections.
    #[cfg(feature = "http2")]
    pub fn http2(self) -> Self {
        Self { http2: true, ..self }
    }

    /// Sets how `https://` addresses are spoken with: which roots are trusted, and who the client is.
    ///
    /// By default the roots of the operating system are trusted, and there is no client certificate. The protocol is
    /// agreed on as this transport needs it, unless the configuration names any.
    #[cfg(feature = "tls")]
    pub fn tls(self, config: super::tls::rustls::ClientConfig) -> Self {
        Self { tls: Some(Arc::new(config)), ..self }
    }

    /// Completes the transport; nothing is connected, and nothing can fail.
    pub fn build(self) -> HttpTransport {
        #[cfg(feature = "tls")]
        let protocol = self.protocol();
        HttpTransport {
            pool: Arc::new(Pool::new(self.idle_timeout, self.max_idle)),
            connector: Arc::new(Connector {
                timeout: self.connect_timeout,
                #[cfg(feature = "tls")]
                tls: super::tls::Tls::new(self.tls, protocol),
            }),
            #[cfg(feature = "http2")]
            shared: self.http2.then(Arc::default),
        }
    }

    /// Returns what ALPN calls the protocol.
    #[cfg(feature = "tls")]
    fn protocol(&self) -> &'static [u8] {
        #[cfg(feature = "http2")]
        if self.http2 {
            return b"h2";
        }
        b"http/1.1"
    }
}

impl Default for HttpTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: CONNECT_TIMEOUT,
            idle_timeout: IDLE_TIMEOUT,
            max_idle: MAX_IDLE,
            #[cfg(feature = "http2")]
            http2: false,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}
