//! The other end of a connection, without an HTTP library that would make requests better than they are.

use serde_json::Value;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Status line and headers, in lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
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

/// Sends a request that asks for the connection to be closed, and reads the answer.
pub(crate) async fn ask(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.write_all(request).await.expect("the server reads");
    let text = rest_of(&mut stream).await;
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.unwrap_or_else(|| panic!("no status: {head:?}"));
    Answer { status, head: head.to_lowercase(), body: body.to_owned() }
}

/// Sends bytes, ends the sending half, and returns whatever comes.
pub(crate) async fn ask_and_end(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.write_all(bytes).await.expect("the server reads");
    stream.shutdown().await.expect("the connection is open");
    rest_of(&mut stream).await
}

/// Sends bytes and breaks the connection.
pub(crate) async fn leave_after(address: SocketAddr, bytes: &[u8]) {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.write_all(bytes).await.expect("the server reads");
}

async fn rest_of(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("the connection is not lost");
    String::from_utf8(bytes).expect("answers are UTF-8")
}
