//! What the transport does behind features: TLS, HTTP/2, and the client of reqwest in its place.

#[path = "transport/peer.rs"]
mod peer;

use crate::transport::peer::{Peer, authority, identified, trusting};
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

/// A server may turn a request away in words that promise that nothing has been done.
#[tokio::test]
async fn http2_believes_a_server_that_refuses() {
    let refused_stream = b"\0\0\x04\x03\0\0\0\0\x01\0\0\0\x07";
    let cancelled = b"\0\0\x04\x03\0\0\0\0\x01\0\0\0\x08";
    let gone_before = b"\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let cases = [
        (refused_stream.as_slice(), Stage::NotSent),
        (cancelled.as_slice(), Stage::Sent),
        (gone_before.as_slice(), Stage::NotSent),
    ];
    for (frame, stage) in cases {
        let uri = Peer::framing(frame).await;
        let error = ask(&HttpTransport::builder().http2().build(), &uri, "x").await.expect_err("it is refused");
        assert_eq!(error.stage(), stage, "{error:?}");
    }
}

#[tokio::test]
async fn http2_needs_a_server_that_agrees() {
    let authority = authority();
    for protocols in [&[b"http/1.1".as_slice()] as &[_], &[]] {
        let peer = Peer::https(&authority, protocols).await;
        let transport = HttpTransport::builder().http2().tls(trusting(&authority)).build();
        let error = ask(&transport, &peer.uri("https", "localhost"), "x").await.expect_err("nothing is agreed on");
        assert_eq!((error.stage(), peer.requests()), (Stage::NotSent, 0), "{error:?}");
        println!("{error}");
    }
}

#[tokio::test]
async fn a_client_may_have_a_certificate() {
    let (server, client) = (authority(), authority());
    let peer = Peer::of_clients(&server, &client).await;
    let uri = peer.uri("https", "localhost");
    let known = HttpTransport::builder().tls(identified(&server, &client)).build();
    assert_eq!(ask(&known, &uri, "x").await.expect("an answer").body(), "x");
    let unknown = HttpTransport::builder().tls(trusting(&server)).build();
    ask(&unknown, &uri, "x").await.expect_err("nobody knows who calls");
    let other = HttpTransport::builder().tls(identified(&server, &authority())).build();
    ask(&other, &uri, "x").await.expect_err("nobody vouches for who calls");
    assert_eq!(peer.requests(), 1);
}

/// Runs in a process of its own, without any root: what these are is a matter of the environment.
#[tokio::test]
async fn without_roots_nobody_can_be_trusted() {
    if std::env::var_os("SSL_CERT_FILE").is_some_and(|file| file == NOWHERE) {
        let error =
            ask(&HttpTransport::new(), "https://127.0.0.1:9", "x").await.expect_err("there is nothing to trust");
        assert_eq!(error.stage(), Stage::NotSent, "{error:?}");
        let plain = Peer::http1().await;
        ask(&HttpTransport::new(), &plain.uri("http", "127.0.0.1"), "x").await.expect("it needs no trust");
        println!("it says: {error}");
        return;
    }
    let mut test = std::process::Command::new(std::env::current_exe().expect("the test itself"));
    let test = test.args(["--exact", "transport::without_roots_nobody_can_be_trusted", "--nocapture"]);
    let output = test.env("SSL_CERT_FILE", NOWHERE).env("SSL_CERT_DIR", NOWHERE).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("it says: "), "{text}");
}

/// A file that is not there.
const NOWHERE: &str = "/nowhere/to/be/found";

#[tokio::test]
async fn a_client_of_reqwest_is_a_transport() {
    let peer = Peer::http1().await;
    let client = reqwest::Client::new();
    let answer = ask(&client, &peer.uri("http", "127.0.0.1"), "x").await.expect("an answer");
    assert_eq!(answer.body(), "x");
    assert_stage(ask(&client, &format!("{}/break-off", peer.uri("http", "127.0.0.1")), "x").await, Stage::Sent);
    assert_stage(ask(&client, &Peer::refusing().await, "x").await, Stage::NotSent);
    assert_stage(ask(&client, &Peer::mail().await, "x").await, Stage::Answered);
    assert_stage(ask(&client, &Peer::boasting().await, "x").await, Stage::Answered);
}
