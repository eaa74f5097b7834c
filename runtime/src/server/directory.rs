//! Finds what a call is for: the methods of all components, under the names they have on the wire.
//!
//! Only declared methods are in it, so nothing else can be called, whatever a peer asks for.

use super::respond;
use crate::component::{ComponentStatus, HostedComponent};
use crate::dispatch::{BoxFuture, Dispatch, Dispatched, Encoded, Incoming, ReplyEncoder};
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::service::MethodDescriptor;
use crate::wire::{Reader, shown};
use axum::response::Response;
use std::collections::HashMap;
use std::sync::Arc;

/// The channel whose methods are called by their id.
const CHANNEL: &str = "dispatch-json";

/// A method and who runs it.
#[derive(Clone)]
pub(super) struct Callee {
    component: Arc<HostedComponent>,
    pub(super) method: &'static MethodDescriptor,
    dispatcher: Arc<dyn Dispatch>,
    index: usize,
}

impl Callee {
    /// Returns all methods of a component.
    pub(super) fn all(component: &Arc<HostedComponent>) -> impl Iterator<Item = Self> {
        component.services().iter().flat_map(move |service| {
            let methods = service.descriptor.methods.iter().enumerate();
            methods.map(move |(index, method)| Self {
                component: component.clone(),
                method,
                dispatcher: service.dispatcher.clone(),
                index,
            })
        })
    }

    /// Reads the arguments and returns the future that runs the method.
    ///
    /// # Errors
    ///
    /// Fails if the component does not run or the arguments cannot be read.
    pub(super) fn dispatch<'a>(
        &'a self,
        reader: &mut dyn Reader,
        encoder: &'static dyn ReplyEncoder,
    ) -> Dispatched<'a> {
        self.must_run()?;
        let mut incoming = Incoming::new(self.method, self.index, reader, encoder);
        let dispatched = guard::catch_now(|| self.dispatcher.dispatch(&mut incoming));
        dispatched.unwrap_or_else(|text| Err(guard::panicked(self.method.id, &text)))
    }

    /// Runs the method.
    ///
    /// # Errors
    ///
    /// Fails if it panics.
    pub(super) async fn run(&self, future: BoxFuture<'_, Encoded>) -> Result<Response> {
        let outcome = guard::catch(future).await;
        outcome.map(respond::answer).map_err(|text| guard::panicked(self.method.id, &text))
    }

    fn must_run(&self) -> Result<()> {
        let state = match self.component.status() {
            ComponentStatus::Running => return Ok(()),
            ComponentStatus::Virgin => "has not been started yet",
            ComponentStatus::Stopped => "has been shut down",
        };
        let text = format!("the component `{}` {state}", self.component.descriptor().wire_name);
        Err(Error::new(ErrorKind::Overloaded, text))
    }
}

/// The methods that can be called by their id.
pub(super) struct Directory {
    components: Vec<Arc<HostedComponent>>,
    by_id: HashMap<&'static str, Callee>,
}

impl Directory {
    /// Creates the directory of components.
    pub(super) fn new(components: &[Arc<HostedComponent>]) -> Self {
        let callable = components.iter().filter(|component| component.declares(CHANNEL));
        let by_id = callable.flat_map(Callee::all).map(|callee| (callee.method.id, callee)).collect();
        Self { components: components.to_vec(), by_id }
    }

    /// Finds a method by its id, `component:service:method`.
    ///
    /// # Errors
    ///
    /// Fails with a text that says which part of the id is unknown.
    pub(super) fn find(&self, id: &str) -> Result<&Callee> {
        self.by_id.get(id).ok_or_else(|| Error::new(ErrorKind::NotFound, self.unknown(id)))
    }

    #[cold]
    fn unknown(&self, id: &str) -> String {
        let id = &*shown(id);
        let Some((component, service, method)) = parts(id) else {
            return format!("`{id}` is no method: expected `component:service:method`");
        };
        let Some(hosted) = self.components.iter().find(|hosted| hosted.descriptor().wire_name == component) else {
            return format!("there is no component `{component}` here");
        };
        if !hosted.declares(CHANNEL) {
            let channels = hosted.descriptor().channels.join(", ");
            return format!("the component `{component}` is not on the channel {CHANNEL}, but on: {channels}");
        }
        if hosted.services().iter().any(|hosted| hosted.descriptor.wire_name == service) {
            format!("the service `{component}:{service}` has no method `{method}`")
        } else {
            format!("the component `{component}` has no service `{service}`")
        }
    }
}

fn parts(id: &str) -> Option<(&str, &str, &str)> {
    let (component, rest) = id.split_once(':')?;
    let (service, method) = rest.split_once(':')?;
    Some((component, service, method))
}
