//! What is generated for each case of `cases/ok`, held against what is expected.
//!
//! A case is a `.svc` file, or a folder of them; the expected output stands beside it, in a folder of the same name that
//! ends in `.expected`. `BLESS=1 cargo test -p aspyx-tests` writes it. It is compiled as part of the suite, so what is
//! blessed and wrong fails at the next run. A first line `// options: blocking` asks for what is not always generated.

use aspyx_gen::target::TARGETS;
use aspyx_gen::{Compiled, Files, Layout, Options, Side, output};
use aspyx_tests::cases::{Case, bless, cases};
use std::path::Path;

#[test]
fn every_case_is_generated_as_expected() {
    let failed: Vec<String> = cases("ok").iter().filter_map(|case| compare(case).err()).collect();
    assert!(failed.is_empty(), "{}\nBLESS=1 accepts what is generated.", failed.join("\n"));
}

/// Compares what is generated with what is expected, or writes it.
fn compare(case: &Case) -> Result<(), String> {
    let plan =
        output::compare(&case.beside("expected"), &TARGETS[0], &generate(case)?).map_err(|error| error.to_string())?;
    if bless() {
        return plan.apply().map_err(|error| error.to_string());
    }
    let difference = |change: &output::Change| {
        let (before, after) = change.texts().unwrap_or_default();
        let line = before.lines().zip(after.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or(before.lines().count().min(after.lines().count()));
        let show = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
        format!("{}:{}\n  expected  {}\n  generated {}", change.path.display(), line + 1, show(before), show(after))
    };
    let changes: Vec<String> = plan.changes.iter().map(difference).collect();
    if changes.is_empty() { Ok(()) } else { Err(changes.join("\n")) }
}

fn generate(case: &Case) -> Result<Files, String> {
    let compiled = Compiled::new(std::slice::from_ref(&case.path), &[]).map_err(|errors| format!("{errors:?}"))?;
    let compilation = &compiled.compilation;
    let findings = || aspyx_idl::render::human(&compilation.diagnostics, &compiled.sources, false);
    let model = compilation.model.as_ref().ok_or_else(findings)?;
    let options =
        Options { blocking: Side::from(case.asks_for("blocking")), layout: Layout::Folders, ..Options::default() };
    (TARGETS[0].generate)(model, &options).map_err(|errors| format!("{errors:?}"))
}

#[test]
fn the_output_does_not_depend_on_the_order_of_the_files() {
    let files = |paths: &[&str]| {
        let paths: Vec<_> = paths.iter().map(|path| Path::new("cases/ok").join(path)).collect();
        let compiled = Compiled::new(&paths, &[]).expect("the files are there");
        let model = compiled.compilation.model.expect("they are right");
        (TARGETS[0].generate)(&model, &Options::default()).expect("Rust can say it all")
    };
    assert_eq!(files(&["nested/inner.svc", "nested/outer.svc", "nested/more.svc"]), files(&["nested"]));
    assert_eq!(files(&["nested/more.svc", "nested/outer.svc", "nested/inner.svc"]), files(&["nested"]));
}
