//! The values of the file that are more than text: each is checked where it stands, so that an error knows its line.

use super::{RegistryKind, SelectorKind};
use http::Uri;
use serde::Deserialize;
use std::time::Duration;

/// `host:port`, to listen on.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct BindAddress(pub(super) String);

/// `host` or `host:port`, for others.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Host(pub(super) String);

/// The address of a component.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Url(pub(super) String);

/// A length of time with its unit, `30s`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Timeout(pub(super) Duration);

impl TryFrom<String> for BindAddress {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.rsplit_once(':') {
            Some((host, port)) if is_host(host) && port.parse::<u16>().is_ok() => Ok(Self(text)),
            _ => Err(format!("`{text}` is no address to listen on; it looks like `0.0.0.0:8000`")),
        }
    }
}

impl TryFrom<String> for Host {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let host = match text.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() => host,
            _ => &text,
        };
        if is_host(host) { Ok(Self(text)) } else { Err(format!("`{text}` is neither a host nor `host:port`")) }
    }
}

/// Returns whether a text may be a name or an IP address, the latter of version 6 in brackets.
fn is_host(text: &str) -> bool {
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')),
    }
}

impl TryFrom<String> for Url {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match check_url(&text) {
            Ok(()) => Ok(Self(text)),
            Err(why) => Err(format!("`{text}` is no address of a component: {why}")),
        }
    }
}

fn check_url(text: &str) -> Result<(), String> {
    let url: Uri = text.parse().map_err(|error: http::uri::InvalidUri| error.to_string())?;
    let authority = url.authority().ok_or("it looks like `http://10.0.0.7:8000`")?;
    if !matches!(url.scheme_str(), Some("http" | "https")) {
        return Err("it begins with neither `http://` nor `https://`".to_owned());
    }
    if authority.as_str() != authority.host() && authority.port_u16().is_none() {
        return Err("behind the host there is something other than a port".to_owned());
    }
    // The library drops a fragment without a word.
    if url.query().is_some() || text.contains('#') {
        return Err("it has a query or a fragment, but paths are appended to it".to_owned());
    }
    Ok(())
}

impl TryFrom<String> for Timeout {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = match &text[digits.len()..] {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return Err(no_duration(&text)),
        };
        let milliseconds = digits.parse::<u64>().ok().and_then(|count| count.checked_mul(unit));
        match milliseconds {
            None | Some(0) => Err(no_duration(&text)),
            Some(milliseconds) => Ok(Self(Duration::from_millis(milliseconds))),
        }
    }
}

fn no_duration(text: &str) -> String {
    format!("`{text}` is no length of time above zero; it looks like `30s`, `500ms`, `5m` or `1h`")
}

impl TryFrom<String> for SelectorKind {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match &*text {
            "least-loaded" => Ok(Self::LeastLoaded),
            "round-robin" => Ok(Self::RoundRobin),
            "first" => Ok(Self::First),
            _ => Err(format!("there is no selector `{text}`; there are `least-loaded`, `round-robin` and `first`")),
        }
    }
}

impl TryFrom<String> for RegistryKind {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match &*text {
            "local" => Ok(Self::Local),
            "static" => Ok(Self::Static),
            "consul" => Err("the registry `consul` is not supported yet; there are `local` and `static`".to_owned()),
            _ => Err(format!("there is no registry of kind `{text}`; there are `local` and `static`")),
        }
    }
}
