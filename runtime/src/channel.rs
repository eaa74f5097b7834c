//! The client half of a call: one object-safe trait for everything that can carry one.
//!
//! A channel sends one attempt to one address. Which address, within what time and whether once more is decided around
//! it, the same for every channel; what the answer means is decided by [`Reply`], so that no channel knows any type.

use crate::dispatch::BoxFuture;
use crate::envelope;
use crate::error::{Error, ErrorKind};
use crate::room::Room;
use crate::service::MethodDescriptor;
use crate::wire::{Encode, EncodeError, Format};
use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use std::time::Duration;

mod candidate;
mod dispatch;
mod interceptor;
mod refusal;
mod reply;
mod rest;
mod rest_writer;
mod selector;
mod settings;

pub use candidate::Candidate;
pub(crate) use candidate::{InFlight, Outcome};
pub(crate) use dispatch::Dispatch;
pub(crate) use interceptor::End;
pub use interceptor::{Call, Interceptor, Next, interceptor_fn};
pub use reply::Reply;
pub(crate) use rest::Rest;
pub use selector::{FirstUrlSelector, LeastLoadedUrlSelector, RoundRobinUrlSelector, UrlSelector};
pub use settings::ChannelSettings;

#[cfg(feature = "tls")]
pub use crate::transport::rustls;
pub use crate::transport::{HttpTransport, HttpTransportBuilder, Stage, Transport, TransportError};

/// The name of the channel within a process; every component has it.
pub const LOCAL: &str = "local";

/// The channels a server answers on by itself, under its own address.
pub(crate) const SERVED: [&str; 4] = ["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"];

/// Carries calls to other processes.
pub trait Channel: Send + Sync + 'static {
    /// Sends a call to one address and returns its answer.
    ///
    /// # Errors
    ///
    /// Fails with a kind that says how far the call has come: [`Connect`](crate::ErrorKind::Connect) means that nothing
    /// was sent, everything that happens later counts as maybe executed.
    fn call<'a>(&'a self, call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply, Error>>;

    /// Returns whether the channel can carry calls of a method at all: by default it can.
    ///
    /// Calls of a method it cannot carry go to the next channel, if the caller leaves the choice.
    fn carries(&self, method: &'static MethodDescriptor) -> bool {
        let _ = method;
        true
    }
}

/// A call on its way out.
pub struct Outgoing<'a> {
    /// The method.
    pub method: &'static MethodDescriptor,
    /// The arguments, in order of declaration.
    pub arguments: &'a [&'a dyn Encode],
    /// The name of the channel it goes over, `rest`.
    pub channel: &'a str,
    /// Where to send it, such as `http://10.0.0.7:8000`.
    pub address: &'a str,
    /// How long the caller will wait, from now.
    pub timeout: Duration,
    /// What travels beside the arguments, such as the time that is left; a channel carries it if it can.
    pub headers: HeaderMap,
    /// What carries requests, on channels that speak HTTP.
    pub(crate) transport: &'a dyn Transport,
    /// The address, and what is known of it.
    pub(crate) candidate: &'a Candidate,
    /// How large the calls of the method are.
    pub(crate) room: &'a Room,
}

impl Outgoing<'_> {
    /// Writes the call as the dispatch channels carry it: in JSON and msgpack `{"method": …, "args": […]}`, in protobuf the
    /// bare message of the parameters, while the method is to be named beside it.
    ///
    /// # Errors
    ///
    /// Fails if the format has no form for an argument.
    pub fn envelope(&self, format: Format) -> Result<Bytes, Error> {
        let written = envelope::call(format, self.room.get(), self.method, self.arguments);
        let written = written.map_err(|error| unwritable(self.method, &error))?;
        self.room.note(written.len());
        Ok(Bytes::from(written))
    }

    /// Sends an HTTP request over the transport of the channel, as it is: the headers of the call are the channel's to add.
    ///
    /// # Errors
    ///
    /// Fails with a kind that says how far it has come.
    pub async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.transport.send(request).await.map_err(|error| failed(self, error))
    }
}

/// Returns the error of an argument that has no form on a channel; nothing has been sent.
#[cold]
pub(crate) fn unwritable(method: &MethodDescriptor, error: &EncodeError) -> Error {
    Error::new(ErrorKind::Malformed, format!("`{}` was not sent: {error}", method.id))
}

#[cold]
fn failed(call: &Outgoing<'_>, error: TransportError) -> Error {
    let (id, channel, address) = (call.method.id, call.channel, call.address);
    let (kind, what) = match error.stage() {
        Stage::NotSent => (ErrorKind::Connect, "no connection to"),
        Stage::Sent => (ErrorKind::Transport, "the connection broke to"),
        Stage::Answered => (ErrorKind::Protocol, "no answer to make sense of from"),
    };
    Error::from_source(kind, format!("`{id}`: {what} {address} on the channel `{channel}`: {error}"), error)
}

/// Returns the error of an address that cannot be asked anything.
#[cold]
pub(crate) fn no_address(call: &Outgoing<'_>, error: http::Error) -> Error {
    let text = format!("`{}`: `{}` is no address to call: {error}", call.method.id, call.address);
    Error::from_source(ErrorKind::Connect, text, error)
}
