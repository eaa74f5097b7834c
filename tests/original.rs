//! Clients of ours call a server of the Python original, and its clients one of ours, method by method over each channel.
//!
//! Differences that are held here:
//!
//! * Over REST it loses the text of what a method raises, and puts arguments into a path without encoding them.
//! * [`CARRIED`] tells which types of `svc/probe.svc` it carries over which of its channels.

use aspyx::{Bytes, Error, ErrorKind, ServiceManager, StaticComponentRegistry, Timestamp};
use aspyx_tests::conformance::v1::{Types as _, TypesClient};
use aspyx_tests::original::*;
use aspyx_tests::probe::*;
use aspyx_tests::python::{Original, call_ours};
use aspyx_tests::running::{REMOTE, Running, remote};
use std::collections::BTreeMap;

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
        for outer in [outer(None), outer(Some("")), outer(Some(ODD))] {
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
        for outer in [outer(None), outer(Some("note"))] {
            assert_eq!(client.outer(outer.clone()).await.expect("outer"), outer);
        }
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
    Inner {
        int_attr,
        float_attr: -0.25,
        bool_attr: int_attr > 0,
        str_attr: "ü".repeat(int_attr.unsigned_abs() as usize),
    }
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
        let good = told.lines().filter(|line| line.starts_with("ok ")).count();
        assert_eq!((good, told.contains(": expected ")), (26, false), "over {channel}:\n{told}");
    }
}

/// Returns clients over one channel that share their connections, of a service that the original has and of one that it
/// does not know.
fn known_and_unknown(url: &str, channel: &str) -> (TestServiceClient, TypesClient) {
    let registry = StaticComponentRegistry::new();
    let registry = registry.component("test-component", [(channel, url)]).component("conformance-v1", [(channel, url)]);
    let manager = ServiceManager::builder().registry(registry).build();
    (manager.get_service().expect("a client"), manager.get_service().expect("a client"))
}

/// Where it dispatches it answers 500, which leaves open whether anything has run.
#[tokio::test]
async fn what_it_does_not_know_is_an_error() {
    let Some(original) = original("what_it_does_not_know_is_an_error") else { return };
    for channel in REMOTE {
        let (_, unknown) = known_and_unknown(&original.url(), channel);
        let error = unknown.index().await.expect_err("nobody knows it");
        let (kind, executed) =
            if *channel == "rest" { (ErrorKind::NotFound, false) } else { (ErrorKind::Internal, true) };
        assert_eq!((error.kind(), error.maybe_executed()), (kind, executed), "over {channel}: {error:?}");
    }
}

/// The original closes a connection after each answer 500, without saying so in it, and reads nothing that comes then: what
/// is sent over it at once does not run, but nobody can tell. Hence such a connection rests until that would have shown.
#[tokio::test]
async fn calls_right_after_its_500_are_answered() {
    let Some(original) = original("calls_right_after_its_500_are_answered") else { return };
    for channel in REMOTE {
        let (known, unknown) = known_and_unknown(&original.url(), channel);
        for _ in 0..50 {
            unknown.index().await.expect_err("nobody knows it");
            let failed = known.fail("boom".to_owned()).await.expect_err("it raises");
            assert_ne!(failed.kind(), ErrorKind::Transport, "over {channel}: {failed:?}");
            assert_eq!(known.add(1, 2).await.unwrap_or_else(|error| panic!("over {channel}: {error:?}")), 3);
        }
    }
}

#[tokio::test]
async fn a_server_that_is_gone_has_not_executed_anything() {
    let test = "a_server_that_is_gone_has_not_executed_anything";
    let Some(original) = original(test) else { return };
    let url = original.url();
    let clients = REMOTE.iter().map(|channel| (*channel, remote::<TestServiceClient>(&url, channel)));
    let clients: Vec<_> = clients.collect();
    for (channel, client) in &clients {
        assert_eq!(client.add(1, 2).await.expect("it is still there"), 3, "over {channel}");
    }
    drop(original);
    for (channel, client) in &clients {
        // The first call may still find a connection in the pool.
        let _ = client.add(1, 2).await;
        let error = client.add(1, 2).await.expect_err("nobody is there");
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Connect, false), "over {channel}: {error:?}");
    }
}

/// Which of our types the original carries over `rest`, `dispatch-json`, `dispatch-msgpack` and `dispatch-protobuf`: `–` is
/// an error, before or after the method ran, and `another` value comes back where it cuts integers to 32 bits.
const CARRIED: &str = "\
0.1                   yes    yes    yes    –
2^31                  yes    yes    yes    another
2^53 + 1              yes    yes    yes    another
absent struct         –    yes    yes    yes
absent text           yes    yes    yes    yes
body of a PUT         yes    yes    yes    yes
bytes                 yes    –    yes    yes
datetime              yes    –    –    –
default argument      yes    yes    yes    yes
dict                  yes    yes    yes    –
enum by its value     yes    yes    –    –
false                 yes    yes    yes    yes
infinity              –    –    yes    –
no result             yes    yes    yes    yes
optional empty text   yes    yes    yes    yes
optional struct       yes    yes    yes    –
optional text         yes    yes    yes    yes
";

#[tokio::test]
async fn it_carries_as_many_types_as_it_can() {
    let Some(original) = original("it_carries_as_many_types_as_it_can") else { return };
    let mut table: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for channel in ["rest", "dispatch-json", "dispatch-msgpack", "dispatch-protobuf"] {
        let url = original.url();
        for (name, outcome) in probe(|| remote(&url, channel)).await {
            table.entry(name).or_default().push(outcome);
        }
    }
    let lines = table.iter().map(|(name, outcomes)| format!("{name:22}{}\n", outcomes.join("    ")));
    assert_eq!(lines.collect::<String>(), CARRIED, "{}", original.output());
}

/// Calls every method of the probes, and says of each whether the value came back. Each has a client of its own, since the
/// original closes a connection after an answer 500, which a next call may notice too late.
async fn probe(client: impl Fn() -> ProbeServiceClient) -> Vec<(&'static str, &'static str)> {
    let leaf = || Leaf { int_attr: 7, float_attr: 1.5, bool_attr: true, str_attr: "in".to_owned() };
    let when: Timestamp = "2024-02-29T12:30:15.123456Z".parse().expect("a time");
    let blob = Bytes::from_static(b"\x00\xffabc");
    let numbers = BTreeMap::from([("a".to_owned(), 1), ("ü".to_owned(), -1)]);
    vec![
        ("absent text", outcome(client().opt(None).await, None)),
        ("optional text", outcome(client().opt(Some("x".to_owned())).await, Some("x".to_owned()))),
        ("optional empty text", outcome(client().opt(Some(String::new())).await, Some(String::new()))),
        ("enum by its value", outcome(client().color(Color::Green).await, Color::Green)),
        ("datetime", outcome(client().when(when).await, when)),
        ("bytes", outcome(client().blob(blob.clone()).await, blob)),
        ("dict", outcome(client().dict(numbers.clone()).await, numbers)),
        ("absent struct", outcome(client().optdata(None).await, None)),
        ("optional struct", outcome(client().optdata(Some(leaf())).await, Some(leaf()))),
        ("no result", outcome(client().void("x".to_owned()).await, ())),
        ("2^31", outcome(client().bigint(1 << 31).await, 1 << 31)),
        ("2^53 + 1", outcome(client().bigint((1 << 53) + 1).await, (1 << 53) + 1)),
        ("0.1", outcome(client().flt(0.1).await, 0.1)),
        ("infinity", outcome(client().flt(f64::INFINITY).await, f64::INFINITY)),
        ("false", outcome(client().boolean(false).await, false)),
        ("default argument", outcome(client().default("a".to_owned(), "dflt".to_owned()).await, "adflt".to_owned())),
        ("body of a PUT", outcome(client().putbody(leaf()).await, leaf())),
    ]
}

fn outcome<T: PartialEq>(answer: Result<T, Error>, expected: T) -> &'static str {
    match answer {
        Ok(value) if value == expected => "yes",
        Ok(_) => "another",
        Err(_) => "–",
    }
}
