//! Broken files of `cases/marked`, with a mark at each line of which something must be said and no other.
//!
//! `//~ E0301` stands at the end of such a line, or `//~^ E0301` in the line below where a comment would change what is
//! wrong; several codes are separated by blanks. A file or folder that is put there is a case.

use aspyx_gen::Compiled;
use aspyx_tests::cases::{Case, cases};
use std::collections::BTreeSet;

/// A path, a line and the code of what is said there.
type Finding = (String, usize, String);

#[test]
fn every_marked_line_is_reported_and_no_other() {
    let failed: Vec<String> = cases("marked").iter().filter_map(|case| compare(case).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn compare(case: &Case) -> Result<(), String> {
    let compiled = Compiled::new(std::slice::from_ref(&case.path), &[]).map_err(|errors| format!("{errors:?}"))?;
    let (marked, reported) = (marked(&compiled), reported(&compiled));
    let list = |what: &str, of: &BTreeSet<Finding>, without: &BTreeSet<Finding>| -> String {
        let lines = of.difference(without).map(|(path, line, code)| format!("{path}:{line}: {code} is {what}\n"));
        lines.collect()
    };
    let text = list("marked, but not reported", &marked, &reported) + &list("not marked", &reported, &marked);
    if text.is_empty() { Ok(()) } else { Err(text) }
}

fn reported(compiled: &Compiled) -> BTreeSet<Finding> {
    let sources = &compiled.sources;
    let findings = compiled.compilation.diagnostics.iter().map(|finding| {
        let span = finding.label.span;
        (sources[span.file].path.clone(), sources.position(span.file, span.start).0, finding.code.id.to_owned())
    });
    findings.collect()
}

fn marked(compiled: &Compiled) -> BTreeSet<Finding> {
    let sources = &compiled.sources;
    let files = sources.ids().map(|file| &sources[file]);
    files.flat_map(|file| (1..).zip(file.text.lines()).flat_map(|(line, text)| marks(&file.path, line, text))).collect()
}

/// Returns what is marked in a line.
fn marks<'a>(path: &'a str, line: usize, text: &'a str) -> impl Iterator<Item = Finding> + use<'a> {
    let mark = text.split_once("//~").map_or("", |(_, mark)| mark);
    let codes = mark.trim_start_matches('^');
    let above = mark.len() - codes.len();
    codes.split_whitespace().map(move |code| (path.to_owned(), line - above, code.to_owned()))
}
