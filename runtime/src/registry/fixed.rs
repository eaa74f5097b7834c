//! The registry that was written down: components and their addresses are given once and never change.
//!
//! For a handful of machines, and for tests. What registers itself here is not added, since nobody else would see it.

use super::{ChannelAddress, ComponentRegistry, Instance, Instances};
use crate::config::Config;
use crate::dispatch::BoxFuture;
use crate::error::Result;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

/// Knows the addresses it was given.
///
/// ```
/// use aspyx::StaticComponentRegistry;
///
/// let registry = StaticComponentRegistry::new()
///     .component("shop-v1", [("dispatch-json", "http://10.0.0.7:8000"), ("dispatch-json", "http://10.0.0.8:8000")]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct StaticComponentRegistry {
    components: BTreeMap<String, Arc<[Instance]>>,
}

impl StaticComponentRegistry {
    /// Creates a registry that knows nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the addresses of a component: pairs of a channel and where it answers.
    #[must_use]
    pub fn component<C, U>(mut self, name: impl Into<String>, addresses: impl IntoIterator<Item = (C, U)>) -> Self
    where
        C: Into<String>,
        U: Into<String>,
    {
        let name = name.into();
        let addresses = addresses.into_iter().map(|(channel, uri)| instance(&name, channel.into(), uri.into()));
        let known = self.components.remove(&name).unwrap_or_default();
        let all = known.iter().cloned().chain(addresses).collect();
        self.components.insert(name, all);
        self
    }

    /// Creates a registry of the components a configuration lists.
    pub fn from_config(config: &Config) -> Self {
        config
            .addresses()
            .fold(Self::new(), |registry, (component, channel, uri)| registry.component(component, [(channel, uri)]))
    }
}

/// Returns one address as an instance of its own: which addresses belong to one process was not written down, and does
/// not matter for a call.
fn instance(component: &str, channel: String, uri: String) -> Instance {
    Instance {
        component: component.to_owned(),
        id: format!("{uri}:{component}:{channel}"),
        health: String::new(),
        addresses: vec![ChannelAddress { channel, uri }],
    }
}

impl ComponentRegistry for StaticComponentRegistry {
    fn register<'a>(&'a self, _instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn deregister<'a>(&'a self, _instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn watch(&self, component: &str) -> watch::Receiver<Instances> {
        let known = self.components.get(component).cloned().unwrap_or_default();
        watch::Sender::new(Some(known)).subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_component_add_up_in_order() {
        let registry = StaticComponentRegistry::new()
            .component("shop", [("rest", "http://a:1"), ("rest", "http://b:1")])
            .component("shop", [("dispatch-json", "http://a:1")]);
        let known = registry.watch("shop").borrow().clone().unwrap();
        let addresses: Vec<_> = known.iter().flat_map(|instance| &instance.addresses).collect();
        assert_eq!(
            addresses.iter().map(|address| (&*address.channel, &*address.uri)).collect::<Vec<_>>(),
            [("rest", "http://a:1"), ("rest", "http://b:1"), ("dispatch-json", "http://a:1")]
        );
    }

    #[tokio::test]
    async fn what_registers_itself_is_not_added() {
        let registry = StaticComponentRegistry::new();
        registry.register(&instance("shop", "rest".into(), "http://a:1".into())).await.unwrap();
        assert_eq!(registry.watch("shop").borrow().as_deref().map(<[Instance]>::len), Some(0));
    }
}
