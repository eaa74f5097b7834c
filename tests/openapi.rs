//! OpenAPI documents and the model as JSON: held against what is expected, against judges of other people, and against
//! what a server really answers.
//!
//! The expected files of a case of `cases/openapi` stand beside it in a folder that ends in `.expected`; documents of
//! version 3.0 in a folder `3.0` of that. `BLESS=1 cargo test -p aspyx-tests` writes them.

mod answers;
mod judge;

use aspyx_gen::target::Target;
use aspyx_gen::{Compiled, Files, Layout, OpenApi, Options};
use aspyx_idl::model::Model;
use aspyx_tests::cases::{Case, bless, cases};
use judge::Task;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns what a target writes.
fn generate(target: &str, model: &Model, openapi: OpenApi) -> Files {
    let target = Target::named(target).expect("the target is in the table");
    let options =
        Options { openapi, layout: Layout::Folders, roots: vec!["cases/openapi".into()], ..Options::default() };
    (target.generate)(model, &options).expect("it has a form for everything")
}

fn compile(sources: &[PathBuf], imports: &[PathBuf]) -> Model {
    let compiled = Compiled::new(sources, imports).unwrap_or_else(|errors| panic!("{errors:?}"));
    let findings = aspyx_idl::render::human(&compiled.compilation.diagnostics, &compiled.sources, false);
    compiled.compilation.model.unwrap_or_else(|| panic!("{findings}"))
}

/// Returns the models of everything there is to compile, by a name.
fn models() -> Vec<(String, Model)> {
    let cases = cases("ok").into_iter().chain(cases("openapi"));
    let case = |case: Case| (case.path.display().to_string(), compile(&[case.path], &[]));
    let example = |name: &str| (name.to_owned(), compile(&[Path::new("../examples").join(name).join("svc")], &[]));
    let suite = ("svc".to_owned(), compile(&["svc".into()], &["common/svc".into()]));
    cases.map(case).chain([suite, example("hello"), example("inventory")]).collect()
}

/// Returns what is expected of a case, by the path below its folder.
fn expected(case: &Case) -> Vec<(String, String)> {
    let model = compile(std::slice::from_ref(&case.path), &[]);
    let of = |folder: &'static str, files: Files| {
        let text = |content| String::from_utf8(content).expect("documents are texts");
        files.into_iter().map(move |(path, content)| (format!("{folder}{path}"), text(content)))
    };
    let new = of("", generate("openapi", &model, OpenApi::V3_1));
    let old = of("3.0/", generate("openapi", &model, OpenApi::V3_0));
    let documents = new.chain(old).filter(|(path, _)| path.ends_with(".yaml"));
    documents.chain(of("", generate("json", &model, OpenApi::V3_1))).collect()
}

#[test]
fn every_case_is_documented_as_expected() {
    let mut wrong = Vec::new();
    for case in cases("openapi") {
        for (path, text) in expected(&case) {
            wrong.extend(difference(&case.beside("expected").join(path), &text));
        }
    }
    assert!(wrong.is_empty(), "{}\nBLESS=1 accepts what is generated.", wrong.join("\n"));
}

/// Says where a file differs from a text, or makes it hold that.
fn difference(path: &Path, text: &str) -> Option<String> {
    if bless() {
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
    let before = fs::read_to_string(path).unwrap_or_default();
    let equal = before.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
    let show = |text: &str| text.lines().nth(equal).unwrap_or("(the end)").to_owned();
    let line = equal + 1;
    (before != text)
        .then(|| format!("{}:{line}\n  expected  {}\n  generated {}", path.display(), show(&before), show(text)))
}

#[test]
fn whatever_is_documented_is_valid() {
    let mut task = Task::new("documents");
    for (name, model) in models() {
        let name = name.replace(['/', '.'], "-");
        task.documents(&format!("{name}/3.1"), &generate("openapi", &model, OpenApi::V3_1));
        task.documents(&format!("{name}/3.0"), &generate("openapi", &model, OpenApi::V3_0));
        task.model(&name, &generate("json", &model, OpenApi::V3_1));
    }
    let said = task.judge("whatever_is_documented_is_valid");
    assert_eq!(said.unwrap_or_default(), "", "what the judges say");
}

#[test]
fn the_judges_find_what_is_wrong() {
    let mut files = Files::new();
    files.add("wrong.openapi.json", r#"{"openapi": "3.1.0", "info": {"title": "A"}, "paths": {}}"#);
    files.add("wrong.openapi.yaml", "{openapi: 3.1.0, info: {title: B}, paths: {}}");
    let mut model = Files::new();
    model.add("model.json", r#"{"format": "aspyx-model", "version": 2}"#);
    let mut task = Task::new("wrong");
    task.documents("documents", &files);
    task.model("model", &model);
    task.body("wrong", "/info", "a".into());
    if let Some(said) = task.judge("the_judges_find_what_is_wrong") {
        for complaint in
            ["'version' is a required property", "YAML and JSON differ", "'packages' is a required", "1 was expected"]
        {
            assert!(said.contains(complaint), "{complaint:?} is not in:\n{said}");
        }
    }
}

/// The page about the format has a program and what it prints for `cases/openapi/shop.svc`.
#[test]
fn the_page_about_the_model_tells_enough_to_write_a_generator() {
    let page = include_str!("../codegen/MODEL.md");
    let block = |language: &str| {
        let (_, rest) = page.split_once(&format!("```{language}\n")).expect("the page has such a block");
        rest.split_once("```").expect("the block ends").0
    };
    let model = Path::new("cases/openapi/shop.expected/model.json");
    if let Some(said) =
        judge::python("the_page_about_the_model", |python| python.arg("-c").arg(block("python")).arg(model))
    {
        assert_eq!(said, block("text"), "what the program of the page prints, and what the page says");
    }
}
