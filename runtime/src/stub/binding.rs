//! Which way a call goes, decided anew at each call.
//!
//! The order is fixed when the client is created, from what the component declares and what somebody wished; where the
//! addresses are is looked up in the registry's latest news. The first channel with an address is taken; everything after
//! that is its [`ComponentChannel`]'s.

use super::addresses::uris;
use super::component_channel::{Begin, ComponentChannel};
use super::remoting::{NamedChannel, Remoting, declared, list};
use crate::channel::{LOCAL, Reply};
use crate::context::CallContext;
use crate::deadline::{check_runtime, no_time};
use crate::error::{Error, ErrorKind, Result};
use crate::guard::{self, Caught};
use crate::registry::{Instance, Instances};
use crate::room::Room;
use crate::service::{MethodDescriptor, ServiceDescriptor};
use crate::wire::Encode;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// When a service in the same process is called there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Local {
    /// Whenever it is hosted.
    First,
    /// If it is hosted and the channel wished for has no address.
    AfterWish,
    /// Always; there is no other way.
    Only,
    /// Not even if it is hosted.
    Never,
}

/// The ways out to one service, for one client.
pub(crate) struct Binding {
    service: &'static ServiceDescriptor,
    remoting: Arc<Remoting>,
    local: Local,
    /// The channels to other processes, in the order they are tried.
    channels: Vec<Way>,
    /// What is around calls within the process; made at the first one.
    here: OnceLock<Result<Arc<ComponentChannel>>>,
    /// What the registry says of the component; asked for at the first call, since a client may be created long before
    /// and never be used.
    instances: OnceLock<watch::Receiver<Instances>>,
    /// How large the calls of each method are; those of a method that is not the service's share the last.
    rooms: Box<[Room]>,
}

/// A channel, and what is around it for the component; the latter is made at the first call.
struct Way {
    channel: NamedChannel,
    around: OnceLock<Result<Arc<ComponentChannel>>>,
}

impl Way {
    fn new(channel: &NamedChannel) -> Self {
        Self { channel: channel.clone(), around: OnceLock::new() }
    }

    fn name(&self) -> &str {
        &self.channel.name
    }
}

impl Binding {
    fn new(service: &'static ServiceDescriptor, remoting: Arc<Remoting>, local: Local, channels: Vec<Way>) -> Self {
        let rooms = (0..=service.methods.len()).map(|_| Room::new()).collect();
        Self { service, remoting, local, channels, here: OnceLock::new(), instances: OnceLock::new(), rooms }
    }

    /// Returns the binding to an implementation at hand.
    pub(crate) fn only_local(service: &'static ServiceDescriptor) -> Self {
        Self::new(service, Remoting::nowhere(), Local::Only, Vec::new())
    }

    /// Returns the binding to whatever is there: local first, then the channels in order of declaration.
    pub(crate) fn best(service: &'static ServiceDescriptor, remoting: Arc<Remoting>) -> Self {
        let channels = remoting.usable(service).map(Way::new).collect();
        Self::new(service, remoting, Local::First, channels)
    }

    /// Returns the binding that prefers one channel where the component declares it.
    ///
    /// # Errors
    ///
    /// Fails if nobody registered the channel.
    pub(crate) fn wishing(service: &'static ServiceDescriptor, remoting: Arc<Remoting>, name: &str) -> Result<Self> {
        if name != LOCAL {
            remoting.channel(name)?;
        }
        let mut binding = Self::best(service, remoting);
        if let Some(wished) = binding.channels.iter().position(|way| way.name() == name) {
            binding.channels[..=wished].rotate_right(1);
            binding.local = Local::AfterWish;
        }
        Ok(binding)
    }

    /// Returns the binding of the same client to one channel and no other.
    ///
    /// # Errors
    ///
    /// Fails if nobody registered the channel or the component does not declare it.
    pub(crate) fn strictly(&self, name: &str) -> Result<Self> {
        let (local, channels) = if name == LOCAL {
            (Local::Only, Vec::new())
        } else {
            (Local::Never, vec![Way::new(self.remoting.declared_channel(self.service, name)?)])
        };
        Ok(Self::new(self.service, self.remoting.clone(), local, channels))
    }

    /// Checks that something could be called from here, now or later.
    ///
    /// # Errors
    ///
    /// Fails if the component declares channels and nobody registered any of them.
    pub(crate) fn check_channels(&self) -> Result<()> {
        let unreachable = self.channels.is_empty() && !declared(self.service).is_empty() && self.local != Local::Only;
        if unreachable { Err(self.no_channel()) } else { Ok(()) }
    }

    /// Returns the full name of the service.
    pub(crate) fn service_name(&self) -> String {
        format!("{}.{}", self.service.package, self.service.name)
    }

    /// Returns the names of the channels in the order they are tried.
    pub(crate) fn channel_names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.channels.iter().map(Way::name).collect();
        match self.local {
            Local::First | Local::Only => names.insert(0, LOCAL),
            Local::AfterWish => names.insert(1, LOCAL),
            Local::Never => {}
        }
        names
    }

    /// Returns whether a call goes to a service in this process, if there is one.
    pub(crate) fn goes_local(&self) -> bool {
        match self.local {
            Local::First | Local::Only => true,
            Local::Never => false,
            Local::AfterWish => !self.wish_has_address(),
        }
    }

    fn wish_has_address(&self) -> bool {
        let known = self.watch().borrow();
        let instances = known.as_deref().unwrap_or_default();
        self.channels.first().is_some_and(|wished| uris(instances, wished.name()).next().is_some())
    }

    /// Returns what is around calls within the process.
    ///
    /// # Errors
    ///
    /// Fails if a customizer has panicked.
    pub(crate) fn here(&self) -> Result<&ComponentChannel> {
        let around = self.here.get_or_init(|| self.remoting.component_channel(self.component_name(), LOCAL));
        around.as_deref().map_err(Error::clone)
    }

    fn around<'w>(&self, way: &'w Way) -> Result<&'w ComponentChannel> {
        let make = || self.remoting.component_channel(self.component_name(), way.name());
        way.around.get_or_init(make).as_deref().map_err(Error::clone)
    }

    /// Sends a call to another process and returns the answer; a panic of what is around the call is its outcome.
    ///
    /// Boxed, or every local call would move the large state of a remote one around.
    ///
    /// # Errors
    ///
    /// Fails with what went wrong on the way; errors of the method itself are within the reply.
    pub(crate) fn call<'a>(
        &'a self,
        method: &'static MethodDescriptor,
        arguments: &'a [&'a dyn Encode],
    ) -> Caught<'a, Result<Reply>> {
        guard::catch(Box::pin(self.send(method, arguments)))
    }

    async fn send(&self, method: &'static MethodDescriptor, arguments: &[&dyn Encode]) -> Result<Reply> {
        if self.channels.is_empty() {
            return Err(self.not_here());
        }
        check_runtime(method)?;
        let (begun, context) = (Instant::now(), CallContext::current());
        if context.remaining().is_some_and(|left| left.is_zero()) {
            return Err(no_time(method));
        }
        let instances = self.instances(method, &context).await?;
        let way = self.choose(method, &instances)?;
        let begin = Begin { method, arguments, context, begun, room: self.room(method) };
        self.around(way)?.call(&*way.channel.channel, begin).await
    }

    /// Returns how large the calls of a method are.
    fn room(&self, method: &'static MethodDescriptor) -> &Room {
        // Their place in the table tells the index, however many there are.
        let offset = std::ptr::from_ref(method).addr().wrapping_sub(self.service.methods.as_ptr().addr());
        let index = offset / size_of::<MethodDescriptor>();
        self.rooms.get(index).unwrap_or(&self.rooms[self.service.methods.len()])
    }

    /// Returns how long a call may wait for the registry: nobody knows yet which channel it will go over.
    fn patience(&self, method: &MethodDescriptor, context: &CallContext) -> Duration {
        let limit = method.timeout.unwrap_or(self.remoting.surroundings.timeout);
        context.remaining().map_or(limit, |left| left.min(limit))
    }

    /// Returns what the registry knows of the component; waits if it has not answered yet.
    async fn instances(&self, method: &MethodDescriptor, context: &CallContext) -> Result<Arc<[Instance]>> {
        let watch = self.watch();
        if let Some(known) = watch.borrow().clone() {
            return Ok(known);
        }
        let mut watch = watch.clone();
        let answer = watch.wait_for(Option::is_some);
        match tokio::time::timeout(self.patience(method, context), answer).await {
            Ok(Ok(known)) => Ok(known.clone().unwrap_or_default()),
            Ok(Err(_)) => Err(self.registry_silent(method, ErrorKind::NoAddress, "has gone away")),
            Err(_) => Err(self.registry_silent(method, ErrorKind::Deadline, "has not answered in time")),
        }
    }

    fn watch(&self) -> &watch::Receiver<Instances> {
        self.instances.get_or_init(|| self.remoting.watch(self.component_name()))
    }

    /// Returns the first channel that can carry the method and has an address.
    fn choose(&self, method: &'static MethodDescriptor, instances: &[Instance]) -> Result<&Way> {
        let found = self.carriers(method).find(|way| uris(instances, way.name()).next().is_some());
        found.ok_or_else(|| self.no_address(method, instances))
    }

    fn carriers(&self, method: &'static MethodDescriptor) -> impl Iterator<Item = &Way> {
        self.channels.iter().filter(move |way| way.channel.channel.carries(method))
    }

    fn component_name(&self) -> &'static str {
        self.service.component.map_or("", |component| component.wire_name)
    }
}

/// Why there is no way out.
impl Binding {
    /// Says why a service that is not hosted here cannot be called elsewhere.
    fn not_here(&self) -> Error {
        let name = self.service_name();
        let text = match (self.local, self.service.component) {
            (Local::Only, _) => format!("the client is bound to the channel `local`, and `{name}` is not hosted here"),
            (_, None) => format!("`{name}` is listed by no component, and it is not hosted here"),
            (_, Some(_)) => return self.no_channel(),
        };
        Error::new(ErrorKind::NoAddress, text)
    }

    fn no_channel(&self) -> Error {
        let declared = list(declared(self.service).iter().copied());
        let registered = self.remoting.names();
        let component = self.component_name();
        let text = format!(
            "none of the channels that component `{component}` declares is registered: it declares {declared}; there \
             are {registered}"
        );
        Error::new(ErrorKind::Configuration, text)
    }

    fn no_address(&self, method: &'static MethodDescriptor, instances: &[Instance]) -> Error {
        let carriers: Vec<_> = self.carriers(method).map(Way::name).collect();
        let id = method.id;
        if carriers.is_empty() {
            let names = list(self.channels.iter().map(Way::name));
            let text = format!("`{id}` cannot be called on the channel {names}: the method has no route there");
            return Error::new(ErrorKind::Configuration, text);
        }
        let (component, channels) = (self.component_name(), list(carriers));
        let known = match instances.len() {
            0 => "no instance is registered".to_owned(),
            count => format!("{count} registered instance(s) answer on other channels only"),
        };
        let text = format!("`{id}` cannot be called: no address of component `{component}` on {channels}; {known}");
        Error::new(ErrorKind::NoAddress, text)
    }

    fn registry_silent(&self, method: &MethodDescriptor, kind: ErrorKind, what: &str) -> Error {
        let component = self.component_name();
        let text = format!("`{}` was not called: asked for component `{component}`, the registry {what}", method.id);
        Error::new(kind, text).executed(false)
    }
}
