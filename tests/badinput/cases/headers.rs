//! Headers and ways of sending that are rubbish, or only look like it.

use super::{Case, MALFORMED, NOT_FOUND, OTHER_TYPE, OTHER_VERB, request};

const HELLO: &[u8] = br#"{"method":"test-component:test-service:hello","args":["x"]}"#;
const GREETED: &str = r#"{"result":"hello x","exception":null}"#;

/// A dispatch call with more headers; each ends with a line break.
fn with(headers: &str) -> Vec<u8> {
    request("POST", "/invoke", &format!("content-type: application/json\r\n{headers}"), HELLO)
}

/// A call in protobuf; each header ends with a line break.
fn protobuf(headers: &[u8]) -> Vec<u8> {
    let start = b"POST /invoke HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-protobuf\r\n";
    [start, headers, b"content-length: 3\r\n\r\n\x0a\x01x"].concat()
}

/// What is refused.
pub(crate) fn wrong() -> Vec<Case> {
    let long = |byte: &[u8], length: usize| [b"x-rpc-method: ", &byte.repeat(length)[..], b"\r\n"].concat();
    let typed = |name, types: &str| {
        let headers: String = types.split(';').map(|it| format!("content-type: {it}\r\n")).collect();
        Case::new(name, request("POST", "/invoke", &headers, HELLO), OTHER_TYPE, "the content type must be")
    };
    let named = |name, headers: &[u8], detail| Case::new(name, protobuf(headers), NOT_FOUND, detail);
    let unnamed = |name, headers: &[u8]| Case::new(name, protobuf(headers), MALFORMED, "x-rpc-method");
    let verb = |name, verb| Case::new(name, request(verb, "/invoke", "", b""), OTHER_VERB, "answers to POST, OPTIONS");
    vec![
        typed("two types", "application/json;application/msgpack"),
        typed("the same type twice", "application/json;application/json"),
        typed("a type that is none", "json"),
        typed("two types in one", "application/json, application/json"),
        typed("a type with a space within", "application / json"),
        typed("a very long type", &"a/".repeat(5000)),
        unnamed("no method in protobuf", b""),
        unnamed("a method twice", b"x-rpc-method: a:b:c\r\nx-rpc-method: a:b:c\r\n"),
        named("a method that is not UTF-8", b"x-rpc-method: \xff\xfe\r\n", "is no method"),
        named("an empty method", b"x-rpc-method: \r\n", "expected `component:service:method`"),
        named("an enormous method", &long(b"x", 60_000), "expected `component:service:method`"),
        named("an enormous method of colons", &long(b":", 60_000), ""),
        named("an enormous method of a service", &long(b"test-component:", 4_000), ""),
        named("two methods in one", b"x-rpc-method: test-component:test-service:hello, x\r\n", "no method"),
        verb("DELETE", "DELETE"),
        verb("PATCH", "PATCH"),
        verb("HEAD of a dispatch channel's path, as text", "TRACE"),
        verb("lower case", "post"),
        verb("a very long verb", "VERYLONGVERB"),
    ]
}

/// What accompanies a call and makes no sense: the call is made.
pub(crate) fn ignored() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let nonsense = [
        ("grpc-timeout", "soon"),
        ("grpc-timeout", "-1S"),
        ("grpc-timeout", "1.5S"),
        ("grpc-timeout", "999999999999999999999S"),
        ("grpc-timeout", "99999999H"),
        ("grpc-timeout", ""),
        ("grpc-timeout", "1S, 2S"),
        ("traceparent", "?"),
        ("traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"),
        ("traceparent", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        ("traceparent", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"),
        ("tracestate", ",,,==,"),
        ("baggage", ";;;=%%%"),
        ("aspyx-attempt", "-1"),
        ("aspyx-attempt", "99999999999999999999"),
        ("aspyx-attempt", "many"),
        ("accept", "text/html"),
        ("accept-encoding", "br;q=x"),
        ("content-encoding", "identity"),
        ("x-rpc-method", "nope:nope:nope"),
        ("x-forwarded-for", "a, b, c"),
        ("cookie", "x"),
        ("range", "bytes=0-0"),
        ("if-match", "*"),
        ("upgrade", "h2c"),
    ];
    let case = |(name, value): (&'static str, &str)| (name, with(&format!("{name}: {value}\r\n")), GREETED);
    let mut cases: Vec<_> = nonsense.into_iter().map(case).collect();
    for name in ["grpc-timeout", "traceparent", "tracestate", "baggage", "aspyx-attempt"] {
        let bytes = [b"x-y: \xff\xfe\r\n".as_slice(), name.as_bytes(), b": \xff\xfe\x80\r\n"].concat();
        cases.push((name, raw(&bytes), GREETED));
        cases.push((name, with(&format!("{name}: 1S\r\n{name}: 1S\r\n")), GREETED));
        cases.push((name, with(&format!("{name}: {}\r\n", "9".repeat(50_000))), GREETED));
    }
    cases
}

/// A dispatch call with headers that are no text.
fn raw(headers: &[u8]) -> Vec<u8> {
    let start = b"POST /invoke HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n";
    [start, headers, format!("content-length: {}\r\n\r\n", HELLO.len()).as_bytes(), HELLO].concat()
}

/// Ways of sending a call that HTTP allows.
pub(crate) fn framed() -> Vec<(&'static str, Vec<u8>)> {
    let head = "POST /invoke HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n";
    let chunked = |size: usize, extension: &str, trailers: &str| {
        let mut request = format!("{head}transfer-encoding: chunked\r\n\r\n").into_bytes();
        for chunk in HELLO.chunks(size) {
            request.extend(format!("{:X}{extension}\r\n", chunk.len()).bytes());
            request.extend(chunk);
            request.extend(b"\r\n");
        }
        request.extend(format!("0\r\n{trailers}\r\n").bytes());
        request
    };
    let sized = |start: &str, more: &str| {
        [format!("{start}{more}content-length: {}\r\n\r\n", HELLO.len()).as_bytes(), HELLO].concat()
    };
    vec![
        ("chunks of one byte", chunked(1, "", "")),
        ("chunks of seven bytes", chunked(7, "", "")),
        ("one chunk", chunked(usize::MAX, "", "")),
        ("extensions of chunks", chunked(9, ";name=value", "")),
        ("trailers", chunked(9, "", "x-check: 1\r\nx-other: 2\r\n")),
        ("trailers that look like headers", chunked(9, "", "content-type: text/plain\r\ngrpc-timeout: 0S\r\n")),
        (
            "leading zeros of a chunk's size",
            chunked(9, "", "").iter().fold(Vec::new(), |mut all, byte| {
                if all.ends_with(b"chunked\r\n\r\n") {
                    all.extend(b"000");
                }
                all.push(*byte);
                all
            }),
        ),
        ("an absolute target", sized(&head.replace("/invoke", "http://elsewhere:1/invoke"), "")),
        ("a query string", sized(&head.replace("/invoke", "/invoke?x=%FF"), "")),
        ("HTTP/1.0", sized("POST /invoke HTTP/1.0\r\ncontent-type: application/json\r\n", "")),
        (
            "headers in upper case",
            sized(
                &head.to_uppercase().replace("/INVOKE", "/invoke").replace("APPLICATION/JSON", "application/json"),
                "",
            ),
        ),
        ("empty lines before the request", [b"\r\n\r\n", &sized(head, "")[..]].concat()),
        ("spaces around a value", sized(head, "x-y:   a b  \r\n")),
        ("Expect", sized(head, "expect: 100-continue\r\n")),
        ("a header without a value", sized(head, "x-empty:\r\n")),
        ("a hundred less one headers", sized(head, &(0..90).map(|n| format!("x-{n}: y\r\n")).collect::<String>())),
    ]
}
