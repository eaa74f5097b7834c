//! What the transport does behind features: TLS, HTTP/2, and the client of reqwest in its place.

#[path = "transport/peer.rs"]
mod peer;

use crate::transport::peer::{Peer, authority, trusting};
use aspyx::Bytes;
use aspyx::channel::{HttpTransport, Stage, Transport, TransportError};
use http::{Request, Response, Version};
use tokio::task::JoinSet;

async fn ask(transport: &impl Transport, uri: &str, body: &str) -> Result<Response<Bytes>, TransportError> {
    transport.send(Request::post(uri).body(Bytes::from(body.to_owned())).expect("a request")).await
}

#[track_caller]
fn assert_stage(answer: Result<Response<Bytes>, TransportError>, stage: Stage) {
    let error = answer.expect_err("there is no answer");
    assert_eq!(error.stage(), stage, "{error:?}");
}

/// Asks so many times at a time, and asserts that each is answered by its own body over a protocol.
async fn ask_at_once(transport: &HttpTransport, uri: &str, count: usize, version: Version) {
    let mut calls = JoinSet::new();
    for number in 0..count {
        let (transport, uri) = (transport.clone(), uri.to_owned());
        calls.spawn(async move { (number, ask(&transport, &uri, &number.to_string()).await) });
    }
    while let Some(call) = calls.join_next().await {
        let (number, answer) = call.expect("the call ends");
        let answer = answer.unwrap_or_else(|error| panic!("call {number}: {error:?}"));
        assert_eq!((answer.version(), &**answer.body()), (version, number.to_string().as_bytes()));
    }
}

#[tokio::test]
async fn https_keeps_its_connections_too() {
    let authority = authority();
    let peer = Peer::https(&authority, &[b"h2", b"http/1.1"]).await;
    let transport = HttpTransport::builder().tls(trusting(&authority)).build();
    for host in ["localhost", "127.0.0.1"] {
        for _ in 0..5 {
            let answer = ask(&transport, &peer.uri("https", host), host).await;
            let answer = answer.unwrap_or_else(|error| panic!("{host}: {error:?}"));
            assert_eq!((answer.version(), &**answer.body()), (Version::HTTP_11, host.as_bytes()));
        }
    }
    assert_eq!(peer.connections(), 2, "one for each name of the server");
}

#[tokio::test]
async fn whoever_cannot_be_trusted_is_sent_nothing() {
    let peer = Peer::https(&authority(), &[]).await;
    let transport = HttpTransport::builder().tls(trusting(&authority())).build();
    assert_stage(ask(&transport, &peer.uri("https", "localhost"), "x").await, Stage::NotSent);
    assert_stage(ask(&HttpTransport::new(), &peer.uri("https", "localhost"), "x").await, Stage::NotSent);
    assert_eq!(peer.requests(), 0);
}

#[tokio::test]
async fn who_does_not_speak_tls_is_sent_nothing() {
    let peer = Peer::http1().await;
    let transport = HttpTransport::builder().tls(trusting(&authority())).build();
    assert_stage(ask(&transport, &peer.uri("https", "localhost"), "x").await, Stage::NotSent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn http2_carries_all_over_one_connection() {
    let peer = Peer::http2().await;
    let transport = HttpTransport::builder().http2().build();
    ask_at_once(&transport, &peer.uri("http", "127.0.0.1"), 500, Version::HTTP_2).await;
    assert_eq!(peer.connections(), 1);
}

#[tokio::test]
async fn http2_is_agreed_on_where_there_is_tls() {
    let authority = authority();
    let peer = Peer::https(&authority, &[b"http/1.1", b"h2"]).await;
    let transport = HttpTransport::builder().http2().tls(trusting(&authority)).build();
    ask_at_once(&transport, &peer.uri("https", "localhost"), 20, Version::HTTP_2).await;
    assert_eq!(peer.connections(), 1);
}

#[tokio::test]
async fn http2_carries_large_bodies() {
    let peer = Peer::http2().await;
    let body = "x".repeat(8 << 20);
    let transport = HttpTransport::builder().http2().build();
    let answer = ask(&transport, &peer.uri("http", "127.0.0.1"), &body).await.expect("an answer");
    assert!(*answer.body() == body, "{} bytes came back", answer.body().len());
}

#[tokio::test]
async fn http2_makes_another_connection_after_one_has_ended() {
    let peer = Peer::http2().await;
    let (transport, uri) = (HttpTransport::builder().http2().build(), peer.uri("http", "127.0.0.1"));
    for connections in 1..4 {
        ask(&transport, &uri, "x").await.expect("an answer");
        assert_eq!(peer.connections(), connections);
        peer.hang_up().await;
    }
}

#[tokio::test]
async fn http2_tells_how_far_a_request_has_come() {
    let peer = Peer::http2().await;
    let (transport, uri) = (HttpTransport::builder().http2().build(), peer.uri("http", "127.0.0.1"));
    assert_stage(ask(&transport, &format!("{uri}/break-off"), "x").await, Stage::Sent);
    assert_stage(ask(&transport, &Peer::refusing().await, "x").await, Stage::NotSent);
}

#[tokio::test]
async fn a_client_of_reqwest_is_a_transport() {
    let peer = Peer::http1().await;
    let client = reqwest::Client::new();
    let answer = ask(&client, &peer.uri("http", "127.0.0.1"), "x").await.expect("an answer");
    assert_eq!(answer.body(), "x");
    assert_stage(ask(&client, &format!("{}/break-off", peer.uri("http", "127.0.0.1")), "x").await, Stage::Sent);
    assert_stage(ask(&client, &Peer::refusing().await, "x").await, Stage::NotSent);
    assert_stage(ask(&client, &Peer::mail().await, "x").await, Stage::Answered);
}
