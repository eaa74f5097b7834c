//! Requests as bytes, so that nothing between the test and the server makes them better than they are.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Status line and headers, in lower case.
    pub(crate) head: String,
    /// The body as text, and as it came.
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// Returns the value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Returns the body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Returns the detail of a problem document, having looked at what all of them have in common.
    pub(crate) fn detail(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "{self:?}");
        assert!(problem["type"].as_str().is_some_and(|it| it.starts_with("urn:aspyx:")), "{self:?}");
        problem["detail"].as_str().unwrap_or_else(|| panic!("no detail in {self:?}")).to_owned()
    }

    /// Makes sure that it is a problem document of this status, from before the method ran.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("aspyx-executed"), Some("no"), "{self:?}");
        self.detail()
    }
}

/// Sends bytes and reads the answer until the server closes.
pub(crate) async fn raw(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request).await.expect("the server reads");
    read(&mut stream).await
}

/// Reads an answer until the server closes.
pub(crate) async fn read(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("the server answers");
    let text = || String::from_utf8_lossy(&bytes);
    let end =
        bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer: {:?}", text()));
    let (head, body) = (String::from_utf8_lossy(&bytes[..end]), &bytes[end + 4..]);
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.unwrap_or_else(|| panic!("no status: {head}"));
    Answer { status, head: head.to_lowercase(), body: String::from_utf8_lossy(body).into_owned(), bytes: body.to_vec() }
}

/// Returns a request; each header ends with a line break.
pub(crate) fn request(verb: &str, path: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let headers = headers.replace('\n', "\r\n");
    let length = body.len();
    let head =
        format!("{verb} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

/// Sends a request with a body of JSON.
pub(crate) async fn send_json(address: SocketAddr, verb: &str, path: &str, body: impl AsRef<[u8]>) -> Answer {
    raw(address, &request(verb, path, "content-type: application/json\n", body)).await
}

/// Sends a request without a body.
pub(crate) async fn send(address: SocketAddr, verb: &str, path: &str) -> Answer {
    raw(address, &request(verb, path, "", "")).await
}

/// Sends a GET.
pub(crate) async fn get(address: SocketAddr, path: &str) -> Answer {
    send(address, "GET", path).await
}

/// Sends a dispatch call as it stands.
pub(crate) async fn invoke(address: SocketAddr, body: impl AsRef<[u8]>) -> Answer {
    send_json(address, "POST", "/invoke", body).await
}

/// Calls a method of the shop's catalog.
pub(crate) async fn call(address: SocketAddr, method: &str, args: &str) -> Answer {
    invoke(address, format!(r#"{{"method":"shop-v1:catalog:{method}","args":{args}}}"#)).await
}
