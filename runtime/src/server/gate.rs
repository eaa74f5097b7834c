//! Counts the calls that run, so that a server that stops can wait for them and turn away the ones that come late.

use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// As many calls as can be told apart from none; reaching it would take terabytes of memory.
const ALL: u32 = u32::MAX >> 3;

/// The entrance of calls.
pub(super) struct Gate {
    /// One permit for each call that may run. A call holds one while it runs; whoever holds all of them knows that no
    /// call runs and that none can begin. Permits are handed out in order, so that late calls cannot keep the gate open.
    permits: Semaphore,
}

impl Gate {
    /// Creates an open gate.
    pub(super) fn open() -> Self {
        Self { permits: Semaphore::new(ALL as usize) }
    }

    /// Lets a call in until the pass is dropped; `None` once the gate closes.
    pub(super) fn enter(&self) -> Option<SemaphorePermit<'_>> {
        self.permits.try_acquire().ok()
    }

    /// Closes the gate for good and waits for the calls that run; says whether they ended within the limit.
    pub(super) async fn close(&self, limit: Duration) -> bool {
        let ended = tokio::time::timeout(limit, self.permits.acquire_many(ALL)).await.is_ok();
        self.permits.close();
        ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn closing_waits_for_who_is_inside_and_keeps_others_out() {
        let gate = Gate::open();
        let pass = gate.enter().expect("open");
        let mut closing = std::pin::pin!(gate.close(Duration::from_secs(60)));
        let early = tokio::select! { biased; _ = &mut closing => true, () = std::future::ready(()) => false };
        assert!(!early, "closed while a call runs");
        assert!(gate.enter().is_none(), "a late call was let in");
        drop(pass);
        assert!(closing.await);
        assert!(gate.enter().is_none());
    }

    #[tokio::test]
    async fn the_limit_is_kept() {
        let gate = Gate::open();
        let _pass = gate.enter().expect("open");
        assert!(!gate.close(Duration::ZERO).await);
        assert!(gate.enter().is_none());
    }
}
