//! The `.svc` service definition language: text in, checked model and diagnostics out.
//!
//! ```text
//!  paths ──▶ load ──▶ Sources ──▶ parse ──▶ ast::File ──▶ check ──▶ Model ──▶ code generators
//!           (files)     text     (svc.pest)  as written   (names,    ids instead of names
//!                                   │                     types,
//!                                   │                     rules)
//!                                   └──────────┬─────────────┘
//!                                         Diagnostic ──▶ render (people), finding (machines)
//! ```
//!
//! [`format`](mod@format) lays out a text again, from its tokens and comments. Two models can be held
//! against each other: [`compare`] says what has become incompatible, and for whom.
//!
//! [`load`] is the only module that touches the disk; everything else works on values in memory. Each phase collects
//! all its findings. What could not be parsed is passed over by the checks, and what may only be a consequence of it is
//! not told, so that a mistake is reported once.
//!
//! What the types of the language are in Rust and in JSON:
//!
//! | `.svc` | Rust | JSON |
//! |---|---|---|
//! | `bool` | `bool` | `true`, `false` |
//! | `i32` `i64` `u32` `u64` | the same | number |
//! | `f32` `f64` | the same | number, or `"NaN"`, `"Infinity"`, `"-Infinity"` |
//! | `string` | `String` | string |
//! | `bytes` | `bytes::Bytes` | string, base64 |
//! | `timestamp` `date` | a point in time, a day | string, RFC 3339 |
//! | `duration` | a signed length of time | string, `"3.5s"` |
//! | `uuid` `decimal` | `uuid::Uuid`, `rust_decimal::Decimal` | string |
//! | `json` | `serde_json::Value` | anything |
//! | `T?` | `Option<T>` | absent or null, or as `T` |
//! | `list<T>` `set<T>` `map<K, V>` | `Vec`, `BTreeSet`, `BTreeMap` | array, array, object |
//! | `type` | a tuple struct | as what it wraps |
//! | `struct` | a struct with public fields | object |
//! | `enum` | an enum with an arm for what it does not know | the variant's name |
//! | `union` | an enum | `{"card": {…}}`, `"on_delivery": {}` |
//! | `error`, `throws` | a struct, and an enum per method that throws | object |
//! | `service` | a trait, and a client that implements it | |
//!
//! ```
//! use aspyx_idl::{compile, render, source::Sources};
//!
//! let mut sources = Sources::new();
//! sources.add("hello.svc", "package hello.v1;\nservice Hello { fn greet(name: string) -> string }\n");
//! let compilation = compile(&sources);
//! assert!(compilation.has_errors());
//! let text = render::human(&compilation.diagnostics, &sources, false);
//! assert!(text.contains("hello.svc:2:49"), "{text}");
//! ```

pub mod annotations;
pub mod ast;
pub mod catalogue;
pub mod check;
pub mod compare;
pub mod diagnostic;
pub mod finding;
pub mod format;
pub mod load;
pub mod model;
pub mod names;
pub mod parallel;
pub mod parse;
pub mod render;
pub mod source;
pub mod suggest;
pub mod words;

use diagnostic::{Diagnostic, Severity};
use model::Model;
use source::Sources;

/// What has become of some sources.
#[derive(Clone, Debug, Default)]
pub struct Compilation {
    /// What they mean; nothing if there were errors.
    pub model: Option<Model>,
    /// Everything there is to say, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The syntax trees, a file each, as far as the text could be understood.
    pub files: Vec<ast::File>,
}

impl Compilation {
    /// Returns whether something must be mended before there is a model.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}

/// Parses and checks all sources; what could not be parsed is not held against the rest.
pub fn compile(sources: &Sources) -> Compilation {
    let ids: Vec<source::FileId> = sources.ids().collect();
    let parsed = parallel::map(&ids, |file| {
        let mut diagnostics = Vec::new();
        (parse::parse(sources, *file, &mut diagnostics), diagnostics)
    });
    let (files, found): (Vec<ast::File>, Vec<_>) = parsed.into_iter().unzip();
    let mut diagnostics: Vec<Diagnostic> = found.into_iter().flatten().collect();
    let model = check::check(&files, sources, &mut diagnostics);
    arrange(&mut diagnostics);
    Compilation { model, diagnostics, files }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.code.severity() == Severity::Error)
}

/// Puts findings in the order of files and places, and leaves out what has been said already.
fn arrange(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.label.span, diagnostic.code.id));
    diagnostics.dedup_by(|next, one| same(next, one));
}

/// Returns whether two findings say the same.
fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.label.span == other.label.span && one.code == other.code && one.message == other.message
}
