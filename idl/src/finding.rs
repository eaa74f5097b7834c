//! Diagnostics for machines: places as lines and columns, everything in plain values.
//!
//! An editor or a CI job reads one such value per diagnostic. How it is written down is the business of whoever prints.

use crate::diagnostic::{Applicability, Diagnostic, Severity, Suggestion};
use crate::source::{Sources, Span};

/// A diagnostic whose places do not need the texts any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable code, `E0201`.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub place: Place,
    /// The words at the main place, then the other places that matter.
    pub labels: Vec<FindingLabel>,
    /// What to do, a line each.
    pub help: Vec<String>,
    /// Edits that would mend it.
    pub suggestions: Vec<FindingEdit>,
}

/// A range of a file; lines and columns count from 1, columns in characters, the end is exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as shown to people.
    pub file: String,
    /// The line it begins on.
    pub line: usize,
    /// The column it begins at.
    pub column: usize,
    /// The line it ends on.
    pub end_line: usize,
    /// The column directly after it.
    pub end_column: usize,
}

/// A place with a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLabel {
    /// The words; may be empty.
    pub message: String,
    /// The place.
    pub place: Place,
}

/// An edit that would mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingEdit {
    /// What it does, in words.
    pub message: String,
    /// What is replaced; of no length for an insertion.
    pub place: Place,
    /// The new text.
    pub replacement: String,
    /// `MachineApplicable` or `MaybeIncorrect`, the words of rustc.
    pub applicability: &'static str,
}

impl Finding {
    /// Creates the finding for a diagnostic about these sources.
    pub fn new(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let labels = std::iter::once(&diagnostic.label).chain(&diagnostic.others);
        let label = |text: &str, span| FindingLabel { message: text.to_owned(), place: Place::new(span, sources) };
        Finding {
            code: diagnostic.code.id,
            severity: name(diagnostic.code.severity()),
            message: diagnostic.message.clone(),
            place: Place::new(diagnostic.label.span, sources),
            labels: labels.map(|it| label(&it.text, it.span)).collect(),
            help: diagnostic.help.clone(),
            suggestions: diagnostic.suggestions.iter().map(|it| edit(it, sources)).collect(),
        }
    }
}

impl Place {
    /// Creates the place of a span in these sources.
    pub fn new(span: Span, sources: &Sources) -> Self {
        let (line, column) = sources.position(span.file, span.start);
        let (end_line, end_column) = sources.position(span.file, span.end);
        Place { file: sources[span.file].path.clone(), line, column, end_line, end_column }
    }
}

fn edit(suggestion: &Suggestion, sources: &Sources) -> FindingEdit {
    FindingEdit {
        message: suggestion.message.clone(),
        place: Place::new(suggestion.span, sources),
        replacement: suggestion.replacement.clone(),
        applicability: sureness(suggestion.applicability),
    }
}

/// Returns the word for how sure an edit is.
fn sureness(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::MachineApplicable => "MachineApplicable",
        Applicability::MaybeIncorrect => "MaybeIncorrect",
    }
}

/// Returns the word for a severity.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::Finding;
    use crate::catalogue;
    use crate::diagnostic::Diagnostic;
    use crate::source::{Sources, Span};

    #[test]
    fn counts_lines_and_characters_from_one() {
        let mut sources = Sources::new();
        let file = sources.add("shop.svc", "é\n  äöü x\n");
        let span = Span { file, start: 5, end: 11 };
        let diagnostic = Diagnostic::new(catalogue::UNEXPECTED, span, "message", "label").suggest("write", span, "abc");
        let finding = Finding::new(&diagnostic, &sources);
        let place = &finding.suggestions[0].place;
        assert_eq!((finding.severity, finding.code, finding.labels.len()), ("error", "E0101", 1));
        assert_eq!((place.line, place.column, place.end_line, place.end_column), (2, 3, 2, 6));
    }
}
