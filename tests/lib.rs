//! What the suite and the benchmarks share: the services of `svc/`, an implementation of them, and servers to call.

#![allow(missing_docs, clippy::panic, reason = "nobody but the suite uses this")]

aspyx::include_svc!();

pub mod cases;
pub mod interop;
pub mod memory;
pub mod python;
pub mod running;
pub mod services;
pub mod tools;

// Whether they compile is known from a debug build; optimising them would hold up the benchmarks for a quarter of an hour.

/// The expected output of the cases, compiled.
#[cfg(debug_assertions)]
pub mod goldens {
    include!(concat!(env!("OUT_DIR"), "/goldens.rs"));
}

/// Types of the sources of those plain structs.
#[cfg(debug_assertions)]
pub mod typed {
    include!(concat!(env!("OUT_DIR"), "/typed/aspyx/mod.rs"));
}

/// The plain structs of the cases of `cases/proto`, compiled.
#[cfg(debug_assertions)]
pub mod plain {
    include!(concat!(env!("OUT_DIR"), "/plain.rs"));
}
