//! Answers that hold nothing, errors that hold everything, what is left out, and enum values that nobody knows.

use super::samples::*;
use crate::badinput::cases::post;
use crate::badinput::peer;
use aspyx::wire::Format;
use aspyx::{Error, ErrorKind, Unrecognized};
use aspyx_tests::channels::v1::*;
use aspyx_tests::conformance::v1::{Boxes, Choice, Everything, Kinds, Tree};
use aspyx_tests::running::{CHANNELS, Running};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Answers, and counts the calls of methods that have an argument.
#[derive(Clone, Default)]
pub(crate) struct Clerk {
    pub(crate) calls: Arc<AtomicUsize>,
}

impl Clerk {
    fn count<T>(&self, value: T) -> Result<T, Error> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        Ok(value)
    }
}

impl Answers for Clerk {
    async fn broken(
        &self,
        everything: Everything,
        boxes: Boxes,
        kinds: Kinds,
        choice: Choice,
    ) -> Result<(), AnswersBrokenError> {
        let tree = Tree { value: 1, children: vec![Tree { value: 2, children: vec![], first: None }], first: None };
        Err(Broken { everything, boxes, kinds, choice, tree, text: String::new(), maybe: None }.into())
    }

    async fn unpaid(&self, open: Kept) -> Result<(), AnswersUnpaidError> {
        Err(Unpaid { open }.into())
    }

    async fn nothing(&self) -> Result<(), Error> {
        Ok(())
    }

    async fn list(&self) -> Result<Vec<String>, Error> {
        Ok(vec![])
    }

    async fn map(&self) -> Result<BTreeMap<String, i32>, Error> {
        Ok(BTreeMap::new())
    }

    async fn set(&self) -> Result<BTreeSet<u32>, Error> {
        Ok(BTreeSet::new())
    }

    async fn text(&self, value: Option<String>) -> Result<Option<String>, Error> {
        self.count(value)
    }

    async fn maybe_list(&self, value: Option<Vec<i32>>) -> Result<Option<Vec<i32>>, Error> {
        self.count(value)
    }

    async fn maybe_number(&self, value: Option<i32>) -> Result<Option<i32>, Error> {
        self.count(value)
    }

    async fn kept(&self, value: Keeps) -> Result<Keeps, Error> {
        self.count(value)
    }

    async fn defaulted(
        &self,
        value: Defaulted,
        more: i32,
        text: String,
        maybe: Option<String>,
    ) -> Result<String, Error> {
        self.count(format!("{value:?} {more} {text} {maybe:?}"))
    }

    async fn large(&self, length: u32) -> Result<String, Error> {
        self.count("x".repeat(length as usize))
    }
}

/// Starts a server, and returns it with the counter of its calls.
pub(crate) async fn answering() -> (Running, Clerk) {
    let clerk = Clerk::default();
    let component = Answering::builder().answers(clerk.clone()).build();
    (Running::host(|server| server.component(component)).await, clerk)
}

#[tokio::test]
async fn answers_may_hold_nothing() {
    let (running, _) = answering().await;
    for channel in CHANNELS {
        let client = running.client::<AnswersClient>(channel);
        client.nothing().await.unwrap_or_else(|error| panic!("over {channel}: {error:?}"));
        assert_eq!(client.list().await.expect("a list"), Vec::<String>::new(), "over {channel}");
        assert_eq!(client.map().await.expect("a map"), BTreeMap::new(), "over {channel}");
        assert_eq!(client.set().await.expect("a set"), BTreeSet::new(), "over {channel}");
        for value in [None, Some(String::new()), Some("null".to_owned())] {
            assert_eq!(client.text(value.clone()).await.expect("a text"), value, "over {channel}");
        }
        for value in [None, Some(vec![]), Some(vec![0])] {
            assert_eq!(client.maybe_list(value.clone()).await.expect("a list"), value, "over {channel}");
        }
        for value in [None, Some(0), Some(-1)] {
            assert_eq!(client.maybe_number(value).await.expect("a number"), value, "over {channel}");
        }
    }
}

#[tokio::test]
async fn declared_errors_may_hold_everything() {
    let (running, _) = answering().await;
    for channel in CHANNELS {
        let client = running.client::<AnswersClient>(channel);
        for choice in choices() {
            let (everything, boxes, kinds) = (extremes(false), full_boxes(), many_kinds());
            match client.broken(everything.clone(), boxes.clone(), kinds.clone(), choice.clone()).await {
                Err(AnswersBrokenError::Broken(error)) => {
                    let found = (error.everything, error.boxes, error.kinds, error.choice, error.text, error.maybe);
                    assert_eq!(found, (everything, boxes, kinds, choice, String::new(), None), "over {channel}");
                    assert_eq!(error.tree.children.len(), 1, "over {channel}");
                }
                other => panic!("over {channel}: expected Broken, got {other:?}"),
            }
        }
        for open in Kept::ALL {
            match client.unpaid(open.clone()).await {
                Err(AnswersUnpaidError::Unpaid(error)) => assert_eq!(&error.open, open, "over {channel}"),
                other => panic!("over {channel}: expected Unpaid, got {other:?}"),
            }
        }
    }
}

fn keeps(kept: Kept) -> Keeps {
    let by = BTreeMap::from([(kept.clone(), kept.clone()), (Kept::One, kept.clone())]);
    Keeps { one: kept.clone(), many: vec![kept.clone(), Kept::Two], by, maybe: Some(kept) }
}

#[tokio::test]
async fn numbers_that_nobody_knows_are_passed_on() {
    let (running, _) = answering().await;
    for channel in CHANNELS {
        let client = running.client::<AnswersClient>(channel);
        for number in [0, 7, -1, i32::MAX, i32::MIN] {
            let kept = Kept::Unrecognized(Unrecognized::Number(number));
            let answer = client.kept(keeps(kept.clone())).await;
            assert_eq!(answer.unwrap_or_else(|error| panic!("over {channel}: {error:?}")), keeps(kept.clone()));
            match client.unpaid(kept.clone()).await {
                Err(AnswersUnpaidError::Unpaid(error)) => assert_eq!(error.open, kept, "over {channel}"),
                other => panic!("over {channel}: expected Unpaid, got {other:?}"),
            }
        }
    }
}

/// Protobuf has no form for a name that is not declared, so nothing is sent; everything else passes it on.
#[tokio::test]
async fn names_that_nobody_knows_are_passed_on_but_for_protobuf() {
    let (running, clerk) = answering().await;
    for channel in CHANNELS {
        let kept = Kept::Unrecognized(Unrecognized::Name("three".to_owned()));
        let before = clerk.calls.load(Ordering::SeqCst);
        match running.client::<AnswersClient>(channel).kept(keeps(kept.clone())).await {
            Ok(answer) => assert!(answer == keeps(kept) && !channel.contains("protobuf"), "over {channel}: {answer:?}"),
            Err(error) => {
                let outcome = (error.kind(), error.maybe_executed(), channel.contains("protobuf"));
                assert_eq!(outcome, (ErrorKind::Malformed, false, true), "over {channel}: {error:?}");
                assert!(error.message().contains("was not sent") && error.message().contains("three"), "{error:?}");
                assert_eq!(clerk.calls.load(Ordering::SeqCst), before, "over {channel}");
            }
        }
    }
}

/// What a client from before there were fields and parameters sends, and what the method gets.
#[tokio::test]
async fn what_older_clients_leave_out_is_what_is_declared() {
    let (running, _) = answering().await;
    let id = "answering-v1:answers:defaulted";
    let msgpack = [&b"\x82\xa6method\xbe"[..], id.as_bytes(), b"\xa4args\x91\x80"].concat();
    let json = format!(r#"{{"method":"{id}","args":[{{}}]}}"#);
    let nulls = r#"{"number":null,"text":null,"many":null,"kept":null,"flag":null,"lasts":null,"maybe":null}"#;
    let nulls = format!(r#"{{"method":"{id}","args":[{nulls},null,null,null]}}"#);
    let defaults = Defaulted::new();
    // A repeated field without any occurrence is an empty list in protobuf, whatever the default.
    let empty = Defaulted { many: vec![], ..defaults.clone() };
    let requests = [
        (peer::request(Format::Json, id, json.as_bytes()), &defaults),
        (peer::request(Format::Json, id, nulls.as_bytes()), &defaults),
        (peer::request(Format::Msgpack, id, &msgpack), &defaults),
        (peer::request(Format::Protobuf, id, b"\x0a\x00"), &empty),
        (post("/v1/answers/defaulted", r#"{"value":{}}"#), &defaults),
        (post("/v1/answers/defaulted", r#"{"value":{},"more":null,"maybe":null}"#), &defaults),
    ];
    for (index, (request, defaults)) in requests.iter().enumerate() {
        let answer = peer::ask(running.server.addr(), request).await;
        let (expected, plain) = (format!("{defaults:?} 5 y None"), answer.body.replace("\\\"", "\""));
        assert!(answer.status == 200 && plain.contains(&expected), "request {index}: {answer:?}\nexpected {expected}");
    }
}
