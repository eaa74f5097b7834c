//! The shape of the file: what may stand where.

use super::values::{BindAddress, Host, Timeout, Url};
use super::{Config, RegistryKind, SelectorKind};
use crate::error::{Error, ErrorKind, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    server: Option<Server>,
    registry: Option<Registry>,
    components: Option<BTreeMap<String, BTreeMap<String, Vec<Url>>>>,
    channels: Option<Channels>,
    #[serde(deserialize_with = "later::limits")]
    limits: (),
    #[serde(deserialize_with = "later::tls")]
    tls: (),
    #[serde(deserialize_with = "later::health")]
    health: (),
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Server {
    bind: Option<BindAddress>,
    advertise: Option<Host>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Registry {
    kind: Option<RegistryKind>,
    #[serde(deserialize_with = "later::url")]
    url: (),
    #[serde(deserialize_with = "later::token")]
    token: (),
    #[serde(deserialize_with = "later::datacenter")]
    datacenter: (),
    #[serde(deserialize_with = "later::check")]
    check: (),
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Channels {
    preferred: Option<String>,
    timeout: Option<Timeout>,
    selector: Option<SelectorKind>,
}

/// Keys that have a meaning, but none that this version could follow.
mod later {
    use serde::de::{Deserializer, Error as _};

    macro_rules! later {
        ($($function:ident: $key:literal;)*) => {
            $(pub(super) fn $function<'de, D: Deserializer<'de>>(_value: D) -> Result<(), D::Error> {
                Err(D::Error::custom(concat!("`", $key, "` is not supported yet")))
            })*
        };
    }

    later! {
        limits: "limits";
        tls: "tls";
        health: "health";
        url: "registry.url";
        token: "registry.token";
        datacenter: "registry.datacenter";
        check: "registry.check";
    }
}

/// Reads the text of a file; an empty one is the default.
pub(super) fn parse(name: &str, text: &str) -> Result<Config> {
    let file: Option<File> = serde_yaml::from_str(text).map_err(|error| misread(name, error))?;
    config(file.unwrap_or_default()).map_err(|text| Error::new(ErrorKind::Configuration, format!("{name}: {text}")))
}

/// Puts the error of the reader into words, with file, line and an excerpt.
fn misread(name: &str, error: serde_yaml::Error) -> Error {
    let text = error.render_with_options(serde_yaml::render_options! { source_name: Some(name) });
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    Error::from_source(ErrorKind::Configuration, format!("{name} cannot be understood: {text}"), error)
}

fn config(file: File) -> Result<Config, String> {
    let server = file.server.unwrap_or_default();
    let channels = file.channels.unwrap_or_default();
    let components = file.components.unwrap_or_default();
    Ok(Config {
        bind: server.bind.map(|bind| bind.0),
        advertise: server.advertise.map(|host| host.0),
        registry: registry(&file.registry.unwrap_or_default(), components.is_empty())?,
        components: components.into_iter().map(|(name, addresses)| (name, plain(addresses))).collect(),
        preferred: channels.preferred,
        timeout: channels.timeout.map(|timeout| timeout.0),
        selector: channels.selector.unwrap_or_default(),
    })
}

/// Returns the registry that is meant: whoever lists components wants them to be found.
fn registry(registry: &Registry, no_components: bool) -> Result<RegistryKind, String> {
    match registry.kind {
        Some(RegistryKind::Local) if !no_components => {
            Err("`components` is only read by the registry of kind `static`, but `registry.kind` is `local`".to_owned())
        }
        Some(kind) => Ok(kind),
        None if no_components => Ok(RegistryKind::Local),
        None => Ok(RegistryKind::Static),
    }
}

fn plain(addresses: BTreeMap<String, Vec<Url>>) -> BTreeMap<String, Vec<String>> {
    addresses.into_iter().map(|(channel, urls)| (channel, urls.into_iter().map(|url| url.0).collect())).collect()
}
