//! An address and what is known of it: how many calls are on their way to it, and how long it takes to answer.
//!
//! How long is a peak-sensitive moving average: a slower answer counts at once, a faster one bit by bit, and what nobody
//! has heard of for a while is forgotten, so that a machine that was slow is tried again. Only an answer can make an
//! address look fast.

use super::dispatch;
use crate::error::ErrorKind;
use http::Uri;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// After this time an old value counts for 1/e of what it did.
const DECAY: Duration = Duration::from_secs(10);

/// What a failure counts for at least: longer than most answers take, so that an address that refuses connections in no
/// time does not attract calls.
const FAILURE: Duration = Duration::from_secs(1);

/// One of the addresses that a call may be sent to; clones are the same one.
#[derive(Clone, Debug)]
pub struct Candidate(Arc<Address>);

#[derive(Debug)]
struct Address {
    uri: String,
    /// Where calls are dispatched there, if the address is one; made when it is first asked for.
    invoke: OnceLock<Option<Uri>>,
    in_flight: AtomicUsize,
    /// Locked for a few instructions, once by each call and each choice.
    latency: Mutex<Option<Average>>,
}

#[derive(Clone, Copy, Debug)]
struct Average {
    seconds: f64,
    at: Instant,
}

/// How a call has ended, as far as its address is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The method has answered.
    Answered,
    /// Nobody waited for the end, or the peer refused the call for a reason of its own: it was no faster than that.
    Other,
    /// The address does not do what it should.
    Failed,
}

impl Outcome {
    /// Returns what an error of this kind says of the address.
    pub(crate) fn of(kind: ErrorKind) -> Self {
        use ErrorKind::{Connect, Deadline, Internal, Overloaded, Protocol, Transport};
        match kind {
            Connect | Deadline | Internal | Overloaded | Protocol | Transport => Self::Failed,
            ErrorKind::Malformed
            | ErrorKind::Unauthenticated
            | ErrorKind::Forbidden
            | ErrorKind::NotFound
            | ErrorKind::VerbNotAllowed
            | ErrorKind::TooSlow
            | ErrorKind::TooLarge
            | ErrorKind::UnsupportedMediaType
            | ErrorKind::Violation
            | ErrorKind::Exception
            | ErrorKind::Configuration
            | ErrorKind::NoAddress => Self::Other,
        }
    }
}

impl Candidate {
    /// Creates an address of which nothing is known yet.
    pub fn new(uri: impl Into<String>) -> Self {
        let (uri, invoke) = (uri.into(), OnceLock::new());
        Self(Arc::new(Address { uri, invoke, in_flight: AtomicUsize::new(0), latency: Mutex::default() }))
    }

    /// Returns the address, `http://10.0.0.7:8000`.
    pub fn uri(&self) -> &str {
        &self.0.uri
    }

    /// Returns where calls are dispatched there, parsed; `None` if that is no URI.
    pub(crate) fn invoke(&self) -> Option<&Uri> {
        self.0.invoke.get_or_init(|| dispatch::endpoint(self.uri()).ok()).as_ref()
    }

    /// Returns how many calls this process has sent there and waits for.
    pub fn in_flight(&self) -> usize {
        self.0.in_flight.load(Ordering::Relaxed)
    }

    /// Returns how long answers take, as far as is still remembered; `None` if none has ever come.
    pub fn latency(&self) -> Option<Duration> {
        let now = Instant::now();
        let average = *self.average();
        average.map(|average| Duration::from_secs_f64(average.seconds * average.weight(now)))
    }

    /// Counts a call that is being sent there now, until what is returned is dropped.
    pub(crate) fn begin(&self, now: Instant) -> InFlight<'_> {
        self.0.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight { address: self, began: now, outcome: Outcome::Other }
    }

    /// Notes how long a call has taken that has ended now.
    pub(crate) fn observe(&self, taken: Duration, outcome: Outcome, now: Instant) {
        let mut average = self.average();
        let old = || average.map_or(0.0, |average| average.seconds * average.weight(now));
        let seconds = taken.as_secs_f64();
        let new = match (outcome, *average) {
            (Outcome::Answered, Some(average)) if seconds < average.seconds => {
                let weight = average.weight(now);
                Some(seconds.max(average.seconds * weight + seconds * (1.0 - weight)))
            }
            // What is slower than the average has ever been is so now, however much of that is left.
            (Outcome::Answered, _) => Some(seconds),
            (Outcome::Failed, _) => Some(seconds.max(old()).max(FAILURE.as_secs_f64())),
            (Outcome::Other, _) => (average.is_some() && seconds > old()).then_some(seconds),
        };
        *average = new.map(|seconds| Average { seconds, at: now }).or(*average);
    }

    fn average(&self) -> std::sync::MutexGuard<'_, Option<Average>> {
        self.0.latency.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Average {
    /// Returns how much of the value is left.
    fn weight(&self, now: Instant) -> f64 {
        (-now.saturating_duration_since(self.at).as_secs_f64() / DECAY.as_secs_f64()).exp()
    }
}

/// A call that is on its way to an address, also while its future is being dropped.
pub(crate) struct InFlight<'c> {
    address: &'c Candidate,
    began: Instant,
    outcome: Outcome,
}

impl InFlight<'_> {
    /// Ends the call.
    pub(crate) fn end(mut self, outcome: Outcome) {
        self.outcome = outcome;
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.address.0.in_flight.fetch_sub(1, Ordering::Relaxed);
        let now = Instant::now();
        self.address.observe(now.saturating_duration_since(self.began), self.outcome, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLOW: Duration = Duration::from_millis(800);
    const FAST: Duration = Duration::from_millis(10);

    fn answered(times: &[Duration]) -> Candidate {
        let address = Candidate::new("a");
        times.iter().for_each(|taken| address.observe(*taken, Outcome::Answered, Instant::now()));
        address
    }

    fn milliseconds(address: &Candidate) -> u128 {
        address.latency().map_or(0, |latency| latency.as_millis())
    }

    #[tokio::test(start_paused = true)]
    async fn a_slower_answer_counts_at_once_and_a_faster_one_with_time() {
        assert_eq!(milliseconds(&answered(&[FAST, SLOW])), 800);
        let address = answered(&[SLOW, FAST]);
        assert_eq!(milliseconds(&address), 800, "no time has passed");
        tokio::time::advance(DECAY).await;
        address.observe(FAST, Outcome::Answered, Instant::now());
        assert!((295..305).contains(&milliseconds(&address)), "{address:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_slow_is_forgotten() {
        let address = answered(&[SLOW]);
        tokio::time::advance(DECAY * 10).await;
        assert_eq!(milliseconds(&address), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn only_answers_make_an_address_look_fast() {
        for outcome in [Outcome::Failed, Outcome::Other] {
            let address = answered(&[SLOW]);
            address.observe(FAST, outcome, Instant::now());
            assert!(milliseconds(&address) >= 800, "{outcome:?}: {address:?}");
        }
        let unknown = Candidate::new("a");
        unknown.observe(FAST, Outcome::Other, Instant::now());
        assert_eq!(unknown.latency(), None);
        unknown.observe(FAST, Outcome::Failed, Instant::now());
        assert_eq!(unknown.latency(), Some(FAILURE));
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_is_in_flight_until_it_ends_or_is_dropped() {
        let address = answered(&[FAST]);
        let (one, other) = (address.begin(Instant::now()), address.begin(Instant::now()));
        assert_eq!(address.in_flight(), 2);
        one.end(Outcome::Answered);
        assert_eq!(address.in_flight(), 1);
        tokio::time::advance(SLOW).await;
        drop(other);
        assert_eq!((address.in_flight(), milliseconds(&address)), (0, 800), "it took at least so long");
    }
}
