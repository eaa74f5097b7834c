//! The drawing in ARCHITECTURE.md, held against the crates.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which crates of ours each crate may use; examples may use all, so may tests.
const ARROWS: &[(&str, &[&str])] =
    &[("aspyx-idl", &[]), ("aspyx-templates", &[]), ("aspyx-gen", &["aspyx-idl", "aspyx-templates"]), ("aspyx", &[])];

#[test]
fn crates_use_only_what_the_drawing_allows() {
    let edges = edges();
    for (krate, allowed) in ARROWS {
        let allowed: BTreeSet<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(edges[*krate], allowed, "the crates `{krate}` depends on");
    }
}

/// For each crate of the workspace, the crates of the workspace it depends on in any way.
fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("cargo metadata lists packages");
    let names: BTreeSet<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let dependencies = |package: &Value| -> BTreeSet<String> {
        let all = package["dependencies"].as_array().into_iter().flatten();
        all.filter_map(|it| it["name"].as_str()).filter(|name| names.contains(name)).map(str::to_owned).collect()
    };
    packages.iter().map(|it| (it["name"].as_str().unwrap_or_default().to_owned(), dependencies(it))).collect()
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs, since it runs this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

#[test]
fn files_are_touched_in_one_place_only() {
    assert_eq!(files_that_mention("idl/src", "fs::"), ["load.rs"], "where the front end reads files");
    assert_eq!(files_that_mention("codegen/src", "fs::"), ["output.rs"], "where the generator writes files");
    assert!(files_that_mention("templates/src", "fs::").is_empty(), "templates are text only");
}

#[test]
fn the_syntax_tree_knows_nothing_of_the_parser() {
    let users = files_that_mention("idl/src", "pest");
    let allowed = |name: &String| name.starts_with("parse") || name == "lib.rs";
    assert!(users.iter().all(allowed), "only the parser may mention pest, but these do: {users:?}");
}

#[test]
fn generated_code_enters_the_runtime_through_one_door() {
    let templates = root().join("templates");
    for path in files_below(&templates.join("src")) {
        let text = read(&path);
        for at in text.match_indices("::aspyx::").map(|(at, _)| at + "::aspyx::".len()) {
            let name: String = text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let public = name.chars().next().is_some_and(char::is_uppercase);
            assert!(public || name == "codegen" || name == "wire", "{}: `::aspyx::{name}`", path.display());
        }
    }
}

/// The names, relative to `folder`, of the Rust files below it whose code contains `text`.
fn files_that_mention(folder: &str, text: &str) -> Vec<String> {
    let folder = root().join(folder);
    let mentions = |path: &PathBuf| code(&read(path)).contains(text);
    let files = files_below(&folder).into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs"));
    files.filter(mentions).map(|path| path.strip_prefix(&folder).unwrap_or(&path).display().to_string()).collect()
}

/// A file without its comments and its unit tests.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or_default();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder stays while it is read").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
