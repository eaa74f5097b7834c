//! The command line, end to end.

mod support;

use std::io::Write;
use std::process::{Command, Output, Stdio};
use support::Folder;

const GOOD: &str = "package shop.v1;\nstruct Product { id: uuid }\n";
const BAD: &str = "package shop.v1;\nstruct Product { id: uid }\n";

/// Runs the tool in a folder.
fn run(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspyx-gen"));
    command.current_dir(folder.path("")).args(arguments).output().expect("the tool starts")
}

/// Runs the tool with something on its standard input.
fn pipe(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspyx-gen"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the tool starts");
    // A tool that refuses the call does not read.
    let _ = child.stdin.take().expect("it is a pipe").write_all(input);
    child.wait_with_output().expect("the tool ends")
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

#[test]
fn check_is_content_with_a_good_file() {
    let folder = Folder::new("check-good");
    folder.write("svc/shop.svc", GOOD);
    let output = run(&folder, &["check", "svc"]);
    assert_status(&output, 0);
    assert_eq!(stdout(&output), "1 file checked, nothing found\n");
}

#[test]
fn check_shows_findings_to_people_without_colour_in_a_pipe() {
    let folder = Folder::new("check-bad");
    folder.write("svc/shop.svc", BAD);
    let output = run(&folder, &["check", "svc"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("shop.svc:2:22"), "{}", stderr(&output));
    assert!(!stderr(&output).contains('\u{1b}'), "{}", stderr(&output));
}

#[test]
fn check_shows_findings_to_machines() {
    let folder = Folder::new("check-json");
    folder.write("svc/shop.svc", BAD);
    let output = run(&folder, &["check", "svc", "--message-format", "json"]);
    assert_status(&output, 1);
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("each line is an object")).collect();
    assert_eq!(lines.len(), 1, "{}", stdout(&output));
    assert_eq!(
        (&lines[0]["line"], &lines[0]["column"], &lines[0]["severity"]),
        (&2.into(), &22.into(), &"error".into())
    );
    assert!(lines[0]["labels"].is_array() && lines[0]["help"].is_array());
    let edit = &lines[0]["suggestions"][0];
    assert_eq!(
        (&edit["replacement"], &edit["column"], &edit["end_column"], &edit["applicability"]),
        (&"uuid".into(), &22.into(), &25.into(), &"MaybeIncorrect".into())
    );
}

#[test]
fn check_shows_findings_to_github() {
    let folder = Folder::new("check-github");
    folder.write("svc/shop.svc", BAD);
    let output = run(&folder, &["check", "svc", "--message-format", "github"]);
    assert_status(&output, 1);
    let place = "file=svc/shop.svc,line=2,endLine=2,col=22,title=E0301";
    let expected = format!("::error {place}::there is no type `uid`%0Adid you mean `uuid`?\n");
    assert_eq!(stdout(&output), expected);
}

#[test]
fn findings_of_generate_do_not_mix_with_its_results() {
    let folder = Folder::new("generate-json");
    folder.write("svc/shop.svc", &GOOD.replacen("\n", "\nuse shop.v2.Other;\n", 1));
    folder.write("svc/other.svc", "package shop.v2;\nstruct Other {}\n");
    let output = run(&folder, &["generate", "svc", "--out", "gen", "--message-format", "json"]);
    assert_status(&output, 0);
    assert!(stdout(&output).lines().all(|line| line.starts_with('{')), "{}", stdout(&output));
    assert!(stderr(&output).contains("files written"), "{}", stderr(&output));
}

const UNTIDY: &str = "package  shop.v1;// c\nstruct Product{id:uuid}\n";
const TIDY: &str = "package shop.v1; // c\nstruct Product { id: uuid }\n";

#[test]
fn fmt_changes_what_has_to_be_and_says_so() {
    let folder = Folder::new("fmt");
    folder.write("svc/a.svc", UNTIDY);
    folder.write("svc/b.svc", TIDY);
    let output = run(&folder, &["fmt", "svc"]);
    assert_status(&output, 0);
    assert_eq!(stdout(&output), "formatted svc/a.svc\n1 file formatted, 1 unchanged\n");
    assert_eq!(folder.read("svc/a.svc"), TIDY);
    assert_eq!(stdout(&run(&folder, &["fmt", "svc"])), "0 files formatted, 2 unchanged\n");
}

#[test]
fn check_of_fmt_shows_a_diff_and_writes_nothing() {
    let folder = Folder::new("fmt-check");
    folder.write("svc/a.svc", UNTIDY);
    let output = run(&folder, &["fmt", "svc", "--check"]);
    assert_status(&output, 1);
    assert!(stdout(&output).contains("--- svc/a.svc\n+++ svc/a.svc\n@@"), "{}", stdout(&output));
    assert!(stdout(&output).contains("\n+struct Product { id: uuid }"), "{}", stdout(&output));
    assert_eq!(folder.read("svc/a.svc"), UNTIDY);
    folder.write("svc/a.svc", TIDY);
    assert_status(&run(&folder, &["fmt", "svc", "--check"]), 0);
}

#[test]
fn fmt_leaves_broken_files_alone_and_formats_the_others() {
    let folder = Folder::new("fmt-broken");
    let broken = UNTIDY.replace("id:", "id");
    folder.write("svc/a.svc", &broken);
    folder.write("svc/b.svc", UNTIDY);
    let output = run(&folder, &["fmt", "svc"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("svc/a.svc:2:"), "{}", stderr(&output));
    assert_eq!((folder.read("svc/a.svc"), folder.read("svc/b.svc").as_str()), (broken, TIDY));
}

#[test]
fn fmt_is_a_filter() {
    for arguments in [&["fmt"][..], &["fmt", "-"]] {
        for input in [UNTIDY, TIDY] {
            let output = pipe(arguments, input.as_bytes());
            assert_status(&output, 0);
            assert_eq!(stdout(&output), TIDY);
        }
    }
    assert_status(&pipe(&["fmt", "-", "--check"], UNTIDY.as_bytes()), 1);
    assert_status(&pipe(&["fmt", "-", "--check"], TIDY.as_bytes()), 0);
    let output = pipe(&["fmt", "-"], BAD.replace(';', "").as_bytes());
    assert_status(&output, 1);
    assert_eq!(stdout(&output), "", "of a broken text nothing comes out");
    assert_status(&pipe(&["fmt", "-"], b"\xFF"), 1);
    assert_status(&pipe(&["fmt", "-", "svc"], b""), 2);
    assert_status(&pipe(&["fmt", "nowhere"], b""), 2);
}

#[test]
fn a_path_that_does_not_exist_is_a_wrong_call() {
    let output = run(&Folder::new("nowhere"), &["check", "nowhere"]);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("error: there is no file or folder `nowhere`"), "{}", stderr(&output));
}

#[test]
fn generate_writes_once_and_check_agrees() {
    let folder = Folder::new("generate");
    folder.write("svc/shop.svc", GOOD);
    let call = ["generate", "svc", "--out", "gen"];
    let output = run(&folder, &call);
    assert_status(&output, 0);
    assert_eq!(stdout(&output), "1 package, 3 files written, 0 unchanged\n");
    assert_eq!(stdout(&run(&folder, &call)), "1 package, 0 files written, 3 unchanged\n");
    let header = folder.read("gen/shop/v1/mod.rs");
    assert!(header.starts_with("// @generated by `aspyx-gen` from shop.svc.\n"), "{header}");
}

#[test]
fn check_of_generate_does_not_mind_how_the_folders_are_spelt() {
    let folder = Folder::new("spelt");
    folder.write("svc/deep/shop.svc", GOOD);
    assert_status(&run(&folder, &["generate", "svc", "--out", "gen"]), 0);
    let absolute = folder.path("svc").display().to_string();
    for (source, out) in [("svc", "gen"), ("./svc", "./gen/"), ("svc/", "gen"), (absolute.as_str(), "gen/")] {
        let output = run(&folder, &["generate", source, "--out", out, "--check"]);
        assert_eq!(output.status.code(), Some(0), "{source} {out}:\n{}", stdout(&output));
    }
}

#[test]
fn generate_does_not_touch_what_is_up_to_date() {
    let folder = Folder::new("untouched");
    folder.write("svc/shop.svc", GOOD);
    run(&folder, &["generate", "svc", "--out", "gen"]);
    let modified = || std::fs::metadata(folder.path("gen/shop/v1/mod.rs")).unwrap().modified().unwrap();
    let before = modified();
    run(&folder, &["generate", "svc", "--out", "gen"]);
    assert_eq!(modified(), before);
}

#[test]
fn check_of_generate_shows_a_diff_and_writes_nothing() {
    let folder = Folder::new("diff");
    folder.write("svc/shop.svc", GOOD);
    run(&folder, &["generate", "svc", "--out", "gen"]);
    let before = folder.read("gen/shop/v1/mod.rs");
    folder.write("svc/shop.svc", &GOOD.replace("id: uuid", "id: uuid, title: string"));
    let output = run(&folder, &["generate", "svc", "--out", "gen", "--check"]);
    assert_status(&output, 1);
    assert!(stdout(&output).contains("--- gen/shop/v1/mod.rs\n+++ gen/shop/v1/mod.rs\n@@"), "{}", stdout(&output));
    assert!(stdout(&output).contains("\n+    pub title: String,\n"), "{}", stdout(&output));
    assert_eq!(folder.read("gen/shop/v1/mod.rs"), before);
}

#[test]
fn generate_removes_what_it_no_longer_makes_and_nothing_else() {
    let folder = Folder::new("stale");
    folder.write("svc/shop.svc", GOOD);
    run(&folder, &["generate", "svc", "--out", "gen"]);
    folder.write("gen/mine.rs", "fn mine() {}\n");
    folder.write("svc/shop.svc", &GOOD.replace("shop.v1", "shop.v2"));
    let output = run(&folder, &["generate", "svc", "--out", "gen"]);
    assert_eq!(stdout(&output), "1 package, 2 files written, 1 unchanged, 1 removed\n");
    assert!(!folder.path("gen/shop/v1").exists());
    assert_eq!(folder.read("gen/mine.rs"), "fn mine() {}\n");
}

#[test]
fn generate_leaves_sides_out() {
    let folder = Folder::new("sides");
    folder.write(
        "svc/a.svc",
        "package a;\nservice S { fn f(); }\ncomponent C { services: S; channels: dispatch-json; }\n",
    );
    run(&folder, &["generate", "svc", "--out", "gen", "--no-client", "--no-server"]);
    let code = folder.read("gen/a/mod.rs");
    assert!(!code.contains("SClient") && !code.contains("SDispatcher") && code.contains("pub trait S:"), "{code}");
}

#[test]
fn generate_adds_what_blocks_if_asked_to() {
    let folder = Folder::new("blocking");
    folder.write(
        "svc/a.svc",
        "package a;\nservice S { fn f(); }\ncomponent C { services: S; channels: dispatch-json; }\n",
    );
    for (arguments, expected) in [(&[] as &[_], false), (&["--blocking"], true)] {
        run(&folder, &[&["generate", "svc", "--out", "gen"], arguments].concat());
        let code = folder.read("gen/a/mod.rs");
        for name in ["pub trait SBlocking", "pub struct SBlockingClient"] {
            assert_eq!(code.contains(name), expected, "{name} with {arguments:?}:\n{code}");
        }
    }
}

#[test]
fn generate_takes_types_of_other_crates() {
    let folder = Folder::new("extern");
    folder.write("common/common.svc", "package common.v1;\nstruct Money { amount: decimal }\n");
    folder.write("svc/shop.svc", "package shop.v1;\nuse common.v1.Money;\nstruct Product { price: Money }\n");
    let call = ["generate", "svc", "--out", "gen", "--import", "common"];
    let output = run(&folder, &call);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("only imported"), "{}", stderr(&output));
    let output = run(&folder, &[&call[..], &["--extern-package", "common.v1=::common::v1"]].concat());
    assert_status(&output, 0);
    assert!(folder.read("gen/shop/v1/mod.rs").contains("price: ::common::v1::Money"));
}

const SERVED: &str = "package shop.v1;\n@rest(\"/\") service Catalog { @get(\"/\") fn list(); }\n\
    component Shop { services: Catalog; channels: rest; }\n";

#[test]
fn generate_writes_documents_of_the_version_that_is_asked_for() {
    let folder = Folder::new("generate-openapi");
    folder.write("svc/shop.svc", SERVED);
    let generate = |more: &[&str]| {
        let arguments = [&["generate", "svc", "--out", "docs", "--target", "openapi"], more].concat();
        assert_status(&run(&folder, &arguments), 0);
        folder.read("docs/shop-v1.openapi.yaml")
    };
    assert!(generate(&[]).contains("\nopenapi: \"3.1.0\"\n"));
    assert!(generate(&["--openapi", "3.0"]).contains("\nopenapi: \"3.0.3\"\n"));
    assert!(folder.read("docs/shop-v1.openapi.json").contains("\"openapi\": \"3.0.3\""));
}

#[test]
fn generate_removes_documents_of_components_that_are_no_more() {
    let folder = Folder::new("generate-renamed");
    folder.write("svc/shop.svc", SERVED);
    let generate =
        || assert_status(&run(&folder, &["generate", "svc", "--out", "docs", "--target", "openapi,json"]), 0);
    generate();
    folder.write("docs/openapi/own.openapi.json", "{}");
    folder.write("svc/shop.svc", &SERVED.replace("Shop", "Store"));
    generate();
    let exists = |path: &str| folder.path(path).exists();
    let gone = ["docs/openapi/shop-v1.openapi.yaml", "docs/openapi/shop-v1.openapi.json"];
    let there = ["docs/openapi/store-v1.openapi.json", "docs/openapi/own.openapi.json", "docs/json/model.json"];
    assert_eq!((gone.map(exists), there.map(exists)), ([false; 2], [true; 3]));
}

#[test]
fn generate_writes_nothing_for_a_broken_file() {
    let folder = Folder::new("broken");
    folder.write("svc/shop.svc", BAD);
    assert_status(&run(&folder, &["generate", "svc", "--out", "gen"]), 1);
    assert!(!folder.path("gen").exists());
}

#[test]
fn inspect_shows_every_stage() {
    let folder = Folder::new("inspect");
    folder.write("svc/shop.svc", GOOD);
    for (stage, part) in [("ast", "TypeExpr"), ("model", "Uuid"), ("views", "::aspyx::Uuid")] {
        let output = run(&folder, &["inspect", "svc", "--stage", stage]);
        assert_status(&output, 0);
        assert!(stdout(&output).contains(part), "{stage}:\n{}", stdout(&output));
    }
}

#[test]
fn explain_knows_every_code_and_suggests_others() {
    let folder = Folder::new("explain");
    let list = stdout(&run(&folder, &["explain"]));
    let first = list.split_whitespace().next().expect("there is a code");
    assert_status(&run(&folder, &["explain", &first.to_lowercase()]), 0);
    let output = run(&folder, &["explain", "E011"]);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("did you mean `E01"), "{}", stderr(&output));
}

#[test]
fn explain_knows_every_annotation_and_suggests_others() {
    let folder = Folder::new("explain_annotation");
    assert!(stdout(&run(&folder, &["explain"])).contains("\n@timeout"));
    for name in ["@len", "len"] {
        let told = stdout(&run(&folder, &["explain", name]));
        assert!(told.starts_with("@len(…): bounds") && told.contains("It stands before a newtype"), "{told}");
    }
    let output = run(&folder, &["explain", "@lenn"]);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("did you mean `@len`?"), "{}", stderr(&output));
}

#[test]
fn a_wrong_call_is_told_apart_from_a_finding() {
    let folder = Folder::new("usage");
    assert_status(&run(&folder, &[]), 2);
    assert_status(&run(&folder, &["check"]), 2);
    assert_status(&run(&folder, &["generate", "svc", "--out", "gen", "--extern-package", "nonsense"]), 2);
    assert_status(&run(&folder, &["--help"]), 0);
}

#[test]
fn a_closed_pipe_is_no_accident() {
    let folder = Folder::new("pipe");
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspyx-gen"));
    command.args(["explain"]).current_dir(folder.path(""));
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}

const CALLED: &str = "package shop.v1;\nstruct Product { id: uuid }\nservice Catalog { fn get(id: uuid) -> Product; }\ncomponent Shop { services: Catalog; channels: rest; }\n";

#[test]
fn generate_writes_proto_files_with_their_descriptors() {
    let folder = Folder::new("proto");
    folder.write("svc/shop.svc", GOOD);
    let call = ["generate", "svc", "--out", "gen", "--target", "proto"];
    let output = run(&folder, &call);
    assert_status(&output, 0);
    assert_eq!(stdout(&output), "1 package, 3 files written, 0 unchanged\n");
    let text = folder.read("gen/shop/v1/shop.proto");
    assert!(text.starts_with("// @generated by `aspyx-gen --target proto` from shop.svc.\n"), "{text}");
    assert!(folder.path("gen/descriptor_set.binpb").exists() && folder.path("gen/buf.yaml").exists());
    assert_eq!(stdout(&run(&folder, &call)), "1 package, 0 files written, 3 unchanged\n");
}

#[test]
fn check_of_generate_says_that_a_binary_file_differs() {
    let folder = Folder::new("proto-check");
    folder.write("svc/shop.svc", GOOD);
    let call = ["generate", "svc", "--out", "gen", "--target", "proto"];
    run(&folder, &call);
    folder.write("svc/shop.svc", &GOOD.replace("id: uuid", "id: uuid, title: string"));
    let output = run(&folder, &[&call[..], &["--check"]].concat());
    assert_status(&output, 1);
    assert!(stdout(&output).contains("Binary file gen/descriptor_set.binpb differs\n"), "{}", stdout(&output));
    assert!(stdout(&output).contains("\n+  optional string title = 2;\n"), "{}", stdout(&output));
    assert_eq!(stdout(&run(&folder, &call)), "1 package, 2 files written, 1 unchanged\n");
}

#[test]
fn several_targets_have_a_folder_each_and_leave_each_other_alone() {
    let folder = Folder::new("targets");
    folder.write("svc/shop.svc", GOOD);
    let output = run(&folder, &["generate", "svc", "--out", "gen", "--target", "rust,proto", "--target", "proto"]);
    assert_status(&output, 0);
    assert!(folder.path("gen/rust/mod.rs").exists() && folder.path("gen/proto/shop/v1/shop.proto").exists());
    let output = run(&folder, &["generate", "svc", "--out", "gen/rust/deep", "--target", "proto"]);
    assert_status(&output, 0);
    let output = run(&folder, &["generate", "svc", "--out", "gen/rust"]);
    assert_eq!(stdout(&output), "1 package, 0 files written, 3 unchanged\n");
    assert!(folder.path("gen/rust/deep/descriptor_set.binpb").exists());
}

#[test]
fn a_package_that_is_gone_takes_its_proto_file_with_it() {
    let folder = Folder::new("proto-stale");
    folder.write("svc/shop.svc", GOOD);
    let call = ["generate", "svc", "--out", "gen", "--target", "proto"];
    run(&folder, &call);
    folder.write("gen/mine.proto", "syntax = \"proto3\";\n");
    folder.write("svc/shop.svc", &GOOD.replace("shop.v1", "store.v1"));
    assert_eq!(stdout(&run(&folder, &call)), "1 package, 2 files written, 1 unchanged, 1 removed\n");
    assert!(!folder.path("gen/shop/v1").exists() && folder.path("gen/mine.proto").exists());
}

#[test]
fn a_descriptor_set_of_somebody_else_is_not_overwritten() {
    let folder = Folder::new("proto-foreign");
    folder.write("svc/shop.svc", GOOD);
    folder.write("gen/descriptor_set.binpb", "\u{0}mine");
    let output = run(&folder, &["generate", "svc", "--out", "gen", "--target", "proto"]);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("was not written by aspyx-gen"), "{}", stderr(&output));
}

#[test]
fn what_a_target_cannot_say_is_found_in_the_source() {
    let folder = Folder::new("unsayable");
    folder.write("svc/shop.svc", &CALLED.replace("struct", "enum A { bc_unspecified } enum ABc { c } struct"));
    let output = run(&folder, &["generate", "svc", "--out", "gen", "--target", "rust,proto"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("both `A_BC_UNSPECIFIED`"), "{}", stderr(&output));
    assert!(stderr(&output).contains("\n --> svc/shop.svc:2:"), "{}", stderr(&output));
    assert!(!folder.path("gen").exists(), "nothing is written before everything can be");
}

#[test]
fn imported_packages_need_no_path_where_no_rust_is_written() {
    let folder = Folder::new("proto-import");
    folder.write("common/common.svc", "package common.v1;\nstruct Money { amount: decimal }\n");
    folder.write("svc/shop.svc", "package shop.v1;\nuse common.v1.Money;\nstruct Product { price: Money }\n");
    let call = ["generate", "svc", "--out", "gen", "--import", "common", "--target", "proto"];
    assert_status(&run(&folder, &call), 0);
    assert!(folder.path("gen/common/v1/common.proto").exists());
}

#[test]
fn an_unknown_target_is_a_wrong_call() {
    let output = run(&Folder::new("target"), &["generate", "svc", "--out", "gen", "--target", "cobol"]);
    assert_status(&output, 2);
    assert!(stderr(&output).contains("proto"), "{}", stderr(&output));
}
