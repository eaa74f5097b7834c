//! Where components are: who announces them, and who is told.
//!
//! A registry knows names and addresses, nothing of services or methods. One trait, and a file for each place the
//! knowledge may come from.

use crate::dispatch::BoxFuture;
use crate::error::Result;
use std::sync::Arc;
use tokio::sync::watch;

mod fixed;
mod local;

pub use fixed::StaticComponentRegistry;
pub use local::LocalComponentRegistry;

/// Where a component answers on one channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChannelAddress {
    /// The name of the channel, `dispatch-json`.
    pub channel: String,
    /// The address, `http://10.0.0.7:8000`.
    pub uri: String,
}

/// One process that hosts a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The component's name on the wire.
    pub component: String,
    /// Tells the instances of a component apart: `host:port:component`.
    pub id: String,
    /// The path of its health endpoint.
    pub health: String,
    /// Where it answers, in order of preference.
    pub addresses: Vec<ChannelAddress>,
}

/// The instances of a component as far as they are known; `None` until the registry has answered for the first time.
pub type Instances = Option<Arc<[Instance]>>;

/// Knows which processes host which components.
pub trait ComponentRegistry: Send + Sync + 'static {
    /// Announces an instance.
    ///
    /// # Errors
    ///
    /// Fails if the registry refuses it; a registry that is merely away is not an error.
    fn register<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>>;

    /// Takes the announcement back.
    ///
    /// # Errors
    ///
    /// Fails if the registry refuses it.
    fn deregister<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>>;

    /// Returns the instances of a component now and whenever they change.
    ///
    /// Must not wait and may be called outside of a runtime.
    fn watch(&self, component: &str) -> watch::Receiver<Instances>;
}

/// A registry may be shared: between managers, or with whoever wants to watch it as well.
impl<T: ComponentRegistry + ?Sized> ComponentRegistry for Arc<T> {
    fn register<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        (**self).register(instance)
    }

    fn deregister<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        (**self).deregister(instance)
    }

    fn watch(&self, component: &str) -> watch::Receiver<Instances> {
        (**self).watch(component)
    }
}
