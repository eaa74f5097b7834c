//! What happens around a call of generated code, the same on every channel: rules, who may call, for how long.

use crate::badinput::cases::{invoke, post};
use crate::badinput::peer;
use aspyx::{Duration, Error, ErrorKind, HostedComponent, Json, Unrecognized, Validate};
use aspyx_tests::around::v1::*;
use aspyx_tests::running::{CHANNELS, Running};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

struct Front;

#[deny(deprecated, reason = "whoever offers something deprecated need not be warned of it")]
impl Desk for Front {
    async fn create(&self, product: Product) -> Result<String, Error> {
        Ok(product.title)
    }

    async fn look(&self, sku: Sku, limit: u32, tags: BTreeSet<Sku>, mood: Option<Mood>) -> Result<String, Error> {
        Ok(format!("{sku} {limit} {} {mood:?}", tags.len()))
    }

    async fn login(&self, secret: String, _pin: Option<Pin>) -> Result<bool, Error> {
        Ok(!secret.is_empty())
    }

    async fn plain(&self, value: Plain) -> Result<Plain, Error> {
        Ok(value)
    }

    async fn open(&self) -> Result<(), Error> {
        Ok(())
    }

    async fn count(&self, _sku: Sku) -> Result<u32, Error> {
        Ok(7)
    }

    async fn wait(&self, long: bool) -> Result<(), Error> {
        if long { std::future::pending().await } else { Ok(()) }
    }

    async fn old(&self) -> Result<String, Error> {
        Ok("old".to_owned())
    }
}

#[deny(deprecated, reason = "whoever offers something deprecated need not be warned of it")]
impl Attic for Front {
    async fn rummage(&self) -> Result<(), Error> {
        Ok(())
    }
}

/// Everything that is around calls, hosted.
pub(crate) fn component() -> HostedComponent {
    Around::builder().desk(Front).attic(Front).build()
}

async fn running() -> Running {
    Running::host(|server| server.component(component())).await
}

fn sku(text: &str) -> Sku {
    Sku(text.to_owned())
}

fn told(error: &Error) -> Vec<(String, String, Option<Json>)> {
    error.violations().iter().map(|it| (it.path.clone(), it.rule.clone(), it.value.clone())).collect()
}

fn line(path: &str, rule: &str, value: impl Into<Option<Json>>) -> (String, String, Option<Json>) {
    (path.to_owned(), rule.to_owned(), value.into())
}

/// Breaks every rule there is, and what it is told for it.
fn wrong() -> (Product, Vec<(String, String, Option<Json>)>) {
    let mut part = Product::new(sku("A"), "a part".to_owned());
    part.tags = vec![sku("X"), sku("Y"), sku("X")];
    part.stock = BTreeMap::from([("a b".to_owned(), Some(sku("b"))), ("c".to_owned(), None)]);
    part.by_sku = BTreeMap::from([(sku("z"), 1)]);
    let pins = BTreeMap::from([(Pin("1".to_owned()), Pin("2222".to_owned()))]);
    part.paid = Some(Payment::Card(Card { number: "12".to_owned(), pins }));
    let mut product = Product::new(sku("A"), String::new());
    product.note = Some("four".to_owned());
    product.status = Status::Unrecognized(Unrecognized::Name("sold".to_owned()));
    product.mood = Mood::Unrecognized(Unrecognized::Name("unheard of".to_owned()));
    product.price = aspyx::Decimal::ZERO;
    product.lasts = Duration::from_hours(1);
    product.ratio = f64::NAN;
    product.below = 0;
    product.blob = aspyx::Bytes::from_static(b"12345");
    product.code = Some(sku("C"));
    product.share = Percent(101);
    product.labels = ["A", "B", "C"].map(sku).into();
    product.parts = vec![part];
    product.paid = Some(Payment::Pins(vec![Pin("1111".to_owned()), Pin("x".to_owned())]));
    let pattern = r#"pattern("^[A-Z0-9\"\\\\-]+$")"#;
    let expected = vec![
        line("product.title", "len(1..=200)", json!("")),
        line("product.note", "len(0..=3)", json!("four")),
        line("product.status", "variant", json!("sold")),
        line("product.price", r#"range("0.01"..)"#, json!("0")),
        line("product.lasts", "range(500ms..1h)", json!("3600s")),
        line("product.ratio", "range(-1.5..=1.5)", json!("NaN")),
        line("product.below", "range(-9223372036854775808..=-1)", json!(0)),
        line("product.blob", "len(0..=4)", json!(5)),
        line("product.code", "len(2..=4)", json!("C")),
        line("product.share", "range(1..=100)", json!(101)),
        line("product.labels", "len(0..=2)", json!(3)),
        line("product.parts[0].tags[2]", "unique", json!("X")),
        line(r#"product.parts[0].stock["a b"]"#, pattern, json!("b")),
        line(r#"product.parts[0].by_sku["z"]"#, pattern, json!("z")),
        line("product.parts[0].paid.card.number", "len(12..=19)", None),
        line(r#"product.parts[0].paid.card.pins["…"]"#, "len(4..)", None),
        line("product.paid.pins[1]", "len(4..)", None),
    ];
    (product, expected)
}

#[tokio::test]
async fn every_broken_rule_is_told_on_every_channel() {
    let running = running().await;
    let (product, expected) = wrong();
    for channel in CHANNELS {
        let error = running.client::<DeskClient>(channel).create(product.clone()).await.expect_err("it is all wrong");
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Violation, false), "over {channel}: {error:?}");
        assert_eq!(told(&error), expected, "over {channel}");
        let right = Product::new(sku("A-1"), "right".to_owned());
        let title = running.client::<DeskClient>(channel).create(right).await;
        assert_eq!(title.unwrap_or_else(|error| panic!("over {channel}: {error:?}")), "right");
    }
    let alone = product.validate().expect_err("it is all wrong");
    assert_eq!(alone.violations().len(), expected.len());
}

/// A peer that checks nothing by itself is told the same.
#[tokio::test]
async fn the_server_checks_whatever_the_client_has_checked() {
    let running = running().await;
    let product = r#"{"sku":"a","title":"x","tags":["A","A"],"lasts":"0s"}"#;
    let call = format!(r#"{{"method":"around-v1:desk:create","args":[{product}]}}"#);
    for request in [post("/v1/desk", product.as_bytes()), invoke(call)] {
        let answer = peer::ask(running.server.addr(), &request).await;
        assert_eq!((answer.status, answer.header("aspyx-executed")), (422, Some("no")), "{answer:?}");
        let problem: Json = serde_json::from_str(&answer.body).expect("a problem");
        let paths: Vec<_> =
            problem["violations"].as_array().expect("violations").iter().map(|it| &it["path"]).collect();
        assert_eq!(paths, ["product.sku", "product.lasts", "product.tags[1]"], "{problem}");
    }
}

#[tokio::test]
async fn rules_of_parameters_and_newtypes_in_every_place() {
    let running = running().await;
    for channel in CHANNELS {
        let client = running.client::<DeskClient>(channel);
        let mood = Some(Mood::Unrecognized(Unrecognized::Number(7)));
        let looked = client.look(sku("A-\"\\"), 50, ["X", "Y"].map(sku).into(), mood).await;
        let expected = "A-\"\\ 50 2 Some(Unrecognized(Number(7)))";
        assert_eq!(looked.unwrap_or_else(|error| panic!("over {channel}: {error:?}")), expected, "over {channel}");
        let error = client.look(sku("a"), 51, [sku("x")].into(), None).await.expect_err("all three are wrong");
        let paths: Vec<_> = error.violations().iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["sku", "limit", "tags[0]"], "over {channel}");
    }
}

#[tokio::test]
async fn nothing_tells_what_is_sensitive() {
    let running = running().await;
    for channel in CHANNELS {
        let client = running.client::<DeskClient>(channel);
        let error = client.login("hush".to_owned(), Some(Pin("psst".to_owned()))).await.expect_err("too short");
        assert_eq!(told(&error), [line("secret", "len(8..)", None)], "over {channel}");
        assert!(!format!("{error:#?} {error}").contains("hush"), "over {channel}: {error:#?}");
    }
}

#[tokio::test]
async fn who_is_not_known_may_not_call_what_asks_for_more() {
    let running = running().await;
    for channel in CHANNELS {
        let client = running.client::<DeskClient>(channel);
        for error in [client.open().await.unwrap_err(), client.count(sku("A")).await.unwrap_err()] {
            let outcome = (error.kind(), error.maybe_executed());
            assert_eq!(outcome, (ErrorKind::Unauthenticated, false), "over {channel}: {error:?}");
        }
    }
    DeskClient::local(Front).open().await.expect("an implementation at hand asks nobody");
}

#[tokio::test]
async fn a_bounded_call_ends_in_time() {
    let running = running().await;
    for channel in CHANNELS {
        let client = running.client::<DeskClient>(channel);
        let error = client.wait(true).await.expect_err("it would take for ever");
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Deadline, true), "over {channel}: {error:?}");
        client.wait(false).await.unwrap_or_else(|error| panic!("over {channel}: {error:?}"));
    }
}

#[tokio::test]
async fn what_is_deprecated_warns_its_callers_and_works() {
    let running = running().await;
    for channel in CHANNELS {
        #[expect(deprecated, reason = "that is what is shown here")]
        let old = running.client::<DeskClient>(channel).old().await;
        assert_eq!(old.expect("it works"), "old", "over {channel}");
    }
    #[expect(deprecated, reason = "that is what is shown here")]
    let attic: AtticClient = running.client("local");
    attic.rummage().await.expect("it works");
}
