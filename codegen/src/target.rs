//! The languages the compiler writes, in one table.

use crate::{Files, Options, json, openapi, rust};
use aspyx_idl::model::Model;

/// One language.
#[derive(Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// What is written, in one line.
    pub help: &'static str,
    /// Makes files of a model; it cannot fail.
    pub generate: fn(&Model, &Options) -> Files,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "rust", help: "data types, traits, clients and servers in Rust", generate: rust::generate },
    Target { name: "openapi", help: "an OpenAPI document for each component on REST", generate: openapi::generate },
    Target { name: "json", help: "the model, for generators of your own", generate: json::generate },
];
