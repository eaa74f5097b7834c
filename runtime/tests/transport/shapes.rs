//! What requests and answers look like.

use crate::peer::{Connection, Peer, echo};
use aspyx::Bytes;
use aspyx::channel::{HttpTransport, Transport as _};
use http::{Method, Request, StatusCode};

/// Answers each request with its head.
async fn head(mut connection: Connection) {
    while let Some(request) = connection.request().await {
        connection.answer(request.head.as_bytes()).await;
    }
}

#[tokio::test]
async fn a_request_names_its_host_and_nothing_else() {
    let (peer, transport) = (Peer::new(head).await, HttpTransport::new());
    let answer = peer.ask(&transport, "x").await.unwrap();
    let expected = format!("POST /path?query=1 HTTP/1.1\r\nhost: {}\r\ncontent-length: 1", peer.address);
    let mut lines: Vec<_> = std::str::from_utf8(answer.body()).unwrap().lines().collect();
    let mut expected: Vec<_> = expected.lines().collect();
    lines.sort_unstable();
    expected.sort_unstable();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn a_host_may_be_a_name_or_a_literal_of_ipv6() {
    let transport = HttpTransport::new();
    for host in ["localhost", "::1"] {
        let peer = Peer::on(host, echo).await;
        let host = if host.contains(':') { "[::1]" } else { host };
        let uri = format!("http://{host}:{}", peer.address.port());
        let answer = transport.send(Request::post(uri).body(Bytes::from_static(b"x")).unwrap()).await.unwrap();
        assert_eq!(answer.body(), "x");
    }
}

#[tokio::test]
async fn large_bodies_travel_both_ways() {
    let (peer, transport) = (Peer::echo().await, HttpTransport::new());
    let body: Bytes = (0..8 << 20).map(|number: u32| number as u8).collect();
    for _ in 0..2 {
        let answer = peer.ask(&transport, body.clone()).await.unwrap();
        assert!(*answer.body() == body, "{} bytes came back", answer.body().len());
    }
    assert_eq!(peer.connections(), 1);
}

/// Sends two requests and returns how many connections they took.
async fn twice(method: Method, answer: &'static str, status: StatusCode, body: &str) -> usize {
    let peer = Peer::new(move |mut connection: Connection| async move {
        while connection.request().await.is_some() {
            connection.write(answer).await;
            if answer.contains("close") {
                break;
            }
        }
    });
    let (peer, transport) = (peer.await, HttpTransport::new());
    for _ in 0..2 {
        let mut request = peer.post("");
        *request.method_mut() = method.clone();
        let answer = transport.send(request).await.unwrap();
        assert_eq!((answer.status(), &**answer.body()), (status, body.as_bytes()));
    }
    peer.connections()
}

#[tokio::test]
async fn answers_without_a_body_leave_the_connection_for_the_next() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n";
    assert_eq!(twice(Method::HEAD, head, StatusCode::OK, "").await, 1);
    let empty = "HTTP/1.1 204 No Content\r\n\r\n";
    assert_eq!(twice(Method::POST, empty, StatusCode::NO_CONTENT, "").await, 1);
    let same = "HTTP/1.1 304 Not Modified\r\ncontent-length: 7\r\n\r\n";
    assert_eq!(twice(Method::GET, same, StatusCode::NOT_MODIFIED, "").await, 1);
}

#[tokio::test]
async fn an_answer_may_come_in_chunks() {
    let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n2\r\n!!\r\n0\r\n\r\n";
    assert_eq!(twice(Method::POST, chunks, StatusCode::OK, "onetwo!!").await, 1);
}

#[tokio::test]
async fn an_answer_may_end_with_its_connection() {
    for head in ["HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nx", "HTTP/1.0 200 OK\r\nconnection: close\r\n\r\nx"] {
        assert_eq!(twice(Method::POST, head, StatusCode::OK, "x").await, 2);
    }
}
