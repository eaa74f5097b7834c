//! One suite for all channels: the same call has the same result and the same error, whatever carries it.

use crate::badinput::peer;
use aspyx::wire::Format;
use aspyx::{Bytes, Decimal, Duration, ErrorKind, Json, Timestamp, Unrecognized, Uuid};
use aspyx_tests::conformance::v1::*;
use aspyx_tests::running::{CHANNELS, Running};
use common_api::common::v1::{Currency, Money, TooExpensive};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

mod answers;
mod properties;
mod random;
mod samples;
mod sizes;

use samples::*;

/// Runs a test over each channel, with a fresh server, and says which one it was that failed.
macro_rules! over_every_channel {
    ($(async fn $name:ident($running:ident: &Running, $client:ident: $ty:ty) $body:block)*) => {$(
        #[tokio::test]
        async fn $name() {
            async fn check($running: &Running, $client: $ty) $body
            for channel in CHANNELS {
                let running = Running::start().await;
                println!("over {channel}:");
                check(&running, running.client(channel)).await;
                running.stop().await.expect("the server ends well");
            }
        }
    )*};
}

over_every_channel! {
    async fn carries_every_scalar(_running: &Running, client: TypesClient) {
        for value in [zeros(), extremes(true), extremes(false)] {
            let answer = client.everything(value.clone()).await.expect("it is echoed");
            assert_eq!(format!("{answer:?}"), format!("{value:?}"), "NaN is not equal to itself, its text is");
        }
    }

    async fn carries_every_container(_running: &Running, client: TypesClient) {
        for value in [Boxes::new(vec![], vec![], vec![], empty(), empty(), empty(), empty(), empty()), full_boxes()] {
            assert_eq!(client.boxes(value.clone()).await.expect("it is echoed"), value);
        }
        assert_eq!(client.maybe(None).await.expect("it is echoed"), None);
        let leaf = Leaf { name: "x".to_owned() };
        assert_eq!(client.maybe(Some(leaf.clone())).await.expect("it is echoed"), Some(leaf.clone()));
        assert_eq!(client.many(vec![]).await.expect("it is echoed"), vec![]);
        assert_eq!(client.many(vec![leaf.clone(), leaf.clone()]).await.expect("it is echoed"), [leaf.clone(), leaf]);
    }

    async fn carries_recursion(_running: &Running, client: TypesClient) {
        let mut tree = Tree { value: 0, children: vec![], first: None };
        for value in 1..40 {
            let first = tree.children.first().cloned().map(Box::new);
            tree = Tree { value, children: vec![tree.clone()], first };
            tree.first.iter_mut().for_each(|first| first.children.clear());
        }
        assert_eq!(client.tree(tree.clone()).await.expect("it is echoed"), tree);
    }

    async fn carries_newtypes_unions_and_sets(_running: &Running, client: TypesClient) {
        for value in [few_kinds(), many_kinds()] {
            assert_eq!(client.kinds(value.clone()).await.expect("it is echoed"), value);
        }
        for choice in choices() {
            assert_eq!(client.choice(choice.clone()).await.expect("it is echoed"), choice);
        }
        for path in [Path(vec![]), Path(vec![name(""), name("a/b")])] {
            assert_eq!(client.names(path.clone()).await.expect("it is echoed"), path);
        }
        for set in [BTreeSet::new(), BTreeSet::from([Age(0), Age(u32::MAX)])] {
            assert_eq!(client.set(set.clone()).await.expect("it is echoed"), set);
        }
    }

    async fn carries_parameters_in_query_path_and_header(_running: &Running, client: TypesClient) {
        let odd = "a b/c?d=e&f#g%h+i;ü😀\"'\\";
        let answer = client.path(-7, odd.to_owned(), Uuid::max(), Color::Blue, day(), true).await.expect("a path");
        assert_eq!(answer, format!("-7 {odd:?} {} Blue 2026-02-03 true", Uuid::max()));
        let answer = client.header("plain text".to_owned(), 3, Some(true)).await.expect("headers");
        assert_eq!(answer, r#""plain text" 3 Some(true)"#);
        let answer = client.header(String::new(), 0, None).await.expect("headers");
        assert_eq!(answer, r#""" 0 None"#);
        for (maybe, many) in [(None, vec![]), (Some(odd.to_owned()), vec![String::new(), odd.to_owned()])] {
            let answer = query(&client, odd, maybe.clone(), many.clone()).await;
            assert_eq!(answer, expected_query(odd, maybe, many));
        }
    }

    async fn carries_members_of_a_body(_running: &Running, client: TypesClient) {
        assert_eq!(client.members(1, None, vec![]).await.expect("members"), "1 None []");
        let answer = client.members(-1, Some("x".to_owned()), vec![i64::MIN, i64::MAX]).await.expect("members");
        assert_eq!(answer, format!("-1 {:?} {:?}", Some("x"), [i64::MIN, i64::MAX]));
    }

    async fn tells_paths_apart(_running: &Running, client: TypesClient) {
        assert_eq!(client.index().await.expect("the index"), "index");
        assert_eq!(client.literal().await.expect("the literal"), "the literal path");
        assert_eq!(client.word("last".to_owned()).await.expect("a word"), "the word last");
        assert_eq!(client.rename("old".to_owned(), "new".to_owned()).await.expect("renamed"), "old is new");
        client.nothing().await.expect("nothing comes back");
    }

    async fn carries_declared_errors(_running: &Running, client: TroubleClient) {
        match client.missing("it".to_owned()).await {
            Err(TroubleMissingError::Missing(error)) => {
                assert_eq!(error, Missing { what: "it".to_owned(), tried: vec!["here".to_owned(), "there".to_owned()] });
            }
            other => panic!("expected Missing, got {other:?}"),
        }
        let tree = Tree { value: 1, children: vec![], first: None };
        match client.conflict(Some(tree.clone())).await {
            Err(TroubleConflictError::Conflict(error)) => {
                assert_eq!(error, Conflict { color: Color::Blue, tree: Some(tree) });
            }
            other => panic!("expected Conflict, got {other:?}"),
        }
        let error = client.plain().await.expect_err("it is raised");
        assert!(matches!(error, TroublePlainError::Plain(Plain {})), "{error:?}");
        assert!(error.maybe_executed(), "a declared error means that the method has run");
    }

    async fn carries_errors_of_another_crate(_running: &Running, client: TypesClient) {
        let price = |currency| Money { amount: Decimal::new(1999, 2), currency };
        assert_eq!(client.price(price(Currency::Eur)).await.expect("it is echoed"), price(Currency::Eur));
        match client.price(price(Currency::Usd)).await {
            Err(TypesPriceError::TooExpensive(error)) => assert_eq!(error, TooExpensive { price: price(Currency::Usd) }),
            other => panic!("expected TooExpensive, got {other:?}"),
        }
    }

    async fn carries_undeclared_errors(_running: &Running, client: TroubleClient) {
        for text in ["the warehouse is on fire", ""] {
            match client.undeclared(text.to_owned()).await {
                Err(TroubleUndeclaredError::Other(error)) => {
                    assert_eq!((error.kind(), error.message()), (ErrorKind::Exception, text));
                    assert!(error.maybe_executed());
                }
                other => panic!("expected an exception, got {other:?}"),
            }
        }
    }

    async fn survives_panics(_running: &Running, client: TroubleClient) {
        for text in ["on purpose", "early", "again"] {
            let error = client.panic(text.to_owned()).await.expect_err("it panics");
            assert_eq!(error.kind(), ErrorKind::Internal, "{error:?}");
            assert!(error.maybe_executed());
        }
        assert!(client.plain().await.is_err_and(|error| matches!(error, TroublePlainError::Plain(_))));
    }

    async fn serves_many_calls_at_once(running: &Running, client: TypesClient) {
        let calls = (0..1000).map(|n| {
            let client = client.clone();
            tokio::spawn(async move { client.word(n.to_string()).await })
        });
        for (n, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
            let answer = call.await.expect("no panic").unwrap_or_else(|error| panic!("call {n} of {}: {error:?}", running.url()));
            assert_eq!(answer, format!("the word {n}"));
        }
    }

}

/// A client from before there were the arguments behind the first one.
#[tokio::test]
async fn older_clients_send_fewer_arguments() {
    let running = Running::start().await;
    let calls: [(Format, &[u8]); 3] = [
        (Format::Json, br#"{"method":"conformance-v1:types:members","args":[1]}"#),
        (Format::Msgpack, b"\x82\xa6method\xbcconformance-v1:types:members\xa4args\x91\x01"),
        (Format::Protobuf, b"\x08\x01"),
    ];
    for (format, message) in calls {
        let request = peer::request(format, "conformance-v1:types:members", message);
        let answer = peer::ask(running.server.addr(), &request).await;
        assert!(answer.status == 200 && answer.body.contains("1 None []"), "in {format:?}: {answer:?}");
    }
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let text = format!("{:?}", many_kinds());
    assert!(text.contains("pin: Pin([sensitive]), secret: [sensitive], by_shade: {Shade(Red): [Age(3)]"), "{text}");
    assert!(!text.contains("1234") && !text.contains("hush"), "{text}");
}

#[tokio::test]
async fn unknown_variants_are_refused_in_arguments() {
    let running = Running::start().await;
    for channel in CHANNELS {
        let mut boxes = full_boxes();
        boxes.color = Color::Unrecognized(Unrecognized::Name("purple".to_owned()));
        boxes.by_color = BTreeMap::from([(Color::Unrecognized(Unrecognized::Number(7)), empty())]);
        let error = running.client::<TypesClient>(channel).boxes(boxes).await.expect_err("purple is no color");
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Violation, false), "over {channel}: {error:?}");
        let violations = error.violations().iter().map(|it| (it.path.as_str(), it.rule.as_str(), it.value.clone()));
        let expected = [
            (r#"value.by_color["7"]"#, "variant", Some(Json::from(7))),
            ("value.color", "variant", Some(Json::from("purple"))),
        ];
        assert_eq!(violations.collect::<Vec<_>>(), expected, "over {channel}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_a_path_or_query_arrives_as_it_was_sent(text in "\\PC{1,20}|[.]{1,3}", more in proptest::collection::vec("\\PC*", 0..4)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let running = Running::start().await;
            let client = running.client::<TypesClient>("rest");
            match (text.as_str(), client.word(text.clone()).await) {
                // URLs take these for something else; better no call than one of another method.
                ("." | "..", Err(error)) => assert!(!error.maybe_executed(), "{error:?}"),
                ("first", Ok(word)) => assert_eq!(word, "the literal path"),
                (text, word) => assert_eq!(word.unwrap_or_else(|error| panic!("{text:?}: {error:?}")), format!("the word {text}")),
            }
            assert_eq!(query(&client, &text, None, more.clone()).await, expected_query(&text, None, more));
        });
    }
}

async fn query(client: &TypesClient, text: &str, maybe: Option<String>, many: Vec<String>) -> String {
    let (blob, colors) = (Bytes::from_static(b"\x00\xff+/"), vec![Color::Green, Color::Red]);
    let (at, lasts, amount) = (Timestamp::UNIX_EPOCH, Duration::from_millis(-1500), Decimal::new(-125, 2));
    let text = text.to_owned();
    client
        .query(
            true,
            i32::MIN,
            i64::MAX,
            u32::MAX,
            u64::MAX,
            1.5,
            f64::NEG_INFINITY,
            text,
            blob,
            at,
            day(),
            lasts,
            Uuid::nil(),
            amount,
            Color::Blue,
            maybe,
            many,
            colors,
            0,
        )
        .await
        .unwrap_or_else(|error| panic!("a query: {error:?}"))
}

fn expected_query(text: &str, maybe: Option<String>, many: Vec<String>) -> String {
    let (min, max) = (i32::MIN, i64::MAX);
    let blob = Bytes::from_static(b"\x00\xff+/");
    format!(
        "true {min} {max} {} {} 1.5 -inf {text:?} {blob:?} 1970-01-01T00:00:00Z 2026-02-03 {:?} {} -1.25 Blue {maybe:?} \
         {many:?} [Green, Red] 0",
        u32::MAX,
        u64::MAX,
        Duration::from_millis(-1500),
        Uuid::nil(),
    )
}
