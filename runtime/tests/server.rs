//! The server half over real sockets: what is answered, in which order things happen, what is refused.

#![allow(clippy::panic, reason = "what helpers of tests find wrong has no other way out")]

#[path = "server/around.rs"]
mod around;
#[path = "server/conflicts.rs"]
mod conflicts;
#[path = "server/custom.rs"]
mod custom;
#[path = "server/deadlines.rs"]
mod deadlines;
#[path = "server/formats.rs"]
mod formats;
#[path = "server/health.rs"]
mod health;
#[path = "server/http.rs"]
mod http;
#[path = "server/interceptors.rs"]
mod interceptors;
#[path = "server/invoke.rs"]
mod invoke;
#[path = "server/lifecycle.rs"]
mod lifecycle;
#[path = "server/limits.rs"]
mod limits;
#[path = "server/report.rs"]
mod report;
#[path = "server/rest.rs"]
mod rest;
#[path = "server/router.rs"]
mod router;
#[path = "server/running.rs"]
mod running;
#[path = "server/shop.rs"]
mod shop;
#[path = "server/surroundings.rs"]
mod surroundings;
#[path = "server/till.rs"]
mod till;
#[path = "server/together.rs"]
mod together;
