//! What is suggested to mend the cases of `cases/fail` does mend them.

use aspyx_gen::Compiled;
use aspyx_idl::catalogue::TOO_MANY;
use aspyx_idl::diagnostic::{Applicability, Diagnostic, Suggestion};
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;
use aspyx_tests::cases::{Case, cases};

/// Every first suggestion of every finding.
#[test]
fn a_suggested_edit_mends_its_finding() {
    let (mut sure, mut unsure) = (0, 0);
    for case in cases("fail") {
        for (found, suggestion, outcome) in edits(&case) {
            let count = |all: &[Diagnostic]| all.iter().filter(|one| same(one, &found)).count();
            assert!(count(&outcome.after) < count(&outcome.before), "{}", outcome.report(&found, &suggestion));
            match suggestion.applicability {
                Applicability::MachineApplicable => sure += 1,
                Applicability::MaybeIncorrect => unsure += 1,
            }
        }
    }
    assert!(sure > 20 && unsure > 20, "there are only {sure} sure suggestions, and {unsure} others");
}

/// A tool may make these unasked, so they must not bring new trouble.
#[test]
fn an_edit_that_is_sure_of_itself_leaves_less_to_mend() {
    for case in cases("fail") {
        for (found, suggestion, outcome) in edits(&case) {
            // Where only the first findings are told, one that is gone makes room for another.
            let cut = outcome.before.iter().any(|one| one.code == TOO_MANY);
            if suggestion.applicability == Applicability::MachineApplicable && !cut {
                let less = of_the_topic(&outcome.after, &found) < of_the_topic(&outcome.before, &found);
                assert!(less, "{}", outcome.report(&found, &suggestion));
            }
        }
    }
}

/// Returns how many findings there are: of syntax errors only those, since what is mended is looked at more closely.
fn of_the_topic(findings: &[Diagnostic], found: &Diagnostic) -> usize {
    let is_syntax = |one: &Diagnostic| one.code.id.starts_with("E01");
    findings.iter().filter(|one| !is_syntax(found) || is_syntax(one)).count()
}

/// What a file is found to be before and after an edit.
struct Outcome {
    before: Vec<Diagnostic>,
    after: Vec<Diagnostic>,
    edited: Sources,
}

impl Outcome {
    fn report(&self, found: &Diagnostic, suggestion: &Suggestion) -> String {
        let left = human(&self.after, &self.edited, false);
        format!("{}: {}\n{}: {:?}\nleaves:\n{left}", found.code.id, found.message, suggestion.message, suggestion.span)
    }
}

/// Makes the first suggestion of each finding of a case, each on its own.
fn edits(case: &Case) -> Vec<(Diagnostic, Suggestion, Outcome)> {
    let compiled = Compiled::new(std::slice::from_ref(&case.path), &[])
        .unwrap_or_else(|errors| panic!("{}: {errors:?}", case.path.display()));
    let before = compiled.compilation.diagnostics;
    let outcome = |suggestion: &Suggestion| {
        let edited = edited(&compiled.sources, suggestion);
        Outcome { before: before.clone(), after: aspyx_idl::compile(&edited).diagnostics, edited }
    };
    let first = |found: &Diagnostic| Some((found.clone(), found.suggestions.first()?.clone()));
    before.iter().filter_map(first).map(|(found, edit)| (found, edit.clone(), outcome(&edit))).collect()
}

/// Returns the texts with an edit made.
fn edited(sources: &Sources, suggestion: &Suggestion) -> Sources {
    let mut edited = Sources::new();
    for file in sources.ids() {
        let mut text = sources[file].text.clone();
        if file == suggestion.span.file {
            text.replace_range(suggestion.span.start as usize..suggestion.span.end as usize, &suggestion.replacement);
        }
        edited.add(sources[file].path.as_str(), text);
    }
    edited
}

/// Returns whether two findings say the same, wherever.
fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.message == other.message
}
