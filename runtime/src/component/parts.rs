//! How a generated builder puts a component together, one service after the other.
//!
//! Whether every service has been given is not asked here: the builder's type parameters say so, from [`Missing`] to
//! [`Given`], and a component that lacks one does not compile.

use super::hosted::{HostedService, LocalTwin};
use super::{Component, DynComponent, HostedComponent};
use crate::dispatch::Dispatch;
use crate::service::{ComponentDescriptor, ServiceDescriptor};
use std::sync::Arc;

/// Marks a service that has not been given to a builder.
#[derive(Debug)]
pub struct Missing(());

/// Marks a service that has been given to a builder.
#[derive(Debug)]
pub struct Given(());

/// Holds for [`Given`] only.
#[diagnostic::on_unimplemented(
    message = "the component cannot be built: one of its services has no implementation yet",
    label = "a service is missing here",
    note = "give each service the component lists to the builder, in any order, before `.build()`"
)]
pub trait IsGiven {}

impl IsGiven for Given {}

/// The component of somebody who has nothing to say beyond its services.
struct NoLifecycle;

impl Component for NoLifecycle {}

/// What a component is put together from.
#[must_use = "a component does nothing before a server hosts it"]
pub struct ComponentParts {
    descriptor: &'static ComponentDescriptor,
    services: Vec<HostedService>,
    lifecycle: Box<dyn DynComponent>,
}

impl ComponentParts {
    /// Creates the parts of a component without services.
    pub fn new(descriptor: &'static ComponentDescriptor) -> Self {
        Self { descriptor, services: Vec::new(), lifecycle: Box::new(NoLifecycle) }
    }

    /// Adds a service: for callers in the process, and for those who come over the wire.
    pub fn service<S: ?Sized + Send + Sync + 'static>(
        mut self,
        descriptor: &'static ServiceDescriptor,
        service: Arc<S>,
        dispatcher: impl Dispatch,
    ) -> Self {
        let (dispatcher, local) = (Arc::new(dispatcher), Box::new(LocalTwin(service)));
        self.services.push(HostedService { descriptor, dispatcher, local });
        self
    }

    /// Sets the component's own methods.
    pub fn lifecycle(self, lifecycle: impl Component) -> Self {
        Self { lifecycle: Box::new(lifecycle), ..self }
    }

    /// Completes the component.
    pub fn build(self) -> HostedComponent {
        HostedComponent::new(self.descriptor, self.services, self.lifecycle)
    }
}
