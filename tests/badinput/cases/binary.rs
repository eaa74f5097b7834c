//! Calls in msgpack and protobuf that cannot be read.

use super::{Case, MALFORMED, NOT_FOUND, TOO_LARGE, request, typed};
use crate::badinput::peer;
use aspyx::wire::Format;

const MSGPACK: &str = "application/msgpack";
const SERVICE: &str = "test-component:test-service";

/// A call in msgpack of a method, with its arguments as they stand.
fn packed(method: &str, args: &[u8]) -> Vec<u8> {
    let length = u8::try_from(method.len()).expect("names are short");
    let body = [b"\x82\xa6method\xd9", &[length][..], method.as_bytes(), b"\xa4args", args].concat();
    typed("POST", "/invoke", MSGPACK, &body)
}

pub(super) fn msgpack() -> Vec<Case> {
    let case = |name, body: &[u8]| Case::new(name, typed("POST", "/invoke", MSGPACK, body), MALFORMED, "");
    let call =
        |name, method: &str, args: &[u8]| Case::new(name, packed(&format!("{SERVICE}:{method}"), args), MALFORMED, "");
    let deep = [vec![0x91; 100_000], vec![0x90]].concat();
    vec![
        case("an empty body", b""),
        case("JSON", br#"{"method":"test-component:test-service:hello","args":["x"]}"#),
        case("a byte that means nothing", b"\xc1\xff\xff"),
        case("an array", b"\x90"),
        case("nil", b"\xc0"),
        case("an empty map", b"\x80"),
        case("a map that is announced to be huge", b"\xdf\xff\xff\xff\xff"),
        case("a text that is announced to be huge", b"\x82\xdb\xff\xff\xff\xff"),
        case("a method that is bytes", b"\x82\xa6method\xc4\x01x\xa4args\x90"),
        case("a method that is a number", b"\x82\xa6method\x05\xa4args\x90"),
        case("a key that is a number", b"\x81\x01\x02"),
        call("cut short", "hello", b"\x91\xa5wor"),
        call("trailing bytes", "hello", b"\x91\xa1x\x00"),
        call("too few", "add", b"\x91\x01"),
        call("too many", "hello", b"\x92\xa1a\xa1b"),
        call("arguments as a map", "hello", b"\x81\xa7message\xa1x"),
        call("text for an integer", "add", b"\x92\xa11\x01"),
        call("a fraction for an integer", "add", b"\x92\xcb\x3f\xfe\x66\x66\x66\x66\x66\x66\x01"),
        call("an integer out of range", "add", b"\x92\xcf\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
        call("nil for an integer", "add", b"\x92\xc0\x01"),
        call("nil for a text", "hello", b"\x91\xc0"),
        call("bytes for a text", "hello", b"\x91\xc4\x01\xff"),
        call("invalid UTF-8", "hello", b"\x91\xa2\xff\xfe"),
        call("a bool for a float", "scalars", b"\x94\x01\xc3\xc3\xa1s"),
        call("a number for a bool", "scalars", b"\x94\x01\x01\x01\xa1s"),
        call("a missing field", "inners", b"\x91\x91\x81\xa8int_attr\x01"),
        call("a list that is announced to be huge", "ints", b"\x91\xdd\xff\xff\xff\xff\x01"),
        call("bytes that are announced to be huge", "hello", b"\x91\xc6\xff\xff\xff\xffx"),
        call("an extension", "hello", b"\x91\xd4\x01\x00"),
        call("nested 100,000 deep", "ints", &[b"\x91", &deep[..]].concat()),
        Case::new("an unknown method", packed(&format!("{SERVICE}:nope"), b"\x90"), NOT_FOUND, "has no method `nope`"),
        Case::new(
            "the same in bytes beyond all",
            typed("POST", "/invoke", MSGPACK, &vec![0x91; 20 << 20]),
            TOO_LARGE,
            "",
        ),
    ]
}

pub(super) fn protobuf() -> Vec<Case> {
    let call = |name, method: &str, message: &[u8]| {
        Case::new(name, peer::request(Format::Protobuf, &format!("{SERVICE}:{method}"), message), MALFORMED, "")
    };
    let content_type = "content-type: application/x-protobuf\r\n";
    let headed = |headers: &str| request("POST", "/invoke", &format!("{content_type}{headers}"), b"");
    let unknown = |name, method| Case::new(name, peer::request(Format::Protobuf, method, b"\x0a\x01x"), NOT_FOUND, "");
    let groups = [0x9b, 0x06].repeat(100_000);
    vec![
        Case::new("no method", headed(""), MALFORMED, "the header `x-rpc-method` is missing"),
        Case::new("an empty method", headed("x-rpc-method:\r\n"), NOT_FOUND, ""),
        Case::new("a method that is not UTF-8", headed("x-rpc-method: \u{ff}:a:b\r\n"), NOT_FOUND, ""),
        unknown("an unknown method", "test-component:test-service:nope"),
        unknown("another component", "nope:test-service:hello"),
        unknown("a method without colons", "hello"),
        call("garbage", "hello", b"\xff\xff\xff"),
        call("cut short", "hello", b"\x0a\x05wor"),
        call("a length beyond the end", "hello", b"\x0a\xff\xff\xff\xff\x0f"),
        call("a length beyond all", "hello", b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
        call("a varint that is too long", "add", b"\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
        call("field number 0", "hello", b"\x02\x01x"),
        call("invalid UTF-8", "hello", b"\x0a\x02\xff\xfe"),
        call("an argument that is absent", "hello", b""),
        call("all arguments absent", "add", b""),
        call("another wire type", "hello", b"\x08\x01"),
        call("a wire type that is none", "hello", b"\x0f"),
        call("a missing field", "inners", b"\x0a\x02\x08\x07"),
        call("packed numbers cut short", "ints", b"\x0a\x03\x01\x02"),
        call("a group without end", "hello", b"\x0a\x01x\x9b\x06"),
        call("the end of no group", "hello", b"\x0a\x01x\x9c\x06"),
        call("groups 100,000 deep", "hello", &groups),
    ]
}
