//! The life of the components of a server, in the order that matters.
//!
//! First callers within the process, then startup, then others; the way back is the same in reverse. Whatever fails on
//! the way in is taken back before the error is told, so that nothing is ever announced that does not run.

use super::advertise::{self, Advertised};
use super::app::App;
use super::health;
use super::listening::{Listeners, NamedServer};
use crate::component::{ComponentStatus, Endpoint, HostedComponent};
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::manager::ServiceManager;
use crate::registry::{ChannelAddress, Instance};
use crate::service::ComponentDescriptor;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The components of a server, and what leads them through their life.
pub(super) struct Hosting {
    pub(super) app: Arc<App>,
    pub(super) manager: ServiceManager,
    pub(super) advertised: Option<Advertised>,
    pub(super) channels: Vec<NamedServer>,
    /// Those of them that listen.
    pub(super) listeners: Mutex<Listeners>,
    /// How long running calls, and the registry, are waited for at the end.
    pub(super) drain_timeout: Duration,
    /// Whether the life has begun; it does so once.
    pub(super) begun: AtomicBool,
}

impl Hosting {
    /// Makes the services callable within the process, starts the components, one after the other, and listens on the
    /// custom channels.
    ///
    /// # Errors
    ///
    /// Fails if another server of the same manager hosts one of the services, or with the error of a startup or of a
    /// channel; what has been started before it is shut down then.
    pub(super) async fn start(&self) -> Result<()> {
        if self.begun.swap(true, Ordering::AcqRel) {
            return Err(Error::new(ErrorKind::Configuration, "the server has been started before"));
        }
        self.host()?;
        for component in &self.app.components {
            if let Err(error) = component.startup().await {
                tracing::error!(component = component.descriptor().wire_name, %error, "startup has failed");
                self.shut_down_or_warn().await;
                return Err(error);
            }
            tracing::info!(component = component.descriptor().wire_name, "started");
        }
        if let Err(error) = self.listen().await {
            tracing::error!(%error, "a channel has failed");
            self.drain().await;
            self.shut_down_or_warn().await;
            return Err(error);
        }
        Ok(())
    }

    async fn listen(&self) -> Result<()> {
        for NamedServer { name, .. } in self.channels.iter().filter(|channel| !self.is_declared(&channel.name)) {
            tracing::warn!(channel = name, "no component declares it, so that nobody can be called over it");
        }
        for channel in &self.channels {
            let listening = channel.listen(&self.app).await?;
            self.listeners().add(&channel.name, listening, self.app.clone());
        }
        Ok(())
    }

    fn is_declared(&self, channel: &str) -> bool {
        self.app.components.iter().any(|component| component.declares(channel))
    }

    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn host(&self) -> Result<()> {
        let hosted = self.app.components.iter().try_for_each(|component| component.host(self.manager.slots()));
        hosted.inspect_err(|_| self.unhost())
    }

    /// Announces the components to the registry.
    ///
    /// # Errors
    ///
    /// Fails if the registry refuses one; those that were announced before it remain so until [`Self::withdraw`].
    pub(super) async fn announce(&self, bound: SocketAddr) -> Result<()> {
        let mut announced = Vec::new();
        for component in &self.app.components {
            let instance = self.instance(component, bound)?;
            self.manager.registry().register(&instance).await?;
            tracing::info!(component = instance.component, id = instance.id, "registered");
            announced.push(instance);
            self.app.set_announced(announced.clone());
        }
        Ok(())
    }

    fn instance(&self, component: &HostedComponent, bound: SocketAddr) -> Result<Instance> {
        let descriptor = component.descriptor();
        let (host, port) = advertise::endpoint(self.advertised.as_ref(), bound);
        let id = format!("{host}:{port}:{}", descriptor.wire_name);
        let channels = self.listeners().addresses();
        let endpoint = Endpoint { host, port, scheme: "http", component: descriptor, channels };
        let addresses = guard::catch_now(|| component.addresses(&endpoint)).map_err(|text| {
            let text = format!("the component `{}` panicked in `addresses`: {text}", descriptor.wire_name);
            Error::new(ErrorKind::Internal, text)
        })?;
        warn_of_differences(descriptor, &addresses);
        Ok(Instance { component: descriptor.wire_name.to_owned(), id, health: self.health_path(component), addresses })
    }

    /// Returns the path that tells the health of this component and no other.
    fn health_path(&self, component: &HostedComponent) -> String {
        let path = component.descriptor().health;
        let sharing = self.app.components.iter().filter(|other| other.descriptor().health == path);
        if sharing.count() > 1 { health::own_path(component) } else { path.to_owned() }
    }

    /// Takes the announcements back, last first. What goes wrong is logged, for there is no other way left to go.
    pub(super) async fn withdraw(&self) {
        let announced = self.app.announced();
        for instance in announced.iter().rev() {
            let deregistering = self.manager.registry().deregister(instance);
            match tokio::time::timeout(self.drain_timeout, deregistering).await {
                Ok(Ok(())) => tracing::info!(component = instance.component, id = instance.id, "deregistered"),
                Ok(Err(error)) => tracing::warn!(id = instance.id, %error, "cannot be deregistered"),
                Err(_) => tracing::warn!(id = instance.id, "the registry does not answer to a deregistration"),
            }
        }
        self.app.set_announced(Vec::new());
    }

    /// Turns new calls away and waits for those that run, and for the custom channels to have answered them.
    pub(super) async fn drain(&self) {
        self.app.stopping.tell();
        let listeners = std::mem::take(&mut *self.listeners());
        let ((), ended) = tokio::join!(listeners.finish(self.drain_timeout), self.app.gate.close(self.drain_timeout));
        if !ended {
            tracing::warn!("calls are still running after {:?}; they are not waited for", self.drain_timeout);
        }
    }

    /// Shuts down the components that run, last first, and takes their services back from callers within the process.
    ///
    /// # Errors
    ///
    /// Fails with the first error of a shutdown, after all have been shut down.
    pub(super) async fn shut_down(&self) -> Result<()> {
        let mut outcome = Ok(());
        for component in self.app.components.iter().rev() {
            let ran = component.status() == ComponentStatus::Running;
            let stopped = component.shutdown().await;
            match &stopped {
                Ok(()) if ran => tracing::info!(component = component.descriptor().wire_name, "stopped"),
                Ok(()) => {}
                Err(error) => {
                    tracing::error!(component = component.descriptor().wire_name, %error, "shutdown has failed")
                }
            }
            outcome = outcome.and(stopped);
        }
        self.unhost();
        outcome
    }

    /// The same where another error is already on its way; this one has been logged.
    pub(super) async fn shut_down_or_warn(&self) {
        let _ = self.shut_down().await;
    }

    /// Takes the services back from callers within the process.
    pub(super) fn unhost(&self) {
        self.app.components.iter().for_each(|component| component.unhost(self.manager.slots()));
    }
}

/// Tells of channels that are announced and not declared, and the other way round.
fn warn_of_differences(component: &ComponentDescriptor, addresses: &[ChannelAddress]) {
    let announced: Vec<&str> = addresses.iter().map(|address| &*address.channel).collect();
    let name = component.wire_name;
    for channel in announced.iter().filter(|channel| !component.channels.contains(channel)) {
        tracing::warn!(component = name, channel, "announced, but not declared: no client will use it");
    }
    for channel in component.channels.iter().filter(|channel| !announced.contains(channel)) {
        tracing::warn!(component = name, channel, "declared, but this server does not answer on it");
    }
}
