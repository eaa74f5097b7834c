//! How far a request has come that got no answer.

use crate::peer::{Connection, Peer};
use aspyx::Bytes;
use aspyx::channel::{HttpTransport, Stage, Transport as _};
use http::Request;
use tokio::net::TcpListener;

#[track_caller]
fn assert_stage<T: std::fmt::Debug>(answer: Result<T, aspyx::channel::TransportError>, stage: Stage, text: &str) {
    let error = answer.unwrap_err();
    assert_eq!(error.stage(), stage, "{error:?}");
    assert!(error.to_string().contains(text), "`{text}` is missing in: {error}");
}

async fn get(uri: &str) -> Result<http::Response<Bytes>, aspyx::channel::TransportError> {
    HttpTransport::new().send(Request::get(uri).body(Bytes::new()).unwrap()).await
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_stage(get(&format!("http://{address}/")).await, Stage::NotSent, "refused");
}

#[tokio::test]
async fn an_address_that_is_none_means_that_nothing_was_sent() {
    for (uri, text) in [("/path", "no scheme"), ("ftp://127.0.0.1/", "neither http nor https")] {
        assert_stage(get(uri).await, Stage::NotSent, text);
    }
}

#[cfg(not(feature = "tls"))]
#[tokio::test]
async fn https_without_tls_says_what_is_missing() {
    assert_stage(get("https://127.0.0.1:1/").await, Stage::NotSent, "feature `tls`");
}

#[tokio::test]
async fn a_connection_that_breaks_may_have_done_its_work() {
    let halves = ["", "HTTP/1.1 200 OK\r\ncont", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"];
    for answer in halves.into_iter().chain(["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"]) {
        let peer = Peer::raw(answer).await;
        assert_stage(peer.ask(&HttpTransport::new(), "x").await, Stage::Sent, "");
        assert_eq!(peer.connections(), 1, "it is not tried again");
    }
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    let head = "HTTP/1.1 200 OK\r\n";
    for rest in ["content-length: many\r\n\r\n", "transfer-encoding: chunked\r\n\r\nmany\r\n", "no header\r\n\r\n"] {
        let peer = Peer::raw(Box::leak(format!("{head}{rest}").into_boxed_str())).await;
        assert_stage(peer.ask(&HttpTransport::new(), "x").await, Stage::Answered, "");
    }
    let peer = Peer::raw("220 mail.example ESMTP\r\n").await;
    assert_stage(peer.ask(&HttpTransport::new(), "x").await, Stage::Answered, "");
}

#[tokio::test]
async fn an_answer_is_not_read_that_says_it_is_too_large() {
    let peer = Peer::raw("HTTP/1.1 200 OK\r\ncontent-length: 67108865\r\n\r\n").await;
    assert_stage(peer.ask(&HttpTransport::new(), "x").await, Stage::Answered, "67108864 bytes");
}

#[tokio::test]
async fn an_answer_is_not_read_further_than_what_is_too_large() {
    let peer = Peer::new(|mut connection: Connection| async move {
        connection.request().await;
        connection.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
        let chunk = [b"100000\r\n".as_slice(), &vec![b'x'; 1 << 20], b"\r\n"].concat();
        for _ in 0..65 {
            connection.write(&chunk).await;
        }
        assert!(connection.request().await.is_none(), "the client closes the connection");
    });
    assert_stage(peer.await.ask(&HttpTransport::new(), "x").await, Stage::Answered, "67108864 bytes");
}
