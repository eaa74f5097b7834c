//! Processes, and what they have cost.

use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What a process has cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// On all processors, in and outside of the kernel.
    pub cpu: Duration,
    /// The most memory it held at once, in bytes.
    pub peak: u64,
}

/// Runs a command and returns what it has cost.
pub fn run(command: &mut Command) -> Result<Cost> {
    let begin = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{command:?} cannot be started"))?;
    let end = child.wait4()?;
    let wall = begin.elapsed();
    if !end.status.success() {
        bail!("{command:?} has failed: {}", end.status);
    }
    Ok(Cost { wall, cpu: end.rusage.utime + end.rusage.stime, peak: end.rusage.maxrss })
}

/// Returns the cost in the middle, each figure for itself.
pub fn median(costs: &[Cost]) -> Cost {
    Cost {
        wall: middle(costs.iter().map(|cost| cost.wall)),
        cpu: middle(costs.iter().map(|cost| cost.cpu)),
        peak: middle(costs.iter().map(|cost| cost.peak)),
    }
}

/// Returns the value in the middle; there is at least one.
fn middle<T: Ord + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values[values.len() / 2]
}
