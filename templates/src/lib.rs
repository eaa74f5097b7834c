//! The shape of the Rust code that `aspyx-gen` writes: one view struct per construct, and beside it the template of
//! the same name that shows it.
//!
//! A view holds what has been decided, as plain text, lists and a few yes-or-no answers; names are spelled, types are
//! written out, long lists are laid out. A template only shows. This crate cannot see the model of a `.svc` file, so
//! no template can ask it a question. The house rules stand in `README.md`.
//!
//! Docs are handed over line by line, each with its `///`. Where a field holds text that may span several lines, its
//! docs name the column the template puts it at.

mod blocking;
mod clients;
mod components;
mod descriptors;
mod dispatchers;
mod enums;
mod errors;
mod method_errors;
mod method_rules;
mod modules;
mod newtypes;
mod objects;
mod packages;
mod rules;
mod services;
mod structs;
mod unions;

pub use askama::Template;
pub use blocking::{AdaptedMethod, Blocking, BlockingClient};
pub use clients::{Client, ClientMethod};
pub use components::{Builder, BuilderPart, Component};
pub use descriptors::{Descriptor, DescriptorMethod, Route};
pub use dispatchers::{Dispatcher, DispatcherArm, Slot};
pub use enums::{Enum, Variant};
pub use errors::Error;
pub use method_errors::{MethodError, Thrown};
pub use method_rules::MethodRules;
pub use modules::{Body, Module};
pub use newtypes::Newtype;
pub use objects::{Object, ObjectMethod};
pub use packages::{Item, Package};
pub use rules::{Checks, Rules};
pub use services::{Service, ServiceMethod};
pub use structs::{DebugField, Field, Struct};
pub use unions::{Union, UnionVariant};
