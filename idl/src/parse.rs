//! From text to [`ast::File`]: the only place that knows the grammar's parser.
//!
//! Parsing never fails: what is wrong becomes diagnostics, and what can be understood becomes the tree. The contract of
//! everything below: one function per rule of `svc.pest`, with the same name, given a node of that rule; it takes the
//! children apart in the order of the grammar and is total, so it could only panic if grammar and code disagreed.
//!
//! It refuses, before the grammar comes into play, texts whose brackets are nested so deeply that a recursive parser
//! might run out of stack, and texts too large for its positions.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "pest makes `Rule` of all rules; a node can only hold a few of them"
)]

mod body;
mod declaration;
mod expected;
mod explain;
mod literal;
mod problems;
mod reader;
mod scan;
mod slips;
mod token;

use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};
use problems::Problems;
use reader::Reader;

/// What the macro makes of the grammar, kept apart because it cannot be documented.
mod grammar {
    #![allow(missing_docs, reason = "pest writes these items; svc.pest explains them")]

    /// The parser for `svc.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "svc.pest"]
    pub(super) struct Svc;
}

/// Parses one file; what is wrong with it is added to `diagnostics`.
///
/// The tree is complete only if nothing was added.
pub fn parse(sources: &Sources, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> ast::File {
    let mut problems = Problems::new();
    let tree = read(&sources[file].text, file, &mut problems);
    problems.append_to(diagnostics);
    tree
}

/// Looks at the text without the grammar first, then with it.
fn read(text: &str, file: FileId, problems: &mut Problems) -> ast::File {
    if u32::try_from(text.len()).is_err() {
        problems.push(too_large(file));
        return empty(file);
    }
    let scan = scan::scan(text, file, problems);
    if scan.too_deep {
        return empty(file);
    }
    Reader::new(text, file, scan, problems).file()
}

fn empty(file: FileId) -> ast::File {
    ast::File {
        file,
        docs: ast::Docs::default(),
        package: None,
        uses: Vec::new(),
        items: Vec::new(),
        comments: Vec::new(),
        gaps: Vec::new(),
    }
}

fn too_large(file: FileId) -> Diagnostic {
    let start = Span { file, start: 0, end: 0 };
    Diagnostic::new(catalogue::TOO_LARGE, start, "the file is larger than 4 GiB", "not read")
}
