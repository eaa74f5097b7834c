//! Calls in one of the formats, whatever has carried them here: `/invoke`, or the server half of a custom channel.

use super::app::App;
use super::body::{self, Payload};
use super::directory::Callee;
use super::envelope::{self, Methods};
use super::interceptor::{Inside, ServerCall, ServerNext};
use super::passage::Passage;
use crate::answer::Answer;
use crate::context::CallContext;
use crate::dispatch::BoxFuture;
use crate::error::Result;
use crate::wire::Format;
use bytes::Bytes;
use http::HeaderMap;
use std::ops::Range;
use std::pin::pin;
use std::sync::Arc;

/// A call as a channel has received it.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The format of the body.
    pub format: Format,
    /// What came beside the body, under the names that HTTP has for it; protobuf needs `x-rpc-method`.
    pub headers: HeaderMap,
    /// The envelope, as the client half has got it from [`Outgoing::envelope`](crate::channel::Outgoing::envelope).
    pub body: Bytes,
}

/// Answers the calls that the server half of a custom channel receives; see [`ChannelServer`](crate::ChannelServer).
///
/// Clones are the same.
#[derive(Clone)]
pub struct Dispatcher {
    app: Arc<App>,
    channel: Arc<str>,
}

impl Dispatcher {
    pub(super) fn new(app: Arc<App>, channel: &str) -> Self {
        Self { app, channel: channel.into() }
    }

    /// Returns the name of the channel, which a component must declare to be reached over it.
    pub fn channel(&self) -> &str {
        &self.channel
    }

    /// Returns how many bytes a body may have; whoever reads no more than that need not have room for it.
    pub fn body_limit(&self) -> usize {
        self.app.limits.bytes
    }

    /// Answers a call.
    ///
    /// Always: whatever is wrong with it becomes an answer with a problem document, as over HTTP. Dropping the future
    /// drops the method that it runs.
    pub async fn call(&self, arrival: Arrival) -> Answer {
        let Arrival { format, headers, body } = arrival;
        let passage = Passage::new(CallContext::of_headers(&headers));
        let limit = self.body_limit();
        let call = async {
            if body.len() > limit {
                return Err(body::too_large(limit));
            }
            let _pass = self.app.enter()?;
            let payload = Payload::whole(body);
            call(
                Arrived { app: &self.app, channel: &self.channel, format, passage: &passage, payload: &payload },
                headers,
            )
            .await
        };
        passage.complete(pin!(call)).await
    }

    /// Waits until the server stops: no further calls are to be taken then, and those that run to be answered.
    pub async fn stopping(&self) {
        self.app.stopping.told().await;
    }
}

/// A call in one of the formats, of which nothing has been read.
#[derive(Clone, Copy)]
pub(super) struct Arrived<'a> {
    pub(super) app: &'a App,
    pub(super) channel: &'a str,
    pub(super) format: Format,
    pub(super) passage: &'a Passage,
    pub(super) payload: &'a Payload,
}

/// Answers a call.
///
/// # Errors
///
/// Fails if it cannot be read or the method cannot be called, if an interceptor refuses it, if it panics or takes too
/// long.
pub(super) async fn call(arrived: Arrived<'_>, headers: HeaderMap) -> Result<Answer> {
    let Arrived { app, channel, format, payload, passage } = arrived;
    let methods = Methods { directory: &app.directory, channel };
    match format {
        Format::Protobuf => {
            let callee = methods.named(&headers)?;
            Located { arrived, callee, arguments: Arguments::Body, payload }.enter(headers).await
        }
        Format::Json | Format::Msgpack if app.interceptors.is_empty() => {
            let (callee, future) = {
                let message = payload.read().await?;
                envelope::read(methods, format, &message)?
            };
            callee.run(passage, future).await
        }
        Format::Json | Format::Msgpack => {
            let message = payload.read().await?;
            let (callee, part) = envelope::locate(methods, format, &message)?;
            let payload = &Payload::whole(message);
            Located { arrived, callee, arguments: Arguments::Part(part), payload }.enter(headers).await
        }
    }
}

/// Where the arguments of a call stand.
enum Arguments {
    /// They are the body.
    Body,
    /// They are this part of the body, if there are any.
    Part(Option<Range<usize>>),
}

/// A call whose method is known, and of whose arguments nothing has been looked at.
struct Located<'a> {
    arrived: Arrived<'a>,
    callee: &'a Callee,
    arguments: Arguments,
    payload: &'a Payload,
}

impl Located<'_> {
    /// Passes through the interceptors, if there are any.
    async fn enter(&self, headers: HeaderMap) -> Result<Answer> {
        let Arrived { app, channel, .. } = self.arrived;
        if app.interceptors.is_empty() {
            return self.answer().await;
        }
        let call = ServerCall { method: self.callee.method, channel, headers };
        ServerNext::new(&app.interceptors, self).run(call).await
    }

    async fn answer(&self) -> Result<Answer> {
        let callee = self.callee.admit()?;
        let future = {
            let message = self.payload.read().await?;
            let part = match &self.arguments {
                Arguments::Body => Some(0..message.len()),
                Arguments::Part(part) => part.clone(),
            };
            envelope::decode(callee, self.arrived.format, &message, part)?
        };
        self.callee.run(self.arrived.passage, future).await
    }
}

impl Inside for Located<'_> {
    fn call(&self, _headers: HeaderMap) -> BoxFuture<'_, Result<Answer>> {
        Box::pin(self.answer())
    }
}
