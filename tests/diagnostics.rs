//! What is said of each case of `cases/fail`: the diagnostics as people see them, beside the file.
//!
//! A case may be a file or a folder. `BLESS=1 cargo test -p aspyx-tests` writes what is expected.

use aspyx_gen::Compiled;
use aspyx_idl::catalogue;
use aspyx_idl::diagnostic::Diagnostic;
use aspyx_idl::render::human;
use aspyx_tests::cases::{Case, bless, cases};
use std::collections::BTreeSet;

#[test]
fn every_case_is_reported_as_expected() {
    let failed: Vec<String> = cases("fail").iter().filter_map(|case| compare(case).err()).collect();
    assert!(failed.is_empty(), "{}\nBLESS=1 accepts what is reported.", failed.join("\n"));
}

fn compare(case: &Case) -> Result<(), String> {
    let compiled = compile(case);
    let reported = human(&compiled.compilation.diagnostics, &compiled.sources, false);
    let path = case.beside("txt");
    if bless() {
        return std::fs::write(&path, reported).map_err(|error| error.to_string());
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let report = || format!("{}\n--- expected\n{expected}\n--- reported\n{reported}", path.display());
    if expected == reported { Ok(()) } else { Err(report()) }
}

#[test]
fn every_code_has_a_case_and_a_text() {
    let seen: BTreeSet<&str> = cases("fail").iter().flat_map(codes).collect();
    // What breaks compared with another version has its cases beside the comparison.
    let ids = catalogue::ALL.iter().map(|code| code.id).filter(|id| !id.starts_with('B'));
    let unseen: Vec<&str> = ids.filter(|id| !seen.contains(id)).collect();
    // A text of more than 4 GiB is no case for a folder.
    assert_eq!(unseen, [catalogue::TOO_LARGE.id], "codes without a case in cases/fail");
    for code in catalogue::ALL {
        assert!(code.explanation.contains("wrong") && code.explanation.contains("right"), "{}: no example", code.id);
    }
}

fn codes(case: &Case) -> Vec<&'static str> {
    compile(case).compilation.diagnostics.iter().map(|diagnostic: &Diagnostic| diagnostic.code.id).collect()
}

fn compile(case: &Case) -> Compiled {
    Compiled::new(std::slice::from_ref(&case.path), &[])
        .unwrap_or_else(|errors| panic!("{}: {errors:?}", case.path.display()))
}
