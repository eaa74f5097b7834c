//! What all clients of a manager share: the channels there are, the registry to ask, and how long to wait.

use crate::channel::{Channel, HttpTransport, LOCAL, Transport};
use crate::error::{Error, ErrorKind, Result};
use crate::registry::{ComponentRegistry, LocalComponentRegistry};
use crate::service::ServiceDescriptor;
use std::sync::Arc;
use std::time::Duration;

/// A channel under the name it was registered with.
#[derive(Clone)]
pub(crate) struct NamedChannel {
    pub(crate) name: String,
    pub(crate) channel: Arc<dyn Channel>,
}

/// The way out of this process.
pub(crate) struct Remoting {
    pub(crate) registry: Arc<dyn ComponentRegistry>,
    pub(crate) channels: Vec<NamedChannel>,
    pub(crate) timeout: Duration,
    pub(crate) transport: Arc<dyn Transport>,
}

impl Remoting {
    /// Returns a way out that leads nowhere.
    pub(crate) fn nowhere() -> Self {
        let (registry, transport) = (Arc::new(LocalComponentRegistry::new()), Arc::new(HttpTransport::new()));
        Self { registry, channels: Vec::new(), timeout: Duration::ZERO, transport }
    }

    /// Returns the channel of this name.
    ///
    /// # Errors
    ///
    /// Fails if nobody registered it, and names those that were.
    pub(crate) fn channel(&self, name: &str) -> Result<&NamedChannel> {
        self.find(name).ok_or_else(|| {
            let known = self.names();
            Error::new(ErrorKind::Configuration, format!("no channel `{name}` is registered; there are {known}"))
        })
    }

    /// Returns the channel of this name, if a client of the service may be bound to it.
    ///
    /// # Errors
    ///
    /// Fails if nobody registered it or the component does not declare it, and names those there are.
    pub(crate) fn declared_channel(&self, service: &ServiceDescriptor, name: &str) -> Result<&NamedChannel> {
        let channel = self.channel(name)?;
        let declared = declared(service);
        if declared.contains(&name) {
            return Ok(channel);
        }
        let known = list(std::iter::once(LOCAL).chain(declared.iter().copied()));
        let text = match service.component {
            Some(component) => {
                format!(
                    "component `{}` does not declare the channel `{name}`; it declares {known}",
                    component.wire_name
                )
            }
            None => format!("service `{}` is listed by no component, so it has no channel `{name}`", service.name),
        };
        Err(Error::new(ErrorKind::Configuration, text))
    }

    /// Returns the channels the component of a service declares and somebody registered, in order of declaration.
    pub(crate) fn usable(&self, service: &ServiceDescriptor) -> impl Iterator<Item = &NamedChannel> {
        declared(service).iter().filter_map(|name| self.find(name))
    }

    /// Returns the names of all channels for a message.
    pub(crate) fn names(&self) -> String {
        list(std::iter::once(LOCAL).chain(self.channels.iter().map(|channel| &*channel.name)))
    }

    fn find(&self, name: &str) -> Option<&NamedChannel> {
        self.channels.iter().find(|channel| channel.name == name)
    }
}

/// Returns the names of the channels a service can be reached on from outside.
pub(crate) fn declared(service: &ServiceDescriptor) -> &'static [&'static str] {
    service.component.map_or(&[], |component| component.channels)
}

/// Lists names for a message: `a`, `b`, `c`.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if quoted.is_empty() { "none".to_owned() } else { quoted.join(", ") }
}
