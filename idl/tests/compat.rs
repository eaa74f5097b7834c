//! What edits break: each edit of `compat/*.edits` with what must be told of it.
//!
//! ```text
//! === title of the edit
//! --- before
//! struct Line { sku: string }
//! --- after
//! struct Line { article: string }
//! --- breaks: rust, json, rest
//! B0203 1:15 1:15
//! ```
//!
//! The texts get `package shop.v1;` before them on a line that does not count, unless they name a package themselves.
//! `breaks` says the union of all findings, `nothing` if there must be none. The lines after it are optional: then they
//! are the findings, code and line and column in the old and in the new text, `-` where it has no place.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that fails says so")]

use aspyx_idl::Compilation;
use aspyx_idl::compare::{Change, KINDS, compare, page, pins};
use aspyx_idl::compile;
use aspyx_idl::model::Model;
use aspyx_idl::source::{Sources, Span};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// An edit and what it must break.
struct Edit {
    /// File and title.
    title: String,
    before: String,
    after: String,
    breaks: BTreeSet<String>,
    findings: Vec<String>,
}

/// A text and what has become of it.
struct Version {
    sources: Sources,
    compilation: Compilation,
}

impl Version {
    fn new(text: &str) -> Self {
        let mut sources = Sources::new();
        let head = if text.contains("package ") { "" } else { "package shop.v1; " };
        sources.add("shop.svc", format!("{head}{text}"));
        let compilation = compile(&sources);
        Version { sources, compilation }
    }

    fn model(&self) -> Result<&Model, String> {
        let told = || self.compilation.diagnostics.iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("; ");
        self.compilation.model.as_ref().ok_or_else(|| format!("does not compile: {}", told()))
    }

    /// Returns line and column in the text as it is written in the case.
    fn place(&self, span: Option<Span>) -> String {
        let Some(span) = span else { return "-".to_owned() };
        let (line, column) = self.sources.position(span.file, span.start);
        let shifted = self.sources[span.file].text.starts_with("package shop.v1; ") && line == 1;
        format!("{line}:{}", if shifted { column - "package shop.v1; ".len() } else { column })
    }
}

fn edits() -> Vec<Edit> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|path| read(path)).collect()
}

fn read(path: &Path) -> Vec<Edit> {
    let file = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    text.split("=== ").skip(1).map(|section| edit(&file, section)).collect()
}

fn edit(file: &str, section: &str) -> Edit {
    let part = |start: &str, end: &str| {
        let (_, rest) = section.split_once(start).unwrap_or_else(|| panic!("{file}: no `{start}` in\n{section}"));
        rest.split_once(end).map_or(rest, |(part, _)| part).to_owned()
    };
    let verdict = part("--- breaks:", "\n=== ");
    let mut lines = verdict.lines().map(str::trim).filter(|line| !line.is_empty());
    let breaks = lines.next().unwrap_or_default().split(", ").filter(|name| *name != "nothing").map(str::to_owned);
    Edit {
        title: format!("{file}: {}", section.lines().next().unwrap_or_default()),
        before: part("--- before\n", "--- after\n"),
        after: part("--- after\n", "--- breaks:"),
        breaks: breaks.collect(),
        findings: lines.map(str::to_owned).collect(),
    }
}

fn surfaces(changes: &[Change]) -> BTreeSet<String> {
    changes.iter().flat_map(Change::breaks).map(str::to_owned).collect()
}

/// Returns what is not as it must be.
fn judge(edit: &Edit) -> Result<(), String> {
    let (old, new) = (Version::new(&edit.before), Version::new(&edit.after));
    let changes = compare(old.model()?, new.model()?);
    let place = |it: &Change| format!("{} {} {}", it.kind.code.id, old.place(it.old), new.place(it.new));
    let found: Vec<String> = changes.iter().map(place).collect();
    let told =
        || changes.iter().map(|it| format!("\n  {} ({})", it.message, it.breaks().join(", "))).collect::<String>();
    if surfaces(&changes) != edit.breaks {
        return Err(format!("breaks {:?}, not {:?}{}", surfaces(&changes), edit.breaks, told()));
    }
    if !edit.findings.is_empty() && found != edit.findings {
        return Err(format!("found {found:#?}, not {:#?}{}", edit.findings, told()));
    }
    Ok(())
}

#[test]
fn every_edit_breaks_what_it_must() {
    let edits = edits();
    let failed: Vec<String> =
        edits.iter().filter_map(|edit| judge(edit).err().map(|error| format!("{}: {error}", edit.title))).collect();
    assert!(edits.len() >= 80, "only {} edits were found", edits.len());
    assert!(failed.is_empty(), "{} of {} edits:\n{}", failed.len(), edits.len(), failed.join("\n"));
}

#[test]
fn every_kind_of_change_has_an_edit() {
    let mut unseen: BTreeSet<&str> = KINDS.iter().map(|kind| kind.code.id).collect();
    for edit in edits() {
        let (old, new) = (Version::new(&edit.before), Version::new(&edit.after));
        for change in old.model().and_then(|old| Ok(compare(old, new.model()?))).unwrap_or_default() {
            unseen.remove(change.kind.code.id);
        }
    }
    assert!(unseen.is_empty(), "without an edit: {unseen:?}");
}

/// Applies pins to a text.
fn fixed(old: &Version, new: &Version) -> Option<String> {
    let (before, after) = (old.model().ok()?, new.model().ok()?);
    let mut text = new.sources[new.sources.ids().next()?].text.clone();
    for edit in pins(before, after, &new.compilation.files, |_| false).iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
    }
    Some(text)
}

#[test]
fn pins_put_all_numbers_back_and_need_no_others() {
    // Whoever keeps a number free that is in use has to say where it should go.
    for edit in edits().iter().filter(|edit| !edit.after.contains("@reserved")) {
        let (old, new) = (Version::new(&edit.before), Version::new(&edit.after));
        let Some(text) = fixed(&old, &new) else { continue };
        let again = Version::new(&text);
        let model = again.model().unwrap_or_else(|error| panic!("{}: {error}\n{text}", edit.title));
        let changes = compare(old.model().unwrap(), model);
        let left: Vec<_> =
            changes.iter().filter(|it| it.kind.code.id.starts_with("B08")).map(|it| &it.message).collect();
        assert!(left.is_empty(), "{}: {left:?}\n{text}", edit.title);
        assert_eq!(fixed(&old, &again).as_deref(), Some(text.as_str()), "{}: twice is not once", edit.title);
    }
}

#[test]
fn whatever_is_compared_ends_and_can_be_pinned() {
    let edits = edits();
    let versions: Vec<Version> =
        edits.iter().flat_map(|it| [&it.before, &it.after]).map(|it| Version::new(it)).collect();
    for (index, old) in versions.iter().enumerate() {
        for new in versions.iter().skip(index + 1).take(12) {
            let (Ok(before), Ok(after)) = (old.model(), new.model()) else { continue };
            compare(before, after).iter().for_each(|change| drop(change.diagnostic(1)));
            if let Some(text) = fixed(old, new) {
                assert!(Version::new(&text).model().is_ok(), "{text}");
            }
        }
    }
}

#[test]
fn chains_and_circles_of_any_length_are_followed_to_their_end() {
    let chain = |name: &str| {
        let link = |n: usize| format!("struct {name}{n} {{ next: {name}{}?, all: list<{name}0> }}\n", (n + 1) % 3_000);
        (0..3_000).map(link).collect::<String>()
    };
    let (old, new) = (Version::new(&chain("A")), Version::new(&chain("B")));
    let changes = compare(old.model().unwrap(), new.model().unwrap());
    assert!(changes.len() == 3_000 && surfaces(&changes) == BTreeSet::from(["rust".to_owned()]));
    let open = Version::new(&chain("B").replacen("all: list<B0>", "all: list<string>", 1));
    assert!(!compare(old.model().unwrap(), open.model().unwrap()).is_empty());
}

#[test]
fn pins_are_few_and_leave_everything_else_as_it_is() {
    for (before, after, expected) in [
        ("enum E { a, b, c }", "enum E { a, new, b, c }", "enum E { a, @tag(4) new, @tag(2) b, c }"),
        (
            "enum E { a, b, c }",
            "enum E { c, a,\n\n  /// B.\n  b // b\n}",
            "enum E { @tag(3) c, @tag(1) a,\n\n  /// B.\n  b // b\n}",
        ),
        ("enum E { a, b, c }", "enum E { a, c }", "enum E { a, @tag(3) c }"),
        ("enum E { a, b, c }", "enum E { a, b, c, d }", "enum E { a, b, c, d }"),
        ("enum E { a, @tag(5) b }", "enum E { a, @tag( 6 ) b }", "enum E { a, @tag(5) b }"),
        (
            "struct S { a: i32 = 1, b: bool? }",
            "struct S { b: bool?, @deprecated a: i32 = 1 }",
            "struct S { @tag(2) b: bool?, @deprecated @tag(1) a: i32 = 1 }",
        ),
        (
            "error A {} error B {} service S { fn f() throws A, B; }",
            "error A {} error B {} service S { fn f() throws B, A; }",
            "error A {} error B {} service S { fn f() throws @tag(4) B, @tag(3) A; }",
        ),
        (
            "error A {} error B {} service S { fn f() throws A; }",
            "error A {} error B {} service S { fn f() throws B; }",
            "error A {} error B {} service S { fn f() throws @tag(4) B; }",
        ),
    ] {
        let (old, new) = (Version::new(before), Version::new(after));
        let text = fixed(&old, &new).unwrap_or_else(|| panic!("{before} / {after} must compile"));
        assert_eq!(text.trim_start_matches("package shop.v1; "), expected);
    }
}

/// Returns the paths of all `.svc` files of the repository that stand for themselves.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && name != "target" && name != "fail" {
            files(&path, found);
        } else if name.ends_with(".svc") {
            found.push(path);
        }
    }
}

#[test]
fn nothing_breaks_where_nothing_but_the_layout_has_changed() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut found);
    let mut compared = 0;
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let spread = text.replace('\n', "\n\n  ");
        let (old, new) = (Version::new(&text), Version::new(&spread));
        let Ok(before) = old.model() else { continue };
        for after in [before, new.model().expect("lines more or less mean nothing")] {
            let changes: Vec<String> = compare(before, after).into_iter().map(|change| change.message).collect();
            assert!(changes.is_empty(), "{}: {changes:?}", path.display());
            compared += 1;
        }
    }
    assert!(compared >= 20, "only {compared} comparisons were made");
}

#[test]
fn the_page_is_that_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("COMPATIBILITY.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), page(), "BLESS=1 writes it");
}
