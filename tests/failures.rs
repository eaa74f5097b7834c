//! How calls fail that get no answer of their method, over each channel that speaks HTTP: the kind, whether the method may
//! have run, and the chain of causes.

use crate::badinput::peer::{Canned, is_whole};
use aspyx::{Error, ErrorKind, within};
use aspyx_tests::conformance::v1::{Trouble as _, TroubleClient, TroubleUndeclaredError, Types as _, TypesClient};
use aspyx_tests::running::{CHANNELS, REMOTE, Running, remote};
use std::error::Error as _;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// Asserts what an error says to a program and to a person: each cause has a text, and there is an end to them.
#[track_caller]
fn assert_failed(channel: &str, error: &Error, kind: ErrorKind, maybe_executed: bool, caused: bool) {
    let found = (error.kind(), error.maybe_executed());
    assert_eq!(found, (kind, maybe_executed), "over {channel}: {error:?}");
    assert!(error.message().contains("conformance-v1:t"), "over {channel}, the method is named: {error:?}");
    let causes = causes(error);
    assert!(causes.is_empty() != caused, "over {channel}: {causes:?} of {error:?}");
    assert!(causes.iter().all(|text| !text.is_empty()), "over {channel}: {causes:?}");
}

fn causes(error: &Error) -> Vec<String> {
    let (mut causes, mut next) = (Vec::new(), error.source());
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    causes
}

async fn index(url: &str, channel: &str) -> Error {
    remote::<TypesClient>(url, channel).index().await.expect_err("there is no good answer")
}

/// A peer that reads the head of one request, writes something and hangs up.
async fn hanging_up(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port can be bound");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client comes");
        let mut request = Vec::new();
        while !is_whole(&request) {
            assert_ne!(stream.read_buf(&mut request).await.expect("the client sends"), 0, "the request broke off");
        }
        stream.write_all(answer).await.expect("the client reads");
    });
    url
}

#[tokio::test]
async fn a_refused_connection_has_sent_nothing() {
    for channel in REMOTE {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port can be bound");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        drop(listener);
        assert_failed(channel, &index(&url, channel).await, ErrorKind::Connect, false, true);
    }
}

#[tokio::test]
async fn a_connection_that_ends_before_the_answer_may_have_executed() {
    for channel in REMOTE {
        let error = index(&hanging_up(b"").await, channel).await;
        assert_failed(channel, &error, ErrorKind::Transport, true, true);
    }
}

#[tokio::test]
async fn a_connection_that_ends_amid_the_answer_may_have_executed() {
    for channel in REMOTE {
        for part in [
            &b"HTTP/1.1 200 OK\r\ncontent-le"[..],
            b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\ncontent-type: application/json\r\n\r\n{\"result\":",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel",
        ] {
            let error = index(&hanging_up(part).await, channel).await;
            assert_failed(channel, &error, ErrorKind::Transport, true, true);
        }
    }
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    for channel in REMOTE {
        for garbage in
            [&b"220 mail.example ESMTP\r\n"[..], b"\x16\x03\x01\x02\x00\x01", b"HTTP/1.1 two hundred\r\n\r\n"]
        {
            let error = index(&hanging_up(garbage).await, channel).await;
            assert_failed(channel, &error, ErrorKind::Protocol, true, true);
        }
    }
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_is_no_answer() {
    for channel in REMOTE {
        let content_type = match *channel {
            "dispatch-protobuf" => "application/x-protobuf",
            "dispatch-msgpack" => "application/msgpack",
            _ => "application/json",
        };
        for body in [&b"\xff\xff\xff"[..], b"{", b"{\"result\":{}}", b"\x81\xa6result"] {
            let canned = Canned::start(content_type, body.to_vec()).await;
            let error = index(&canned.url(), channel).await;
            assert_failed(channel, &error, ErrorKind::Protocol, true, true);
        }
    }
}

#[tokio::test]
async fn a_page_is_no_answer() {
    for channel in REMOTE {
        let canned = Canned::start("text/html", b"<html>welcome</html>".to_vec()).await;
        let error = index(&canned.url(), channel).await;
        assert_failed(channel, &error, ErrorKind::Protocol, true, *channel == "rest");
    }
}

#[tokio::test]
async fn time_that_is_up_may_have_executed() {
    for channel in CHANNELS {
        let running = Running::start().await;
        let client = running.client::<TroubleClient>(channel);
        let error = within(Duration::from_millis(20), client.wait()).await.expect_err("it waits for ever");
        assert_failed(channel, &error, ErrorKind::Deadline, true, false);
        // Who has no time left does not begin.
        let error = within(Duration::ZERO, client.wait()).await.expect_err("there is no time");
        assert_failed(channel, &error, ErrorKind::Deadline, false, false);
    }
}

/// A call that comes while the server waits for another one to end is turned away.
#[tokio::test]
async fn a_server_that_stops_executes_nothing_more() {
    for channel in CHANNELS.iter().filter(|channel| **channel != "local") {
        let running = Running::start().await;
        let client = running.client::<TroubleClient>(channel);
        let (begun, go) = (running.trouble.begun.clone(), running.trouble.go.clone());
        let calling = client.clone();
        let call = tokio::spawn(async move { calling.wait().await });
        begun.notified().await;
        let address = running.server.addr();
        let stopping = tokio::spawn(running.stop());
        // Nobody is let in any more once the socket is closed, or as soon as a call is refused.
        let error = loop {
            match client.undeclared("x".to_owned()).await {
                Err(TroubleUndeclaredError::Other(error)) if error.kind() == ErrorKind::Exception => {}
                Err(TroubleUndeclaredError::Other(error)) => break error,
                other => panic!("over {channel} of {address}: {other:?}"),
            }
            tokio::task::yield_now().await;
        };
        let is_expected = matches!(error.kind(), ErrorKind::Overloaded | ErrorKind::Connect);
        assert!(is_expected && !error.maybe_executed(), "over {channel}: {error:?}");
        go.notify_one();
        assert_eq!(call.await.expect("no panic").expect("it is waited for"), "done", "over {channel}");
        stopping.await.expect("no panic").expect("the server ends well");
    }
}
