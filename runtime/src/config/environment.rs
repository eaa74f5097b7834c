//! What environment variables override: `ASPYX_` and the path of the key, its parts joined by two underscores.
//!
//! Names that only begin with `ASPYX_` may be anybody's and are left alone; one with two underscores means a key, and
//! must name one that can be overridden.

use super::Config;
use super::values::{BindAddress, Host, Timeout};
use crate::error::{Error, ErrorKind, Result};

type Apply = fn(&mut Config, String) -> Result<(), String>;

/// All that can be overridden.
const KEYS: &[(&str, Apply)] = &[
    ("ASPYX_SERVER__BIND", |config, text| BindAddress::try_from(text).map(|bind| config.bind = Some(bind.0))),
    ("ASPYX_SERVER__ADVERTISE", |config, text| Host::try_from(text).map(|host| config.advertise = Some(host.0))),
    ("ASPYX_REGISTRY__KIND", |config, text| text.try_into().map(|kind| config.registry = kind)),
    ("ASPYX_CHANNELS__PREFERRED", |config, text| {
        config.preferred = Some(text);
        Ok(())
    }),
    ("ASPYX_CHANNELS__TIMEOUT", |config, text| Timeout::try_from(text).map(|timeout| config.timeout = Some(timeout.0))),
    ("ASPYX_CHANNELS__SELECTOR", |config, text| text.try_into().map(|selector| config.selector = selector)),
];

/// Returns the process's environment, but for what is not text.
pub(super) fn of_process() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// Overrides a configuration.
///
/// # Errors
///
/// Fails if a variable means a key that cannot be overridden, or has a value that makes no sense.
pub(super) fn apply(config: &mut Config, environment: impl Iterator<Item = (String, String)>) -> Result<()> {
    for (name, value) in environment {
        if !name.strip_prefix("ASPYX_").is_some_and(|key| key.contains("__")) {
            continue;
        }
        let key = KEYS.iter().find(|(known, _)| *known == name).ok_or_else(|| unknown(&name))?;
        key.1(config, value).map_err(|text| Error::new(ErrorKind::Configuration, format!("{name}: {text}")))?;
    }
    Ok(())
}

fn unknown(name: &str) -> Error {
    let known: Vec<_> = KEYS.iter().map(|(name, _)| *name).collect();
    let text = format!("{name} overrides nothing; there are {}", known.join(", "));
    Error::new(ErrorKind::Configuration, text)
}
