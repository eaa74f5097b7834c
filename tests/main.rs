//! The suite, in one binary: every file beside this one is a module of it.

#![allow(clippy::panic, reason = "a test that fails says so")]

mod answers;
mod architecture;
mod around;
mod badinput;
mod blocking;
mod captures;
mod channels;
mod diagnostics;
mod examples;
mod failures;
mod goldens;
mod hops;
mod marked;
mod msgpack;
mod newcomer;
mod openapi;
mod original;
mod packages;
mod proto;
mod protobuf;
mod suggestions;
mod transport;
mod values;

use std::collections::BTreeSet;

/// What belongs to the library part, not to the suite.
const LIBRARY: &[&str] =
    &["build", "cases", "interop", "lib", "main", "memory", "python", "running", "serve", "services", "tools"];

#[test]
fn no_file_of_the_suite_is_forgotten() {
    let folder = std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the folder of the suite can be read");
    let names = folder.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let files: BTreeSet<String> = names.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned)).collect();
    let listed = include_str!("main.rs").lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let known: BTreeSet<String> = listed.chain(LIBRARY.iter().copied()).map(str::to_owned).collect();
    assert_eq!(files, known, "the files beside main.rs, and the modules it lists");
}
