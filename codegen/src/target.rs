//! The languages the compiler writes, in one table.

#[cfg(feature = "prost")]
use crate::prost;
#[cfg(feature = "proto")]
use crate::proto;
use crate::{ExternError, Files, Options, header, json, openapi, rust};
use aspyx_idl::model::Model;
use aspyx_idl::source::{Sources, Span};
use std::fmt::Write;

/// One language.
#[derive(Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// What is written, in one line.
    pub help: &'static str,
    /// Makes files of a model, or says everything that the language has no words for.
    pub generate: fn(&Model, &Options) -> Result<Files, Vec<TargetError>>,
}

/// Rust, beside the runtime.
const RUST: Target =
    Target { name: "rust", help: "data types, traits, clients and servers in Rust", generate: rust::generate };

/// Protocol buffers.
#[cfg(feature = "proto")]
pub(crate) const PROTO: Target = Target {
    name: "proto",
    help: ".proto files, the descriptor set that they compile to, and buf.yaml",
    generate: proto::generate,
};

/// Rust again, for those who have protocol buffers and no runtime of ours.
#[cfg(feature = "prost")]
pub(crate) const PROST: Target =
    Target { name: "prost", help: "plain structs in Rust for the crate prost", generate: prost::generate };

/// OpenAPI.
pub(crate) const OPENAPI: Target = Target {
    name: "openapi",
    help: "OpenAPI documents, as YAML and as JSON, one for each component on the rest channel",
    generate: |model, options| Ok(openapi::generate(model, options)),
};

/// The model itself.
const JSON: Target = Target {
    name: "json",
    help: "the model, for generators of your own",
    generate: |model, options| Ok(json::generate(model, options)),
};

/// All of them.
pub const TARGETS: &[Target] = &[
    RUST,
    #[cfg(feature = "proto")]
    PROTO,
    OPENAPI,
    JSON,
    #[cfg(feature = "prost")]
    PROST,
];

impl Target {
    /// Returns the target of a name.
    pub fn named(name: &str) -> Option<&'static Target> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// Returns the text by which files of this target are recognised.
    pub fn mark(&self) -> String {
        header::mark(self.name)
    }
}

/// Why a target cannot write what a model says, though nothing is wrong with the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// Packages and their Rust paths do not fit.
    Extern(ExternError),
    /// The language has no form for something.
    Unsayable {
        /// What it is and what can be done.
        message: String,
        /// Where that stands in the source.
        places: Vec<Span>,
    },
}

impl TargetError {
    /// Returns the error as it is shown to people, with its places.
    pub fn show(&self, sources: &Sources) -> String {
        match self {
            TargetError::Extern(error) => error.to_string(),
            TargetError::Unsayable { message, places } => {
                places.iter().fold(message.clone(), |mut text, span| {
                    let (line, column) = sources.position(span.file, span.start);
                    // Writing to a text does not fail.
                    let _ = write!(text, "\n --> {}:{line}:{column}", sources[span.file].path);
                    text
                })
            }
        }
    }
}
