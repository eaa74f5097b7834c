//! What is told beside syntax errors, and what is not because it may be a consequence of them.

use super::compile;

/// Returns line and code of all findings of one file.
fn told(text: &str) -> Vec<(usize, &'static str)> {
    let outcome = compile(&[("shop.svc", text)]);
    let place = |span: crate::source::Span| outcome.sources.position(span.file, span.start).0;
    outcome.diagnostics.iter().map(|finding| (place(finding.label.span), finding.code.id)).collect()
}

#[test]
fn rules_are_enforced_beside_syntax_errors() {
    let found = told("package shop;\nstruct A { a: string b: i32 }\nstruct B { b: Nope }\nenum C { }\n");
    assert_eq!(found, [(2, "E0103"), (3, "E0301"), (4, "E0311")]);
}

#[test]
fn what_could_not_be_read_may_be_what_is_missed() {
    let found = told("package shop;\nmessage A { a: string }\nstruct B { a: A }\nenum C { \"red\" }\n");
    assert_eq!(found, [(2, "E0109"), (4, "E0113")]);
}

#[test]
fn a_broken_member_declares_no_type() {
    let found = told("package shop;\nstruct A { a Nope, }\nstruct B { b: Nope }\n");
    assert_eq!(found.last(), Some(&(3, "E0301")), "{found:?}");
}

#[test]
fn a_file_without_a_package_is_checked_too() {
    let found = told("packge shop;\nstruct A { a: Nope }\n");
    assert_eq!(found.last(), Some(&(2, "E0301")), "{found:?}");
}

#[test]
fn a_line_with_a_syntax_error_has_no_second_one() {
    let found = told("package shop;\nservice S { fn a(x: Nope) -> i32 }\n");
    assert_eq!(found, [(2, "E0102")]);
}

#[test]
fn nothing_is_checked_where_a_file_was_not_read_to_its_end() {
    let deep = "list<".repeat(100);
    let found = told(&format!("package shop;\nstruct A {{ a: {deep} }}\nstruct B {{ b: Nope }}\n"));
    assert_eq!(found, [(2, "E0124")]);
}
