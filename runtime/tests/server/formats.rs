//! Calls in MessagePack and in protobuf, as bytes: what is answered, and that no mistake of a peer is more than a 4xx.
//!
//! What JSON is told is in `invoke`; here is what the other formats do in their own way.

use crate::custom::{Signals, Smoke};
use crate::http::{Answer, raw, request};
use crate::running::{Made, Running};
use crate::shop::{Shelves, everywhere};
use aspyx::axum::http::{HeaderMap, HeaderValue};
use aspyx::wire::Format;
use aspyx::{Arrival, Server, ServiceManager};
use serde_json::{Value, json};
use std::net::SocketAddr;

async fn running() -> Running {
    Running::with(everywhere(Shelves::default())).await
}

async fn msgpack(address: SocketAddr, body: impl AsRef<[u8]>) -> Answer {
    raw(address, &request("POST", "/invoke", "content-type: application/msgpack\n", body)).await
}

async fn protobuf(address: SocketAddr, method: &str, body: impl AsRef<[u8]>) -> Answer {
    let headers = format!("content-type: application/x-protobuf\nx-rpc-method: shop-v1:catalog:{method}\n");
    raw(address, &request("POST", "/invoke", &headers, body)).await
}

/// Returns an envelope in MessagePack, the method first, as peers write it.
fn packed(method: &str, args: Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    pack(&json!({"method": format!("shop-v1:catalog:{method}"), "args": args}), &mut bytes);
    bytes
}

/// Writes a small value in MessagePack.
fn pack(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Null => bytes.push(0xc0),
        Value::Bool(value) => bytes.push(0xc2 + u8::from(*value)),
        Value::Number(number) => match number.as_i64() {
            Some(value) => bytes.extend([&[0xd3], value.to_be_bytes().as_slice()].concat()),
            None => bytes.extend([&[0xcb], number.as_f64().unwrap_or_default().to_be_bytes().as_slice()].concat()),
        },
        Value::String(text) => bytes.extend([&[0xd9, length(text.len())], text.as_bytes()].concat()),
        Value::Array(items) => {
            bytes.push(0x90 + length(items.len()));
            items.iter().for_each(|item| pack(item, bytes));
        }
        Value::Object(members) => {
            bytes.push(0x80 + length(members.len()));
            for (key, value) in members.iter().rev() {
                pack(&Value::from(key.as_str()), bytes);
                pack(value, bytes);
            }
        }
    }
}

fn length(length: usize) -> u8 {
    u8::try_from(length).expect("a small value")
}

#[tokio::test]
async fn msgpack_is_answered_in_msgpack() {
    let server = running().await;
    let answer = msgpack(server.address, packed("name", json!(["x"]))).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/msgpack")), "{answer:?}");
    assert_eq!(answer.bytes, b"\x82\xa6result\xa1x\xa9exception\xc0");
    let answer = msgpack(server.address, packed("list", json!([null, 7, ["a"], null]))).await;
    assert_eq!(answer.bytes, b"\x82\xa6result\xacNone 7 [\"a\"]\xa9exception\xc0");
    let first = b"\x82\xa4args\x91\xa1x\xa6method\xb4shop-v1:catalog:name";
    assert_eq!(msgpack(server.address, first).await.status, 200, "arguments first");
    let answer = msgpack(server.address, packed("get", json!(["00000000-0000-0000-0000-000000000000"]))).await;
    let error = b"\x83\xa6result\xc0\xa9exception\xaano product\xa5error\x82\xa4type\xb0shop.v1.NotFound\xa4data\x81\xa4what\xa7product";
    assert_eq!((answer.status, answer.bytes.as_slice()), (200, error.as_slice()));
}

#[tokio::test]
async fn protobuf_is_answered_in_protobuf() {
    let server = running().await;
    let answer = protobuf(server.address, "name", b"\x0a\x01x").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/x-protobuf")), "{answer:?}");
    assert_eq!(answer.bytes, b"\x0a\x01x");
    assert_eq!(protobuf(server.address, "remove", b"\x0a\x2411111111-1111-1111-1111-111111111111").await.bytes, b"");
    let nil = b"\x0a\x2400000000-0000-0000-0000-000000000000";
    assert_eq!(protobuf(server.address, "remove", nil).await.bytes, b"\x12\x13the shelf is locked");
    assert_eq!(protobuf(server.address, "draft", b"").await.bytes, b"\x08\x00", "what is 0 is written as well");
    assert_eq!(protobuf(server.address, "name", b"\x0a\x01x\x7a\x01y").await.status, 200, "an unknown field");
}

#[tokio::test]
async fn what_is_no_msgpack_call_is_refused() {
    let server = running().await;
    let call = packed("name", json!(["x"]));
    let bomb = |open: &[u8]| [b"\x82\xa6method\xb6shop-v1:catalog:create\xa4args", &*open.repeat(100_000)].concat();
    let cases: &[(&str, Vec<u8>)] = &[
        ("JSON", br#"{"method":"shop-v1:catalog:name","args":["x"]}"#.to_vec()),
        ("trailing bytes", [&*call, b"\xc0"].concat()),
        ("a list of itself", bomb(b"\x91")),
        ("a map of itself", bomb(b"\x81\xa1x")),
        ("a product of itself", bomb(b"\x81\xa5parts\x91")),
        ("nested aside", [b"\x82\xa1x".as_slice(), &b"\x91".repeat(100_000)].concat()),
        (
            "a list of four thousand millions",
            b"\x82\xa6method\xb4shop-v1:catalog:name\xa4args\xdd\xff\xff\xff\xff".to_vec(),
        ),
        ("a text of four thousand millions", b"\x82\xa6method\xdb\xff\xff\xff\xff".to_vec()),
        ("a map of four thousand millions", b"\xdf\xff\xff\xff\xff".to_vec()),
        ("bytes of four thousand millions", b"\x81\xa1x\xc6\xff\xff\xff\xff".to_vec()),
        ("no UTF-8", b"\x82\xa6method\xb4shop-v1:catalog:name\xa4args\x91\xa1\xff".to_vec()),
        ("the byte that means nothing", b"\x82\xa6method\xb4shop-v1:catalog:name\xa4args\x91\xc1".to_vec()),
        ("an extension", b"\x82\xa6method\xb4shop-v1:catalog:name\xa4args\x91\xd4\x01\x00".to_vec()),
        ("method twice", b"\x82\xa6method\xb4shop-v1:catalog:wait\xa6method\xb4shop-v1:catalog:wait".to_vec()),
        ("method is a number", b"\x81\xa6method\x07".to_vec()),
        ("no method", b"\x81\xa4args\x90".to_vec()),
        ("args is a map", packed("name", json!({"text": "x"}))),
        ("args is null", packed("name", json!(null))),
        ("too few", packed("name", json!([]))),
        ("too many", packed("name", json!(["x", "y"]))),
        ("null for a text", packed("name", json!([null]))),
        ("a number for a text", packed("name", json!([1]))),
        ("a text for a number", packed("list", json!([null, "1", []]))),
        ("a fraction for an integer", packed("list", json!([null, 1.5, []]))),
        ("a negative u32", packed("list", json!([null, -1, []]))),
        ("no uuid", packed("get", json!(["x"]))),
        ("a missing field", packed("create", json!([{}]))),
    ];
    for (name, body) in cases {
        println!("{name}");
        msgpack(server.address, body).await.refused(400);
    }
    for byte in 0..=u8::MAX {
        msgpack(server.address, [byte]).await.refused(400);
    }
    for end in 0..call.len() {
        msgpack(server.address, &call[..end]).await.refused(400);
    }
    msgpack(server.address, packed("nope", json!([]))).await.refused(404);
    msgpack(server.address, packed("create", json!([{"title": "a", "status": "gone"}]))).await.refused(422);
}

#[tokio::test]
async fn what_is_no_protobuf_call_is_refused() {
    let server = running().await;
    let cases: &[(&str, &str, Vec<u8>)] = &[
        ("JSON", "name", br#"{"text":"x"}"#.to_vec()),
        ("empty", "name", Vec::new()),
        ("trailing bytes", "name", b"\x0a\x01x\xff".to_vec()),
        ("a number for a text", "name", b"\x08\x01".to_vec()),
        ("a fixed number for a text", "name", b"\x0d\x01\x01\x01\x01".to_vec()),
        ("longer than there is", "name", b"\x0a\xff\xff\xff\xff\x0f".to_vec()),
        ("a length without end", "name", [b"\x0a".as_slice(), &[0xff; 11]].concat()),
        ("a tag without end", "name", vec![0xff; 20]),
        ("field 0", "name", b"\x02\x01x".to_vec()),
        ("a wire type nobody knows", "name", b"\x0f\x01x".to_vec()),
        ("no UTF-8", "name", b"\x0a\x01\xff".to_vec()),
        ("groups in groups", "name", b"\x7b".repeat(100_000)),
        ("an end of nothing", "name", b"\x0a\x01x\x7c".to_vec()),
        ("a text for a number", "list", b"\x12\x011".to_vec()),
        ("no uuid", "get", b"\x0a\x01x".to_vec()),
        ("a missing field", "create", b"\x0a\x00".to_vec()),
        ("a product of itself", "create", nested(100_000)),
    ];
    for (name, method, body) in cases {
        println!("{name}");
        protobuf(server.address, method, body).await.refused(400);
    }
    let call = b"\x0a\x05hello";
    for end in 0..call.len() {
        protobuf(server.address, "name", &call[..end]).await.refused(400);
    }
    protobuf(server.address, "nope", b"").await.refused(404);
    protobuf(server.address, "create", b"\x0a\x05\x0a\x01a\x10\x63").await.refused(422);
}

/// Returns a product whose parts are nested so deep, as the argument of `create`.
fn nested(depth: usize) -> Vec<u8> {
    // From the inside out and backwards, for a length stands before what it measures.
    let mut backwards: Vec<u8> = b"\x0a\x01a".iter().rev().copied().collect();
    for level in 1..=depth {
        let mut head = vec![if level == depth { 0x0a } else { 0x1a }];
        let mut length = backwards.len();
        while length >= 0x80 {
            head.push((length & 0x7f) as u8 | 0x80);
            length >>= 7;
        }
        head.push(length as u8);
        if level != depth {
            head = [b"\x0a\x01a".as_slice(), &head].concat();
        }
        backwards.extend(head.iter().rev());
    }
    backwards.reverse();
    backwards
}

#[tokio::test]
async fn a_protobuf_call_is_named_by_one_header() {
    let server = running().await;
    let kind = "content-type: application/x-protobuf\n";
    let named = "x-rpc-method: shop-v1:catalog:name\n";
    let send = async |headers: String| raw(server.address, &request("POST", "/invoke", &headers, b"\x0a\x01x")).await;
    assert_eq!(send(format!("{kind}{named}")).await.status, 200);
    assert_eq!(send(kind.to_owned()).await.refused(400), "the header `x-rpc-method` is missing");
    assert_eq!(send(format!("{kind}{named}{named}")).await.refused(400), "the header `x-rpc-method` is there twice");
    for id in ["", "name", "shop-v1:catalog:startup", "\u{ff}:\u{0}x"] {
        let answer = send(format!("{kind}x-rpc-method: {id}\n")).await;
        assert!(answer.status == 404 || answer.status == 400, "{id:?}: {answer:?}");
    }
}

#[tokio::test]
async fn a_component_is_reached_over_the_channels_it_declares() {
    let made = Made { channels: &["rest", "dispatch-json"], ..Made::new("other").routes(&[("GET", "/other")]) };
    let server = Running::with(made.build()).await;
    let mut body = Vec::new();
    pack(&json!({"method": "other:other:m0", "args": []}), &mut body);
    let detail = msgpack(server.address, body).await.refused(404);
    assert!(detail.contains("dispatch-msgpack, but on: rest, dispatch-json"), "{detail}");
    let headers = "content-type: application/x-protobuf\nx-rpc-method: other:other:m0\n";
    let detail = raw(server.address, &request("POST", "/invoke", headers, "")).await.refused(404);
    assert!(detail.contains("dispatch-protobuf, but on: rest, dispatch-json"), "{detail}");
}

#[tokio::test]
async fn bodies_in_any_format_keep_to_the_limit() {
    let builder = Server::builder(ServiceManager::new()).component(everywhere(Shelves::default())).body_limit(1000);
    let server = Running::start(builder).await;
    msgpack(server.address, [0xc0; 1001]).await.refused(413);
    protobuf(server.address, "name", [b"\x0a\xe8\x07".as_slice(), &[b'x'; 1000]].concat()).await.refused(413);
}

/// Calls with bytes changed at random: whatever that makes of them, it is the caller's mistake or none.
#[tokio::test]
async fn no_mistake_of_a_peer_is_a_failure_of_the_server() {
    let (smoke, signals) = Smoke::new();
    let builder = Server::builder(ServiceManager::new()).component(everywhere(Shelves::default()));
    let _server = Running::start(builder.channel("smoke", smoke)).await;
    let product = json!([{"title": "a", "status": "active", "parts": [{"title": "b", "parts": []}]}]);
    let json = json!({"method": "shop-v1:catalog:create", "args": product}).to_string().into_bytes();
    let list = packed("list", json!(["draft", 7, ["a", "b"]]));
    let calls: [(Format, &str, &[u8]); 6] = [
        (Format::Json, "", &json),
        (Format::Msgpack, "", &packed("create", product)),
        (Format::Msgpack, "", &list),
        (Format::Protobuf, "create", b"\x0a\x0c\x0a\x01a\x10\x02\x1a\x05\x0a\x01b\x10\x01"),
        (Format::Protobuf, "list", b"\x08\x01\x10\x07\x1a\x01a\x1a\x01b"),
        (Format::Protobuf, "convert", b"\x08\x01\x11\0\0\0\0\0\0\xf0\x3f\x1a\x04\x08\x01\x10\x01\x20\x05"),
    ];
    let mut random = Random(1);
    for (format, method, call) in calls {
        assert_eq!(send(&signals, format, method, call).await, 200, "{format:?} {method} as it is");
        for _ in 0..2000 {
            let broken = random.change(call);
            let status = send(&signals, format, method, &broken).await;
            assert!([200, 400, 404, 422].contains(&status), "{status} for {format:?} {method} {broken:?}");
        }
    }
}

async fn send(signals: &Signals, format: Format, method: &str, body: &[u8]) -> u16 {
    let mut headers = HeaderMap::new();
    let id = HeaderValue::from_str(&format!("shop-v1:catalog:{method}")).expect("a header");
    headers.insert("x-rpc-method", id);
    signals.call(Arrival { format, headers, body: body.to_vec().into() }).await.status
}

/// Numbers that are the same each time (Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// Changes, takes out, doubles or cuts off a few bytes.
    fn change(&mut self, call: &[u8]) -> Vec<u8> {
        let mut call = call.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(call.len());
            match self.below(5) {
                0 | 1 => call[at] = self.below(256) as u8,
                2 if call.len() > 1 => drop(call.remove(at)),
                3 => call.insert(at, call[at]),
                _ => call.truncate(at + 1),
            }
        }
        call
    }
}
