//! What a call inherits from the one it is made within: how much time is left, which trace it belongs to, and what is
//! carried along for others.
//!
//! A server runs each method in the context of the call that arrived, and every call made from there takes part in it.
//! The context belongs to a task: who spawns another one, or leaves for a thread of their own, takes it along by
//! [`CallContext::scope`] or [`CallContext::sync_scope`]. Headers that make no sense are as good as none: a call must not
//! fail because of what only accompanies it.

mod timeout;
mod trace;

use http::{HeaderMap, HeaderName, HeaderValue};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use trace::Trace;

/// What is left of the caller's time, as gRPC writes it.
const TIMEOUT: HeaderName = HeaderName::from_static("grpc-timeout");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
const BAGGAGE: HeaderName = HeaderName::from_static("baggage");
/// How often the call that arrives was sent before; left out where it was not. It says nothing of calls made from there.
const ATTEMPT: HeaderName = HeaderName::from_static("aspyx-attempt");

tokio::task_local! {
    static CURRENT: CallContext;
}

/// The surroundings of a call.
///
/// ```
/// use aspyx::CallContext;
/// use std::time::Duration;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert_eq!(CallContext::current().remaining(), None);
/// aspyx::within(Duration::from_secs(2), async {
///     let context = CallContext::current();
///     assert!(context.remaining() <= Some(Duration::from_secs(2)));
///     tokio::spawn(context.scope(async { /* has the two seconds as well */ }));
/// })
/// .await;
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct CallContext {
    deadline: Option<Instant>,
    trace: Option<Trace>,
    /// What is passed on unread; `None` if there is nothing, so that most contexts allocate nothing.
    carried: Option<Arc<HeaderMap>>,
    attempt: u32,
}

impl CallContext {
    /// Returns the context of the method or the scope that runs now; an empty one if there is none.
    pub fn current() -> Self {
        CURRENT.try_with(Self::clone).unwrap_or_default()
    }

    /// Reads the context of a call that has arrived; where it belongs to no trace, one begins.
    ///
    /// Understood are `grpc-timeout` as gRPC defines it, `traceparent` and `tracestate` of the W3C's Trace Context,
    /// `baggage` and `aspyx-attempt`. A state without a trace belongs to nothing and is dropped.
    pub fn of_headers(headers: &HeaderMap) -> Self {
        let arrived = Arrived::of(headers);
        let trace = arrived.trace.only().and_then(|value| Trace::parse(value.as_bytes()));
        let left = arrived.timeout.only().and_then(|value| timeout::parse(value.as_bytes()));
        let attempt = arrived.attempt.only().and_then(|value| value.to_str().ok()?.parse().ok());
        Self {
            deadline: left.and_then(after),
            trace: Some(trace.unwrap_or_else(Trace::begin)),
            carried: arrived.carries.then(|| carried(headers, trace.is_some())).flatten(),
            attempt: attempt.unwrap_or_default(),
        }
    }

    /// Returns how much time is left, zero if it is over; `None` if time is not bounded.
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Returns the id of the trace in 32 hexadecimal digits, if there is a trace.
    pub fn trace_id(&self) -> Option<String> {
        self.trace.as_ref().map(Trace::id)
    }

    /// Returns how often the call that arrived was sent before.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Returns the same context with a deadline that far from now, unless it has an earlier one.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.deadline = sooner(self.deadline, after(limit));
        self
    }

    /// Returns the same context with this deadline, unless it has an earlier one.
    pub(crate) fn until(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = sooner(self.deadline, deadline);
        self
    }

    /// Returns when time is over.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Runs a future in this context.
    pub fn scope<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
        CURRENT.scope(self, future)
    }

    /// Runs a function in this context: for threads that may block, where no task carries it.
    pub fn sync_scope<T>(self, function: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self, function)
    }

    /// Writes what the other side is to know of a call that may take this long.
    ///
    /// The trace, if there is one, goes on under a new parent id; a call that belongs to none leaves it to the server to
    /// begin one. What an interceptor has set already stays, but for the time.
    pub fn write(&self, headers: &mut HeaderMap, timeout: Duration) {
        headers.insert(TIMEOUT, timeout::header(timeout));
        if let Some(trace) = &self.trace
            && !headers.contains_key(TRACEPARENT)
        {
            headers.insert(TRACEPARENT, trace.child().header());
        }
        if let Some(carried) = &self.carried {
            self.write_carried(carried, headers);
        }
    }

    fn write_carried(&self, carried: &HeaderMap, headers: &mut HeaderMap) {
        for name in carried.keys().filter(|name| !headers.contains_key(*name)).cloned().collect::<Vec<_>>() {
            for value in carried.get_all(&name) {
                headers.append(name.clone(), value.clone());
            }
        }
    }
}

/// What only the runtime asks for.
impl CallContext {
    /// Returns the deadline of whatever runs now, without a copy of the rest: this is asked at every local call.
    #[inline]
    pub(crate) fn current_deadline() -> Option<Instant> {
        CURRENT.try_with(|context| context.deadline).unwrap_or_default()
    }
}

/// Runs a future in which every call has to be through within a time, and within what is left of the time of whoever
/// made the call that runs now.
///
/// Nested limits only shorten. The future itself is not given up when time is over: its calls are, and no more are sent.
///
/// ```
/// # async fn example() {
/// use std::time::Duration;
///
/// aspyx::within(Duration::from_millis(500), async {
///     // let stock = warehouse.stock(id).await?;
///     // let price = prices.of(id).await?;
/// })
/// .await
/// # }
/// ```
pub async fn within<F: Future>(limit: Duration, future: F) -> F::Output {
    CallContext::current().within(limit).scope(future).await
}

/// Returns the time that far from now; `None` if it is too far to ever come.
fn after(limit: Duration) -> Option<Instant> {
    Instant::now().checked_add(limit)
}

/// Returns the earlier of two deadlines.
fn sooner(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// What of the headers matters here, found in one pass: most calls have few headers, and fewer of these.
#[derive(Default)]
struct Arrived<'h> {
    trace: Once<'h>,
    timeout: Once<'h>,
    attempt: Once<'h>,
    /// Whether there may be something to carry along.
    carries: bool,
}

impl<'h> Arrived<'h> {
    fn of(headers: &'h HeaderMap) -> Self {
        let mut arrived = Self::default();
        for (name, value) in headers {
            match name {
                name if *name == TRACEPARENT => arrived.trace.add(value),
                name if *name == TIMEOUT => arrived.timeout.add(value),
                name if *name == ATTEMPT => arrived.attempt.add(value),
                name if *name == TRACESTATE || *name == BAGGAGE => arrived.carries = true,
                _ => {}
            }
        }
        arrived
    }
}

/// The value of a header that may stand there once; twice is as good as not at all.
#[derive(Default)]
struct Once<'h>(Option<&'h HeaderValue>, usize);

impl<'h> Once<'h> {
    fn add(&mut self, value: &'h HeaderValue) {
        *self = Self(Some(value), self.1 + 1);
    }

    fn only(&self) -> Option<&'h HeaderValue> {
        self.0.filter(|_| self.1 == 1)
    }
}

/// Returns the headers to pass on unread.
fn carried(headers: &HeaderMap, traced: bool) -> Option<Arc<HeaderMap>> {
    let names: &[HeaderName] = if traced { &[TRACESTATE, BAGGAGE] } else { &[BAGGAGE] };
    let values = |name| headers.get_all(name).iter().map(move |value| (name, value));
    let mut carried = HeaderMap::new();
    for (name, value) in names.iter().flat_map(values) {
        carried.append(name.clone(), value.clone());
    }
    (!carried.is_empty()).then(|| Arc::new(carried))
}

#[cfg(test)]
mod tests;
