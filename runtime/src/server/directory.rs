//! Finds what a call is for: the methods of all components, under the names they have on the wire.
//!
//! Only declared methods are in it, so nothing else can be called, whatever a peer asks for.

use super::passage::Passage;
use crate::access;
use crate::answer::Answer;
use crate::component::{ComponentStatus, HostedComponent};
use crate::dispatch::{BoxFuture, Dispatch, Dispatched, Incoming, ReplyEncoder};
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::room::Room;
use crate::service::MethodDescriptor;
use crate::wire::{Reader, shown};
use std::collections::HashMap;
use std::sync::Arc;

/// A method and who runs it.
#[derive(Clone)]
pub(super) struct Callee {
    component: Arc<HostedComponent>,
    pub(super) method: &'static MethodDescriptor,
    dispatcher: Arc<dyn Dispatch>,
    index: usize,
    room: Arc<Room>,
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
                room: Arc::new(Room::new()),
            })
        })
    }

    /// Lets a caller in, who must get past here before anything of the arguments is looked at.
    ///
    /// # Errors
    ///
    /// Fails if the component does not run or the caller may not call the method.
    pub(super) fn admit(&self) -> Result<Admitted<'_>> {
        self.must_run()?;
        access::check(self.method)?;
        Ok(Admitted(self))
    }

    /// Runs the method.
    ///
    /// # Errors
    ///
    /// Fails if it panics or takes longer than it may.
    pub(super) async fn run(&self, passage: &Passage, future: BoxFuture<'_, Answer>) -> Result<Answer> {
        passage.run(self.method, &self.room, future).await
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

/// A method whose caller may call it.
pub(super) struct Admitted<'a>(&'a Callee);

impl<'a> Admitted<'a> {
    /// Reads the arguments and returns the future that runs the method.
    ///
    /// # Errors
    ///
    /// Fails if the arguments cannot be read or break a rule.
    pub(super) fn dispatch(self, reader: &mut dyn Reader, encoder: &'static dyn ReplyEncoder) -> Dispatched<'a> {
        let Callee { method, dispatcher, index, room, .. } = self.0;
        let mut incoming = Incoming::new(method, *index, reader, encoder).room(room.get());
        let dispatched = guard::catch_now(|| dispatcher.dispatch(&mut incoming));
        dispatched.unwrap_or_else(|text| Err(guard::panicked(method.id, &text)))
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
        let by_id = components.iter().flat_map(Callee::all).map(|callee| (callee.method.id, callee)).collect();
        Self { components: components.to_vec(), by_id }
    }

    /// Finds a method by its id, `component:service:method`, for a call that comes over a channel.
    ///
    /// # Errors
    ///
    /// Fails with a text that says which part of the id is unknown.
    pub(super) fn find(&self, id: &str, channel: &str) -> Result<&Callee> {
        let callee = self.by_id.get(id).filter(|callee| callee.component.declares(channel));
        callee.ok_or_else(|| Error::new(ErrorKind::NotFound, self.unknown(id, channel)))
    }

    #[cold]
    fn unknown(&self, id: &str, channel: &str) -> String {
        let id = &*shown(id);
        let Some((component, service, method)) = parts(id) else {
            return format!("`{id}` is no method: expected `component:service:method`");
        };
        let Some(hosted) = self.components.iter().find(|hosted| hosted.descriptor().wire_name == component) else {
            return format!("there is no component `{component}` here");
        };
        if !hosted.declares(channel) {
            let channels = hosted.descriptor().channels.join(", ");
            return format!("the component `{component}` is not on the channel {channel}, but on: {channels}");
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
