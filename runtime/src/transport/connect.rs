//! Makes connections: one address of a host after the other, all within one time.

use super::TransportError;
use super::origin::{Origin, not_sent};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};

/// What bytes go over.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin + 'static> Stream for S {}

/// Makes connections.
pub(super) struct Connector {
    /// How long a connection may take to come about, all told.
    pub(super) timeout: Duration,
    #[cfg(feature = "tls")]
    pub(super) tls: super::tls::Tls,
}

impl Connector {
    /// Connects to an origin.
    ///
    /// # Errors
    ///
    /// Fails with [`Stage::NotSent`](super::Stage::NotSent) if that cannot be done, or not in time.
    pub(super) async fn connect(&self, origin: &Origin) -> Result<Box<dyn Stream>, TransportError> {
        let connected = tokio::time::timeout(self.timeout, self.stream(origin)).await;
        connected.map_err(|_| not_sent(format!("it did not come about within {:?}", self.timeout)))?
    }

    async fn stream(&self, origin: &Origin) -> Result<Box<dyn Stream>, TransportError> {
        if !origin.secure {
            return Ok(Box::new(dial(origin).await.map_err(not_sent)?));
        }
        #[cfg(feature = "tls")]
        return Ok(Box::new(self.tls.secure(origin, dial(origin)).await.map_err(not_sent)?));
        #[cfg(not(feature = "tls"))]
        Err(not_sent("https needs the feature `tls` of aspyx"))
    }
}

async fn dial(origin: &Origin) -> io::Result<TcpStream> {
    let port = origin.port();
    if let Ok(ip) = origin.host().parse::<IpAddr>() {
        return open(SocketAddr::new(ip, port)).await;
    }
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in lookup_host((origin.host(), port)).await? {
        match open(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// Connects to one address; small requests do not wait for larger ones to come.
async fn open(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
