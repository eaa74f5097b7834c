//! The client half of a call: one object-safe trait for everything that can carry one.
//!
//! A channel sends one attempt to one address. Which address, within what time and whether once more is decided around
//! it, the same for every channel; what the answer means is decided by [`Reply`], so that no channel knows any type.

use crate::dispatch::BoxFuture;
use crate::error::Error;
use crate::service::MethodDescriptor;
use crate::wire::Encode;

mod dispatch_json;
mod refusal;
mod reply;
mod rest;
mod rest_writer;
mod transport;

pub(crate) use dispatch_json::DispatchJson;
pub use reply::Reply;
pub(crate) use rest::Rest;
pub(crate) use transport::Transport;

/// The name of the channel within a process; every component has it.
pub const LOCAL: &str = "local";

/// The channels a server answers on by itself, under its own address.
pub(crate) const SERVED: [&str; 2] = ["dispatch-json", "rest"];

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
#[derive(Clone, Copy)]
pub struct Outgoing<'a> {
    /// The method.
    pub method: &'static MethodDescriptor,
    /// The arguments, in order of declaration.
    pub arguments: &'a [&'a dyn Encode],
    /// Where to send it, such as `http://10.0.0.7:8000`.
    pub address: &'a str,
    /// How long the caller will wait, from now.
    pub timeout: std::time::Duration,
}
