//! The HTTP transport against real sockets: which connections there are, and how far a request has come.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail like tests")]

#[path = "transport/failures.rs"]
mod failures;
#[path = "transport/peer.rs"]
mod peer;
#[path = "transport/reuse.rs"]
mod reuse;
#[path = "transport/runtimes.rs"]
mod runtimes;
#[path = "transport/shapes.rs"]
mod shapes;
