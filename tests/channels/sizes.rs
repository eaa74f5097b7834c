//! Values that are deep or large, up to the limits of a server and of a client, and beyond.

use super::answers::answering;
use super::samples::zeros;
use aspyx::{Bytes, Error, ErrorKind};
use aspyx_tests::channels::v1::{Answers as _, AnswersClient};
use aspyx_tests::conformance::v1::*;
use aspyx_tests::running::{CHANNELS, REMOTE, Running};
use aspyx_tests::services::{Echo, Mischief};
use std::sync::atomic::Ordering;

/// What tests and threads of tokio have by default.
const STACK: usize = 2 << 20;

/// Runs a future on a stack of that size, and a server's tasks as well.
fn on_a_small_stack<F: Future<Output = ()>>(future: impl FnOnce() -> F + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(future());
    });
    thread.expect("a thread starts").join().expect("it ends well");
}

/// A tree of so many levels; the way by the list takes two levels of nesting for each.
fn tree(levels: i32, by_list: bool) -> Tree {
    (1..levels).fold(Tree { value: 0, children: vec![], first: None }, |tree, value| {
        if by_list {
            Tree { value, children: vec![tree], first: None }
        } else {
            Tree { value, children: vec![], first: Some(Box::new(tree)) }
        }
    })
}

#[test]
fn a_hundred_levels_are_carried() {
    on_a_small_stack(async || {
        let running = Running::start().await;
        for channel in CHANNELS {
            let client = running.client::<TypesClient>(channel);
            for tree in [tree(100, false), tree(50, true)] {
                let answer = client.tree(tree.clone()).await;
                assert_eq!(answer.unwrap_or_else(|error| panic!("over {channel}: {error:?}")), tree);
            }
        }
    });
}

/// Within a process nothing is read, so that nothing can be too deep.
#[test]
fn what_is_too_deep_is_the_callers_mistake() {
    on_a_small_stack(async || {
        let running = Running::start().await;
        for channel in CHANNELS.iter().filter(|channel| **channel != "local") {
            let client = running.client::<TypesClient>(channel);
            for tree in [tree(130, false), tree(130, true), tree(1000, false), tree(1000, true)] {
                let error = client.tree(tree).await.expect_err("it is too deep");
                let outcome = (error.kind(), error.maybe_executed());
                assert_eq!(outcome, (ErrorKind::Malformed, false), "over {channel}: {error:?}");
                assert!(error.message().contains("deeper than 128 levels"), "over {channel}: {error:?}");
                client.tree(tree_of_one()).await.unwrap_or_else(|error| panic!("over {channel}: {error:?}"));
            }
        }
    });
}

fn tree_of_one() -> Tree {
    tree(1, false)
}

fn large(text: usize, blob: usize) -> Everything {
    Everything { text: "0123456789abcdeé".repeat(text / 17), blob: Bytes::from(vec![7; blob]), ..zeros() }
}

#[tokio::test]
async fn megabytes_are_carried_both_ways() {
    let running = Running::start().await;
    for channel in CHANNELS {
        let client = running.client::<TypesClient>(channel);
        for value in [large(8 << 20, 0), large(0, 8 << 20), large(4 << 20, 3 << 20)] {
            let answer = client.everything(value.clone()).await;
            let answer = answer.unwrap_or_else(|error| panic!("over {channel}: {error:?}"));
            assert!(answer == value, "over {channel}: {} and {} bytes", answer.text.len(), answer.blob.len());
        }
    }
}

#[tokio::test]
async fn what_is_larger_than_a_server_takes_is_not_executed() {
    let (component, limit) = (Conformance::builder().types(Echo).trouble(Mischief::default()).build(), 64 << 10);
    let running = Running::host(|server| server.component(component).body_limit(limit)).await;
    for channel in CHANNELS.iter().filter(|channel| **channel != "local") {
        let client = running.client::<TypesClient>(channel);
        for value in [large(limit, 0), large(0, limit), large(9 << 20, 0)] {
            let error = client.everything(value).await.expect_err("it is too large");
            let outcome = (error.kind(), error.maybe_executed());
            assert_eq!(outcome, (ErrorKind::TooLarge, false), "over {channel}: {error:?}");
            let answer = client.everything(zeros()).await;
            assert_eq!(answer.unwrap_or_else(|error| panic!("over {channel}: {error:?}")), zeros());
        }
    }
}

/// A client's own channel has the answer at hand already; HTTP has a limit.
#[tokio::test]
async fn an_answer_that_is_too_large_may_have_been_executed() {
    const MOST: u32 = 64 << 20;
    let (running, clerk) = answering().await;
    for channel in REMOTE {
        let client = running.client::<AnswersClient>(channel);
        let before = clerk.calls.load(Ordering::SeqCst);
        let error: Error = client.large(MOST + 1).await.expect_err("it is too large");
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Protocol, true), "over {channel}: {error:?}");
        assert!(error.message().contains("larger than 67108864 bytes"), "over {channel}: {error:?}");
        assert_eq!(clerk.calls.load(Ordering::SeqCst), before + 1, "over {channel}");
        let answer = client.large(MOST - 100).await.unwrap_or_else(|error| panic!("over {channel}: {error:?}"));
        assert_eq!(answer.len(), MOST as usize - 100, "over {channel}");
    }
}
