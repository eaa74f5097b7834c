//! What peers send that they should not: each request as bytes, and what must come back.
//!
//! Held against generated code. What a server answers to whole classes of requests is also tested beside the runtime, on
//! a service written by hand; the list of single mistakes is here. In each case the caller is told what was wrong, the
//! method has not run, and the server goes on as if nothing had been.

pub(crate) mod cases;
pub(crate) mod peer;
mod storm;

use aspyx_tests::interop;
use aspyx_tests::running::Running;
use cases::{Case, get, invoke, post};
use peer::Answer;

/// A server with the conformance and the interop services.
async fn server() -> Running {
    let conformance = aspyx_tests::conformance::v1::Conformance::builder()
        .types(aspyx_tests::services::Echo)
        .trouble(aspyx_tests::services::Mischief::default())
        .build();
    Running::host(|server| {
        server.component(conformance).component(interop::component()).component(crate::around::component())
    })
    .await
}

/// Calls a method as it should be called.
async fn serves(server: &Running) {
    let good = invoke(r#"{"method":"test-component:test-service:add","args":[2,3]}"#);
    let answer = peer::ask(server.server.addr(), &good).await;
    assert_eq!(answer.body, r#"{"result":5,"exception":null}"#, "the server does not serve any more");
}

async fn holds(cases: Vec<Case>) {
    let server = server().await;
    let mut wrong = Vec::new();
    for case in cases {
        let answer = peer::ask(server.server.addr(), &case.request).await;
        wrong.extend(case.complaint(&answer));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    serves(&server).await;
}

#[tokio::test]
async fn calls_over_dispatch() {
    holds(cases::dispatch()).await;
}

#[tokio::test]
async fn calls_in_binary_formats() {
    holds(cases::binary()).await;
}

#[tokio::test]
async fn calls_over_rest() {
    holds(cases::rest()).await;
}

#[tokio::test]
async fn values_of_every_kind() {
    holds(cases::values()).await;
}

#[tokio::test]
async fn values_that_are_large_or_deep() {
    holds(cases::large_values()).await;
}

#[tokio::test]
async fn bodies_that_are_large_or_deep() {
    holds(cases::large()).await;
}

#[tokio::test]
async fn headers_that_are_wrong() {
    holds(cases::headers::wrong()).await;
}

#[tokio::test]
async fn headers_that_make_no_sense_are_ignored() {
    let server = server().await;
    let mut wrong = Vec::new();
    for (name, request, expected) in cases::headers::ignored() {
        let Answer { status, body, .. } = peer::ask(server.server.addr(), &request).await;
        if (status, body.as_str()) != (200, expected) {
            wrong.push(format!("{name}: {status} {body} to {:.200}", String::from_utf8_lossy(&request)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn however_a_call_is_framed_it_is_answered() {
    let server = server().await;
    for (name, request) in cases::headers::framed() {
        let text = peer::ask_and_end(server.server.addr(), &request).await;
        let once = text.matches(r#"{"result":"hello x","exception":null}"#).count();
        assert!(once == 1 && text.contains(" 200 OK\r\n"), "{name}: {text}");
    }
}

/// Each byte in a packet of its own, as far as the network lets it.
#[tokio::test]
async fn a_request_may_come_byte_by_byte() {
    let server = server().await;
    let request = invoke(r#"{"method":"test-component:test-service:add","args":[2,3]}"#);
    let text = peer::ask_slowly(server.server.addr(), &request).await;
    assert!(text.ends_with(r#"{"result":5,"exception":null}"#), "{text}");
}

/// Requests that are sent at once are answered in their order, whatever became of those before.
#[tokio::test]
async fn requests_that_come_at_once_are_answered_in_order() {
    let server = server().await;
    let call = |args: &str| {
        let body = format!(r#"{{"method":"test-component:test-service:add","args":{args}}}"#);
        let head = "POST /invoke HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
        format!("{head}content-length: {}\r\n\r\n{body}", body.len())
    };
    let requests: String =
        (0..100).map(|n| call(&if n % 10 == 9 { "[null]".to_owned() } else { format!("[{n},0]") })).collect();
    let text = peer::ask_and_end(server.server.addr(), requests.as_bytes()).await;
    let answers: Vec<&str> = text.split("HTTP/1.1 ").skip(1).collect();
    assert_eq!(answers.len(), 100, "{text}");
    for (n, answer) in answers.iter().enumerate() {
        let good = format!(r#"{{"result":{n},"exception":null}}"#);
        assert!(if n % 10 == 9 { answer.starts_with("400 ") } else { answer.ends_with(&good) }, "{n}: {answer}");
    }
}

/// Who waits for leave to send a body gets it where the body is wanted, and else the answer at once.
#[tokio::test]
async fn leave_to_send_is_given_where_a_body_is_wanted() {
    let server = server().await;
    let head = |path: &str, length: usize| {
        let start =
            format!("POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n");
        format!("{start}expect: 100-continue\r\ncontent-length: {length}\r\n\r\n")
    };
    let cases = [
        ("/invoke", 50, " 100 "),
        ("/nope", 50, " 404 "),
        ("/invoke", 1 << 30, " 413 "),
        ("/api/ints", 1 << 30, " 413 "),
    ];
    for (path, length, expected) in cases {
        let line = peer::first_line(server.server.addr(), head(path, length).as_bytes()).await;
        assert!(line.contains(expected), "{path}, {length} bytes: {line}");
    }
    serves(&server).await;
}

/// What is odd but right is answered.
#[tokio::test]
async fn what_only_looks_bad_is_served() {
    let server = server().await;
    for (name, request, expected) in cases::odd() {
        let answer = peer::ask(server.server.addr(), &request).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, expected), "{name}");
    }
    let options = peer::ask(server.server.addr(), b"OPTIONS /api/add HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    let options = options.await;
    assert_eq!((options.status, options.header("allow")), (204, Some("get, head, options")));
}

#[tokio::test]
async fn five_million_numbers_are_served() {
    let server = server().await;
    let numbers = format!("[{}1]", "1,".repeat(4_999_999));
    let body = format!(r#"{{"method":"test-component:test-service:ints","args":[{numbers}]}}"#);
    let answer = peer::ask(server.server.addr(), &invoke(body)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.body == format!(r#"{{"result":{numbers},"exception":null}}"#), "{} bytes came", answer.body.len());
}

/// Requests the HTTP library refuses before the server hears of them: a status, and the connection is closed.
#[tokio::test]
async fn what_is_no_request_is_refused() {
    let server = server().await;
    let many: String = (0..200).map(|n| format!("a{n}:\r\n")).collect();
    let cases = [
        ("no HTTP at all", "hello\r\n\r\n".to_owned(), 400),
        ("an unknown version", "GET /api/add HTTP/9.9\r\n\r\n".to_owned(), 400),
        ("a header without a colon", "GET /api/add HTTP/1.1\r\nhost\r\n\r\n".to_owned(), 400),
        ("a length that is no number", "POST /invoke HTTP/1.1\r\ncontent-length: x\r\n\r\n".to_owned(), 400),
        ("two lengths", "POST /invoke HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n".to_owned(), 400),
        ("a space in the path", "GET /api/hello/a b HTTP/1.1\r\n\r\n".to_owned(), 400),
        ("a very long path", format!("GET /api/hello/{} HTTP/1.1\r\n\r\n", "a".repeat(70_000)), 414),
        ("very many headers", format!("GET /api/add HTTP/1.1\r\n{many}\r\n"), 431),
    ];
    for (name, request, status) in cases {
        assert_eq!(peer::ask(server.server.addr(), request.as_bytes()).await.status, status, "{name}");
    }
    serves(&server).await;
}

#[tokio::test]
async fn who_goes_away_amid_a_request_leaves_nothing_behind() {
    let server = server().await;
    let whole = invoke(r#"{"method":"test-component:test-service:add","args":[2,3]}"#);
    for length in [0, 1, 20, whole.len() - 1] {
        peer::leave_after(server.server.addr(), &whole[..length]).await;
    }
    let cut = peer::ask_and_end(server.server.addr(), &whole[..whole.len() - 1]).await;
    assert!(cut.starts_with("HTTP/1.1 400 ") && cut.contains("the body broke off"), "{cut}");
    serves(&server).await;
    server.stop().await.expect("no connection is left to wait for");
}

/// A mistake does not take the requests behind it on the same connection along.
#[tokio::test]
async fn requests_behind_a_bad_one_are_answered() {
    let server = server().await;
    let keep = |path: &str| format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n");
    let last = String::from_utf8(get("/api/add?a=2&b=3")).expect("a request is text");
    let requests = [keep("/api/add?a=x&b=3"), keep("/nope"), keep("/api/hello/%FF"), keep("/api/hello/you"), last];
    let text = peer::ask_and_end(server.server.addr(), requests.concat().as_bytes()).await;
    let statuses: Vec<_> = text.match_indices("HTTP/1.1 ").map(|(at, it)| &text[at + it.len()..][..3]).collect();
    assert_eq!(statuses, ["400", "404", "400", "200", "200"], "{text}");
    assert!(text.ends_with("\r\n\r\n5"), "{text}");
}

/// A panic ends one call, whether it comes before or while the method's future runs.
#[tokio::test]
async fn a_panic_is_the_problem_of_its_call() {
    let server = server().await;
    for text in ["early", "late"] {
        let dispatch = invoke(format!(r#"{{"method":"conformance-v1:trouble:panic","args":["{text}"]}}"#));
        for request in [dispatch, get(&format!("/v1/trouble/panic?text={text}"))] {
            let answer = peer::ask(server.server.addr(), &request).await;
            assert_eq!(answer.status, 500, "{answer:?}");
            assert_eq!(answer.problem("type"), "urn:aspyx:internal");
            assert_eq!(answer.problem("detail"), "`conformance-v1:trouble:panic` panicked");
            assert_eq!(answer.header("aspyx-executed"), None, "nobody knows how far it came");
        }
    }
    serves(&server).await;
}

#[tokio::test]
async fn what_a_peer_sent_is_not_sent_back_at_length() {
    let server = server().await;
    let long = "x".repeat(8 << 20);
    let requests = [
        invoke(format!(r#"{{"method":"{long}","args":[]}}"#)),
        invoke(format!(r#"{{"method":"test-component:test-service:{long}","args":[]}}"#)),
        invoke(format!(r#"{{"method":"conformance-v1:types:boxes","args":[{{"color":"{long}"}}]}}"#)),
        invoke(format!(r#"{{"method":"conformance-v1:types:boxes","args":[{{"by_name":{{"{long}":1}}}}]}}"#)),
        post("/v1/types/members", format!(r#"{{"{long}":1,"{long}":2}}"#)),
        get(&format!("/{}", &long[..60_000])),
        get(&format!("/api/add?a={}", &long[..60_000])),
    ];
    for (index, request) in requests.iter().enumerate() {
        let Answer { status, body, .. } = peer::ask(server.server.addr(), request).await;
        assert!((400..500).contains(&status), "request {index}: {status}");
        assert!(body.len() < 1000, "request {index}: {} bytes", body.len());
    }
}
