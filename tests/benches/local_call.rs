//! What a local call costs over calling the method directly: `cargo bench -p aspyx-tests --bench local_call`.
//!
//! Direct and client calls take turns within one run, so that a noisy machine disturbs both; what counts is the median
//! of the differences between neighbours. Allocations are not counted here: the future is boxed once, nothing else is.

#![allow(clippy::panic, reason = "a benchmark that cannot measure says so")]

use aspyx::{Error, Server, ServiceManager};
use aspyx_tests::conformance::v1::*;
use aspyx_tests::services::{Echo, Mischief};
use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

const ROUNDS: usize = 201;
const CALLS: u32 = 20_000;

/// How much longer than a direct call a local one may take.
const BAR: f64 = 30.0;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let manager = ServiceManager::new();
    let component = Conformance::builder().types(Echo).trouble(Mischief::default()).build();
    let (_router, handle) = Server::builder(manager.clone()).component(component).into_router()?;
    handle.start("127.0.0.1:0".parse().expect("an address")).await?;
    let client = manager.get_service::<TypesClient>()?;
    measure(&client);
    handle.stop().await
}

fn measure(client: &TypesClient) {
    let service = Echo;
    let rounds = (0..ROUNDS).map(|_| (nanoseconds(|| service.nothing()), nanoseconds(|| client.nothing())));
    let rounds: Vec<(f64, f64)> = rounds.collect();
    let [low, middle, high] = quartiles(rounds.iter().map(|(direct, local)| local - direct));
    let [_, direct, _] = quartiles(rounds.iter().map(|round| round.0));
    let [_, local, _] = quartiles(rounds.iter().map(|round| round.1));
    println!("{ROUNDS} rounds of {CALLS} calls each, in turn; medians of ns per call");
    println!("  direct            {direct:8.2}");
    println!("  through client    {local:8.2}");
    println!("  the client adds   {middle:8.2}   (quartiles {low:.2} to {high:.2})");
    println!("  bar               {BAR:8.2}   {}", if middle < BAR { "held" } else { "MISSED" });
}

/// Returns what one call takes, on average over many.
fn nanoseconds<F: Future<Output = Result<(), Error>>>(call: impl Fn() -> F) -> f64 {
    let started = Instant::now();
    for _ in 0..CALLS {
        black_box(ready(black_box(call()))).expect("the method does not fail");
    }
    started.elapsed().as_nanos() as f64 / f64::from(CALLS)
}

/// Runs a future that does not wait for anything.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a local call of a method that does not wait is ready at once"),
    }
}

fn quartiles(values: impl Iterator<Item = f64>) -> [f64; 3] {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    [values.len() / 4, values.len() / 2, values.len() * 3 / 4].map(|at| values[at])
}
