//! Where the calls of blocking clients are driven.
//!
//! The runtime for it is shared by all blocking clients of a process. It has no thread of its own: it runs on those that
//! wait, one of which drives connections and timers for all, which spares each call two changes of threads. Between the
//! calls it stands still.
//!
//! | the call is made on | it is driven |
//! |---|---|
//! | a thread without a runtime | there, by the shared runtime |
//! | a thread of a blocking implementation | there, by the runtime that lent it |
//! | any other thread with a runtime, such as an async worker, which stands still meanwhile | on another thread, by the shared runtime |
//! | a thread that is driving such a call already | on another thread, by a runtime for this call: the others may be waiting |

use super::with_context;
use crate::error::{Error, ErrorKind, Result};
use std::cell::Cell;
use std::future::Future;
use std::io;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::LazyLock;
use std::thread;
use tokio::runtime::{Builder, Handle, Runtime};
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

/// The runtime of all calls that come from outside of any.
static SHARED: LazyLock<io::Result<Runtime>> = LazyLock::new(runtime);

fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().thread_name("aspyx-blocking").enable_all().build()
}

fn shared() -> Result<&'static Runtime> {
    SHARED.as_ref().map_err(no_runtime)
}

/// Drives a call to its end.
///
/// # Errors
///
/// Fails if there can be no runtime or no thread.
pub(super) fn drive(call: Call<'_>) -> Result<()> {
    match (THREAD.get(), Handle::try_current()) {
        (Thread::Driving, _) => aside(|| run(&runtime().map_err(|error| no_runtime(&error))?, call)),
        (Thread::Unknown | Thread::MayBlock, Err(_)) => run(shared()?, call),
        (Thread::MayBlock, Ok(lender)) => lent(&lender, call),
        (Thread::Unknown, Ok(_)) => aside(|| run(shared()?, call)),
    }
}

/// Drives a call on a runtime that stands still otherwise.
fn run(runtime: &Runtime, call: Call<'_>) -> Result<()> {
    within(Thread::Driving, || runtime.block_on(up_to_date(call)));
    Ok(())
}

/// Awaits a call once the runtime knows what has happened while it stood still: the first round asks the operating
/// system, the second lets connections see that they have been closed. Otherwise a call might be sent on one of those.
async fn up_to_date(call: Call<'_>) {
    yield_now().await;
    yield_now().await;
    call.await;
}

/// Awaits a call on a thread of a runtime that is alive by itself, unless it is the shared one, which may stand still
/// before the thread is done.
fn lent(lender: &Handle, call: Call<'_>) -> Result<()> {
    let shared = shared()?;
    if lender.id() == shared.handle().id() {
        return run(shared, call);
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
