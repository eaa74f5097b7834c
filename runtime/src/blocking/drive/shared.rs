//! The runtimes that all blocking clients of a process share.
//!
//! The usual one is driven by the threads that wait for calls, and by a keeper while there are none: so what was spawned
//! by a service or a registry goes on, and connections are looked after. The keeper leaves threads a moment to come back,
//! since one that finds it at work has to wait for a change of threads, which costs more than many a call.

use std::io;
use std::pin::pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

/// How long there has to be no call until the keeper sets to work.
const MOMENT: Duration = Duration::from_millis(10);

static USUAL: LazyLock<io::Result<&'static Runtime>> = LazyLock::new(kept);

static BESIDE: LazyLock<io::Result<Runtime>> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).thread_name("aspyx-blocking").enable_all().build());

static CALLS: Calls = Calls { running: AtomicUsize::new(0), begun: AtomicUsize::new(0), came: Notify::const_new() };

/// Returns the runtime of calls that come from outside of any.
///
/// # Errors
///
/// Fails if there can be none.
pub(super) fn usual() -> Result<&'static Runtime, &'static io::Error> {
    USUAL.as_ref().copied()
}

/// Returns the runtime of calls that are made while others are driven on the same thread; it has a thread of its own.
///
/// # Errors
///
/// Fails if there can be none.
pub(super) fn beside() -> Result<&'static Runtime, &'static io::Error> {
    BESIDE.as_ref()
}

fn kept() -> io::Result<&'static Runtime> {
    let runtime = Builder::new_current_thread().thread_name("aspyx-blocking").enable_all().build()?;
    // It is never dropped, as no static is.
    let runtime: &_ = Box::leak(Box::new(runtime));
    thread::Builder::new().name("aspyx-keeper".to_owned()).spawn(|| keep(runtime))?;
    Ok(runtime)
}

fn keep(runtime: &Runtime) -> ! {
    loop {
        let begun = CALLS.begun.load(Ordering::SeqCst);
        thread::sleep(MOMENT);
        if CALLS.begun.load(Ordering::SeqCst) == begun {
            super::within(super::Thread::Driving, || runtime.block_on(CALLS.next()));
        }
    }
}

/// The calls that the usual runtime is driven by.
struct Calls {
    running: AtomicUsize,
    begun: AtomicUsize,
    came: Notify,
}

impl Calls {
    /// Waits for the next call, if none is running.
    async fn next(&self) {
        let mut came = pin!(self.came.notified());
        came.as_mut().enable();
        if self.running.load(Ordering::SeqCst) == 0 {
            came.await;
        }
    }
}

/// A call that drives the usual runtime, until this is dropped.
pub(super) struct Running(());

impl Running {
    /// Notes that a call begins; the keeper makes way for it.
    pub(super) fn begin() -> Self {
        CALLS.running.fetch_add(1, Ordering::SeqCst);
        CALLS.begun.fetch_add(1, Ordering::SeqCst);
        CALLS.came.notify_waiters();
        Self(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        CALLS.running.fetch_sub(1, Ordering::SeqCst);
    }
}
