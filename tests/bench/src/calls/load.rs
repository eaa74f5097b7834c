//! Callers in a loop, and how they fared.

use super::process;
use anyhow::{Context, Result};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Whoever makes one call after the other.
pub trait Caller: Send + 'static {
    /// Makes a call and checks its answer.
    fn call(&mut self) -> impl Future<Output = Result<()>> + Send;
}

/// How long callers call.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// Before it counts.
    pub warm_up: Duration,
    /// While it counts.
    pub measured: Duration,
}

/// What a measurement found.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Calls in a second, of all callers together.
    pub rate: f64,
    /// What half of the calls took at most, in microseconds.
    pub p50: f64,
    /// What all but one in a hundred took at most, in microseconds.
    pub p99: f64,
    /// Processor time of client and server for a call, in microseconds.
    pub cpu: f64,
}

/// Has callers call for a while, and watches what that costs this process and the server's.
pub async fn drive<C: Caller>(callers: Vec<C>, times: Times, server: u32) -> Result<Figures> {
    let begin = Instant::now() + times.warm_up;
    let end = begin + times.measured;
    let mut tasks = JoinSet::new();
    for caller in callers {
        tasks.spawn(repeat(caller, begin, end));
    }
    tokio::time::sleep_until(begin.into()).await;
    let before = spent(server)?;
    tokio::time::sleep_until(end.into()).await;
    let cpu = spent(server)? - before;
    let mut latencies = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        latencies.extend(ended??);
    }
    figures(latencies, times.measured, cpu)
}

/// Returns the processor time of client and server until now.
fn spent(server: u32) -> Result<Duration> {
    Ok(process::cpu(std::process::id())? + process::cpu(server)?)
}

/// Calls until the end; returns how long those calls took that ended while it counted.
async fn repeat(mut caller: impl Caller, begin: Instant, end: Instant) -> Result<Vec<Duration>> {
    let mut latencies = Vec::with_capacity(1 << 16);
    let mut last = Instant::now();
    while last < end {
        caller.call().await?;
        let now = Instant::now();
        if now >= begin && now < end {
            latencies.push(now - last);
        }
        last = now;
    }
    Ok(latencies)
}

fn figures(mut latencies: Vec<Duration>, measured: Duration, cpu: Duration) -> Result<Figures> {
    latencies.sort_unstable();
    let count = latencies.len();
    let micros = |time: &Duration| time.as_secs_f64() * 1e6;
    let p50 = latencies.get(count / 2).context("not a single call has ended in time")?;
    let p99 = &latencies[(count * 99 / 100).min(count - 1)];
    let rate = count as f64 / measured.as_secs_f64();
    Ok(Figures { rate, p50: micros(p50), p99: micros(p99), cpu: micros(&cpu) / count as f64 })
}
