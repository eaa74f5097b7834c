//! Idle connections, and the end of them.
//!
//! The one that was used last is used next, so that those too many grow old. What drives connections must not outlive
//! their runtime, hence a sweeper on each runtime, for as long as it has idle connections.

use super::http1::Link;
use super::origin::{Origin, Place};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::runtime::Id;
use tokio::time::{Instant, sleep_until};

/// Stands for ever: a clock may not reach further.
const A_YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// After so long a rest the operating system is asked whether the peer has closed a connection: the request after one
/// that has just been answered need not wait for that.
const BREATHER: Duration = Duration::from_micros(50);

/// All idle connections.
pub(super) struct Pool {
    shelves: Mutex<Shelves>,
    idle_timeout: Duration,
    max_idle: usize,
}

type Shelves = HashMap<Id, Shelf, BuildHasherDefault<Fnv>>;

/// The idle connections of one runtime; those of one origin stand in the order of their last use.
type Shelf = HashMap<Origin, Vec<Idle>, BuildHasherDefault<Fnv>>;

/// The hash function FNV-1a: fast for what is short. Nobody can flood a map with it whose keys a registry names.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

struct Idle {
    link: Link,
    until: Instant,
}

impl Pool {
    /// Creates an empty pool that keeps so many connections to an origin, and each of them for so long.
    pub(super) fn new(idle_timeout: Duration, max_idle: usize) -> Self {
        Self { shelves: Mutex::default(), idle_timeout: idle_timeout.min(A_YEAR), max_idle }
    }

    /// Takes out the connection that was used last, unless the peer has closed it; it may not be ready yet for the next
    /// request.
    pub(super) fn take(&self, place: &Place) -> Option<Link> {
        loop {
            let (link, rested) = self.pop(place)?;
            // Asked without the lock: it takes a moment.
            if rested < BREATHER || link.is_quiet() {
                return Some(link);
            }
        }
    }

    /// Takes out the connection that was used last, and how long that was ago.
    fn pop(&self, place: &Place) -> Option<(Link, Duration)> {
        let mut shelves = self.shelves();
        let stack = shelves.get_mut(&place.runtime)?.get_mut(&place.origin)?;
        let idle = stack.pop()?;
        let left = idle.until.saturating_duration_since(Instant::now());
        if !left.is_zero() {
            return Some((idle.link, self.idle_timeout.saturating_sub(left)));
        }
        stack.clear();
        None
    }

    /// Keeps a connection for the next request, unless it is closed or there are enough of them.
    pub(super) fn put(self: &Arc<Self>, place: Place, link: Link) {
        if link.is_closed() || self.max_idle == 0 {
            return;
        }
        let runtime = place.runtime;
        if self.shelve(place, link) {
            tokio::spawn(Sweeper { pool: Arc::downgrade(self), runtime }.run(Instant::now() + self.idle_timeout));
        }
    }

    /// Puts a connection on its shelf, and returns whether the shelf is a new one.
    fn shelve(&self, place: Place, link: Link) -> bool {
        let idle = Idle { link, until: Instant::now() + self.idle_timeout };
        let mut shelves = self.shelves();
        let mut new = false;
        let shelf = shelves.entry(place.runtime).or_insert_with(|| {
            new = true;
            Shelf::default()
        });
        let stack = shelf.entry(place.origin).or_default();
        if stack.len() >= self.max_idle {
            stack.retain(|idle| !idle.link.is_closed());
        }
        if stack.len() < self.max_idle {
            stack.push(idle);
        }
        new
    }

    /// Closes what has been idle for too long, and returns when there is more to do, if anything is left.
    fn sweep(&self, runtime: Id) -> Option<Instant> {
        let now = Instant::now();
        let mut shelves = self.shelves();
        let shelf = shelves.get_mut(&runtime)?;
        shelf.retain(|_, stack| {
            stack.retain(|idle| idle.until > now && !idle.link.is_closed());
            !stack.is_empty()
        });
        shelf.values().flatten().map(|idle| idle.until).min()
    }

    fn forget(&self, runtime: Id) {
        let shelf = self.shelves().remove(&runtime);
        drop(shelf);
    }

    /// Returns how many connections are idle.
    pub(super) fn idle(&self) -> usize {
        self.shelves().values().flat_map(HashMap::values).map(Vec::len).sum()
    }

    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the idle connections of a runtime in time, and takes their shelf with it when it ends, be it for want of
/// connections or because the runtime has been shut down.
struct Sweeper {
    pool: Weak<Pool>,
    runtime: Id,
}

impl Sweeper {
    async fn run(self, first: Instant) {
        let mut next = Some(first);
        while let Some(at) = next {
            sleep_until(at).await;
            next = self.pool.upgrade().and_then(|pool| pool.sweep(self.runtime));
        }
    }
}

impl Drop for Sweeper {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.upgrade() {
            pool.forget(self.runtime);
        }
    }
}
