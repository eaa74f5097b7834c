//! What the formatter promises: nothing is lost, nothing means anything else, and once is enough.

#![allow(clippy::panic, reason = "a test that fails says so")]

mod support;

use aspyx_idl::format::format;
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use support::words::{GAPS, joined, split, words};
use support::{comments, meaning, parsed, trees};

#[track_caller]
fn formatted(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("test.svc", text);
    format(&sources, file).unwrap_or_else(|found| panic!("{}\nin:\n{text}", human(&found, &sources, false)))
}

/// Formats a text and looks whether everything is kept that has to be.
#[track_caller]
fn examine(text: &str) -> String {
    let once = formatted(text);
    let (before, after) = (parsed(text), parsed(&once));
    assert_eq!(comments(&before), comments(&after), "comments, after:\n{once}");
    assert_eq!(meaning(&before), meaning(&after), "the meaning, after:\n{once}");
    assert_eq!(formatted(&once), once, "the second time, of:\n{text}");
    let untidy = once.lines().find(|line| line.ends_with([' ', '\t', '\r']) && !line.contains("//"));
    assert_eq!(untidy, None, "blanks at an end, in:\n{once}");
    assert!(once.ends_with('\n') && !once.ends_with("\n\n") && !once.contains("\n\n\n"), "line ends, in:\n{once}");
    once
}

/// Returns the `.svc` files in folders of the repository and below.
fn svc_files(folders: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.expect("the folder stays").path()) {
            match path.extension() {
                Some(extension) if extension == "svc" => found.push(path),
                Some(_) => (),
                None => open.extend(Some(path).filter(|path| path.is_dir())),
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "there is no file in {folders:?}");
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The right files of the repository.
fn right_files() -> Vec<PathBuf> {
    svc_files(&["idl/tests", "tests/cases/ok", "tests/svc", "tests/common/svc", "examples"])
}

#[test]
fn cases_come_out_as_expected() {
    let bless = std::env::var_os("BLESS").is_some_and(|value| value == "1");
    for case in svc_files(&["idl/tests/format"]) {
        let (found, expected) = (examine(&read(&case)), case.with_extension("expected"));
        if bless {
            std::fs::write(&expected, found).expect("the folder can be written");
            continue;
        }
        assert_eq!(found, read(&expected), "{}; BLESS=1 accepts what comes out", case.display());
    }
}

#[test]
fn right_files_keep_everything() {
    for path in right_files() {
        examine(&read(&path));
    }
}

#[test]
fn examples_are_formatted() {
    for path in svc_files(&["examples", "tests/svc", "tests/common/svc"]) {
        let text = read(&path);
        assert_eq!(formatted(&text), text, "{}: run `aspyx-gen fmt` on it", path.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn random_files_keep_everything(
        tree in trees::file(),
        gaps in prop::collection::vec(prop::sample::select(GAPS), 1..40),
    ) {
        let text = joined(&words(&tree), &gaps);
        prop_assert_eq!(meaning(&tree), meaning(&parsed(&text)), "what was written is not what is read:\n{}", text);
        let plain = examine(&joined(&words(&tree), &[]));
        prop_assert_eq!(meaning(&tree), meaning(&parsed(&plain)));
        examine(&text);
    }

    #[test]
    fn right_files_with_anything_between_their_words_keep_everything(
        path in prop::sample::select(right_files()),
        gaps in prop::collection::vec(prop::sample::select(GAPS), 1..60),
    ) {
        let text = read(&path);
        let words = split(&text);
        prop_assert_eq!(meaning(&parsed(&joined(&words, &[]))), meaning(&parsed(&text)));
        examine(&joined(&words, &gaps));
    }
}
