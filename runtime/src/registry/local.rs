//! The registry within one process: what is registered here is seen here, and at once.
//!
//! It is the default, and what tests want. Clones share their content, so that several managers of one process can
//! find each other's components.

use super::{ComponentRegistry, Instance, Instances};
use crate::dispatch::BoxFuture;
use crate::error::Result;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// Keeps instances in memory.
#[derive(Clone, Debug, Default)]
pub struct LocalComponentRegistry {
    /// One sender for each component that was ever registered or watched; whoever watches learns of changes through it.
    /// Locked for the time of a change only, never across an await.
    components: Arc<Mutex<HashMap<String, watch::Sender<Instances>>>>,
}

impl LocalComponentRegistry {
    /// Creates an empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    fn with<T>(&self, component: &str, then: impl FnOnce(&watch::Sender<Instances>) -> T) -> T {
        let mut components = self.components.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = components.entry(component.to_owned()).or_insert_with(|| watch::Sender::new(Some(Arc::from([]))));
        then(sender)
    }

    /// Replaces the instance of the same id, or takes it out.
    fn change(&self, instance: &Instance, replacement: Option<Instance>) {
        self.with(&instance.component, |sender| {
            let known = sender.borrow().clone().unwrap_or_default();
            let others = known.iter().filter(|other| other.id != instance.id).cloned();
            sender.send_replace(Some(others.chain(replacement).collect()));
        });
    }
}

impl ComponentRegistry for LocalComponentRegistry {
    fn register<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        self.change(instance, Some(instance.clone()));
        Box::pin(async { Ok(()) })
    }

    fn deregister<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        self.change(instance, None);
        Box::pin(async { Ok(()) })
    }

    fn watch(&self, component: &str) -> watch::Receiver<Instances> {
        self.with(component, watch::Sender::subscribe)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instance(id: &str, health: &str) -> Instance {
        Instance { component: "shop".into(), id: id.into(), health: health.into(), addresses: Vec::new() }
    }

    fn ids(watch: &watch::Receiver<Instances>) -> Vec<String> {
        watch.borrow().iter().flat_map(|known| known.iter()).map(|instance| instance.id.clone()).collect()
    }

    #[test]
    fn a_component_nobody_knows_has_no_instances_and_that_is_an_answer() {
        let watch = LocalComponentRegistry::new().watch("shop");
        assert_eq!(watch.borrow().as_deref().map(<[Instance]>::len), Some(0));
    }

    #[tokio::test]
    async fn watchers_see_instances_come_and_go() {
        let registry = LocalComponentRegistry::new();
        let watch = registry.watch("shop");
        registry.register(&instance("a", "/health")).await.unwrap();
        registry.clone().register(&instance("b", "/health")).await.unwrap();
        assert_eq!(ids(&watch), ["a", "b"]);

        registry.deregister(&instance("a", "/health")).await.unwrap();
        assert_eq!(ids(&watch), ["b"]);
    }

    #[tokio::test]
    async fn registering_again_replaces() {
        let registry = LocalComponentRegistry::new();
        registry.register(&instance("a", "/old")).await.unwrap();
        registry.register(&instance("a", "/new")).await.unwrap();
        assert_eq!(registry.watch("shop").borrow().as_deref(), Some(&[instance("a", "/new")][..]));
    }
}
