//! Diagnostics for people, in the look rustc has made familiar.
//!
//! Only the lines that matter are handed to the renderer, since a text may be large and a diagnostic is small.

use crate::diagnostic::{Diagnostic, Label, Severity, Suggestion};
use crate::source::{FileId, Sources, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use std::collections::BTreeSet;
use std::ops::Range;

/// Returns all diagnostics as text, one below the other, and a line that sums them up; nothing if there are none.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&report(diagnostic, sources)));
        text.push_str("\n\n");
    }
    if !diagnostics.is_empty() {
        let worst = diagnostics.iter().map(|diagnostic| diagnostic.code.severity()).max();
        let level = worst.map_or(Level::WARNING, level);
        text.push_str(&renderer.render(&[Group::with_title(level.primary_title(summary(diagnostics)))]));
        text.push('\n');
    }
    text
}

/// Returns "2 errors, 1 warning in 2 files".
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let files: BTreeSet<FileId> = diagnostics.iter().map(|diagnostic| diagnostic.label.span.file).collect();
    let parts = [(errors, "error"), (warnings, "warning")];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(*n, what)).collect();
    format!("{} in {}", parts.join(", "), count(files.len(), "file"))
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    }
}

/// Lays out one diagnostic: title and places, what to do, and each suggested edit.
fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let title = level(diagnostic.code.severity()).primary_title(&diagnostic.message).id(diagnostic.code.id);
    let mut main = Group::with_title(title).elements(snippets(diagnostic, sources));
    for help in &diagnostic.help {
        main = main.element(Level::HELP.message(help));
    }
    let suggestions = diagnostic.suggestions.iter().map(|suggestion| patch(suggestion, sources));
    std::iter::once(main).chain(suggestions).collect()
}

/// Shows the main place and the others, file by file.
fn snippets<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Snippet<'a, Annotation<'a>>> {
    let main = diagnostic.label.span.file;
    let mut files = vec![main];
    for other in &diagnostic.others {
        if !files.contains(&other.span.file) {
            files.push(other.span.file);
        }
    }
    files.into_iter().map(|file| snippet(file, diagnostic, sources)).collect()
}

fn snippet<'a>(file: FileId, diagnostic: &'a Diagnostic, sources: &'a Sources) -> Snippet<'a, Annotation<'a>> {
    let main = std::iter::once((AnnotationKind::Primary, &diagnostic.label));
    let others = diagnostic.others.iter().map(|label| (AnnotationKind::Context, label));
    let labels: Vec<(AnnotationKind, &Label)> =
        main.chain(others).filter(|(_, label)| label.span.file == file).collect();
    let excerpt = Excerpt::new(file, labels.iter().map(|(_, label)| label.span), sources);
    let annotations = labels.into_iter().map(|(kind, label)| {
        let text = (!label.text.is_empty()).then_some(label.text.as_str());
        kind.span(excerpt.range(label.span)).label(text)
    });
    let annotations: Vec<Annotation<'a>> = annotations.collect();
    Snippet::source(excerpt.text).line_start(excerpt.line).path(excerpt.path).annotations(annotations)
}

fn patch<'a>(suggestion: &'a Suggestion, sources: &'a Sources) -> Group<'a> {
    let excerpt = Excerpt::new(suggestion.span.file, std::iter::once(suggestion.span), sources);
    let patch = Patch::new(excerpt.range(suggestion.span), &suggestion.replacement);
    let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).path(excerpt.path).patch(patch);
    Group::with_title(Level::HELP.secondary_title(&suggestion.message)).element(snippet)
}

/// The whole lines around some places of a file.
struct Excerpt<'a> {
    path: &'a str,
    text: &'a str,
    /// The number of the first line.
    line: usize,
    /// Where the excerpt begins in the file.
    start: usize,
}

impl<'a> Excerpt<'a> {
    fn new(file: FileId, spans: impl Iterator<Item = Span> + Clone, sources: &'a Sources) -> Self {
        let source = &sources[file];
        let first = spans.clone().map(|span| span.start).min().unwrap_or_default();
        let last = spans.map(|span| span.end.max(span.start)).max().unwrap_or_default();
        let start = source.text[..first as usize].rfind('\n').map_or(0, |at| at + 1);
        let rest = &source.text[last as usize..];
        let end = last as usize + rest.find('\n').unwrap_or(rest.len());
        let (line, _) = sources.position(file, first);
        Excerpt { path: &source.path, text: &source.text[start..end], line, start }
    }

    fn range(&self, span: Span) -> Range<usize> {
        span.start as usize - self.start..span.end.max(span.start) as usize - self.start
    }
}

#[cfg(test)]
mod tests {
    use super::human;
    use crate::catalogue;
    use crate::diagnostic::Diagnostic;
    use crate::source::{Sources, Span};

    #[test]
    fn shows_places_in_two_files_help_and_an_edit() {
        let mut sources = Sources::new();
        let first = sources.add("a.svc", "package a;\n\n  struct Ordr {}\n");
        let second = sources.add("b.svc", "// nothing\nuse a.Order;\n");
        let span = Span { file: first, start: 21, end: 25 };
        let diagnostic = Diagnostic::new(catalogue::UNEXPECTED, span, "no such thing", "look here")
            .also(Span { file: second, start: 17, end: 22 }, "used here")
            .help("think again")
            .suggest("write `Order`", span, "Order");
        let expected = "\
error[E0101]: no such thing
 --> a.svc:3:10
  |
3 |   struct Ordr {}
  |          ^^^^ look here
  |
 ::: b.svc:2:7
  |
2 | use a.Order;
  |       ----- used here
  |
  = help: think again
help: write `Order`
  |
3 |   struct Order {}
  |             +

error: 1 error in 1 file
";
        assert_eq!(human(&[diagnostic], &sources, false), expected);
    }

    #[test]
    fn says_nothing_about_nothing() {
        assert_eq!(human(&[], &Sources::new(), true), "");
    }
}
