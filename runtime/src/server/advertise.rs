//! Finds out under which address others reach a server.
//!
//! What was said goes first: by the program, then by the configuration. Else it is the address bound to, and where that
//! is "all of them", the one that the way out of this machine leads through.

use crate::error::{Error, ErrorKind, Result};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Addresses set aside for documentation (RFC 5737, RFC 3849). Nothing is ever sent to them.
const SOMEWHERE_V4: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 9);
const SOMEWHERE_V6: SocketAddr = SocketAddr::new(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)), 9);

/// The address to tell others, as far as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Advertised {
    host: String,
    port: Option<u16>,
}

impl Advertised {
    /// Reads `host`, `host:port`, `::1` or `[::1]:port`.
    ///
    /// # Errors
    ///
    /// Fails if it is none of these.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let wrong =
            || Error::new(ErrorKind::Configuration, format!("`{text}` is no `host` or `host:port` to advertise"));
        let (host, port) = split(text).ok_or_else(wrong)?;
        let plain = !host.is_empty() && !host.contains(|each: char| each.is_whitespace() || "/@?#[]".contains(each));
        let port = port.map(str::parse).transpose().map_err(|_| wrong())?;
        if plain { Ok(Self { host: host.to_owned(), port }) } else { Err(wrong()) }
    }
}

fn split(text: &str) -> Option<(&str, Option<&str>)> {
    if let Some(rest) = text.strip_prefix('[') {
        let (host, port) = rest.split_once(']')?;
        return if port.is_empty() { Some((host, None)) } else { Some((host, Some(port.strip_prefix(':')?))) };
    }
    match text.split_once(':') {
        None => Some((text, None)),
        Some((_, port)) if port.contains(':') => text.parse::<Ipv6Addr>().ok().map(|_| (text, None)),
        Some((host, port)) => Some((host, Some(port))),
    }
}

/// Returns the host and the port to tell others.
pub(super) fn endpoint(said: Option<&Advertised>, bound: SocketAddr) -> (String, u16) {
    let port = said.and_then(|said| said.port).unwrap_or(bound.port());
    match said {
        Some(said) => (said.host.clone(), port),
        None => (reachable(bound.ip()).to_string(), port),
    }
}

fn reachable(bound: IpAddr) -> IpAddr {
    if !bound.is_unspecified() {
        return bound;
    }
    let v4 = || way_out((Ipv4Addr::UNSPECIFIED, 0).into(), SOMEWHERE_V4);
    let v6 = || way_out((Ipv6Addr::UNSPECIFIED, 0).into(), SOMEWHERE_V6);
    match bound {
        IpAddr::V4(_) => v4().unwrap_or(Ipv4Addr::LOCALHOST.into()),
        // Such a socket usually takes IPv4 as well, which more callers can speak.
        IpAddr::V6(_) => v4().or_else(v6).unwrap_or(Ipv6Addr::LOCALHOST.into()),
    }
}

/// Returns the local address that packets to a target would leave from: connecting a UDP socket only asks for the route.
fn way_out(from: SocketAddr, target: SocketAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind(from).ok()?;
    socket.connect(target).ok()?;
    let local = socket.local_addr().ok()?.ip();
    if local.is_unspecified() { None } else { Some(local) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, Option<u16>)> {
        Advertised::parse(text).ok().map(|it| (it.host, it.port))
    }

    #[test]
    fn a_host_may_come_with_a_port() {
        assert_eq!(parsed("shop.example"), Some(("shop.example".into(), None)));
        assert_eq!(parsed("10.0.0.7:80"), Some(("10.0.0.7".into(), Some(80))));
        assert_eq!(parsed("::1"), Some(("::1".into(), None)));
        assert_eq!(parsed("[::1]"), Some(("::1".into(), None)));
        assert_eq!(parsed("[::1]:80"), Some(("::1".into(), Some(80))));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", ":80", "a:b", "a:70000", "http://a", "a b", "a:1:2", "[::1", "[::1]80", "a/b"] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_said_goes_before_what_was_bound() {
        let bound = "127.0.0.1:8000".parse().expect("an address");
        let said = Advertised::parse("shop.example:80").expect("a host");
        assert_eq!(endpoint(Some(&said), bound), ("shop.example".into(), 80));
        let said = Advertised::parse("shop.example").expect("a host");
        assert_eq!(endpoint(Some(&said), bound), ("shop.example".into(), 8000));
        assert_eq!(endpoint(None, bound), ("127.0.0.1".into(), 8000));
    }

    #[test]
    fn all_addresses_are_never_announced() {
        for bound in ["0.0.0.0:8000", "[::]:8000"] {
            let (host, port) = endpoint(None, bound.parse().expect("an address"));
            assert!(!host.parse::<IpAddr>().expect("an IP").is_unspecified(), "{host}");
            assert_eq!(port, 8000);
        }
    }
}
