//! A channel of the suite's own, within the process: the least that a channel can be. There is one for each format.

use aspyx::channel::{Channel, Outgoing, Reply};
use aspyx::wire::Format;
use aspyx::{Arrival, BoxFuture, ChannelServer, Dispatcher, Error, ErrorKind, Listening, Result};
use aspyx::{ServerBuilder, ServiceManagerBuilder};
use std::sync::{Arc, OnceLock};

/// The names they go by.
const NAMES: [(&str, Format); 3] =
    [("memory", Format::Json), ("memory-msgpack", Format::Msgpack), ("memory-protobuf", Format::Protobuf)];

/// Both halves at once: clones of it reach the same server.
#[derive(Clone)]
pub struct Memory {
    name: &'static str,
    format: Format,
    dispatcher: Arc<OnceLock<Dispatcher>>,
}

impl Channel for Memory {
    fn call<'a>(&'a self, call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let (format, body) = (self.format, call.envelope(self.format)?);
            let gone = || Error::new(ErrorKind::Connect, format!("nobody listens at {}", call.address));
            let dispatcher = self.dispatcher.get().ok_or_else(gone)?;
            let mut headers = call.headers.clone();
            headers.insert("x-rpc-method", http::HeaderValue::from_static(call.method.id));
            Reply::answer(&call, format, dispatcher.call(Arrival { format, headers, body }).await)
        })
    }
}

impl ChannelServer for Memory {
    fn listen(&self, dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
        let stopping = dispatcher.clone();
        let served = self.dispatcher.set(dispatcher).is_ok();
        Box::pin(async move {
            assert!(served, "each server has a memory of its own");
            Ok(Listening::new(format!("{}://here", self.name), async move { stopping.stopping().await }))
        })
    }
}

/// The channels of one server.
#[derive(Clone)]
pub struct Memories([Memory; 3]);

impl Default for Memories {
    fn default() -> Self {
        Self(NAMES.map(|(name, format)| Memory { name, format, dispatcher: Arc::default() }))
    }
}

impl Memories {
    /// Has a server listen on them.
    pub fn serve(&self, server: ServerBuilder) -> ServerBuilder {
        self.0.iter().fold(server, |server, memory| server.channel(memory.name, memory.clone()))
    }

    /// Has a manager call over them.
    pub fn call(&self, manager: ServiceManagerBuilder) -> ServiceManagerBuilder {
        self.0.iter().fold(manager, |manager, memory| manager.channel(memory.name, memory.clone()))
    }
}
