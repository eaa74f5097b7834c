//! A channel of one's own: calls over a Unix socket, in MessagePack.
//!
//! Each call has a connection to itself, so that many can be on their way at once and a caller who goes away is noticed.
//! Both directions carry one frame: a status as in HTTP (in a call: how many milliseconds its caller waits), the length of
//! the envelope, the envelope. The trace and `aspyx-executed` are not told; they would take a frame of headers.

use aspyx::axum::http::{HeaderMap, HeaderName};
use aspyx::channel::{Channel, Outgoing, Reply};
use aspyx::wire::Format;
use aspyx::{Answer, Arrival, BoxFuture, Bytes, ChannelServer, Dispatcher, Error, ErrorKind, Listening, Result};
use std::path::PathBuf;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;

const FORMAT: Format = Format::Msgpack;
const TIMEOUT: HeaderName = HeaderName::from_static("grpc-timeout");

/// The client half, for the manager.
pub(crate) struct UnixChannel;

impl Channel for UnixChannel {
    fn call<'a>(&'a self, call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let failed = |kind, error| Error::from_source(kind, format!("{}: {error}", call.address), error);
            let envelope = call.envelope(FORMAT)?;
            let path = call.address.trim_start_matches("unix://");
            let mut socket = UnixStream::connect(path).await.map_err(|error| failed(ErrorKind::Connect, error))?;
            let exchange = async {
                write(&mut socket, call.timeout.as_millis().try_into().unwrap_or(u32::MAX), &envelope).await?;
                read(&mut socket, usize::MAX).await
            };
            let (status, body) = exchange.await.map_err(|error| failed(ErrorKind::Transport, error))?;
            Reply::answer(&call, FORMAT, Answer::new(u16::try_from(status).unwrap_or(502), FORMAT.content_type(), body))
        })
    }
}

/// The server half: listens on this path.
pub(crate) struct UnixServer(pub(crate) PathBuf);

impl ChannelServer for UnixServer {
    fn listen(&self, dispatcher: Dispatcher) -> BoxFuture<'_, Result<Listening>> {
        Box::pin(async move {
            let address = format!("unix://{}", self.0.display());
            let failed = |error| Error::from_source(ErrorKind::Configuration, format!("{address}: {error}"), error);
            let listener = UnixListener::bind(&self.0).map_err(failed)?;
            Ok(Listening::new(address, accept(listener, self.0.clone(), dispatcher)))
        })
    }
}

async fn accept(listener: UnixListener, path: PathBuf, dispatcher: Dispatcher) {
    let mut calls = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((socket, _)) => drop(calls.spawn(answer(socket, dispatcher.clone()))),
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await, // Too many open files, most likely.
            },
            Some(_) = calls.join_next() => {}
            () = dispatcher.stopping() => break,
        }
    }
    let _ = std::fs::remove_file(path);
    while calls.join_next().await.is_some() {}
}

/// Answers the one call of a connection. What goes wrong with the connection itself is its caller's to notice.
async fn answer(mut socket: UnixStream, dispatcher: Dispatcher) -> std::io::Result<()> {
    let (left, body) = tokio::select! {
        frame = read(&mut socket, dispatcher.body_limit()) => frame?,
        () = dispatcher.stopping() => return Ok(()),
    };
    let headers = HeaderMap::from_iter([(TIMEOUT, format!("{}m", left.min(99_999_999)).parse().expect("digits"))]);
    let call = dispatcher.call(Arrival { format: FORMAT, headers, body });
    let Answer { status, body, .. } = tokio::select! {
        biased;
        answer = call => answer,
        // Nothing follows a call, so this is its caller going away; the method is dropped.
        _ = socket.read_u8() => return Ok(()),
    };
    write(&mut socket, status.into(), &body).await
}

async fn write(socket: &mut UnixStream, status: u32, envelope: &[u8]) -> std::io::Result<()> {
    let length = u32::try_from(envelope.len()).map_err(std::io::Error::other)?;
    socket.write_all(&[&status.to_be_bytes()[..], &length.to_be_bytes(), envelope].concat()).await
}

/// Reads a frame; the memory it takes grows with what has come, not with what is announced.
async fn read(socket: &mut UnixStream, limit: usize) -> std::io::Result<(u32, Bytes)> {
    let (status, length) = (socket.read_u32().await?, socket.read_u32().await?);
    let mut envelope = Vec::new(); // One byte too many tells the dispatcher, and then the caller once all is sent.
    let most = u64::from(length).min((limit as u64).saturating_add(1));
    let whole = socket.take(most).read_to_end(&mut envelope).await? as u64 == most;
    tokio::io::copy(&mut socket.take(u64::from(length) - most), &mut tokio::io::sink()).await?;
    if whole { Ok((status, envelope.into())) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
}
