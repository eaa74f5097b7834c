//! Compiles `.svc` files to Rust: data types, one trait per service, a client that implements that same trait, and a
//! dispatcher and component for servers.
//!
//! ```no_run
//! // All there is to `main` in build.rs.
//! aspyx_gen::compile("svc").unwrap_or_else(|error| error.exit())
//! ```
//!
//! `aspyx::include_svc!()` then takes in the modules, one a package: `shop.v1` is `shop::v1`. [`builder`] offers
//! choices; the command line tool of the same name does the same for code that is kept beside one's own.
//!
//! # Types
//!
//! | `.svc` | Rust |
//! |---|---|
//! | `bool`, `i32`, `i64`, `u32`, `u64`, `f32`, `f64` | the same |
//! | `string` | `String` |
//! | `bytes`, `timestamp`, `date`, `duration` | `aspyx::Bytes`, `aspyx::Timestamp`, `aspyx::Date`, `aspyx::Duration` |
//! | `uuid`, `decimal`, `json` | `aspyx::Uuid`, `aspyx::Decimal`, `aspyx::Json` |
//! | `T?` | `Option<T>`, and `Option<Box<T>>` where a type leads back to itself |
//! | `list<T>`, `set<T>`, `map<K, V>` | `Vec<T>`, `BTreeSet<T>`, `BTreeMap<K, V>` |
//! | `type Sku = string;` | `struct Sku(pub String)` |
//! | `struct Product { … }` | `struct Product` with public fields, `Product::new(<required fields>)`, and `Default` where no field is required |
//! | `enum Status { … }` | `enum Status`, with an arm `Unrecognized` for what this version does not know |
//! | `union Payment { … }` | `enum Payment`, whose variants may carry a value, in a `Box` where it leads back to the union |
//! | `error NotFound { … }` | a struct that is a [`std::error::Error`] |
//! | `service Catalog { … }` | `trait Catalog`, `CatalogClient`, and `CatalogDispatcher` behind the scenes |
//! | `fn get(…) -> T throws NotFound` | `fn get(&self, …) -> impl Future<Output = Result<T, CatalogGetError>> + Send` |
//! | the same with [`Builder::blocking`] | `trait CatalogBlocking`, offered by `aspyx::Blocking(…)`, and `CatalogBlockingClient`, for code that blocks |
//! | `component Shop { … }` | `Shop::builder()`, which wants an implementation of each service |
//!
//! # Other targets
//!
//! With the feature `proto`, [`Builder`] also writes `.proto` files beside the descriptor set they compile to, and with
//! the feature `prost` plain structs for the crate of that name; [`target`] has them all.
//!
//! # OpenAPI
//!
//! [`Builder::openapi`], or `generate --target openapi`, writes a document for each component on the rest channel,
//! `shop-v1.openapi.yaml` and the same as `.json`. It describes what a server of that component answers: services that no
//! component lists, and methods without a route, are not in it. Some things that are not obvious:
//!
//! * `info.version` is the version of the package, `v1`, or 0.0.0.
//! * Each status that an operation answers with is listed, in problem documents (RFC 9457) but for the success; `default`
//!   is for what stands between. Errors of one status, and refusals of the server with that status, are alternatives that
//!   `type` tells apart.
//! * A path that answers with and without a slash at its end stands there without. Paths that differ only in the names of
//!   their parameters are one path, with the names of the first.
//! * Floats are numbers; that NaN and the infinities travel as text is not said, since most values are none of them.
//! * `@roles` are in the description and in `x-roles`; `@sensitive` is `x-sensitive`, and for text the format `password`;
//!   the variants of an `@open` enum are in `x-extensible-enum`.
//! * Rules that JSON Schema cannot say (a range of durations, a pattern that only the crate `regex` knows) are in the
//!   description.
//! * Version 3.0 has no way to say what the keys of a map look like.
//!
//! # A generator of one's own
//!
//! `generate --target json` writes the whole model as `model.json`; `MODEL.md` beside this crate describes it.
//!
//! # How it works
//!
//! Names, types and imports are decided in *lowering*, a file per construct in `rust/`; what comes out are views, and
//! the crate `aspyx-templates` shows them. The result is a value, [`Files`]; [`output`] is the one place that writes.

mod builder;
mod compiled;
mod error;
mod externs;
mod files;
mod header;
mod json;
mod layout;
mod literal;
mod names;
mod openapi;
mod options;
pub mod output;
#[cfg(feature = "prost")]
mod prost;
#[cfg(feature = "proto")]
mod proto;
mod rust;
pub mod target;
mod travel;
mod tree;

pub use builder::{Builder, builder, compile};
pub use compiled::Compiled;
pub use error::Error;
pub use externs::ExternError;
pub use files::Files;
pub use options::{Layout, OpenApi, Options, Side};
pub use output::OutputError;
pub use rust::views;
