//! Which of several addresses a call is sent to.
//!
//! A selector chooses and nothing else: it sends nothing, waits for nothing, and does not know whether the choice was a
//! good one but from the numbers of a [`Candidate`].

use super::Candidate;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// Chooses among addresses.
pub trait UrlSelector: Send + Sync + 'static {
    /// Returns the index of an address; one too large is counted round.
    ///
    /// There are at least two: a single one is not asked about.
    fn select(&self, addresses: &[Candidate]) -> usize;
}

/// Chooses the first address: the others wait until it is gone from the registry.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirstUrlSelector;

impl FirstUrlSelector {
    /// Creates a selector.
    pub fn new() -> Self {
        Self
    }
}

impl UrlSelector for FirstUrlSelector {
    fn select(&self, _addresses: &[Candidate]) -> usize {
        0
    }
}

/// Chooses one address after the other.
#[derive(Debug, Default)]
pub struct RoundRobinUrlSelector(AtomicUsize);

impl RoundRobinUrlSelector {
    /// Creates a selector that begins with the first address.
    pub fn new() -> Self {
        Self::default()
    }
}

impl UrlSelector for RoundRobinUrlSelector {
    fn select(&self, addresses: &[Candidate]) -> usize {
        let turn = self.0.fetch_add(1, Ordering::Relaxed);
        turn.checked_rem(addresses.len()).unwrap_or_default()
    }
}

/// Chooses the better of two addresses drawn by lot: the one with less calls in flight, each weighed by how long answers
/// take.
///
/// Two choices keep the load almost as even as a look at all addresses does, without herding everybody to the best one
/// (Mitzenmacher, The Power of Two Choices in Randomized Load Balancing).
#[derive(Debug)]
pub struct LeastLoadedUrlSelector(AtomicU64);

/// Counts more than any latency: an address that has not answered yet gets one call to begin with, not all of them.
const UNKNOWN: Duration = Duration::from_secs(3600);

impl LeastLoadedUrlSelector {
    /// Creates a selector.
    pub fn new() -> Self {
        Self::with_seed(fastrand::u64(..))
    }

    /// Creates a selector that draws the same lots each time it is created.
    pub fn with_seed(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// Draws two different numbers below a count of two or more.
    fn draw(&self, count: usize) -> (usize, usize) {
        let lot = mixed(self.0.fetch_add(STEP, Ordering::Relaxed));
        let first = below(lot >> 32, count);
        let second = below(lot & u64::from(u32::MAX), count - 1);
        (first, if second >= first { second + 1 } else { second })
    }
}

impl Default for LeastLoadedUrlSelector {
    fn default() -> Self {
        Self::new()
    }
}

impl UrlSelector for LeastLoadedUrlSelector {
    fn select(&self, addresses: &[Candidate]) -> usize {
        if addresses.len() < 2 {
            return 0;
        }
        let (first, second) = self.draw(addresses.len());
        if load(&addresses[first]) <= load(&addresses[second]) { first } else { second }
    }
}

fn load(address: &Candidate) -> f64 {
    let in_flight = address.in_flight();
    let latency = match address.latency() {
        Some(latency) => latency,
        None if in_flight == 0 => Duration::ZERO,
        None => UNKNOWN,
    };
    (in_flight as f64 + 1.0) * latency.as_secs_f64()
}

/// The step and the mixing of SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators), whose
/// state is a counter, so that threads can share it.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// Maps 32 random bits to a number below a count.
fn below(bits: u64, count: usize) -> usize {
    ((u128::from(bits) * count as u128) >> 32) as usize
}

#[cfg(test)]
#[path = "selector/tests.rs"]
mod tests;
