//! One suite for all channels: the same call has the same result and the same error, whatever carries it.

use aspyx::{Bytes, Decimal, Duration, ErrorKind, Json, Timestamp, Unrecognized, Uuid};
use aspyx_tests::conformance::v1::*;
use aspyx_tests::running::Running;
use common_api::common::v1::{Currency, Money, TooExpensive};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const CHANNELS: &[&str] = &["local", "dispatch-json", "rest"];

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

    async fn carries_errors_of_another_crate(running: &Running, _client: TroubleClient) {
        let client = running.client::<TypesClient>("dispatch-json");
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
        let calls = (0..200).map(|n| {
            let client = client.clone();
            tokio::spawn(async move { client.word(n.to_string()).await })
        });
        for (n, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
            let answer = call.await.expect("no panic").unwrap_or_else(|error| panic!("call {n} of {}: {error:?}", running.url()));
            assert_eq!(answer, format!("the word {n}"));
        }
    }

    async fn carries_megabytes(_running: &Running, client: TypesClient) {
        let mut value = zeros();
        value.text = "0123456789abcdeé".repeat(1 << 18);
        value.blob = Bytes::from(vec![7; 1 << 20]);
        let answer = client.everything(value.clone()).await.expect("it is echoed");
        assert!(answer == value, "{} characters came back", answer.text.len());
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

fn day() -> aspyx::Date {
    "2026-02-03".parse().expect("a date")
}

fn empty<K, V>() -> BTreeMap<K, V> {
    BTreeMap::new()
}

fn zeros() -> Everything {
    Everything {
        flag: false,
        small: 0,
        large: 0,
        count: 0,
        total: 0,
        ratio: 0.0,
        precise: -0.0,
        text: String::new(),
        blob: Bytes::new(),
        at: Timestamp::UNIX_EPOCH,
        day: day(),
        lasts: Duration::ZERO,
        id: Uuid::nil(),
        amount: Decimal::ZERO,
        anything: Json::Null,
    }
}

fn extremes(high: bool) -> Everything {
    Everything {
        flag: high,
        small: if high { i32::MAX } else { i32::MIN },
        large: if high { i64::MAX } else { i64::MIN },
        count: if high { u32::MAX } else { 1 },
        total: if high { u64::MAX } else { (1 << 53) + 1 },
        ratio: if high { f32::NAN } else { f32::MIN_POSITIVE },
        precise: if high { f64::MAX } else { 0.1 + 0.2 },
        text: if high { "\u{10FFFF}😀\0\u{7f}\u{2028}\\\"/\n\r\t".repeat(3) } else { " ".to_owned() },
        blob: (0..=255).collect::<Vec<u8>>().into(),
        at: if high { Timestamp::MAX } else { Timestamp::MIN },
        day: if high { aspyx::Date::MAX } else { "0001-01-01".parse().expect("a date") },
        lasts: if high { Duration::MAX } else { Duration::new(-1, -1) },
        id: Uuid::max(),
        amount: if high { Decimal::MAX } else { Decimal::new(-1, 28) },
        anything: serde_json::json!({ "a": [1, 2.5, null, true, "x", { "b": {} }], "": -1 }),
    }
}

fn name(text: &str) -> Name {
    Name(text.to_owned())
}

/// One choice for each variant, some of them within others.
fn choices() -> Vec<Choice> {
    let many = Choice::Many(vec![Choice::Neither, Choice::Many(vec![]), name("deep").into()]);
    let by_name = BTreeMap::from([(name(""), Choice::Neither), (name("x"), many.clone())]);
    let named = BTreeMap::from([(name("y"), Picked(1.5.into()))]);
    let holder = Holder { choices: vec![many.clone(), Holder::new().into()], by_name: named };
    vec![
        name("é\"").into(),
        f64::MIN_POSITIVE.into(),
        Leaf { name: String::new() }.into(),
        Path(vec![name("a")]).into(),
        many,
        by_name.into(),
        Json::Null.into(),
        serde_json::json!({ "neither": {} }).into(),
        holder.into(),
        Choice::Neither,
    ]
}

fn few_kinds() -> Kinds {
    let (ages, sets) = (Ages(empty()), BTreeSet::new());
    Kinds::new(
        name(""),
        ages,
        Ratio(0.0),
        Pin(String::new()),
        empty(),
        empty(),
        Choice::Neither,
        vec![],
        sets,
        BTreeSet::new(),
        BTreeSet::new(),
    )
}

fn many_kinds() -> Kinds {
    let (red, green) = (Shade(Color::Red), Shade(Color::Green));
    Kinds {
        name: name("n"),
        maybe: Some(Age(7)),
        shade: red.clone(),
        path: Path(vec![]),
        ages: Ages(BTreeMap::from([(name("a"), Age(1)), (name("b"), Age(2))])),
        ratio: Ratio(-0.5),
        pin: Pin("1234".to_owned()),
        secret: Some("hush".to_owned()),
        by_shade: BTreeMap::from([(red.clone(), vec![Age(3)]), (green.clone(), vec![])]),
        by_age: BTreeMap::from([(Age(0), None), (Age(9), Some(Picked(Choice::Neither)))]),
        choice: choices().remove(0),
        picked: Picked(Choice::Many(choices())),
        choices: choices(),
        maybe_choice: Some(Choice::Neither),
        numbers: BTreeSet::from([i64::MIN, 0, i64::MAX]),
        names: BTreeSet::new(),
        shades: BTreeSet::from([red, green]),
        paths: BTreeSet::from([Path(vec![]), Path(vec![name("p"), name("q")])]),
        maybe_set: Some(BTreeSet::from([Uuid::max(), Uuid::nil()])),
    }
}

fn full_boxes() -> Boxes {
    let leaf = |name: &str| Leaf { name: name.to_owned() };
    Boxes {
        maybe: Some(String::new()),
        many: vec![i64::MIN, 0, i64::MAX],
        nested: vec![vec![], vec!["a".to_owned(), String::new()]],
        holes: vec![None, Some("x".to_owned()), None],
        by_name: BTreeMap::from([(String::new(), leaf("empty")), ("a\"b\\c".to_owned(), leaf("odd"))]),
        by_number: BTreeMap::from([(0, vec![]), (u64::MAX, vec![leaf("max")])]),
        by_sign: BTreeMap::from([(i32::MIN, i64::MAX), (-1, 1)]),
        by_id: BTreeMap::from([(Uuid::nil(), None), (Uuid::max(), Some(true))]),
        by_color: BTreeMap::from([
            (Color::Red, BTreeMap::from([("x".to_owned(), Color::Blue)])),
            (Color::Green, empty()),
        ]),
        maybe_many: Some(vec![leaf("only")]),
        color: Color::Blue,
        defaults: vec![],
    }
}
