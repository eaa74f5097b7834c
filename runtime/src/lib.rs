//! The runtime of aspyx: what code generated from `.svc` files stands on.
//!
//! A program writes services and components down in `.svc` files; `aspyx-gen` makes traits, clients and builders of
//! them, in `build.rs`, and [`include_svc!`] takes them in. What is written by hand is this:
//!
//! ```ignore
//! aspyx::include_svc!();
//! use shop::v1::*;
//!
//! struct CatalogImpl { stock: StockClient }
//!
//! impl Catalog for CatalogImpl {
//!     async fn get(&self, id: Uuid) -> Result<Product, CatalogGetError> {
//!         Err(NotFound { what: id.to_string() }.into())
//!     }
//! }
//!
//! let manager = ServiceManager::new();
//! let stock = manager.get_service::<StockClient>()?;
//! let shop = Shop::builder().catalog(CatalogImpl { stock }).build();
//! Server::builder(manager).component(shop).bind("0.0.0.0:8000").await?.run().await?;
//! ```
//!
//! * [`ServiceManager`] makes clients. A client is bound at its first call: to the service itself if this process hosts
//!   it, else to the first channel its component declares for which the [`registry`] knows an address.
//! * [`Server`] hosts components: on a socket of its own, or as a router within an application on axum.
//! * [`Blocking`](struct@Blocking) offers an implementation by blocking code; a client for blocking code is generated beside it if
//!   `build.rs` asks for that.
//! * [`Component`] is for what a component does besides serving: startup, shutdown, addresses, health.
//! * [`Validate`] holds values against the rules of their types. Arguments are checked by clients and by servers, so that
//!   a method never sees any that break one.
//! * [`Error`] is whatever goes wrong with a call that its method does not declare.
//! * [`Config`] reads `aspyx.yaml`.
//!
//! | `.svc` | here |
//! |---|---|
//! | `bytes` | [`Bytes`] |
//! | `timestamp`, `date`, `duration` | [`Timestamp`], [`Date`], [`Duration`] |
//! | `uuid`, `decimal`, `json` | [`Uuid`], [`Decimal`], [`Json`] |
//! | a variant nobody knows | [`Unrecognized`] |
//!
//! The feature `tls` allows calls to `https://` addresses, `http2` lets a [transport](channel::HttpTransport) speak
//! HTTP/2, and `reqwest` makes a transport of the client of that name.

pub mod wire;

mod access;
mod answer;
mod blocking;
pub mod channel;
#[doc(hidden)]
pub mod codegen;
mod component;
mod config;
mod context;
mod data;
mod deadline;
mod dispatch;
mod envelope;
mod error;
mod guard;
mod health;
mod manager;
mod problem;
pub mod registry;
mod room;
mod server;
mod service;
mod stub;
mod transport;
mod validate;

pub use answer::Answer;
pub use blocking::Blocking;
pub use component::{Component, ComponentStatus, Endpoint, HostedComponent};
pub use config::Config;
pub use context::{CallContext, within};
pub use dispatch::{BoxFuture, ServiceError};
pub use error::{Error, ErrorKind, Result, Violation};
pub use health::{CheckResult, Health, HealthStatus};
pub use manager::{ServiceManager, ServiceManagerBuilder};
pub use registry::{ChannelAddress, ComponentRegistry, LocalComponentRegistry, StaticComponentRegistry};
pub use server::{
    Arrival, ChannelServer, Dispatcher, Listening, RunningServer, Server, ServerBuilder, ServerCall, ServerHandle,
    ServerInterceptor, ServerNext,
};
pub use service::{ComponentDescriptor, MethodDescriptor};
pub use stub::ServiceClient;
pub use validate::Validate;
pub use wire::Unrecognized;

/// The web framework the server is built on, for those who serve a [`Server`]'s router in an application of their own.
pub use axum;
pub use bytes::Bytes;
pub use jiff::civil::Date;
pub use jiff::{SignedDuration as Duration, Timestamp};
pub use rust_decimal::Decimal;
pub use serde_json::{Value as Json, json};
pub use uuid::Uuid;

/// Takes in what `aspyx-gen` has generated: the whole tree of packages, or one package and all it uses.
///
/// ```ignore
/// aspyx::include_svc!();             // mod shop { mod v1 { … } } and every other package
/// aspyx::include_svc!("shop.v1");    // that one, and what it refers to
/// ```
#[macro_export]
macro_rules! include_svc {
    () => {
        include!(concat!(env!("OUT_DIR"), "/aspyx/mod.rs"));
    };
    ($package:literal) => {
        include!(concat!(env!("OUT_DIR"), "/aspyx/only/", $package, ".rs"));
    };
}

/// Compiles the code of the page about channels.
#[cfg(doctest)]
#[doc = include_str!("../CHANNELS.md")]
struct ChannelsPage;
