//! Clients of ours call a server of the Python original, method by method over each of its channels.
//!
//! What it carries of the types of `svc/probe.svc`; `–` is an error on its side, before or after the method ran, and
//! never a wrong value:
//!
//! | | rest | dispatch-json | dispatch-msgpack | dispatch-protobuf |
//! |---|---|---|---|---|

use aspyx::ErrorKind;
use aspyx_tests::original::*;
use aspyx_tests::python::{Original, call_ours};
use aspyx_tests::running::{Running, remote};

const REMOTE: &[&str] = &["rest", "dispatch-json", "dispatch-protobuf", "dispatch-msgpack"];

/// Returns a server of the original, or says that a test did not run.
fn original(test: &str) -> Option<Original> {
    Original::start().map_err(|unavailable| unavailable.skip(test)).ok()
}

/// Runs a test with a client of each channel, and says which one it was that failed.
macro_rules! over_every_channel_of_the_original {
    ($(async fn $name:ident($channel:ident: &str, $client:ident: $ty:ty) $body:block)*) => {$(
        #[tokio::test]
        async fn $name() {
            async fn check($channel: &str, $client: $ty) $body
            let Some(original) = original(stringify!($name)) else { return };
            for channel in REMOTE {
                println!("over {channel}:");
                check(channel, remote(&original.url(), channel)).await;
            }
        }
    )*};
}

const ODD: &str = "a b/c?d=e&f#g%h+i;ü😀\"'\\";

over_every_channel_of_the_original! {
    async fn it_takes_and_returns_texts(_channel: &str, client: TestServiceClient) {
        for text in ["world", "ü€😀", "a b&c=d?e#f;g", "100%"] {
            assert_eq!(client.hello(text.to_owned()).await.expect("hello"), format!("hello {text}"));
            assert_eq!(client.put_it(text.to_owned()).await.expect("put"), format!("put {text}"));
            assert_eq!(client.delete_it(text.to_owned()).await.expect("delete"), format!("delete {text}"));
        }
    }

    async fn it_takes_and_returns_numbers(_channel: &str, client: TestServiceClient) {
        for (a, b) in [(2, -3), (0, 0), (i32::MAX, i32::MIN), (-1, 1)] {
            assert_eq!(client.add(a, b).await.expect("add"), a + b);
        }
        let scalars = client.scalars(0, -0.25, false, String::new()).await.expect("scalars");
        assert_eq!(scalars, "0 -0.25 False ''");
        let scalars = client.scalars(-7, 1.5, true, ODD.replace(['\'', '\\'], "")).await.expect("scalars");
        assert_eq!(scalars, format!("-7 1.5 True '{}'", ODD.replace(['\'', '\\'], "")));
        assert_eq!(client.sleep(0.0).await.expect("sleep"), "slept 0.0");
    }

    async fn it_takes_and_returns_structs(_channel: &str, client: TestServiceClient) {
        for data in [data(""), data(ODD), data(&"0123456789é".repeat(10_000))] {
            assert_eq!(client.data(data.clone()).await.expect("data"), data);
        }
        for outer in [outer(Some("")), outer(Some(ODD))] {
            assert_eq!(client.outer(outer.clone()).await.expect("outer"), outer);
        }
        for model in [model(None), model(Some("")), model(Some(ODD))] {
            assert_eq!(client.model(model.clone()).await.expect("model"), model);
        }
    }

    async fn it_takes_and_returns_lists(_channel: &str, client: TestServiceClient) {
        for ints in [vec![], vec![1, 2, 3], vec![i32::MIN, 0, -1, i32::MAX], (0..100_000).collect()] {
            assert_eq!(client.ints(ints.clone()).await.expect("ints"), ints);
        }
        for inners in [vec![], vec![inner(1), inner(0), inner(-1)]] {
            assert_eq!(client.inners(inners.clone()).await.expect("inners"), inners);
        }
    }

    async fn its_coroutines_are_called(_channel: &str, client: TestAsyncServiceClient) {
        assert_eq!(client.hello(ODD.replace('/', "")).await.expect("hello"), format!("hello {}", ODD.replace('/', "")));
        assert_eq!(client.data(data(ODD)).await.expect("data"), data(ODD));
        assert_eq!(client.outer(outer(Some("note"))).await.expect("outer"), outer(Some("note")));
    }

    async fn what_it_raises_arrives(channel: &str, client: TestServiceClient) {
        for text in ["boom", "", "ü😀\n"] {
            let error = client.fail(text.to_owned()).await.expect_err("it raises");
            assert!(error.maybe_executed(), "{error:?}");
            // Over REST the original loses the text: it answers 500 like to any mistake of its own.
            if channel != "rest" {
                assert_eq!((error.kind(), error.message()), (ErrorKind::Exception, text));
            }
        }
    }

    async fn what_its_coroutines_raise_arrives(channel: &str, client: TestAsyncServiceClient) {
        let error = client.fail("boom".to_owned()).await.expect_err("it raises");
        if channel != "rest" {
            assert_eq!((error.kind(), error.message()), (ErrorKind::Exception, "boom"));
        }
    }
}

fn data(text: &str) -> Data {
    let text = || text.to_owned();
    Data {
        i: -1,
        f: 0.0,
        b: false,
        s: text(),
        str0: text(),
        str1: text(),
        str2: text(),
        str3: text(),
        str4: text(),
        str5: text(),
        str6: text(),
        str7: text(),
        str8: text(),
        str9: text(),
    }
}

fn inner(int_attr: i32) -> Inner {
    Inner { int_attr, float_attr: -0.25, bool_attr: int_attr > 0, str_attr: "ü".repeat(int_attr.unsigned_abs() as usize) }
}

fn outer(note: Option<&str>) -> Outer {
    let names = vec![String::new(), "ü".to_owned()];
    let note = note.map(str::to_owned);
    Outer { id: 0, inner: inner(7), inners: vec![inner(0), inner(-1)], ints: vec![0, -1], names, note }
}

fn model(note: Option<&str>) -> Model {
    let inner = |int_attr| InnerModel { int_attr, float_attr: 1.5, bool_attr: true, str_attr: String::new() };
    let note = note.map(str::to_owned);
    Model { id: i32::MIN, inner: inner(0), inners: vec![], ints: vec![], names: vec![], note }
}

/// The original calls a server of ours, over each channel.
#[tokio::test(flavor = "multi_thread")]
async fn its_clients_are_served() {
    let running = Running::host(|server| server.component(aspyx_tests::interop::component())).await;
    for channel in REMOTE {
        let url = running.url();
        let told = tokio::task::spawn_blocking(move || call_ours(&url, channel)).await.expect("it does not panic");
        let told = match told {
            Ok(told) => told,
            Err(unavailable) => return unavailable.skip("its_clients_are_served"),
        };
        let calls: Vec<&str> = told.lines().filter(|line| !line.starts_with("Module is ")).collect();
        assert!(calls.len() == 27 && calls.iter().all(|line| line.starts_with("ok ")), "over {channel}:\n{told}");
    }
}
