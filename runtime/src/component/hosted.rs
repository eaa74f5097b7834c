//! A component that is complete: its services, its own methods, and the state it is in.
//!
//! The state only moves forward, VIRGIN → RUNNING → STOPPED, and each of startup and shutdown runs at most once. Who is
//! hosted where and in which order is the server's business.

use super::{ComponentStatus, DynComponent, Endpoint};
use crate::dispatch::Dispatch;
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::health::{CheckResult, Health, HealthStatus};
use crate::registry::ChannelAddress;
use crate::service::{ComponentDescriptor, ServiceDescriptor};
use crate::stub::Slots;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

/// How long a health check may take: less than the three seconds the original has Consul wait for the answer.
const HEALTH_LIMIT: Duration = Duration::from_secs(2);

const VIRGIN: u8 = 0;
/// Startup has begun; from outside that is still a virgin.
const STARTING: u8 = 1;
const RUNNING: u8 = 2;
const STOPPED: u8 = 3;

/// A component with its implementation, ready to be given to a [`Server`](crate::Server).
#[must_use = "a component does nothing before a server hosts it"]
pub struct HostedComponent {
    descriptor: &'static ComponentDescriptor,
    services: Vec<HostedService>,
    lifecycle: Box<dyn DynComponent>,
    /// One of the constants above. Written by startup and shutdown, read by every call that arrives.
    state: AtomicU8,
}

/// A service of a component.
pub(crate) struct HostedService {
    pub(crate) descriptor: &'static ServiceDescriptor,
    pub(crate) dispatcher: Arc<dyn Dispatch>,
    pub(super) local: Box<dyn Local>,
}

/// The implementation of a service for callers in the same process, whatever its trait.
pub(super) trait Local: Send + Sync {
    /// Says whether the slot of the service was empty.
    fn host(&self, slots: &Slots) -> bool;
    fn unhost(&self, slots: &Slots);
}

/// The one implementation of [`Local`], which remembers the trait.
pub(super) struct LocalTwin<S: ?Sized>(pub(super) Arc<S>);

impl<S: ?Sized + Send + Sync + 'static> Local for LocalTwin<S> {
    fn host(&self, slots: &Slots) -> bool {
        slots.host(&self.0)
    }

    fn unhost(&self, slots: &Slots) {
        slots.unhost(&self.0);
    }
}

impl HostedComponent {
    pub(super) fn new(
        descriptor: &'static ComponentDescriptor,
        services: Vec<HostedService>,
        lifecycle: Box<dyn DynComponent>,
    ) -> Self {
        Self { descriptor, services, lifecycle, state: AtomicU8::new(VIRGIN) }
    }

    /// Returns what is known of the component at compile time.
    pub fn descriptor(&self) -> &'static ComponentDescriptor {
        self.descriptor
    }

    /// Returns the state of the component.
    pub fn status(&self) -> ComponentStatus {
        match self.state.load(Ordering::Acquire) {
            VIRGIN | STARTING => ComponentStatus::Virgin,
            RUNNING => ComponentStatus::Running,
            _ => ComponentStatus::Stopped,
        }
    }

    pub(crate) fn services(&self) -> &[HostedService] {
        &self.services
    }

    /// Returns whether the component declares a channel.
    pub(crate) fn declares(&self, channel: &str) -> bool {
        self.descriptor.channels.contains(&channel)
    }

    /// Makes the services callable within the process.
    ///
    /// # Errors
    ///
    /// Fails if somebody else hosts one of them; those before it remain hosted.
    pub(crate) fn host(&self, slots: &Slots) -> Result<()> {
        match self.services.iter().find(|service| !service.local.host(slots)) {
            None => Ok(()),
            Some(taken) => Err(hosted_already(taken.descriptor)),
        }
    }

    /// Takes the services back from callers within the process.
    pub(crate) fn unhost(&self, slots: &Slots) {
        self.services.iter().for_each(|service| service.local.unhost(slots));
    }

    /// Runs the component's startup, once.
    pub(crate) async fn startup(&self) -> Result<()> {
        if !self.moves(VIRGIN, STARTING) {
            return Err(self.failed("has been started before"));
        }
        let outcome = guard::catch(self.lifecycle.startup()).await;
        let outcome = self.settled("startup", outcome);
        self.state.store(if outcome.is_ok() { RUNNING } else { STOPPED }, Ordering::Release);
        outcome
    }

    /// Runs the component's shutdown if it is running.
    pub(crate) async fn shutdown(&self) -> Result<()> {
        if !self.moves(RUNNING, STOPPED) {
            return Ok(());
        }
        self.settled("shutdown", guard::catch(self.lifecycle.shutdown()).await)
    }

    /// Adds to what went wrong which component it was, and when.
    fn settled(&self, phase: &str, outcome: Result<Result<()>, String>) -> Result<()> {
        let name = self.descriptor.wire_name;
        match outcome {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                let text = format!("the {phase} of component `{name}` failed: {error}");
                Err(Error::from_source(error.kind(), text, error))
            }
            Err(text) => Err(self.failed(&format!("panicked at {phase}: {text}"))),
        }
    }

    fn moves(&self, from: u8, to: u8) -> bool {
        self.state.compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    fn failed(&self, what: &str) -> Error {
        Error::new(ErrorKind::Internal, format!("the component `{}` {what}", self.descriptor.wire_name))
    }

    /// Returns the addresses to announce.
    pub(crate) fn addresses(&self, endpoint: &Endpoint) -> Vec<ChannelAddress> {
        self.lifecycle.addresses(endpoint)
    }

    /// Returns the component's health; it is bad while the component does not run, and when asking for it panics or takes
    /// too long.
    pub(crate) async fn health(&self) -> Health {
        match self.status() {
            ComponentStatus::Virgin => self.unwell("not started"),
            ComponentStatus::Stopped => self.unwell("stopped"),
            ComponentStatus::Running => self.checked().await.unwrap_or_else(|details| self.unwell(&details)),
        }
    }

    /// Asks the component itself.
    ///
    /// # Errors
    ///
    /// Fails with a few words if it panics or does not answer in time.
    async fn checked(&self) -> Result<Health, String> {
        let component = self.descriptor.wire_name;
        match tokio::time::timeout(HEALTH_LIMIT, guard::catch(self.lifecycle.health())).await {
            Ok(Ok(health)) => Ok(health),
            Ok(Err(text)) => {
                tracing::error!(component, panic = text, "a health check has panicked");
                Err("panicked".to_owned())
            }
            Err(_) => {
                tracing::error!(component, limit = ?HEALTH_LIMIT, "a health check does not answer");
                Err(format!("no answer within {HEALTH_LIMIT:?}"))
            }
        }
    }

    fn unwell(&self, details: &str) -> Health {
        let (name, details) = (self.descriptor.wire_name.to_owned(), details.to_owned());
        Health::of(vec![CheckResult { name, status: HealthStatus::Error, details }])
    }
}

fn hosted_already(service: &ServiceDescriptor) -> Error {
    let (package, name) = (service.package, service.name);
    let text = format!("the service `{package}.{name}` is hosted already, by another server of the same manager");
    Error::new(ErrorKind::Configuration, text)
}

impl fmt::Debug for HostedComponent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("HostedComponent");
        debug.field("name", &self.descriptor.wire_name).field("status", &self.status()).finish_non_exhaustive()
    }
}
