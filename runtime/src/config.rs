//! `aspyx.yaml`: what may differ from one machine to the next, in a file and a few environment variables.
//!
//! Everything has a default, so that no file is needed. What is written must be understood: an unknown key, a key that is
//! not supported yet and a value that makes no sense are errors with their line, never ignored.

mod environment;
mod file;
mod values;

use crate::channel::{FirstUrlSelector, LeastLoadedUrlSelector, RoundRobinUrlSelector, UrlSelector};
use crate::error::{Error, ErrorKind, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// What a file and the environment say.
///
/// ```
/// let text = "
/// server: { bind: '0.0.0.0:8000' }
/// components:
///   shop-v1: { dispatch-json: ['http://10.0.0.7:8000'] }
/// channels: { timeout: 2s }
/// ";
/// let config = aspyx::Config::parse(text, [("ASPYX_SERVER__BIND", "127.0.0.1:0")])?;
/// assert_eq!(config.bind(), Some("127.0.0.1:0"));
/// # Ok::<(), aspyx::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    bind: Option<String>,
    advertise: Option<String>,
    registry: RegistryKind,
    /// The addresses by component and channel.
    components: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    preferred: Option<String>,
    timeout: Option<Duration>,
    selector: SelectorKind,
}

/// Which registry a process uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum RegistryKind {
    /// The one within the process.
    #[default]
    Local,
    /// The addresses of the configuration.
    Static,
}

/// How one of several addresses is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum SelectorKind {
    /// The one with the least to do.
    #[default]
    LeastLoaded,
    /// One after the other.
    RoundRobin,
    /// The first.
    First,
}

impl SelectorKind {
    /// Returns what makes selectors of this kind.
    pub(crate) fn maker(self) -> fn() -> Arc<dyn UrlSelector> {
        match self {
            Self::LeastLoaded => || Arc::new(LeastLoadedUrlSelector::new()),
            Self::RoundRobin => || Arc::new(RoundRobinUrlSelector::new()),
            Self::First => || Arc::new(FirstUrlSelector::new()),
        }
    }
}

impl Config {
    /// Reads a file, and what the process's environment overrides.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read or understood; the message names file and line.
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::from_source(ErrorKind::Configuration, format!("{name} cannot be read: {error}"), error)
        })?;
        Self::read(&name, &text, environment::of_process())
    }

    /// The same, but a file that is not there is as good as an empty one.
    ///
    /// # Errors
    ///
    /// Fails if the file is there and cannot be read or understood, or if a variable cannot be understood.
    pub fn load_or_default(path: impl AsRef<Path>) -> Result<Self> {
        if path.as_ref().exists() { Self::load(path) } else { Self::read("", "", environment::of_process()) }
    }

    /// Reads the text of a file, and what an environment overrides: pairs such as `ASPYX_SERVER__BIND` and its value.
    ///
    /// # Errors
    ///
    /// Fails if the text or a variable cannot be understood.
    pub fn parse<N, V>(text: &str, environment: impl IntoIterator<Item = (N, V)>) -> Result<Self>
    where
        N: Into<String>,
        V: Into<String>,
    {
        let environment = environment.into_iter().map(|(name, value)| (name.into(), value.into()));
        Self::read("aspyx.yaml", text, environment)
    }

    fn read(name: &str, text: &str, environment: impl Iterator<Item = (String, String)>) -> Result<Self> {
        let mut config = file::parse(name, text)?;
        environment::apply(&mut config, environment)?;
        Ok(config)
    }

    /// Returns the address a server listens on.
    pub fn bind(&self) -> Option<&str> {
        self.bind.as_deref()
    }

    /// Returns the host, or host and port, that others are told.
    pub fn advertise(&self) -> Option<&str> {
        self.advertise.as_deref()
    }

    /// Returns the name of the channel that clients try first.
    pub fn preferred_channel(&self) -> Option<&str> {
        self.preferred.as_deref()
    }

    /// Returns how long a remote call may take.
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    pub(crate) fn selector(&self) -> SelectorKind {
        self.selector
    }

    pub(crate) fn registry(&self) -> RegistryKind {
        self.registry
    }

    /// Returns all addresses that were written down: component, channel and where it answers.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.components.iter().flat_map(|(component, channels)| {
            channels.iter().flat_map(move |(channel, urls)| {
                urls.iter().map(move |url| (component.as_str(), channel.as_str(), url.as_str()))
            })
        })
    }
}
