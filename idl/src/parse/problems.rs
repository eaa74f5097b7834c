//! The syntax errors of one file, as many as a person wants to see.

use crate::catalogue;
use crate::diagnostic::Diagnostic;

/// More than this many errors of one file help nobody; that there may be more is said.
pub(super) const MOST: usize = 50;

/// Collects the errors of one file.
pub(super) struct Problems {
    found: Vec<Diagnostic>,
    gave_up: bool,
}

impl Problems {
    pub(super) fn new() -> Self {
        Problems { found: Vec::new(), gave_up: false }
    }

    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Returns whether further errors would be left out, so that nobody takes the trouble to find them.
    pub(super) fn is_full(&mut self) -> bool {
        let full = self.found.len() >= MOST;
        self.gave_up |= full;
        full
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if !self.is_full() {
            self.found.push(diagnostic);
        }
    }

    /// Hands everything over, in the order of the text.
    pub(super) fn append_to(mut self, diagnostics: &mut Vec<Diagnostic>) {
        self.found.sort_by_key(|diagnostic| diagnostic.label.span);
        let last = self.found.last().map(|diagnostic| diagnostic.label.span);
        diagnostics.append(&mut self.found);
        if self.gave_up
            && let Some(last) = last
        {
            let message = format!("the file has {MOST} syntax errors; it was not read any further");
            diagnostics.push(Diagnostic::new(catalogue::TOO_MANY, last, message, "the last one shown"));
        }
    }
}
