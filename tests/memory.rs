//! A channel of the suite's own, within the process: the least that a channel can be.

use aspyx::channel::{Channel, Outgoing, Reply};
use aspyx::codegen::BoxFuture;
use aspyx::wire::Format;
use aspyx::{Arrival, ChannelServer, Dispatcher, Error, ErrorKind, Listening, Result};
use std::sync::{Arc, OnceLock};

/// The name it goes by.
pub const NAME: &str = "memory";

const FORMAT: Format = Format::Json;

/// Both halves at once: clones of it reach the same server.
#[derive(Clone, Default)]
pub struct Memory(Arc<OnceLock<Dispatcher>>);

impl Channel for Memory {
    fn call<'a>(&'a self, call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let body = call.envelope(FORMAT)?;
            let gone = || Error::new(ErrorKind::Connect, format!("nobody listens at {}", call.address));
            let dispatcher = self.0.get().ok_or_else(gone)?;
            let arrival = Arrival { format: FORMAT, headers: call.headers.clone(), body };
            call.reply(FORMAT, dispatcher.call(arrival).await)
        })
    }
}

impl ChannelServer for Memory {
    fn listen(&self, dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
        let stopping = dispatcher.clone();
        let served = self.0.set(dispatcher).is_ok();
        Box::pin(async move {
            assert!(served, "each server has a memory of its own");
            Ok(Listening::new(format!("{NAME}://here"), async move { stopping.stopping().await }))
        })
    }
}
