//! A server that answers every request with the same bytes and tells what it was sent.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// A request as it came.
pub(crate) struct Received {
    /// Request line and headers.
    pub(crate) head: String,
    /// The body.
    pub(crate) body: String,
}

impl Received {
    /// Returns the request line.
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// Returns the value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().filter_map(|line| line.split_once(": ")).find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// The server.
pub(crate) struct Canned {
    /// Where it listens.
    pub(crate) address: String,
    received: mpsc::UnboundedReceiver<Received>,
}

impl Canned {
    /// Answers with a status, such as `200 OK`, further headers, each ended by a line break, and a body.
    pub(crate) async fn new(status: &str, headers: &str, body: &str) -> Self {
        let headers = headers.replace('\n', "\r\n");
        let length = body.len();
        Self::raw(format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}")).await
    }

    /// Answers 200 with JSON.
    pub(crate) async fn json(body: &str) -> Self {
        Self::new("200 OK", "content-type: application/json\n", body).await
    }

    /// Answers with a problem document.
    pub(crate) async fn problem(status: &str, headers: &str, body: &str) -> Self {
        Self::new(status, &format!("content-type: application/problem+json\n{headers}"), body).await
    }

    /// Answers with exactly these bytes and closes.
    pub(crate) async fn raw(answer: String) -> Self {
        Self::in_turn(vec![answer]).await
    }

    /// Answers with exactly these bytes, one after the other and again from the beginning, and closes each time.
    pub(crate) async fn in_turn(answers: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, received) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut answers = answers.iter().cycle();
            while let Ok((mut stream, _)) = listener.accept().await {
                if let Some(request) = receive(&mut stream).await {
                    let _ = sender.send(request);
                    let answer = answers.next().expect("there are some, and they go round");
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
            }
        });
        Self { address, received }
    }

    /// Returns the next request.
    pub(crate) async fn received(&mut self) -> Received {
        self.received.recv().await.expect("the server runs as long as the test")
    }

    /// Returns whether no request has come.
    pub(crate) fn untouched(&mut self) -> bool {
        self.received.try_recv().is_err()
    }
}

async fn receive(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let received = Received { head: head.to_owned(), body: body.to_owned() };
            let length = received.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                return Some(received);
            }
        }
    }
}
