//! Puts a manager together; whatever is left out has a default that needs neither file nor network.

use super::{Inner, ServiceManager};
use crate::channel::{Channel, ChannelSettings, Dispatch, Http, Interceptor, Rest};
use crate::config::{Config, RegistryKind};
use crate::registry::{ComponentRegistry, LocalComponentRegistry, StaticComponentRegistry};
use crate::stub::{Customizer, NamedChannel, Remoting, Slots, Surroundings};
use crate::wire::Format;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a remote call may take unless somebody says otherwise.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// Puts a [`ServiceManager`] together.
#[derive(Default)]
#[must_use = "a builder does nothing before it builds"]
pub struct ServiceManagerBuilder {
    registry: Option<Arc<dyn ComponentRegistry>>,
    channels: Vec<NamedChannel>,
    preferred: Option<String>,
    timeout: Option<Duration>,
    config: Config,
    interceptors: Vec<Arc<dyn Interceptor>>,
    customizers: Vec<Customizer>,
}

impl ServiceManagerBuilder {
    /// Sets the registry; by default it is a [`LocalComponentRegistry`].
    pub fn registry(self, registry: impl ComponentRegistry) -> Self {
        Self { registry: Some(Arc::new(registry)), ..self }
    }

    /// Registers a channel under the name that components declare it with.
    ///
    /// One with the name of a built-in channel takes its place, but for `local`, which is no channel to anywhere.
    pub fn channel(mut self, name: impl Into<String>, channel: impl Channel) -> Self {
        let name = name.into();
        self.channels.retain(|other| other.name != name);
        self.channels.push(NamedChannel { name, channel: Arc::new(channel) });
        self
    }

    /// Sets the channel that clients try first.
    ///
    /// [`ServiceManager::get_service`] fails if nobody registered it; see [`ServiceManager::set_preferred_channel`].
    pub fn preferred_channel(self, name: impl Into<String>) -> Self {
        Self { preferred: Some(name.into()), ..self }
    }

    /// Sets how long a remote call may take; by default 30 seconds.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// Adds an interceptor around every call of every client, within those that were added before.
    ///
    /// Those that a customizer adds to a channel are within these.
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Adds a function that looks at the settings of each channel; see [`ServiceManager::customize`].
    pub fn customize(mut self, customizer: impl Fn(&mut ChannelSettings) + Send + Sync + 'static) -> Self {
        self.customizers.push(Arc::new(customizer));
        self
    }

    /// Takes everything from a configuration that is not set here.
    pub fn config(self, config: &Config) -> Self {
        Self { config: config.clone(), ..self }
    }

    /// Completes the manager.
    pub fn build(self) -> ServiceManager {
        let config = self.config;
        let timeout = self.timeout.or(config.timeout()).unwrap_or(DEFAULT_TIMEOUT);
        let preferred = self.preferred.or_else(|| config.preferred_channel().map(str::to_owned));
        let registry = self.registry.unwrap_or_else(|| registry(&config));
        let (channels, transport) = (with_built_in(self.channels), Arc::new(Http::new()));
        let (selector, interceptors) = (config.selector().maker(), self.interceptors);
        let surroundings = Surroundings { timeout, transport, selector, interceptors };
        let remoting = Arc::new(Remoting::new(registry, channels, surroundings, self.customizers));
        ServiceManager(Arc::new(Inner { remoting, slots: Slots::default(), preferred: Mutex::new(preferred), config }))
    }
}

impl fmt::Debug for ServiceManagerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let channels: Vec<_> = self.channels.iter().map(|channel| &channel.name).collect();
        let mut debug = f.debug_struct("ServiceManagerBuilder");
        debug.field("channels", &channels).field("config", &self.config).finish_non_exhaustive()
    }
}

fn registry(config: &Config) -> Arc<dyn ComponentRegistry> {
    match config.registry() {
        RegistryKind::Local => Arc::new(LocalComponentRegistry::new()),
        RegistryKind::Static => Arc::new(StaticComponentRegistry::from_config(config)),
    }
}

/// Adds the channels every manager knows, where nothing stands in their place.
fn with_built_in(mut channels: Vec<NamedChannel>) -> Vec<NamedChannel> {
    let dispatch = Format::ALL.map(|format| (format.channel(), Arc::new(Dispatch(format)) as Arc<dyn Channel>));
    for (name, channel) in dispatch.into_iter().chain([("rest", Arc::new(Rest) as Arc<dyn Channel>)]) {
        if !channels.iter().any(|other| other.name == name) {
            channels.push(NamedChannel { name: name.to_owned(), channel });
        }
    }
    channels
}
