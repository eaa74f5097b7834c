//! Texts nested as deeply as the language allows, and deeper: a small stack is enough for them.

use aspyx_idl::parse::parse;
use aspyx_idl::source::Sources;

const NOTHING: [&str; 0] = [];
const TOO_DEEP: &str = "brackets are nested more than 64 deep";

/// What tests and most threads have.
const STACK: usize = 2 << 20;

/// Parses a text on a stack of that size and returns what is wrong with it.
fn findings(text: String) -> Vec<String> {
    let parse = move || {
        let mut sources = Sources::new();
        let file = sources.add("test.svc", text);
        let mut diagnostics = Vec::new();
        parse(&sources, file, &mut diagnostics);
        diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(parse).expect("a thread can be started");
    thread.join().expect("the parser comes back")
}

fn nested(start: &str, open: &str, depth: usize, inside: &str, close: &str, end: &str) -> String {
    format!("package a; {start}{}{inside}{}{end}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn what_is_nested_as_deeply_as_allowed_is_parsed() {
    assert_eq!(findings(nested("struct A { a: ", "list<", 63, "i32", ">", " }")), NOTHING);
    assert_eq!(findings(nested("struct A { a: b = ", "[", 63, "1", "]", " }")), NOTHING);
    assert_eq!(findings(nested("@x(", "[", 63, "1", "]", ") struct A { }")), NOTHING);
}

#[test]
fn what_is_nested_more_deeply_is_refused() {
    assert_eq!(findings(nested("struct A { a: ", "list<", 64, "i32", ">", " }")), [TOO_DEEP]);
    assert_eq!(findings(nested("@x(", "[", 64, "1", "]", ") struct A { }")), [TOO_DEEP]);
}

#[test]
fn rubbish_nested_in_any_way_is_no_deeper_than_allowed() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("([", "])"), ("{(", ")}"), ("a(b[", "]c)")] {
        for start in ["", "struct A { ", "service A { ", "component A { ", "@x(", "struct A { a: b = [1 "] {
            for depth in [31, 60, 61, 62] {
                let found =
                    findings(nested(start, open, depth / open.matches(['(', '[', '{', '<']).count(), "!", close, ""));
                assert!(!found.is_empty(), "{start}{open}");
                assert!(!found.iter().any(|message| message.contains("stack")), "{start}{open} {depth}: {found:?}");
                assert!(!found.iter().any(|message| message == TOO_DEEP), "{start}{open} {depth}: {found:?}");
            }
        }
    }
}

#[test]
fn brackets_between_single_quotes_count() {
    let found = findings(format!("package a; {}", format!("'{}' ", "(".repeat(150)).repeat(1000)));
    assert!(found.iter().any(|message| message == TOO_DEEP), "{found:?}");
}
