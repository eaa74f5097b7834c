//! What is suggested to mend the cases of `cases/fail` does mend them.

use aspyx_gen::Compiled;
use aspyx_idl::compile;
use aspyx_idl::diagnostic::{Applicability, Diagnostic, Suggestion};
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;
use aspyx_tests::cases::cases;

/// Every suggestion that says so of itself mends its finding, and makes no other of the same kind.
#[test]
fn edits_that_are_sure_of_themselves_mend_what_they_are_for() {
    let mut made = 0;
    for case in cases("fail") {
        let compiled = Compiled::new(std::slice::from_ref(&case.path), &[])
            .unwrap_or_else(|errors| panic!("{}: {errors:?}", case.path.display()));
        for found in &compiled.compilation.diagnostics {
            let Some(suggestion) = found.suggestions.first() else { continue };
            let edited = edited(&compiled.sources, suggestion);
            let after = compile(&edited).diagnostics;
            let (before, left) = (count(&compiled.compilation.diagnostics, found), count(&after, found));
            let shown = || human(&after, &edited, false);
            let sure = suggestion.applicability == Applicability::MachineApplicable;
            if left >= before {
                eprintln!("NOTGONE {} {} `{}` -> `{}` sure={sure}", case.path.display(), found.code.id, found.message, suggestion.message);
            }
            if after.len() >= compiled.compilation.diagnostics.len() {
                eprintln!("NOTLESS {} {} `{}` -> `{}` sure={sure}\n{}", case.path.display(), found.code.id, found.message, suggestion.message, if after.len() < 4 {shown()} else {String::new()});
            }
            made += 1;
        }
    }
    eprintln!("{made}");
    panic!();
}

/// Returns the texts with an edit made.
fn edited(sources: &Sources, suggestion: &Suggestion) -> Sources {
    let mut edited = Sources::new();
    for file in sources.ids() {
        let source = &sources[file];
        let mut text = source.text.clone();
        if file == suggestion.span.file {
            text.replace_range(suggestion.span.start as usize..suggestion.span.end as usize, &suggestion.replacement);
        }
        edited.add(source.path.as_str(), text);
    }
    edited
}

/// Returns how many findings say the same as one of them.
fn count(findings: &[Diagnostic], one: &Diagnostic) -> usize {
    findings.iter().filter(|finding| finding.code == one.code && finding.message == one.message).count()
}
