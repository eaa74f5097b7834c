//! Bodies that are too large, and connections that do not keep to the rules.

use crate::http::{Answer, call, get, invoke, raw, read, request, send_json};
use crate::running::Running;
use crate::shop::shop;
use aspyx::{Server, ServiceManager};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

async fn limited(bytes: usize) -> Running {
    Running::start(Server::builder(ServiceManager::new()).component(shop()).body_limit(bytes)).await
}

/// Sends a body in chunks, as one does who does not know its length.
async fn chunked(address: SocketAddr, path: &str, chunk: &[u8], times: usize) -> Answer {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.expect("the server reads");
    for _ in 0..times {
        stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes()).await.expect("the server reads");
        stream.write_all(chunk).await.expect("the server reads");
        stream.write_all(b"\r\n").await.expect("the server reads");
    }
    stream.write_all(b"0\r\n\r\n").await.expect("the server reads");
    read(&mut stream).await
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_on_every_channel() {
    let server = limited(1000).await;
    let body = format!(r#"{{"method":"shop-v1:catalog:name","args":["{}"]}}"#, "a".repeat(1000));
    assert_eq!(invoke(server.address, &body).await.refused(413), "the body is larger than 1000 bytes");
    send_json(server.address, "POST", "/v1/products", &body).await.refused(413);
    assert_eq!(call(server.address, "name", r#"["a"]"#).await.status, 200);
}

#[tokio::test]
async fn the_answer_arrives_however_much_is_sent() {
    let server = limited(1000).await;
    invoke(server.address, vec![b' '; 64 << 20]).await.refused(413);
    chunked(server.address, "/invoke", &vec![b' '; 1 << 20], 32).await.refused(413);
    send_json(server.address, "POST", "/nope", vec![b' '; 8 << 20]).await.refused(404);
    send_json(server.address, "PUT", "/invoke", vec![b' '; 8 << 20]).await.refused(405);
}

#[tokio::test]
async fn who_asks_before_sending_is_told_at_once() {
    let server = limited(1000).await;
    let head = "POST /invoke HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 100000000000\r\n";
    raw(server.address, format!("{head}content-type: application/json\r\n\r\n").as_bytes()).await.refused(413);
    raw(server.address, format!("{head}content-type: text/plain\r\n\r\n").as_bytes()).await.refused(415);
}

#[tokio::test]
async fn the_default_limit_lets_a_megabyte_through() {
    let server = Running::with(shop()).await;
    let text = "a".repeat(1 << 20);
    let answer = call(server.address, "name", &format!(r#"["{text}"]"#)).await;
    assert_eq!((answer.status, answer.body.len()), (200, text.len() + r#"{"result":"","exception":null}"#.len()));
}

#[tokio::test]
async fn a_body_in_chunks_is_put_together() {
    let server = Running::with(shop()).await;
    let pieces = [r#"{"method":"shop-v1:catalog:name","args":["#, "\"x\"", "]}"];
    let chunks: String = pieces.iter().map(|piece| format!("{:x}\r\n{piece}\r\n", piece.len())).collect();
    let head = "POST /invoke HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let answer = raw(server.address, format!("{head}{chunks}0\r\n\r\n").as_bytes()).await;
    assert_eq!(answer.body, r#"{"result":"x","exception":null}"#);
}

#[tokio::test]
async fn what_is_no_http_hurts_nobody() {
    let server = Running::with(shop()).await;
    for bytes in
        [b"\x16\x03\x01\x02\x00".as_slice(), b"GET\r\n\r\n", b"POST /invoke HTTP/1.1\r\ncontent-length: x\r\n\r\n"]
    {
        let mut stream = TcpStream::connect(server.address).await.expect("a connection");
        stream.write_all(bytes).await.expect("the server reads");
        drop(stream);
    }
    let half = request("POST", "/invoke", "content-type: application/json\n", "{}");
    let mut stream = TcpStream::connect(server.address).await.expect("a connection");
    stream.write_all(&half[..half.len() - 1]).await.expect("the server reads");
    drop(stream);
    assert_eq!(get(server.address, "/health").await.status, 200);
}

#[tokio::test]
async fn a_body_that_stops_coming_is_given_up() {
    let builder = Server::builder(ServiceManager::new()).component(shop()).body_timeout(Duration::from_millis(20));
    let server = Running::start(builder).await;
    for path in ["/invoke", "/v1/products"] {
        let whole = request("POST", path, "content-type: application/json\n", "{}");
        let mut stream = TcpStream::connect(server.address).await.expect("a connection");
        stream.write_all(&whole[..whole.len() - 1]).await.expect("the server reads");
        assert_eq!(read(&mut stream).await.refused(408), "nothing of the body has come for 20ms", "{path}");
    }
}
