//! The other end of a connection, without an HTTP library that would make requests better than they are.

use aspyx::wire::Format;
use serde_json::Value;
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// An answer or a request, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status of an answer; 0 of a request.
    pub(crate) status: u16,
    /// The first line and headers, in lower case.
    pub(crate) head: String,
    /// The body, as text if it is any.
    pub(crate) body: String,
    /// The body as it came.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    fn of(message: &[u8]) -> Self {
        let end = message.windows(4).position(|bytes| bytes == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no message: {:?}", String::from_utf8_lossy(message)));
        let head = String::from_utf8_lossy(&message[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        let bytes = message[end + 4..].to_vec();
        Self { status, head, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// Returns the value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Returns a member of the problem document; empty if there is none.
    pub(crate) fn problem(&self, member: &str) -> String {
        let problem: Value = serde_json::from_str(&self.body).unwrap_or_default();
        problem[member].as_str().unwrap_or_default().to_owned()
    }
}

/// Writes down a dispatch call; the method is named in a header only where the format wants it there.
pub(crate) fn request(format: Format, method: &str, message: &[u8]) -> Vec<u8> {
    let named = if format == Format::Protobuf { format!("x-rpc-method: {method}\r\n") } else { String::new() };
    let head = format!(
        "POST /invoke HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {}\r\n{named}content-length: {}\r\n\r\n",
        format.content_type(),
        message.len()
    );
    [head.as_bytes(), message].concat()
}

/// Sends a request that asks for the connection to be closed, and reads the answer.
pub(crate) async fn ask(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.write_all(request).await.expect("the server reads");
    let answer = Answer::of(&rest_of(&mut stream).await);
    assert_ne!(answer.status, 0, "no status: {:?}", answer.head);
    answer
}

/// Sends bytes, ends the sending half, and returns whatever comes.
pub(crate) async fn ask_and_end(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.write_all(bytes).await.expect("the server reads");
    stream.shutdown().await.expect("the connection is open");
    String::from_utf8(rest_of(&mut stream).await).expect("the answers are text")
}

/// Sends bytes one by one, and returns whatever comes.
pub(crate) async fn ask_slowly(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.set_nodelay(true).expect("the connection is open");
    for byte in bytes {
        stream.write_all(&[*byte]).await.expect("the server reads");
        tokio::task::yield_now().await;
    }
    String::from_utf8(rest_of(&mut stream).await).expect("the answers are text")
}

/// Sends the head of a request, and returns the first line that comes.
pub(crate) async fn first_line(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = BufReader::new(TcpStream::connect(address).await.expect("the server accepts"));
    stream.write_all(bytes).await.expect("the server reads");
    let mut line = String::new();
    stream.read_line(&mut line).await.expect("the connection is not lost");
    line
}

/// Sends bytes and breaks the connection.
pub(crate) async fn leave_after(address: SocketAddr, bytes: &[u8]) {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.write_all(bytes).await.expect("the server reads");
}

async fn rest_of(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("the connection is not lost");
    bytes
}

/// A server that gives one answer, whatever it is asked, and keeps the request.
pub(crate) struct Canned {
    address: SocketAddr,
    request: JoinHandle<Answer>,
}

impl Canned {
    /// Starts it on a free port.
    pub(crate) async fn start(content_type: &str, body: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port can be bound");
        let address = listener.local_addr().expect("it is bound");
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n", body.len());
        let answer = [head.into_bytes(), body].concat();
        Self { address, request: tokio::spawn(async move { answer_once(&listener, &answer).await }) }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the request that came.
    pub(crate) async fn request(self) -> Answer {
        self.request.await.expect("a request can be read")
    }
}

async fn answer_once(listener: &TcpListener, answer: &[u8]) -> Answer {
    let (mut stream, _) = listener.accept().await.expect("a client comes");
    let mut message = Vec::new();
    while !is_whole(&message) {
        assert_ne!(stream.read_buf(&mut message).await.expect("the client sends"), 0, "the request broke off");
    }
    stream.write_all(answer).await.expect("the client reads");
    Answer::of(&message)
}

/// Returns whether as much of a body has come as the head has announced.
pub(crate) fn is_whole(message: &[u8]) -> bool {
    message.windows(4).any(|bytes| bytes == b"\r\n\r\n") && {
        let request = Answer::of(message);
        let announced = request.header("content-length").and_then(|length| length.parse().ok());
        request.bytes.len() >= announced.unwrap_or(0)
    }
}
