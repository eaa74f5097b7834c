//! What a process has one of: the registry it asks, the channels it knows, the services it hosts, and clients of any
//! service whatever.

mod builder;

pub use builder::ServiceManagerBuilder;

use crate::channel::{ChannelSettings, LOCAL};
use crate::config::Config;
use crate::error::Result;
use crate::registry::ComponentRegistry;
use crate::stub::{Binding, Remoting, ServiceClient, Slots, Stub};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Makes clients of services, wherever these are.
///
/// Clones are the same manager.
///
/// ```
/// use aspyx::{ServiceManager, StaticComponentRegistry};
/// use std::time::Duration;
///
/// let registry = StaticComponentRegistry::new().component("shop-v1", [("dispatch-json", "http://10.0.0.7:8000")]);
/// let manager = ServiceManager::builder().registry(registry).timeout(Duration::from_secs(2)).build();
/// manager.set_preferred_channel("rest")?;
/// # Ok::<(), aspyx::Error>(())
/// ```
#[derive(Clone)]
pub struct ServiceManager(Arc<Inner>);

struct Inner {
    /// Shared with every client, so that clients do not keep the services alive that this manager hosts.
    remoting: Arc<Remoting>,
    slots: Slots,
    /// The wish for clients yet to come; locked for the time of a copy only.
    preferred: Mutex<Option<String>>,
    config: Config,
}

impl ServiceManager {
    /// Begins a manager.
    pub fn builder() -> ServiceManagerBuilder {
        ServiceManagerBuilder::default()
    }

    /// Creates a manager that knows what this process hosts and nothing else.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Creates a manager as a configuration describes it.
    ///
    /// # Errors
    ///
    /// Fails if the configuration prefers a channel that does not exist, or gives addresses for one.
    pub fn from_config(config: &Config) -> Result<Self> {
        let manager = Self::builder().config(config).build();
        for (_, channel, _) in config.addresses() {
            manager.0.remoting.channel(channel)?;
        }
        if let Some(name) = config.preferred_channel() {
            manager.set_preferred_channel(name)?;
        }
        Ok(manager)
    }

    /// Returns a client of a service.
    ///
    /// Nothing is looked up: the service may come later, here or elsewhere. The client binds at its first call and
    /// follows all changes; a service hosted in this process is called directly.
    ///
    /// # Errors
    ///
    /// Fails if the preferred channel, or every channel the component declares, is one that nobody registered.
    pub fn get_service<C: ServiceClient>(&self) -> Result<C> {
        let slot = self.0.slots.slot::<C::Service>();
        let remoting = self.0.remoting.clone();
        let binding = match self.preferred_channel() {
            Some(name) => Binding::wishing(C::SERVICE, remoting, &name)?,
            None => Binding::best(C::SERVICE, remoting),
        };
        if slot.get().is_none() {
            binding.check_channels()?;
        }
        Ok(C::from_stub(Stub::new(slot, binding)))
    }

    /// Sets the channel that clients made from now on try first.
    ///
    /// It is a wish: where the component does not declare the channel, or no address is known, clients go on with the
    /// service in this process and then with the channels in order of declaration.
    ///
    /// # Errors
    ///
    /// Fails if nobody registered the channel.
    pub fn set_preferred_channel(&self, name: &str) -> Result<()> {
        if name != LOCAL {
            self.0.remoting.channel(name)?;
        }
        *self.0.preferred.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
        Ok(())
    }

    /// Has a function look at the settings of each channel to a component when the first call is about to use it.
    ///
    /// It runs once for each, the channel `local` included, after those that were added before; channels that are in use
    /// already are left as they are. If it panics the channel cannot be used.
    ///
    /// ```
    /// use aspyx::ServiceManager;
    /// use aspyx::channel::RoundRobinUrlSelector;
    ///
    /// let manager = ServiceManager::new();
    /// manager.customize(|channel| {
    ///     if channel.component() == "shop-v1" {
    ///         channel.selector(RoundRobinUrlSelector::new());
    ///     }
    /// });
    /// ```
    pub fn customize(&self, customizer: impl Fn(&mut ChannelSettings) + Send + Sync + 'static) {
        self.0.remoting.customize(Arc::new(customizer));
    }

    fn preferred_channel(&self) -> Option<String> {
        self.0.preferred.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns the places of hosted services.
    pub(crate) fn slots(&self) -> &Slots {
        &self.0.slots
    }

    /// Returns the registry.
    pub(crate) fn registry(&self) -> &dyn ComponentRegistry {
        &*self.0.remoting.registry
    }

    /// Returns the configuration, the default one if none was given.
    pub(crate) fn config(&self) -> &Config {
        &self.0.config
    }
}

impl Default for ServiceManager {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ServiceManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let channels: Vec<_> = self.0.remoting.channels.iter().map(|channel| &channel.name).collect();
        let mut debug = f.debug_struct("ServiceManager");
        debug.field("channels", &channels).field("preferred", &self.preferred_channel()).finish_non_exhaustive()
    }
}
