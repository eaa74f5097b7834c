//! What stands behind a generated client: the service itself if it is hosted here, a channel to it if not.
//!
//! A client is made of a [`Slot`], where the service may be, and a [`Binding`], which knows the way out. Generic code
//! is kept to what needs the types; everything else is in the binding, compiled once. Nothing is decided when a client
//! is created: services come and go, and so do addresses.

mod addresses;
mod binding;
mod component_channel;
mod local;
mod remoting;
mod slots;
#[cfg(test)]
mod tests;

use crate::dispatch::Throws;
use crate::error::Result;
use crate::guard;
use crate::service::{MethodDescriptor, ServiceDescriptor};
use crate::wire::{Decode, Encode};
pub(crate) use binding::Binding;
pub use local::LocalService;
pub(crate) use remoting::{Customizer, NamedChannel, Remoting, Surroundings};
pub(crate) use slots::{Slot, Slots};
use std::fmt;
use std::sync::Arc;

/// A generated client, as a [`ServiceManager`](crate::ServiceManager) makes it.
pub trait ServiceClient: Sized {
    /// The service as a trait object.
    #[doc(hidden)]
    type Service: ?Sized + Send + Sync + 'static;

    /// The service.
    #[doc(hidden)]
    const SERVICE: &'static ServiceDescriptor;

    /// Creates the client.
    #[doc(hidden)]
    fn from_stub(stub: Stub<Self::Service>) -> Self;
}

/// The inside of a client of the service `S`, a trait object.
pub struct Stub<S: ?Sized> {
    slot: Arc<Slot<S>>,
    binding: Arc<Binding>,
}

impl<S: ?Sized + Send + Sync + 'static> Stub<S> {
    pub(crate) fn new(slot: Arc<Slot<S>>, binding: Binding) -> Self {
        Self { slot, binding: Arc::new(binding) }
    }

    /// Creates a stub of an implementation at hand, which is all it will ever call.
    pub fn local(service: &'static ServiceDescriptor, implementation: Arc<S>) -> Self {
        Self::new(Arc::new(Slot::holding(implementation)), Binding::only_local(service))
    }

    /// Binds to one channel and no other.
    ///
    /// # Errors
    ///
    /// Fails if nobody registered the channel or the component does not declare it.
    pub fn preferred_channel(self, name: &str) -> Result<Self> {
        Ok(Self::new(self.slot, self.binding.strictly(name)?))
    }

    /// Returns the service if it is hosted in this process and this client is to call it there.
    pub fn local_service(&self) -> Option<LocalService<'_, S>> {
        let hosted = if self.binding.goes_local() { self.slot.get() } else { None };
        hosted.map(|hosted| LocalService::new(hosted, &self.binding))
    }

    /// Calls the service in another process.
    ///
    /// # Errors
    ///
    /// Fails with an error the method declares, or with the kind of what went wrong on the way.
    pub async fn call<R: Decode, E: Throws>(
        &self,
        method: &'static MethodDescriptor,
        arguments: &[&dyn Encode],
    ) -> Result<R, E> {
        let reply = self.binding.call(method, arguments).await;
        reply.unwrap_or_else(|text| Err(guard::broken(method.id, &text)))?.decode(method)
    }
}

impl<S: ?Sized> Clone for Stub<S> {
    fn clone(&self) -> Self {
        Self { slot: self.slot.clone(), binding: self.binding.clone() }
    }
}

impl<S: ?Sized> fmt::Debug for Stub<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Stub");
        debug.field("service", &self.binding.service_name()).field("hosted", &self.slot.get().is_some());
        debug.field("channels", &self.binding.channel_names()).finish()
    }
}
