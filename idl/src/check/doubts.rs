//! Which findings hold although some text could not be parsed.
//!
//! Rules are enforced on what the parser understood, so that somebody with two kinds of mistakes hears of both at once.
//! What it did not understand leaves gaps in the trees, and a finding that may only be a consequence of a gap is not
//! told: it comes back, if it was right, once the gap is mended. In doubt nothing is said.

use crate::ast;
use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Sources, Span};
use std::collections::{HashMap, HashSet};

/// Findings about a name that nobody declares; the gap may do it.
const MISSING_NAMES: [&Code; 4] =
    [catalogue::UNKNOWN_PACKAGE, catalogue::UNKNOWN_IMPORT, catalogue::UNKNOWN_TYPE, catalogue::UNKNOWN_NAME];

/// Findings about a member that nobody declares; any gap may do it.
const MISSING_MEMBERS: [&Code; 2] = [catalogue::UNKNOWN_VARIANT, catalogue::MESSAGE_FIELD];

/// Findings about something a declaration lacks; a gap in it may be that.
const MISSING_PARTS: [&Code; 4] =
    [catalogue::EMPTY_ENUM, catalogue::EMPTY_UNION, catalogue::MISSING_LINE, catalogue::REQUIRED_CYCLE];

/// The annotations that route a method, one of which may be lost.
const VERBS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// What is not known of some files.
pub(super) struct Doubts<'a> {
    sources: &'a Sources,
    /// The files whose package is not known.
    homeless: HashSet<FileId>,
    /// The names that may be declared in gaps or that are declared in files without a package.
    lost: HashSet<&'a str>,
    /// All names in gaps.
    mentioned: HashSet<&'a str>,
    /// The names declared anywhere.
    declared: HashSet<&'a str>,
    /// The lines about which something has been said.
    lines: HashSet<(FileId, usize)>,
    /// The declarations with a gap inside of which findings elsewhere or on the whole may be a consequence.
    torn: HashMap<FileId, Vec<Span>>,
}

impl<'a> Doubts<'a> {
    /// Returns what the syntax errors among `diagnostics` leave in doubt; nothing if there are none.
    pub(super) fn new(files: &'a [ast::File], sources: &'a Sources, diagnostics: &[Diagnostic]) -> Option<Self> {
        if !super::failed(diagnostics) {
            return None;
        }
        let homeless: Vec<&ast::File> = files.iter().filter(|file| file.package.is_none()).collect();
        let hidden = files.iter().flat_map(|file| hidden(file, sources)).flat_map(words);
        let names = |file: &'a ast::File| file.items.iter().map(|item| item.head().name.text.as_str());
        Some(Doubts {
            sources,
            lost: hidden.chain(homeless.iter().copied().flat_map(names)).collect(),
            mentioned: files.iter().flat_map(|file| &file.gaps).flat_map(|gap| words(sources.text(*gap))).collect(),
            homeless: homeless.iter().map(|file| file.file).collect(),
            declared: files.iter().flat_map(names).collect(),
            lines: diagnostics.iter().flat_map(|finding| lines(sources, finding.label.span)).collect(),
            torn: files.iter().map(|file| (file.file, torn(file))).collect(),
        })
    }

    /// Returns whether a finding is certain, whatever the gaps hold.
    pub(super) fn allow(&self, finding: &Diagnostic) -> bool {
        !self.is_said(finding.label.span) && !self.is_lost(finding) && !self.is_torn(finding)
    }

    /// Returns whether the line has a syntax error, of which this may be a consequence.
    fn is_said(&self, span: Span) -> bool {
        lines(self.sources, span).any(|line| self.lines.contains(&line))
    }

    /// Returns whether a finding is about a name that may be declared where nothing could be read.
    fn is_lost(&self, finding: &Diagnostic) -> bool {
        let span = finding.label.span;
        let any = |known: &dyn Fn(&str) -> bool| words(self.sources.text(span)).any(known);
        if finding.code == catalogue::UNKNOWN_PACKAGE && !self.homeless.is_empty() {
            true
        } else if finding.code == catalogue::MISSING_PREFIX {
            self.lost.contains("rest")
        } else if finding.code == catalogue::NOT_ROUTED {
            VERBS.iter().any(|verb| self.mentioned.contains(verb))
        } else if MISSING_MEMBERS.contains(&finding.code) {
            any(&|name| self.mentioned.contains(name))
        } else {
            let visible = |name: &str| self.homeless.contains(&span.file) && self.declared.contains(name);
            MISSING_NAMES.contains(&finding.code) && any(&|name| self.lost.contains(name) || visible(name))
        }
    }

    /// Returns whether a finding is about something a declaration lacks that has a gap.
    fn is_torn(&self, finding: &Diagnostic) -> bool {
        let mut places = std::iter::once(&finding.label).chain(&finding.others);
        MISSING_PARTS.contains(&finding.code)
            && places.any(|place| {
                let torn = self.torn.get(&place.span.file);
                torn.is_some_and(|torn| torn.iter().any(|item| item.contains(place.span)))
            })
    }
}

/// Returns the texts of a file in which something may be declared: what a gap inside a declaration hides is only a member.
fn hidden<'a>(file: &'a ast::File, sources: &'a Sources) -> impl Iterator<Item = &'a str> {
    let is_member = |gap: Span| file.items.iter().any(|item| item.head().span.contains(gap));
    let texts = file.gaps.iter().map(move |gap| (is_member(*gap), sources.text(*gap)));
    texts.filter(|(is_member, text)| !is_member || text.contains('{')).map(|(_, text)| text)
}

/// Returns the declarations of a file that have a gap inside and may lack something because of it.
fn torn(file: &ast::File) -> Vec<Span> {
    let heads = file.items.iter().filter(|item| lacks(item)).map(|item| item.head().span);
    heads.filter(|item| file.gaps.iter().any(|gap| gap.start < item.end && item.start < gap.end)).collect()
}

/// Returns whether a member that is missing makes something else wrong.
fn lacks(item: &ast::Item) -> bool {
    match item {
        ast::Item::Enum(_) | ast::Item::Union(_) | ast::Item::Component(_) => true,
        ast::Item::Newtype(_) | ast::Item::Struct(_) | ast::Item::Error(_) | ast::Item::Service(_) => false,
    }
}

/// Returns everything in a text that could be a name, also where a digit precedes it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.map(|word| word.trim_start_matches(|letter: char| letter.is_ascii_digit())).filter(|word| !word.is_empty())
}

/// Returns the lines a span covers.
fn lines(sources: &Sources, span: Span) -> impl Iterator<Item = (FileId, usize)> + use<> {
    let source = &sources[span.file];
    let last = source.line_of(span.end.saturating_sub(1).max(span.start) as usize);
    (source.line_of(span.start as usize)..=last).map(move |line| (span.file, line))
}
