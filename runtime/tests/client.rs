//! The client half against real sockets and recorded channels: what is sent, what answers mean, which way a call goes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail like tests")]

#[path = "client/answers.rs"]
mod answers;
#[path = "client/around.rs"]
mod around;
#[path = "client/binding.rs"]
mod binding;
#[path = "client/canned.rs"]
mod canned;
#[path = "client/configuration.rs"]
mod configuration;
#[path = "client/failures.rs"]
mod failures;
#[path = "client/requests.rs"]
mod requests;
#[path = "client/rest.rs"]
mod rest;
#[path = "client/shop.rs"]
mod shop;
