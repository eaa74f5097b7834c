//! Makes connections: one address of a host after the other, all within one time.
//!
//! The time is shared out, so that an address that swallows everything leaves some of it to those after it.

use super::TransportError;
use super::origin::{Origin, not_sent};
use super::socket::{Probe, Socket};
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout};

/// What bytes go over.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin + 'static> Stream for S {}

/// A connection that has come about, and what can be asked of it.
pub(super) type Connected = (Box<dyn Stream>, Probe);

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
    pub(super) async fn connect(&self, origin: &Origin) -> Result<Connected, TransportError> {
        let connected = timeout(self.timeout, self.stream(origin)).await;
        connected.map_err(|_| not_sent(format!("it did not come about within {:?}", self.timeout)))?
    }

    async fn stream(&self, origin: &Origin) -> Result<Connected, TransportError> {
        if origin.secure {
            return self.secure(origin).await;
        }
        let socket = self.dial(origin).await.map_err(not_sent)?;
        let probe = socket.probe();
        Ok((Box::new(socket), probe))
    }

    #[cfg(feature = "tls")]
    async fn secure(&self, origin: &Origin) -> Result<Connected, TransportError> {
        let stream = self.tls.secure(origin, self.dial(origin)).await.map_err(not_sent)?;
        let probe = stream.get_ref().0.probe();
        Ok((Box::new(stream), probe))
    }

    #[cfg(not(feature = "tls"))]
    async fn secure(&self, _origin: &Origin) -> Result<Connected, TransportError> {
        Err(not_sent("https needs the feature `tls` of aspyx"))
    }

    async fn dial(&self, origin: &Origin) -> io::Result<Socket> {
        let (until, port) = (Instant::now().checked_add(self.timeout), origin.port());
        if let Ok(ip) = origin.host().parse::<IpAddr>() {
            return open(SocketAddr::new(ip, port)).await;
        }
        let addresses: Vec<_> = lookup_host((origin.host(), port)).await?.collect();
        let left = until.map_or(Duration::MAX, |until| until.saturating_duration_since(Instant::now()));
        first(&addresses, left, open).await
    }
}

/// Opens the first of several addresses that can be opened; each gets its share of the time that is left by then.
///
/// # Errors
///
/// Fails with what was wrong with the last one, if none can.
async fn first<T, F: Future<Output = io::Result<T>>>(
    addresses: &[SocketAddr],
    limit: Duration,
    open: impl Fn(SocketAddr) -> F,
) -> io::Result<T> {
    let begun = Instant::now();
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for (left, address) in (1..=addresses.len()).rev().zip(addresses) {
        let share = limit.saturating_sub(begun.elapsed()) / u32::try_from(left).unwrap_or(u32::MAX);
        match timeout(share, open(*address)).await {
            Ok(Ok(opened)) => return Ok(opened),
            Ok(Err(error)) => failure = error,
            Err(_) => failure = late(*address, share),
        }
    }
    Err(failure)
}

#[cold]
fn late(address: SocketAddr, share: Duration) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, format!("{address} did not answer within {share:?}"))
}

/// Connects to one address; small requests do not wait for larger ones to come.
async fn open(address: SocketAddr) -> io::Result<Socket> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(Socket::new(stream))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(6);

    /// Opens the address with port 3; that with port 2 is refused, all others swallow everything.
    async fn opened(ports: &[u16]) -> (io::Result<u16>, Duration) {
        let addresses: Vec<_> = ports.iter().map(|port| SocketAddr::from(([127, 0, 0, 1], *port))).collect();
        let begun = Instant::now();
        let open = |address: SocketAddr| async move {
            match address.port() {
                3 => Ok(3),
                2 => Err(io::ErrorKind::ConnectionRefused.into()),
                _ => std::future::pending().await,
            }
        };
        (first(&addresses, LIMIT, open).await, begun.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn an_address_that_swallows_everything_leaves_time_to_the_others() {
        let (outcome, taken) = opened(&[1, 2, 3]).await;
        assert_eq!((outcome.unwrap(), taken.as_secs()), (3, 2));
    }

    #[tokio::test(start_paused = true)]
    async fn what_one_does_not_need_is_the_others() {
        let (outcome, taken) = opened(&[2, 1]).await;
        assert_eq!((outcome.unwrap_err().kind(), taken.as_secs()), (io::ErrorKind::TimedOut, 6));
    }

    #[tokio::test]
    async fn no_address_is_an_error() {
        assert_eq!(opened(&[]).await.0.unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
