//! Where a request goes, told from its URI without looking at more of it than needed.

use super::{Stage, TransportError};
use http::Uri;
use http::header::HeaderValue;
use http::uri::{Authority, Scheme};
use tokio::runtime::{Handle, Id};

/// What connections may be shared for: scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Origin {
    pub(super) secure: bool,
    pub(super) authority: Authority,
}

impl Origin {
    fn of(uri: &Uri) -> Result<Self, TransportError> {
        let secure = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTP => false,
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) => return Err(not_sent(format!("`{scheme}` is neither http nor https"))),
            None => return Err(not_sent("the address names no scheme")),
        };
        let authority = uri.authority().filter(|authority| !authority.host().is_empty());
        let authority = authority.ok_or_else(|| not_sent("the address names no host"))?;
        Ok(Self { secure, authority: authority.clone() })
    }

    /// Returns the host as it is looked up, which for a literal of IPv6 is without brackets.
    pub(super) fn host(&self) -> &str {
        let host = self.authority.host();
        host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
    }

    /// Returns the port, be it said or not.
    pub(super) fn port(&self) -> u16 {
        self.authority.port_u16().unwrap_or(if self.secure { 443 } else { 80 })
    }

    /// Returns the header `host`: without a port that is the scheme's own, and without what else an authority may hold
    /// (RFC 9110, 7.2).
    ///
    /// # Errors
    ///
    /// Fails if the host cannot stand in a header.
    pub(super) fn header(&self) -> Result<HeaderValue, TransportError> {
        let (host, port) = (self.authority.host(), self.port());
        let usual = if self.secure { 443 } else { 80 };
        let text = if port == usual { host.to_owned() } else { format!("{host}:{port}") };
        HeaderValue::try_from(text).map_err(not_sent)
    }
}

/// An origin as one runtime reaches it: a connection lives as long as the runtime that drives it, and another one would
/// wait for answers that nobody reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) runtime: Id,
    pub(super) origin: Origin,
}

impl Place {
    /// Returns where a request goes from here.
    ///
    /// # Errors
    ///
    /// Fails if the URI names no place of HTTP, or if there is no runtime.
    pub(super) fn of(uri: &Uri) -> Result<Self, TransportError> {
        let runtime = Handle::try_current().map_err(not_sent)?.id();
        Ok(Self { runtime, origin: Origin::of(uri)? })
    }
}

pub(super) fn not_sent(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(Stage::NotSent, error)
}
