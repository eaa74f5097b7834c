//! Diagnostics for people, in the look rustc has made familiar.
//!
//! Only what matters of a text is handed to the renderer, since a text may be large and a diagnostic is small.

mod excerpt;

use crate::diagnostic::{Diagnostic, Label, Severity, Suggestion};
use crate::source::{FileId, Sources};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use excerpt::{Excerpt, count_at_most};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Words of a message, and suggested edits, of more characters are cut or left out.
const LONGEST_WORD: usize = 120;

/// Returns all diagnostics as text, one below the other, and a line that sums them up; nothing if there are none.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = renderer(color);
    let mut text = listed(diagnostics, sources, color);
    if !diagnostics.is_empty() {
        let worst = diagnostics.iter().map(|diagnostic| diagnostic.code.severity()).max();
        let level = worst.map_or(Level::WARNING, level);
        text.push_str(&renderer.render(&[Group::with_title(level.primary_title(summary(diagnostics)))]));
        text.push('\n');
    }
    text
}

/// Returns all diagnostics as text, one below the other.
pub fn listed(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = renderer(color);
    let text = |diagnostic| rendered(&renderer, diagnostic, sources) + "\n\n";
    diagnostics.iter().map(text).collect()
}

fn renderer(color: bool) -> Renderer {
    if color { Renderer::styled() } else { Renderer::plain() }
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
    let title = level(diagnostic.code.severity()).primary_title(shortened(&diagnostic.message)).id(diagnostic.code.id);
    let snippets = files(diagnostic).into_iter().map(|file| snippet(file, diagnostic, sources));
    let mut main = Group::with_title(title).elements(snippets);
    for help in &diagnostic.help {
        main = main.element(Level::HELP.message(shortened(help)));
    }
    let main_file = diagnostic.label.span.file;
    let suggestions = diagnostic.suggestions.iter().map(|suggestion| patch(suggestion, main_file, sources));
    std::iter::once(main).chain(suggestions).collect()
}

/// Returns the files a diagnostic shows places of, that of the main place first.
fn files(diagnostic: &Diagnostic) -> Vec<FileId> {
    let mut files = vec![diagnostic.label.span.file];
    for other in &diagnostic.others {
        if !files.contains(&other.span.file) {
            files.push(other.span.file);
        }
    }
    files
}

/// Shows the places of a diagnostic that are in one file.
fn snippet<'a>(file: FileId, diagnostic: &'a Diagnostic, sources: &'a Sources) -> Snippet<'a, Annotation<'a>> {
    let labels = labels(file, diagnostic);
    let excerpt = Excerpt::new(file, labels.iter().map(|(_, label)| label.span), sources);
    let annotations = labels.iter().map(|(kind, label)| annotation(*kind, label, &excerpt));
    let annotations: Vec<Annotation<'a>> = annotations.collect();
    let path = match excerpt.cut {
        true => Cow::Owned(place(file, diagnostic, sources)),
        false => Cow::Borrowed(excerpt.path),
    };
    Snippet::source(excerpt.text).line_start(excerpt.line).path(path).annotations(annotations)
}

/// Returns the labels of a diagnostic that are in one file.
fn labels(file: FileId, diagnostic: &Diagnostic) -> Vec<(AnnotationKind, &Label)> {
    let main = std::iter::once((AnnotationKind::Primary, &diagnostic.label));
    let others = diagnostic.others.iter().map(|label| (AnnotationKind::Context, label));
    main.chain(others).filter(|(_, label)| label.span.file == file).collect()
}

/// Returns path, line and column that the places of a diagnostic in one file are introduced with.
fn place(file: FileId, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let others = diagnostic.others.iter().map(|label| label.span).filter(|span| span.file == file);
    let main = Some(diagnostic.label.span).filter(|span| span.file == file);
    let start = main.or(others.min()).map_or(0, |span| span.start);
    let (line, column) = sources.position(file, start);
    format!("{}:{line}:{column}", sources[file].path)
}

/// Renders one diagnostic.
///
/// The renderer adds a line and the column in the excerpt to every path; where the path has got the column in the file
/// already, because the excerpt does not have the whole line, that is taken away again.
fn rendered(renderer: &Renderer, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut text = renderer.render(&report(diagnostic, sources));
    for file in files(diagnostic) {
        let place = place(file, diagnostic, sources) + ":";
        if let Some(at) = text.find(&place) {
            let added = at + place.len() - 1;
            let rest = text[added..].trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()).len();
            text.replace_range(added..text.len() - rest, "");
        }
    }
    text
}

fn annotation<'a>(kind: AnnotationKind, label: &'a Label, excerpt: &Excerpt<'_>) -> Annotation<'a> {
    let text = (!label.text.is_empty()).then(|| shortened(&label.text));
    kind.span(excerpt.range(label.span)).label(text)
}

/// Shows an edit, unless it is too large to be looked at; its file is named if it is not the one just shown.
fn patch<'a>(suggestion: &'a Suggestion, shown: FileId, sources: &'a Sources) -> Group<'a> {
    let group = Group::with_title(Level::HELP.secondary_title(shortened(&suggestion.message)));
    if !count_at_most(&suggestion.replacement, LONGEST_WORD) {
        return group;
    }
    let excerpt = Excerpt::new(suggestion.span.file, std::iter::once(suggestion.span), sources);
    let patch = Patch::new(excerpt.range(suggestion.span), &suggestion.replacement);
    let path = (suggestion.span.file != shown).then_some(excerpt.path);
    group.element(Snippet::source(excerpt.text).line_start(excerpt.line).path(path).patch(patch))
}

/// Returns a message whose words are of a length that can be read: names come from files, and may be any length there.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_WORD {
        return text.into();
    }
    text.split(' ').map(shortened_word).collect::<Vec<_>>().join(" ").into()
}

fn shortened_word(word: &str) -> Cow<'_, str> {
    if count_at_most(word, LONGEST_WORD) {
        return word.into();
    }
    let start: String = word.chars().take(LONGEST_WORD / 2).collect();
    let end = if word.ends_with('`') { "`" } else { "" };
    format!("{start}…{end}").into()
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

    /// Renders one finding about the first `needle` of a text.
    fn shown(text: &str, needle: &str, edit: &str) -> String {
        let mut sources = Sources::new();
        let file = sources.add("a.svc", text);
        let start = text.find(needle).expect("the needle is in the text");
        let span = Span { file, start: start as u32, end: (start + needle.len()) as u32 };
        let finding = Diagnostic::new(catalogue::UNEXPECTED, span, "message", "here").suggest("change", span, edit);
        human(&[finding], &sources, false)
    }

    #[test]
    fn of_a_long_line_only_the_part_around_the_label_is_shown() {
        let text = format!("first\n{}needle{}\nlast", "äö ".repeat(500), " üß".repeat(100_000));
        let expected = format!(
            "\
error[E0101]: message
 --> a.svc:2:1501
  |
2 | …{before}needle{after}…
  |  {space}^^^^^^ here
  |
help: change
  |
2 - …{before}needle{after}…
2 + …{before}nail{after}…
  |

error: 1 error in 1 file
",
            before = "äö ".repeat(14),
            after = " üß".repeat(18),
            space = " ".repeat(42),
        );
        assert_eq!(shown(&text, "needle", "nail"), expected);
    }

    #[test]
    fn of_a_long_label_both_ends_are_shown() {
        let text = format!("{}<{}>{}", "a".repeat(500), "é".repeat(1 << 16), "z".repeat(500));
        let needle = format!("<{}>", "é".repeat(1 << 16));
        let shown = shown(&text, &needle, &needle.to_uppercase());
        assert!(shown.contains(" --> a.svc:1:501\n"), "{shown}");
        assert!(shown.contains("aaa<ééé") && shown.contains("ééé>zzz"), "{shown}");
        assert!(shown.len() < 3_000, "{shown}");
    }

    #[test]
    fn places_in_a_long_line_of_another_file_have_their_columns_too() {
        let mut sources = Sources::new();
        let first = sources.add("a.svc", format!("{} one", "x".repeat(300)));
        let second = sources.add("b.svc", format!("\n{} two", "y".repeat(300)));
        let finding = Diagnostic::new(catalogue::UNEXPECTED, Span { file: first, start: 301, end: 304 }, "message", "")
            .also(Span { file: second, start: 302, end: 305 }, "there");
        let shown = human(&[finding], &sources, false);
        assert!(shown.contains("\n --> a.svc:1:302\n  |\n1 | …xxx"), "{shown}");
        assert!(shown.contains("\n  |\n ::: b.svc:2:302\n  |\n2 | …yyy"), "{shown}");
    }

    #[test]
    fn lines_far_from_both_labels_are_not_looked_at() {
        let mut sources = Sources::new();
        let file = sources.add("a.svc", format!("one\n{}two\n", "between\n".repeat(1000)));
        let finding = Diagnostic::new(catalogue::UNEXPECTED, Span { file, start: 0, end: 3 }, "message", "here")
            .also(Span { file, start: 8004, end: 8007 }, "and here");
        let shown = human(&[finding], &sources, false);
        assert!(shown.contains("\n   1 | one\n     | ^^^ here\n...\n"), "{shown}");
        assert!(shown.contains("\n1002 | two\n     | --- and here\n"), "{shown}");
    }

    #[test]
    fn names_of_any_length_do_not_flood_the_screen() {
        let name = "n".repeat(1 << 20);
        let mut sources = Sources::new();
        let file = sources.add("a.svc", name.as_str());
        let span = Span { file, start: 0, end: 1 << 20 };
        let text = format!("`{name}` is unknown");
        let finding =
            Diagnostic::new(catalogue::UNEXPECTED, span, &text, &text).help(&text).suggest(&text, span, &name);
        let shown = human(&[finding], &sources, false);
        assert!(shown.len() < 2_000 && shown.contains("nnn…` is unknown"), "{shown}");
    }

    #[test]
    fn says_nothing_about_nothing() {
        assert_eq!(human(&[], &Sources::new(), true), "");
    }
}
