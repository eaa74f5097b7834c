//! What can be said about a file: the shape of a diagnostic.
//!
//! The texts stand together in [`catalogue`](crate::catalogue), so that they can be proof-read on a few screens; the
//! phases only add what differs from case to case. How a diagnostic looks on a terminal is decided in
//! [`render`](crate::render).

use crate::source::Span;

/// One entry of the catalogue: a kind of finding with a code that never changes its meaning.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable code, `E0201` or `W0601`.
    pub id: &'static str,
    /// The kind in a few words, for listings.
    pub title: &'static str,
    /// What it means and how to mend it, with an example: what `aspyx-gen explain` prints.
    pub explanation: &'static str,
}

impl Code {
    /// Returns whether it stops the compilation.
    pub fn severity(&self) -> Severity {
        if self.id.starts_with('W') { Severity::Warning } else { Severity::Error }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the compilation goes on.
    Warning,
    /// The compilation fails.
    Error,
}

/// A finding at a place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// One line that says what is wrong here, with the names involved.
    pub message: String,
    /// The place to look at, with a few words for the caret.
    pub label: Label,
    /// Other places that matter, such as the first of two declarations.
    pub others: Vec<Label>,
    /// What to do, a line each.
    pub help: Vec<String>,
    /// Edits that would mend it.
    pub suggestions: Vec<Suggestion>,
}

/// A place with a few words.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty.
    pub text: String,
}

/// An edit that would mend a finding.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What it does, in words: `did you mean `Product`?`.
    pub message: String,
    /// The text to be replaced; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub replacement: String,
    /// How sure it is.
    pub applicability: Applicability,
}

/// How sure an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It mends the finding, and there is no other way that would be meant: a tool may make it unasked.
    MachineApplicable,
    /// It is a guess, or only a part of what has to be done: somebody should look at it.
    MaybeIncorrect,
}

impl Diagnostic {
    /// Creates a finding; `label` is what stands at the caret.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>, label: impl Into<String>) -> Self {
        Diagnostic {
            code,
            message: message.into(),
            label: Label { span, text: label.into() },
            others: Vec::new(),
            help: Vec::new(),
            suggestions: Vec::new(),
        }
    }

    /// Adds another place that matters.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.others.push(Label { span, text: text.into() });
        self
    }

    /// Adds a line that says what to do.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds an edit that certainly mends it.
    pub fn suggest(self, message: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.edit(message.into(), span, replacement.into(), Applicability::MachineApplicable)
    }

    /// Adds an edit that probably mends it.
    pub fn guess(self, message: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.edit(message.into(), span, replacement.into(), Applicability::MaybeIncorrect)
    }

    /// Adds an edit.
    pub(crate) fn edit(
        mut self,
        message: String,
        span: Span,
        replacement: String,
        applicability: Applicability,
    ) -> Self {
        self.suggestions.push(Suggestion { message, span, replacement, applicability });
        self
    }
}
