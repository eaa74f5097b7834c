//! One channel to one component: what all clients of a manager share of it.
//!
//! Here a call gets its deadline, passes through the interceptors, is given an address and sent, once. Whether once is
//! enough will be decided between the interceptors and [`Sending`].

use super::addresses::Addresses;
use crate::channel::{Call, Candidate, Channel, ChannelSettings, End, InFlight, Interceptor, Next, Outcome};
use crate::channel::{Outgoing, Reply};
use crate::context::CallContext;
use crate::deadline::{in_time, no_time, shown};
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::room::Room;
use crate::service::MethodDescriptor;
use crate::wire::Encode;
use http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

pub(crate) struct ComponentChannel {
    settings: ChannelSettings,
    addresses: Addresses,
}

impl ComponentChannel {
    pub(crate) fn new(settings: ChannelSettings, addresses: Addresses) -> Self {
        Self { settings, addresses }
    }

    /// Returns whether calls pass through here as if it were not there.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        self.settings.interceptors.is_empty() && self.settings.timeout.is_none()
    }

    /// Returns how long a call may take, if that is bounded: what the method says, else what holds for the channel.
    pub(crate) fn limit(&self, method: &MethodDescriptor) -> Option<Duration> {
        method.timeout.or(self.settings.timeout)
    }

    pub(crate) fn interceptors(&self) -> &[Arc<dyn Interceptor>] {
        &self.settings.interceptors
    }

    /// Begins the way of a call through the interceptors.
    pub(crate) fn begin<'a>(&'a self, method: &'static MethodDescriptor, arguments: &'a [&'a dyn Encode]) -> Call<'a> {
        let (component, channel) = (self.settings.component, &*self.settings.name);
        Call { method, component, channel, headers: HeaderMap::new(), arguments }
    }

    /// Sends a call over this channel.
    ///
    /// # Errors
    ///
    /// Fails with what went wrong on the way; errors of the method itself are within the reply.
    pub(crate) async fn call(
        &self,
        channel: &dyn Channel,
        Begin { method, arguments, context, begun, room }: Begin<'_>,
    ) -> Result<Reply> {
        let deadline = self.limit(method).and_then(|limit| begun.checked_add(limit));
        let sending = Sending { around: self, channel, context: context.until(deadline), begun, room };
        let call = self.begin(method, arguments);
        if self.interceptors().is_empty() {
            return sending.send(call).await;
        }
        let limit = sending.context.remaining().unwrap_or(Duration::MAX);
        // The interceptors themselves call others within the time of the call.
        let chain = Next::new(self.interceptors(), &sending).run(call);
        sending.context.clone().scope(in_time(method, limit, chain)).await?
    }

    /// Returns an address for a call.
    fn select(&self, method: &MethodDescriptor) -> Result<Candidate> {
        let addresses = self.addresses.current();
        let index = if addresses.len() > 1 { self.settings.selector.select(&addresses) } else { 0 };
        let index = index.checked_rem(addresses.len()).unwrap_or_default();
        addresses.get(index).cloned().ok_or_else(|| self.gone(method))
    }

    #[cold]
    fn gone(&self, method: &MethodDescriptor) -> Error {
        let (component, channel) = (self.settings.component, &self.settings.name);
        let text = format!("`{}` cannot be called: no address of component `{component}` on `{channel}`", method.id);
        Error::new(ErrorKind::NoAddress, text)
    }
}

/// A call that is about to be sent.
pub(crate) struct Begin<'a> {
    pub(crate) method: &'static MethodDescriptor,
    pub(crate) arguments: &'a [&'a dyn Encode],
    /// The context it was made in.
    pub(crate) context: CallContext,
    /// When that was.
    pub(crate) begun: Instant,
    /// How large the calls of the method are.
    pub(crate) room: &'a Room,
}

/// What stands behind the interceptors of a call to another process.
struct Sending<'a> {
    around: &'a ComponentChannel,
    channel: &'a dyn Channel,
    context: CallContext,
    begun: Instant,
    room: &'a Room,
}

impl End for Sending<'_> {
    fn call<'a>(&'a self, call: Call<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(self.send(call))
    }
}

impl Sending<'_> {
    async fn send(&self, call: Call<'_>) -> Result<Reply> {
        let Call { method, arguments, mut headers, .. } = call;
        let now = Instant::now();
        let deadline = self.context.deadline();
        let timeout = deadline.map_or(Duration::MAX, |deadline| deadline.saturating_duration_since(now));
        if timeout.is_zero() {
            return Err(no_time(method));
        }
        self.context.write(&mut headers, timeout);
        let settings = &self.around.settings;
        let address = self.around.select(method)?;
        let (channel, transport) = (&*settings.name, &*settings.transport);
        let (candidate, room) = (&address, self.room);
        let address = address.uri();
        let outgoing = Outgoing { method, arguments, channel, address, timeout, headers, transport, candidate, room };
        let in_flight = candidate.begin(now);
        let call = self.channel.call(outgoing);
        let answer = match deadline {
            None => call.await,
            Some(deadline) => timeout_at(deadline, call).await.unwrap_or_else(|_| Err(self.late(method, address))),
        };
        end(in_flight, answer).map(|reply| reply.answered_by(candidate.clone()))
    }

    #[cold]
    fn late(&self, method: &MethodDescriptor, address: &str) -> Error {
        let (id, channel) = (method.id, &self.around.settings.name);
        let limit = self.context.deadline().map(|deadline| deadline.saturating_duration_since(self.begun));
        let limit = shown(limit.unwrap_or(Duration::MAX));
        let text = format!("`{id}`: no answer from {address} on the channel `{channel}` within {limit:?}");
        Error::new(ErrorKind::Deadline, text)
    }
}

/// Notes how a call went.
fn end(in_flight: InFlight<'_>, answer: Result<Reply>) -> Result<Reply> {
    in_flight.end(answer.as_ref().map_or_else(|error| Outcome::of(error.kind()), |_| Outcome::Answered));
    answer
}
