//! Byte for byte what the client and the server of the Python original send each other, per format: what our client
//! sends, and what our server answers, is held against it.
//!
//! The bytes were captured from the original, version 0.11.6. JSON and msgpack have the same envelope around all calls,
//! which is written here once; of protobuf the whole messages are in the table.

use crate::badinput::peer;
use aspyx::wire::Format;
use aspyx_tests::original::{Inner, Outer, TestService as _, TestServiceClient};
use aspyx_tests::running::{Running, remote};

/// A call and its answer: the arguments, and the result or, of `fail`, the exception; of protobuf the whole messages.
struct Capture {
    method: &'static str,
    json: [&'static str; 2],
    msgpack: [&'static str; 2],
    protobuf: [&'static str; 2],
}

const CAPTURES: &[Capture] = &[
    Capture {
        method: "hello",
        json: [r#"["world"]"#, r#""hello world""#],
        msgpack: ["91a5776f726c64", "ab68656c6c6f20776f726c64"],
        protobuf: ["0a05776f726c64", "0a0b68656c6c6f20776f726c64"],
    },
    Capture {
        method: "add",
        json: ["[2,-3]", "-1"],
        msgpack: ["9202fd", "ff"],
        protobuf: ["080210fdffffffffffffffff01", "08ffffffffffffffffff01"],
    },
    Capture {
        method: "ints",
        json: ["[[1,2,3]]", "[1,2,3]"],
        msgpack: ["9193010203", "93010203"],
        protobuf: ["080108020803", "080108020803"],
    },
    Capture { method: "inners", json: ["[[]]", "[]"], msgpack: ["9190", "90"], protobuf: ["", ""] },
    Capture {
        method: "outer",
        json: [
            concat!(
                r#"[{"id":0,"inner":{"int_attr":7,"float_attr":-0.25,"bool_attr":false,"str_attr":"ü😀"},"inners":["#,
                r#"{"int_attr":0,"float_attr":0.0,"bool_attr":false,"str_attr":""}],"ints":[0,-1,2147483647],"#,
                r#""names":["","ü"],"note":"note"}]"#,
            ),
            concat!(
                r#"{"id":0,"inner":{"int_attr":7,"float_attr":-0.25,"bool_attr":false,"str_attr":"ü😀"},"inners":["#,
                r#"{"int_attr":0,"float_attr":0.0,"bool_attr":false,"str_attr":""}],"ints":[0,-1,2147483647],"#,
                r#""names":["","ü"],"note":"note"}"#,
            ),
        ],
        msgpack: [
            concat!(
                "9186a2696400a5696e6e657284a8696e745f6174747207aa666c6f61745f61747472cbbfd0000000000000a9626f6f6c5f6174",
                "7472c2a87374725f61747472a6c3bcf09f9880a6696e6e6572739184a8696e745f6174747200aa666c6f61745f61747472cb00",
                "00000000000000a9626f6f6c5f61747472c2a87374725f61747472a0a4696e74739300ffce7fffffffa56e616d657392a0a2c3",
                "bca46e6f7465a46e6f7465",
            ),
            concat!(
                "86a2696400a5696e6e657284a8696e745f6174747207aa666c6f61745f61747472cbbfd0000000000000a9626f6f6c5f617474",
                "72c2a87374725f61747472a6c3bcf09f9880a6696e6e6572739184a8696e745f6174747200aa666c6f61745f61747472cb0000",
                "000000000000a9626f6f6c5f61747472c2a87374725f61747472a0a4696e74739300ffce7fffffffa56e616d657392a0a2c3bc",
                "a46e6f7465a46e6f7465",
            ),
        ],
        protobuf: [
            concat!(
                "0a4108001211080715000080be18002206c3bcf09f98801a0b0800150000000018002200200020ffffffffffffffffff0120ff",
                "ffffff072a002a02c3bc32046e6f7465",
            ),
            concat!(
                "0a4108001211080715000080be18002206c3bcf09f98801a0b0800150000000018002200200020ffffffffffffffffff0120ff",
                "ffffff072a002a02c3bc32046e6f7465",
            ),
        ],
    },
    Capture {
        method: "fail",
        json: [r#"["boom"]"#, r#""boom""#],
        msgpack: ["91a4626f6f6d", "a4626f6f6d"],
        protobuf: ["0a04626f6f6d", "1204626f6f6d"],
    },
];

impl Capture {
    fn id(&self) -> String {
        format!("test-component:test-service:{}", self.method)
    }

    fn request(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Json => format!(r#"{{"method":"{}","args":{}}}"#, self.id(), self.json[0]).into_bytes(),
            Format::Msgpack => {
                let length = u8::try_from(self.id().len()).expect("names are short");
                let head: &[u8] = if length < 32 { &[0xa0 | length] } else { &[0xd9, length] };
                let args = hex(self.msgpack[0]);
                [b"\x82\xa6method", head, self.id().as_bytes(), b"\xa4args", &args].concat()
            }
            Format::Protobuf => hex(self.protobuf[0]),
        }
    }

    fn answer(&self, format: Format) -> Vec<u8> {
        let fails = self.method == "fail";
        match format {
            Format::Json if fails => format!(r#"{{"result":null,"exception":{}}}"#, self.json[1]).into_bytes(),
            Format::Json => format!(r#"{{"result":{},"exception":null}}"#, self.json[1]).into_bytes(),
            Format::Msgpack if fails => [b"\x82\xa6result\xc0\xa9exception".to_vec(), hex(self.msgpack[1])].concat(),
            Format::Msgpack => [b"\x82\xa6result", &*hex(self.msgpack[1]), b"\xa9exception\xc0"].concat(),
            Format::Protobuf => hex(self.protobuf[1]),
        }
    }

    /// Calls the method with what the original was called with, and checks that the result means the same.
    async fn call(&self, client: &TestServiceClient) {
        match self.method {
            "hello" => assert_eq!(client.hello("world".to_owned()).await.expect("hello"), "hello world"),
            "add" => assert_eq!(client.add(2, -3).await.expect("add"), -1),
            "ints" => assert_eq!(client.ints(vec![1, 2, 3]).await.expect("ints"), [1, 2, 3]),
            "inners" => assert_eq!(client.inners(vec![]).await.expect("inners"), []),
            "outer" => assert_eq!(client.outer(outer()).await.expect("outer"), outer()),
            "fail" => assert_eq!(client.fail("boom".to_owned()).await.expect_err("it fails").message(), "boom"),
            other => panic!("nobody knows how to call {other}"),
        }
    }
}

fn outer() -> Outer {
    let inner = |int_attr, float_attr, str_attr: &str| {
        let str_attr = str_attr.to_owned();
        Inner { int_attr, float_attr, bool_attr: false, str_attr }
    };
    Outer {
        id: 0,
        inner: inner(7, -0.25, "ü😀"),
        inners: vec![inner(0, 0.0, "")],
        ints: vec![0, -1, i32::MAX],
        names: vec![String::new(), "ü".to_owned()],
        note: Some("note".to_owned()),
    }
}

fn hex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| str::from_utf8(pair).expect("digits are ASCII"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("two digits")).collect()
}

/// The one capture that is written out whole.
#[test]
fn the_envelope_is_put_together_as_it_was_captured() {
    let whole = "82a66d6574686f64d921746573742d636f6d706f6e656e743a746573742d736572766963653a68656c6c6fa46172677391a5776f726c64";
    assert_eq!(CAPTURES[0].request(Format::Msgpack), hex(whole));
    let whole = "82a6726573756c74ab68656c6c6f20776f726c64a9657863657074696f6ec0";
    assert_eq!(CAPTURES[0].answer(Format::Msgpack), hex(whole));
}

#[tokio::test]
async fn our_client_sends_the_bytes_of_the_original_and_understands_them() {
    for format in Format::ALL {
        for capture in CAPTURES {
            let server = peer::Canned::start(format.content_type(), capture.answer(format)).await;
            let client = remote::<TestServiceClient>(&server.url(), format.channel());
            println!("{} in {format:?}", capture.method);
            capture.call(&client).await;
            let request = server.request().await;
            assert_eq!(shown(format, &request.bytes), shown(format, &capture.request(format)));
            assert!(request.head.starts_with("post /invoke http/1.1\r\n"), "{}", request.head);
            assert_eq!(request.header("content-type"), Some(format.content_type()), "it is compared byte for byte");
            let method = (format == Format::Protobuf).then(|| capture.id());
            assert_eq!(request.header("x-rpc-method"), method.as_deref());
        }
    }
}

#[tokio::test]
async fn our_server_answers_with_the_bytes_of_the_original() {
    let running = Running::host(|server| server.component(aspyx_tests::interop::component())).await;
    for format in Format::ALL {
        for capture in CAPTURES {
            let request = peer::request(format, &capture.id(), &capture.request(format));
            let answer = peer::ask(running.server.addr(), &request).await;
            assert_eq!(answer.status, 200, "{answer:?}");
            assert_eq!(shown(format, &answer.bytes), shown(format, &capture.answer(format)), "{}", capture.method);
            assert_eq!(answer.header("content-type"), Some(format.content_type()), "it is compared byte for byte");
        }
    }
}

/// Shows bytes so that a person can see how they differ.
fn shown(format: Format, bytes: &[u8]) -> String {
    match format {
        Format::Json => String::from_utf8_lossy(bytes).into_owned(),
        Format::Msgpack | Format::Protobuf => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
