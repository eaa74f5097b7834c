use super::shop;
use crate::catalogue;
use std::fmt::Write;

/// Returns structs each of which holds the next, and the last what is given.
fn chain(length: usize, last: &str) -> String {
    let mut text = String::new();
    for index in 1..length {
        let _ = write!(text, "struct S{index} {{ next: S{} }} ", index + 1);
    }
    text + &format!("struct S{length} {{ next: {last} }}")
}

#[test]
fn a_long_chain_of_structs_is_fine() {
    shop(&chain(5_000, "i32")).is_clean();
}

#[test]
fn a_long_circle_of_structs_is_one_short_finding() {
    let outcome = shop(&chain(5_000, "S1"));
    let found = outcome.finds(catalogue::REQUIRED_CYCLE, "next");
    assert!(found.message.len() < 200, "{}", found.message);
}
