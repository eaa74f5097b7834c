//! Who is measured, and how its server and its callers are made.

use super::grpc::{self, GrpcCaller};
use super::load::{Caller, Figures, Times, drive};
use super::ours::{self, OurCaller};
use super::payload::{self, Payload};
use super::raw::{Pool, RawCaller};
use super::{floor, floor::FloorCaller, raw};
use anyhow::{Context, Result};
use prost::Message;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// One way to make calls.
#[derive(Debug)]
pub struct Contender {
    /// Its name, which for ours is that of the channel.
    pub name: &'static str,
    speech: Speech,
    threads: Threads,
}

#[derive(Clone, Copy, Debug)]
enum Speech {
    Ours,
    Grpc { channels: usize },
    Raw,
    Floor,
}

/// What runs the tasks of client and server.
#[derive(Clone, Copy, Debug)]
pub enum Threads {
    /// The thread that waits for them, and no other.
    Current,
    /// So many workers.
    Workers(usize),
}

const TWO: Threads = Threads::Workers(2);
const TONIC: Speech = Speech::Grpc { channels: 1 };

/// All of them. Those of tonic that have another name than `tonic` are it in settings in which it may do better.
pub static ALL: [Contender; 10] = [
    Contender { name: "dispatch-protobuf", speech: Speech::Ours, threads: TWO },
    Contender { name: "dispatch-msgpack", speech: Speech::Ours, threads: TWO },
    Contender { name: "dispatch-json", speech: Speech::Ours, threads: TWO },
    Contender { name: "rest", speech: Speech::Ours, threads: TWO },
    Contender { name: "tonic", speech: TONIC, threads: TWO },
    Contender { name: "tonic-1-worker", speech: TONIC, threads: Threads::Workers(1) },
    Contender { name: "tonic-1-thread", speech: TONIC, threads: Threads::Current },
    Contender { name: "tonic-4-channels", speech: Speech::Grpc { channels: 4 }, threads: TWO },
    Contender { name: "hyper", speech: Speech::Raw, threads: TWO },
    Contender { name: "tcp", speech: Speech::Floor, threads: TWO },
];

/// Makes callers of one contender and has them call.
#[derive(Debug)]
pub struct Round<'a> {
    /// Where the server is.
    pub address: &'a str,
    /// What is sent.
    pub payload: Payload,
    /// How many call at once.
    pub callers: usize,
}

/// What is done with callers, whatever their type is.
pub trait Use {
    /// What comes of it.
    type Output;
    /// Uses them.
    fn with<C: Caller>(self, callers: Vec<C>) -> impl Future<Output = Result<Self::Output>>;
}

/// Drives callers for a while.
#[derive(Debug)]
pub struct Drive {
    /// How long.
    pub times: Times,
    /// The process of the server.
    pub server: u32,
}

impl Use for Drive {
    type Output = Figures;

    async fn with<C: Caller>(self, callers: Vec<C>) -> Result<Figures> {
        drive(callers, self.times, self.server).await
    }
}

impl Contender {
    /// Returns the contender of a name.
    pub fn named(name: &str) -> Result<&'static Self> {
        ALL.iter().find(|contender| contender.name == name).with_context(|| format!("there is no contender `{name}`"))
    }

    /// Creates the runtime that client and server have.
    pub fn runtime(&self) -> Result<Runtime> {
        let mut builder = match self.threads {
            Threads::Current => Builder::new_current_thread(),
            Threads::Workers(workers) => {
                let mut builder = Builder::new_multi_thread();
                builder.worker_threads(workers);
                builder
            }
        };
        Ok(builder.enable_all().build()?)
    }

    /// Serves until the process ends; `ready` is told the address.
    pub async fn serve(&self, ready: impl FnOnce(SocketAddr)) -> Result<()> {
        if let Speech::Ours = self.speech {
            return ours::serve(ready).await;
        }
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        ready(listener.local_addr()?);
        match self.speech {
            Speech::Grpc { .. } => grpc::serve(listener).await,
            Speech::Raw => raw::serve(listener).await,
            Speech::Ours | Speech::Floor => floor::serve(listener).await,
        }
    }

    /// Makes callers and uses them.
    pub async fn callers<U: Use>(&self, round: &Round<'_>, what: U) -> Result<U::Output> {
        match (self.speech, round.payload) {
            (Speech::Ours, Payload::Flat) => what.with(self.ours(round, payload::our_flat)?).await,
            (Speech::Ours, Payload::Tree) => what.with(self.ours(round, payload::our_tree)?).await,
            (Speech::Grpc { channels }, Payload::Flat) => {
                what.with(round.grpc(channels, payload::proto_flat).await?).await
            }
            (Speech::Grpc { channels }, Payload::Tree) => {
                what.with(round.grpc(channels, payload::proto_tree).await?).await
            }
            (Speech::Raw, Payload::Flat) => what.with(round.raw("/flat", payload::proto_flat)?).await,
            (Speech::Raw, Payload::Tree) => what.with(round.raw("/tree", payload::proto_tree)?).await,
            (Speech::Floor, Payload::Flat) => what.with(round.floor(&payload::proto_flat()).await?).await,
            (Speech::Floor, Payload::Tree) => what.with(round.floor(&payload::proto_tree()).await?).await,
        }
    }

    fn ours<M>(&self, round: &Round<'_>, payload: fn() -> M) -> Result<Vec<OurCaller<M>>> {
        let client = ours::client(self.name, round.address)?;
        Ok(round.times(|| OurCaller::new(&client, payload())))
    }
}

impl Round<'_> {
    fn times<C>(&self, caller: impl FnMut() -> C) -> Vec<C> {
        std::iter::repeat_with(caller).take(self.callers).collect()
    }

    async fn grpc<M>(&self, channels: usize, payload: fn() -> M) -> Result<Vec<GrpcCaller<M>>> {
        let channels = grpc::connect(self.address, channels).await?;
        let mut turns = channels.iter().cycle().cloned();
        Ok(self.times(|| GrpcCaller::new(turns.next().expect("a cycle does not end"), payload())))
    }

    fn raw<M>(&self, path: &'static str, payload: fn() -> M) -> Result<Vec<RawCaller<M>>> {
        let pool = Arc::new(Pool::new(self.address.parse()?)?);
        Ok(self.times(|| RawCaller::new(&pool, path, payload())))
    }

    async fn floor(&self, payload: &impl Message) -> Result<Vec<FloorCaller>> {
        let mut callers = Vec::new();
        for _ in 0..self.callers {
            callers.push(FloorCaller::connect(self.address, payload.encode_to_vec()).await?);
        }
        Ok(callers)
    }
}
