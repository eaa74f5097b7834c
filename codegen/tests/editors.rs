//! The colours of editors, held against what the compiler knows.

#![allow(clippy::panic, reason = "a test that fails says so")]

#[path = "support/colours.rs"]
mod colours;
#[path = "support/textmate.rs"]
mod textmate;

use aspyx_idl::parse::parse;
use aspyx_idl::source::{Sources, Span};
use aspyx_idl::words::{DECLARATIONS, INSIDE, built_in_types};
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use textmate::{Grammar, Scopes};

const GRAMMAR: &str = include_str!("../editors/aspyx.tmLanguage.json");

/// What needs no colour.
const PLAIN: &str = "{}()<>[],;:.";

/// Returns the right `.svc` files of the repository.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["examples", "tests/svc", "tests/common/svc", "tests/cases/ok", "idl/tests"];
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.expect("the folder stays").path()) {
            match path.extension() {
                Some(extension) if extension == "svc" || extension == "expected" && path.is_file() => found.push(path),
                Some(_) => (),
                None => open.extend(Some(path).filter(|path| path.is_dir())),
            }
        }
    }
    found.sort();
    found
}

fn load(path: &Path) -> Sources {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut sources = Sources::new();
    sources.add(path.display().to_string(), text);
    sources
}

#[test]
fn everything_but_punctuation_has_a_colour() {
    let grammar = Grammar::new(GRAMMAR);
    for path in files() {
        let sources = load(&path);
        let text = &sources[sources.ids().next().expect("there is one")].text;
        let scopes = grammar.scopes(text);
        for (at, character) in text.char_indices() {
            let plain = character.is_whitespace() || PLAIN.contains(character);
            let line = text[..at].lines().count();
            assert!(plain || !scopes[at].is_empty(), "{}:{line}: `{character}` has no colour", path.display());
        }
    }
}

#[test]
fn everything_has_the_colour_of_what_the_compiler_says_it_is() {
    let grammar = Grammar::new(GRAMMAR);
    for path in files() {
        let sources = load(&path);
        let file = sources.ids().next().expect("there is one");
        let mut diagnostics = Vec::new();
        let tree = parse(&sources, file, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{}: {diagnostics:?}", path.display());
        let scopes = grammar.scopes(&sources[file].text);
        for (span, colour) in colours::colours(&tree, &sources[file].text) {
            let wrong = wrong(&scopes, &sources, span, colour);
            assert!(!wrong, "{}", complaint(&sources, span, colour, &scopes));
        }
    }
}

/// Returns whether something of a place lacks a scope; the ends of lines have none.
fn wrong(scopes: &Scopes, sources: &Sources, span: Span, colour: &str) -> bool {
    let mut characters = sources.text(span).char_indices().filter(|(_, character)| *character != '\n');
    characters.any(|(at, _)| !scopes[span.start as usize + at].iter().any(|scope| scope.starts_with(colour)))
}

fn complaint(sources: &Sources, span: Span, colour: &str, scopes: &Scopes) -> String {
    let (line, _) = sources.position(span.file, span.start);
    let (path, text) = (&sources[span.file].path, sources.text(span));
    format!("{path}:{line}: `{text}` is no `{colour}`, but {:?}", scopes[span.start as usize])
}

#[test]
fn keywords_and_types_are_those_of_the_compiler() {
    let lists = Regex::new(r"\((?:\w+\|)*\w+\)\\b").expect("it is one");
    let (mut keywords, types) = (BTreeSet::new(), built_in_types().collect::<BTreeSet<_>>());
    for expression in expressions(&Grammar::new(GRAMMAR).root) {
        for list in lists.find_iter(&expression) {
            let words = list.as_str().trim_end_matches("\\b").trim_matches(['(', ')']).split('|');
            let words: BTreeSet<&str> = words.filter(|word| !["true", "false"].contains(word)).collect();
            match words.contains("bool") {
                true => assert_eq!(words, types),
                false => keywords.extend(words.into_iter().map(str::to_owned)),
            }
        }
    }
    let expected: BTreeSet<String> = DECLARATIONS.into_iter().chain(INSIDE).map(str::to_owned).collect();
    assert_eq!(keywords, expected);
}

/// Returns all regular expressions of a grammar, units of durations aside.
fn expressions(value: &Value) -> Vec<String> {
    let inside = value.as_array().into_iter().flatten().chain(value.as_object().into_iter().flat_map(|it| it.values()));
    let here = ["match", "begin"].into_iter().filter_map(|key| value.get(key)?.as_str()).map(str::to_owned);
    here.filter(|expression| !expression.contains("ms|s")).chain(inside.flat_map(expressions)).collect()
}
