//! The runtime of aspyx: what code generated from `.svc` files stands on.
//!
//! (crate documentation: lead)

pub mod wire;

pub mod channel;
#[doc(hidden)]
pub mod codegen;
mod component;
mod config;
mod dispatch;
mod error;
mod health;
mod manager;
mod problem;
pub mod registry;
mod server;
mod service;
mod stub;

pub use component::{Component, ComponentStatus, Endpoint, HostedComponent};
pub use config::Config;
pub use dispatch::ServiceError;
pub use error::{Error, ErrorKind, Result, Violation};
pub use health::{CheckResult, Health, HealthStatus};
pub use manager::{ServiceManager, ServiceManagerBuilder};
pub use registry::{ChannelAddress, ComponentRegistry, LocalComponentRegistry, StaticComponentRegistry};
pub use server::{RunningServer, Server, ServerBuilder, ServerHandle};
pub use service::ComponentDescriptor;
pub use stub::ServiceClient;
pub use wire::Unrecognized;

pub use bytes::Bytes;
pub use jiff::civil::Date;
pub use jiff::{SignedDuration as Duration, Timestamp};
pub use rust_decimal::Decimal;
pub use serde_json::Value as Json;
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
