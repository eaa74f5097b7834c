//! How often client and server allocate memory for a call, counted in a pass of its own: the allocator that counts would
//! distort times, and is only there if the feature `allocations` is.
//!
//! It counts for one thread, so client and server run on one each; what they allocate once is taken off by making calls
//! twice, so many and so many more.

use super::contender::{Contender, Round, Use};
use super::load::Caller;
use super::pair::{Partner, told_to_end};
use super::payload::Payload;
use crate::table;
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::sync::OnceLock;

/// How many calls the shorter pass makes.
const BEFORE: u32 = 200;
/// How many more the longer one makes.
const CALLS: u32 = 1000;

/// Counts and prints.
pub fn measure(contenders: &[&Contender], payloads: &[Payload]) -> Result<()> {
    if !cfg!(feature = "allocations") {
        bail!("allocations are counted with `cargo run --features allocations -- calls --allocations` only");
    }
    for payload in payloads {
        println!("Allocations for a call, {}\n", payload.name());
        let row = |contender: &&Contender| {
            let [client, server] = per_call(contender, *payload)?.map(|count| format!("{count:.1}"));
            Ok(vec![contender.name.to_owned(), client, server])
        };
        table::print(&["", "client", "server"], &contenders.iter().map(row).collect::<Result<Vec<_>>>()?);
    }
    Ok(())
}

fn per_call(contender: &Contender, payload: Payload) -> Result<[f64; 2]> {
    let (less, more) = (pass(contender, payload, BEFORE)?, pass(contender, payload, BEFORE + CALLS)?);
    Ok([0, 1].map(|side| (more[side] as f64 - less[side] as f64) / f64::from(CALLS)))
}

/// Makes so many calls and returns how often client and server have allocated.
fn pass(contender: &Contender, payload: Payload, calls: u32) -> Result<[u64; 2]> {
    let mut server = Partner::start(&["calls-count", contender.name])?;
    let address = server.answer()?;
    let calls = calls.to_string();
    let mut client = Partner::start(&["calls-count", contender.name, &address, payload.name(), &calls])?;
    let counted = client.answer()?.parse()?;
    client.end()?;
    Ok([counted, server.end()?.parse()?])
}

/// What the process of a client or a server does.
pub fn run(name: &str, client: &[String]) -> Result<()> {
    let contender = Contender::named(name)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = OnceLock::new();
    let counted = count(|| {
        let _ = outcome.set(match client {
            [address, payload, calls] => runtime.block_on(call(contender, address, payload, calls)),
            _ => runtime.block_on(serve(contender)),
        });
    });
    outcome.into_inner().context("it has run")??;
    println!("{counted}");
    runtime.shutdown_background();
    Ok(())
}

async fn serve(contender: &Contender) -> Result<()> {
    tokio::select! {
        served = contender.serve(|address| println!("{address}")) => served,
        () = told_to_end() => Ok(()),
    }
}

async fn call(contender: &Contender, address: &str, payload: &str, calls: &str) -> Result<()> {
    let payload = Payload::from_str(payload, false).map_err(anyhow::Error::msg)?;
    contender.callers(&Round { address, payload, callers: 1 }, Repeat(calls.parse()?)).await
}

/// Makes so many calls, one after the other.
struct Repeat(u32);

impl Use for Repeat {
    type Output = ();

    async fn with<C: Caller>(self, callers: Vec<C>) -> Result<()> {
        for mut caller in callers {
            for _ in 0..self.0 {
                caller.call().await?;
            }
        }
        Ok(())
    }
}

#[cfg(feature = "allocations")]
fn count(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}

#[cfg(not(feature = "allocations"))]
fn count(work: impl FnOnce()) -> u64 {
    work();
    0
}
