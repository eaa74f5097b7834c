//! Where the checks leave what they find.

use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::suggest;
use std::cell::{Cell, RefCell};

/// How often a name is compared with all others: that takes time, and nobody reads more at once.
const SUGGESTIONS: u32 = 50;

/// The findings so far.
///
/// Behind a shared reference, since everybody reports while looking at the same world; a finding is only ever pushed,
/// so that no two borrows can meet.
pub(super) struct Reports {
    found: RefCell<Vec<Diagnostic>>,
    suggestions: Cell<u32>,
}

impl Reports {
    /// Creates an empty list.
    pub(super) fn new() -> Self {
        Reports { found: RefCell::default(), suggestions: Cell::new(SUGGESTIONS) }
    }

    /// Adds a finding.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Returns whether there is an error among the findings.
    pub(super) fn failed(&self) -> bool {
        super::failed(&self.found.borrow())
    }

    /// Returns the candidate that may have been meant by a name.
    pub(super) fn meant<'a>(&self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        self.suggestions.set(self.suggestions.get().checked_sub(1)?);
        suggest::nearest(name, candidates)
    }

    /// Adds to the refusal of a name the candidate that may have been meant.
    pub(super) fn did_you_mean<'a>(
        &self,
        refusal: Diagnostic,
        name: &str,
        span: Span,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        match self.meant(name, candidates) {
            Some(near) => refusal.guess(format!("did you mean `{near}`?"), span, near),
            None => refusal,
        }
    }

    /// Returns the findings file by file, from top to bottom.
    pub(super) fn into_sorted(self, sources: &Sources) -> Vec<Diagnostic> {
        let mut all = self.found.into_inner();
        all.sort_by(|a, b| {
            let [a, b] = [a.label.span, b.label.span];
            (&sources[a.file].path, a).cmp(&(&sources[b.file].path, b))
        });
        all
    }
}
