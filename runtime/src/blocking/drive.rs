//! Where the calls of blocking clients are driven.
//!
//! The runtime for it is shared by all blocking clients of a process. It runs on the threads that wait, one of which
//! drives connections and timers for all, which spares each call two changes of threads. Between the calls a thread of
//! its own keeps it going, so that what a service or a registry has spawned there does not stand still.
//!
//! | the call is made on | it is driven |
//! |---|---|
//! | a thread without a runtime | there, by the shared runtime |
//! | a thread of a blocking implementation | there, by the runtime that lent it |
//! | any other thread with a runtime, such as an async worker, which stands still meanwhile | on another thread, by the shared runtime |
//! | a thread that is driving such a call already | on another thread, by a second shared runtime: the others may be waiting |

mod shared;

use super::with_context;
use crate::error::{Error, ErrorKind, Result};
use std::cell::Cell;
use std::future::Future;
use std::io;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::thread;
use tokio::runtime::Handle;
use tokio::task::yield_now;

/// A call that leaves its outcome somewhere else: so everything here is compiled once and not for each method.
type Call<'a> = Pin<&'a mut (dyn Future<Output = ()> + Send + 'a)>;

/// What is known of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thread {
    /// Nothing: it may be an async worker.
    Unknown,
    /// It may wait; a blocking implementation runs on it.
    MayBlock,
    /// It is waiting for a call, and runs futures meanwhile.
    Driving,
}

thread_local! {
    static THREAD: Cell<Thread> = const { Cell::new(Thread::Unknown) };
}

/// Calls a function while something else is known of this thread.
pub(super) fn within<R>(known: Thread, call: impl FnOnce() -> R) -> R {
    struct Restored(Thread);
    impl Drop for Restored {
        fn drop(&mut self) {
            THREAD.set(self.0);
        }
    }
    let _restored = Restored(THREAD.replace(known));
    call()
}

/// Drives a call to its end.
///
/// # Errors
///
/// Fails if there can be no runtime or no thread.
pub(super) fn drive(call: Call<'_>) -> Result<()> {
    match (THREAD.get(), Handle::try_current()) {
        (Thread::Driving, _) => aside(|| beside(call)),
        (Thread::Unknown | Thread::MayBlock, Err(_)) => run(call),
        (Thread::MayBlock, Ok(lender)) => lent(&lender, call),
        (Thread::Unknown, Ok(_)) => aside(|| run(call)),
    }
}

/// Drives a call by the shared runtime.
fn run(call: Call<'_>) -> Result<()> {
    let runtime = shared::usual().map_err(no_runtime)?;
    let _running = shared::Running::begin();
    within(Thread::Driving, || runtime.block_on(up_to_date(call)));
    Ok(())
}

/// Drives a call by the second shared runtime.
fn beside(call: Call<'_>) -> Result<()> {
    let runtime = shared::beside().map_err(no_runtime)?;
    within(Thread::Driving, || runtime.block_on(call));
    Ok(())
}

/// Awaits a call once the runtime knows what has happened since it was driven: the first round asks the operating
/// system, the second lets connections see that they have been closed. Otherwise a call might be sent on one of those.
async fn up_to_date(call: Call<'_>) {
    yield_now().await;
    yield_now().await;
    call.await;
}

/// Awaits a call on a thread of a runtime that is alive by itself, unless it is the shared one, which is driven by those
/// who wait.
fn lent(lender: &Handle, call: Call<'_>) -> Result<()> {
    if lender.id() == shared::usual().map_err(no_runtime)?.handle().id() {
        return run(call);
    }
    within(Thread::Driving, || lender.block_on(call));
    Ok(())
}

/// Calls a function on another thread and waits for it.
fn aside(call: impl FnOnce() -> Result<()> + Send) -> Result<()> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("aspyx-blocking".to_owned()).spawn_scoped(scope, with_context(call));
        thread.map_err(no_thread)?.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

#[cold]
fn no_runtime(error: &io::Error) -> Error {
    Error::new(ErrorKind::Internal, format!("no runtime for a blocking call: {error}")).executed(false)
}

#[cold]
fn no_thread(error: io::Error) -> Error {
    Error::from_source(ErrorKind::Internal, "no thread for a blocking call", error).executed(false)
}
