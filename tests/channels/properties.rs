//! Whatever the value, it comes back equal over every channel: one server for all values of a channel.

use super::random;
use aspyx::Error;
use aspyx_tests::conformance::v1::{Types as _, TypesClient};
use aspyx_tests::running::{CHANNELS, Running};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::fmt::Debug;

const CASES: u32 = 48;

/// Has values echoed over every channel, in one runtime, so that connections are used again.
fn echoed<V: Clone + Debug + PartialEq>(
    values: &impl Strategy<Value = V>,
    echo: impl AsyncFn(&TypesClient, V) -> Result<V, Error>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for channel in CHANNELS {
        println!("over {channel}:");
        let running = runtime.block_on(Running::start());
        let client = running.client::<TypesClient>(channel);
        let check = |value: V| {
            let answer = runtime.block_on(echo(&client, value.clone()));
            prop_assert_eq!(answer.map_err(|error| TestCaseError::fail(format!("{error:?}")))?, value);
            Ok(())
        };
        let config = Config { cases: CASES, ..Config::default() };
        TestRunner::new(config).run(values, check).unwrap_or_else(|error| panic!("over {channel}: {error}"));
        runtime.block_on(running.stop()).expect("the server ends well");
    }
}

#[test]
fn everything_comes_back() {
    echoed(&random::everything(), async |client, value| client.everything(value).await);
}

#[test]
fn boxes_come_back() {
    echoed(&random::boxes(), async |client, value| client.boxes(value).await);
}

#[test]
fn kinds_come_back() {
    echoed(&random::kinds(), async |client, value| client.kinds(value).await);
}

#[test]
fn choices_come_back() {
    echoed(&random::choice(), async |client, value| client.choice(value).await);
}

#[test]
fn trees_come_back() {
    echoed(&random::tree(), async |client, value| client.tree(value).await);
}
