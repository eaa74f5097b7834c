//! `check --against`, end to end, with folders, files and real git repositories.

mod support;

use std::process::{Command, Output};
use support::Folder;

const OLD: &str = "package shop.v1;\nstruct Line { sku: string, pieces: u32 = 1 }\nenum Tone { warm, cold }\n";
const NEW: &str = "package shop.v1;\nstruct Line { article: string, pieces: u32 = 1 }\nenum Tone { warm, cold }\n";
const MOVED: &str = "package shop.v1;\nstruct Line { sku: string, pieces: u32 = 1 }\nenum Tone { warm, mild, cold }\n";

/// Runs the tool in a folder.
fn run(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspyx-gen"));
    command.current_dir(folder.path("")).args(arguments).output().expect("the tool starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn assert_status(output: &Output, status: i32) {
    assert_eq!(output.status.code(), Some(status), "stdout:\n{}\nstderr:\n{}", stdout(output), stderr(output));
}

/// Runs git in a folder; returns whether there is one.
fn git(folder: &Folder, arguments: &[&str]) -> bool {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").current_dir(folder.path("")).args(identity).args(arguments).output();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "git {arguments:?}: {}", stderr(&output));
            true
        }
        Err(error) => {
            eprintln!("NOT RUN, since git cannot be started: {error}");
            false
        }
    }
}

/// Creates a repository with everything in the folder at the tag `v1`; nothing if there is no git.
fn repository(test: &str, files: &[(&str, &str)]) -> Option<Folder> {
    let folder = Folder::new(test);
    files.iter().for_each(|(name, text)| folder.write(name, text));
    let steps: [&[&str]; 4] =
        [&["init", "--quiet"], &["add", "."], &["commit", "--quiet", "-m", "one"], &["tag", "v1"]];
    steps.iter().all(|step| git(&folder, step)).then_some(folder)
}

#[test]
fn both_places_are_shown_and_what_breaks() {
    let folder = Folder::new("against-file");
    folder.write("svc/shop.svc", NEW);
    folder.write("old.svc", OLD);
    let output = run(&folder, &["check", "svc", "--against", "old.svc"]);
    assert_status(&output, 1);
    let expected = "\
error[B0203]: field `sku` of `Line` is called `article` now
 --> svc/shop.svc:2:15
  |
2 | struct Line { article: string, pieces: u32 = 1 }
  |               ^^^^^^^ breaks rust, json, rest
  |
 ::: old.svc:2:15
  |
2 | struct Line { sku: string, pieces: u32 = 1 }
  |               --- before

error: 1 change breaks: rust (1), json (1), rest (1)
";
    assert_eq!(stderr(&output), expected);
}

#[test]
fn what_breaks_nothing_is_silent() {
    let folder = Folder::new("against-same");
    folder.write("svc/shop.svc", OLD);
    folder.write("old/shop.svc", OLD);
    let output = run(&folder, &["check", "svc", "--against", "old"]);
    assert_status(&output, 0);
    assert_eq!((stdout(&output).as_str(), stderr(&output).as_str()), ("nothing breaks against old\n", ""));
}

#[test]
fn machines_are_told_surfaces_and_both_places() {
    let folder = Folder::new("against-json");
    folder.write("svc/shop.svc", NEW);
    folder.write("old.svc", OLD);
    let output = run(&folder, &["check", "svc", "--against", "old.svc", "--message-format", "json"]);
    assert_status(&output, 1);
    let value: serde_json::Value = serde_json::from_str(stdout(&output).trim()).expect("one object");
    assert_eq!(value["code"], "B0203");
    assert_eq!(value["surfaces"], serde_json::json!(["rust", "json", "rest"]));
    assert_eq!((&value["old"]["file"], &value["old"]["column"]), (&"old.svc".into(), &15.into()));
    assert_eq!((&value["new"]["file"], &value["new"]["line"]), (&"svc/shop.svc".into(), &2.into()));
}

#[test]
fn what_nobody_minds_is_ignored() {
    let folder = Folder::new("against-ignore");
    folder.write("svc/shop.svc", NEW);
    folder.write("old.svc", OLD);
    let output = run(&folder, &["check", "svc", "--against", "old.svc", "--ignore", "rust,json"]);
    assert_status(&output, 1);
    assert!(stderr(&output).ends_with("error: 1 change breaks: rest (1)\n"), "{}", stderr(&output));
    assert_status(&run(&folder, &["check", "svc", "--against", "old.svc", "--ignore", "rust,json,rest"]), 0);
}

#[test]
fn an_older_version_with_errors_cannot_be_compared_with() {
    let folder = Folder::new("against-bad");
    folder.write("svc/shop.svc", NEW);
    folder.write("old.svc", "package shop.v1;\nstruct Line { sku: strng }\n");
    let output = run(&folder, &["check", "svc", "--against", "old.svc"]);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("old.svc:2:20") && stderr(&output).contains("older version has errors"));
}

#[test]
fn a_git_ref_is_compared_with_from_any_folder() {
    let Some(folder) = repository("against-ref", &[("a/svc/shop.svc", OLD)]) else { return };
    folder.write("a/svc/shop.svc", NEW);
    let output = run(&folder, &["check", "a/svc", "--against", "v1"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("::: v1:a/svc/shop.svc:2:15"), "{}", stderr(&output));
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspyx-gen"));
    let below = command.current_dir(folder.path("a/svc")).args(["check", "shop.svc", "--against", "HEAD"]);
    let output = below.output().expect("the tool starts");
    assert_status(&output, 1);
    assert!(stderr(&output).contains("::: HEAD:a/svc/shop.svc:2:15"), "{}", stderr(&output));
}

#[test]
fn imports_are_read_at_the_ref_too() {
    let user = "package shop.v1;\nuse common.v1.Money;\nstruct Price { money: Money }\n";
    let money = "package common.v1;\nstruct Money { cents: i64 }\n";
    let Some(folder) = repository("against-import", &[("svc/shop.svc", user), ("common/m.svc", money)]) else { return };
    folder.write("common/m.svc", "package common.v1;\nstruct Money { euros: i64 }\n");
    let output = run(&folder, &["check", "svc", "--import", "common", "--against", "HEAD"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("`cents` of `Money` is called `euros` now"), "{}", stderr(&output));
}

#[test]
fn what_was_not_there_at_the_ref_is_new() {
    let Some(folder) = repository("against-new", &[("readme.md", "")]) else { return };
    folder.write("svc/shop.svc", OLD);
    let output = run(&folder, &["check", "svc", "--against", "HEAD"]);
    assert_status(&output, 0);
    assert!(stderr(&output).contains("nothing of it was there at `HEAD`"), "{}", stderr(&output));
}

#[test]
fn a_file_that_has_moved_is_found_by_its_package() {
    let other = ("other/shop.svc", "package other.v1;\nstruct Line { a: i32 }\n");
    let Some(folder) = repository("against-moved", &[("svc/shop.svc", OLD), ("copy/shop.svc", OLD), other]) else {
        return;
    };
    // What is still there is another copy, and what is gone of another package is no part of it.
    for gone in ["svc/shop.svc", "other/shop.svc"] {
        std::fs::remove_file(folder.path(gone)).expect("it was there");
    }
    folder.write("services/shop/line.svc", NEW);
    let output = run(&folder, &["check", "services", "--against", "v1"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("::: v1:svc/shop.svc:2:15"), "{}", stderr(&output));
    assert!(stderr(&output).contains("1 change breaks"), "{}", stderr(&output));
}

#[test]
fn an_existing_path_wins_over_a_ref() {
    let Some(folder) = repository("against-both", &[("svc/shop.svc", NEW)]) else { return };
    folder.write("v1/shop.svc", OLD);
    let output = run(&folder, &["check", "svc", "--against", "v1"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("::: v1/shop.svc"), "{}", stderr(&output));
}

#[test]
fn a_ref_that_does_not_exist_is_a_wrong_call() {
    let Some(folder) = repository("against-unknown", &[("svc/shop.svc", OLD)]) else { return };
    let output = run(&folder, &["check", "svc", "--against", "nosuch"]);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("no file or folder `nosuch`, and no commit"), "{}", stderr(&output));
}

#[test]
fn without_git_a_ref_is_a_wrong_call() {
    let folder = Folder::new("against-no-git");
    folder.write("svc/shop.svc", OLD);
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspyx-gen"));
    let bare = command.current_dir(folder.path("")).env("PATH", folder.path("nothing"));
    let output = bare.args(["check", "svc", "--against", "main"]).output().expect("the tool starts");
    assert_status(&output, 2);
    assert!(stderr(&output).contains("there is no `git`"), "{}", stderr(&output));
}

#[test]
fn fix_pins_what_has_moved_and_nothing_else() {
    let folder = Folder::new("against-fix");
    folder.write("svc/shop.svc", MOVED);
    folder.write("old.svc", OLD);
    let output = run(&folder, &["check", "svc", "--against", "old.svc", "--fix"]);
    let expected = MOVED.replace("mild, cold", "@tag(3) mild, @tag(2) cold");
    assert_eq!(folder.read("svc/shop.svc"), expected);
    assert!(stderr(&output).starts_with("svc/shop.svc: 2 numbers pinned\n"), "{}", stderr(&output));
    run(&folder, &["check", "svc", "--against", "old.svc", "--fix"]);
    assert_eq!(folder.read("svc/shop.svc"), expected, "once is enough");
}

#[test]
fn fix_leaves_a_formatted_file_formatted() {
    let folder = Folder::new("against-fix-format");
    let text = |fields: &str| format!("package shop.v1;\n\nstruct Line {{ {fields} }}\n");
    let long = "sku_of_the_supplier: string?, sku_of_the_customer: string?, pieces_in_stock: u32?";
    folder.write("old.svc", &text(long));
    folder.write("svc/shop.svc", &text(&format!("note: string?, {long}")));
    run(&folder, &["fmt", "svc"]);
    run(&folder, &["check", "svc", "--against", "old.svc", "--fix"]);
    assert!(folder.read("svc/shop.svc").contains("\n    @tag(1) sku_of_the_supplier: string?,\n"));
    assert_status(&run(&folder, &["fmt", "svc", "--check"]), 0);
}

#[test]
fn explain_knows_what_breaks() {
    let output = run(&Folder::new("against-explain"), &["explain", "b0801"]);
    assert_status(&output, 0);
    assert!(stdout(&output).starts_with("B0801: number moved\n"), "{}", stdout(&output));
}
