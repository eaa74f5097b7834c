//! A server that does to each connection what a test says, and tells of it.

use aspyx::Bytes;
use aspyx::channel::{HttpTransport, Transport as _, TransportError};
use http::{Request, Response};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The server.
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Peer {
    /// Starts a server on a free port of a host.
    pub(crate) async fn on<F: Future<Output = ()> + Send + 'static>(
        host: &str,
        each: impl Fn(Connection) -> F + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = connections.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(each(Connection { stream, bytes: Vec::new() }));
            }
        });
        Self { address, connections }
    }

    /// Starts a server.
    pub(crate) async fn new<F: Future<Output = ()> + Send + 'static>(
        each: impl Fn(Connection) -> F + Send + 'static,
    ) -> Self {
        Self::on("127.0.0.1", each).await
    }

    /// Starts a server that answers each request with its body.
    pub(crate) async fn echo() -> Self {
        Self::new(echo).await
    }

    /// Starts a server that answers one request on each connection with exactly these bytes and closes it.
    pub(crate) async fn raw(answer: &'static str) -> Self {
        Self::new(move |mut connection| async move {
            connection.request().await;
            connection.write(answer).await;
        })
        .await
    }

    /// Returns how many connections have been accepted.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// Returns a request to the server.
    pub(crate) fn post(&self, body: impl Into<Bytes>) -> Request<Bytes> {
        Request::post(format!("http://{}/path?query=1", self.address)).body(body.into()).unwrap()
    }

    /// Sends a request to the server.
    pub(crate) async fn ask(
        &self,
        transport: &HttpTransport,
        body: impl Into<Bytes>,
    ) -> Result<Response<Bytes>, TransportError> {
        transport.send(self.post(body)).await
    }
}

/// Answers every request with its body.
pub(crate) async fn echo(mut connection: Connection) {
    while let Some(request) = connection.request().await {
        connection.answer(&request.body).await;
    }
}

/// A request as it came.
pub(crate) struct Received {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// A connection, seen from the server.
pub(crate) struct Connection {
    stream: TcpStream,
    bytes: Vec<u8>,
}

impl Connection {
    /// Reads a request; there is none once the client has closed the connection.
    pub(crate) async fn request(&mut self) -> Option<Received> {
        loop {
            if let Some(end) = self.bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.bytes[..end]).into_owned();
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                let whole = end + 4 + length.map_or(0, |length| length.parse().unwrap());
                while self.bytes.len() < whole {
                    self.read().await?;
                }
                let body = self.bytes.drain(..whole).skip(end + 4).collect();
                return Some(Received { head, body });
            }
            self.read().await?;
        }
    }

    async fn read(&mut self) -> Option<()> {
        self.stream.read_buf(&mut self.bytes).await.ok().filter(|count| *count > 0).map(drop)
    }

    /// Writes bytes.
    pub(crate) async fn write(&mut self, bytes: impl AsRef<[u8]>) {
        // A client that is gone is told by what it reads, not by what is written.
        drop(self.stream.write_all(bytes.as_ref()).await);
    }

    /// Answers with a body.
    pub(crate) async fn answer(&mut self, body: &[u8]) {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        self.write([head.as_bytes(), body].concat()).await;
    }
}
