//! What all clients of a manager share: the channels there are, the registry to ask, and what is around every call.

use super::addresses::Addresses;
use super::component_channel::ComponentChannel;
use crate::channel::{Channel, ChannelSettings, HttpTransport, Interceptor, LOCAL, Transport, UrlSelector};
use crate::config::SelectorKind;
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::registry::{ComponentRegistry, Instances, LocalComponentRegistry};
use crate::service::ServiceDescriptor;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// A channel under the name it was registered with.
#[derive(Clone)]
pub(crate) struct NamedChannel {
    pub(crate) name: String,
    pub(crate) channel: Arc<dyn Channel>,
}

/// Changes the settings of each channel that is about to be used for the first time.
pub(crate) type Customizer = Arc<dyn Fn(&mut ChannelSettings) + Send + Sync>;

/// A component channel that is made when it is first needed.
type Cell = Arc<OnceLock<Result<Arc<ComponentChannel>>>>;

/// The way out of this process.
pub(crate) struct Remoting {
    pub(crate) registry: Arc<dyn ComponentRegistry>,
    pub(crate) channels: Vec<NamedChannel>,
    pub(crate) surroundings: Surroundings,
    /// Locked for the time of a look only, as what follows: no code of the user's runs then.
    customizers: Mutex<Vec<Customizer>>,
    made: Mutex<HashMap<(&'static str, String), Cell>>,
    watches: Mutex<HashMap<&'static str, watch::Receiver<Instances>>>,
}

/// Without any channel nothing else of it is ever looked at, so that all implementations at hand may share it.
static NOWHERE: LazyLock<Arc<Remoting>> = LazyLock::new(|| {
    let (timeout, transport) = (Duration::ZERO, Arc::new(HttpTransport::new()));
    let surroundings =
        Surroundings { timeout, transport, selector: SelectorKind::default().maker(), interceptors: Vec::new() };
    Arc::new(Remoting::new(Arc::new(LocalComponentRegistry::new()), Vec::new(), surroundings, Vec::new()))
});

/// What is around calls unless a customizer says otherwise.
pub(crate) struct Surroundings {
    pub(crate) timeout: Duration,
    pub(crate) transport: Arc<dyn Transport>,
    /// Makes a selector for each component channel.
    pub(crate) selector: fn() -> Arc<dyn UrlSelector>,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
}

impl Remoting {
    /// Creates the way out that a manager's clients take.
    pub(crate) fn new(
        registry: Arc<dyn ComponentRegistry>,
        channels: Vec<NamedChannel>,
        surroundings: Surroundings,
        customizers: Vec<Customizer>,
    ) -> Self {
        let (made, watches) = (Mutex::default(), Mutex::default());
        Self { registry, channels, surroundings, customizers: Mutex::new(customizers), made, watches }
    }

    /// Returns the way out that leads nowhere; there is but one.
    pub(crate) fn nowhere() -> Arc<Self> {
        NOWHERE.clone()
    }

    /// Adds a customizer for the channels that are not in use yet.
    pub(crate) fn customize(&self, customizer: Customizer) {
        locked(&self.customizers).push(customizer);
    }

    /// Returns what the registry says of a component, now and later.
    pub(crate) fn watch(&self, component: &'static str) -> watch::Receiver<Instances> {
        let known = locked(&self.watches).get(component).cloned();
        // Asked without the lock: a registry is anybody's code. Should two ask at once, both have got an answer.
        known.unwrap_or_else(|| {
            let watch = self.registry.watch(component);
            locked(&self.watches).entry(component).or_insert(watch).clone()
        })
    }

    /// Returns a channel of a component, always the same; it is made and customized when first asked for.
    ///
    /// # Errors
    ///
    /// Fails if a customizer has panicked over it, and goes on to do so: a channel that lacks some of what it was meant
    /// to have must not be used.
    pub(crate) fn component_channel(&self, component: &'static str, name: &str) -> Result<Arc<ComponentChannel>> {
        let cell = locked(&self.made).entry((component, name.to_owned())).or_default().clone();
        cell.get_or_init(|| self.make(component, name)).clone()
    }

    fn make(&self, component: &'static str, name: &str) -> Result<Arc<ComponentChannel>> {
        let Surroundings { timeout, transport, selector, interceptors } = &self.surroundings;
        let mut settings = ChannelSettings {
            component,
            name: name.to_owned(),
            selector: selector(),
            transport: transport.clone(),
            timeout: (name != LOCAL).then_some(*timeout),
            interceptors: interceptors.clone(),
        };
        let customizers = locked(&self.customizers).clone();
        let customized = guard::catch_now(|| customizers.iter().for_each(|customizer| customizer(&mut settings)));
        customized.map_err(|text| not_customized(component, name, &text))?;
        let addresses = Addresses::new(name.to_owned(), self.watch(component));
        Ok(Arc::new(ComponentChannel::new(settings, addresses)))
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

#[cold]
fn not_customized(component: &str, name: &str, text: &str) -> Error {
    tracing::error!(component, channel = name, panic = text, "a customizer has panicked");
    let text = format!("the channel `{name}` to component `{component}` cannot be used: its customizer panicked");
    Error::new(ErrorKind::Configuration, text)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
