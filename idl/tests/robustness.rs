//! Whatever the text, the parser ends, and says something about places that exist.

use aspyx_idl::ast::{File, Head, Item};
use aspyx_idl::diagnostic::Diagnostic;
use aspyx_idl::finding::Finding;
use aspyx_idl::parse::parse;
use aspyx_idl::render::human;
use aspyx_idl::source::{Sources, Span};
use proptest::prelude::*;

const LIBRARY: &str = include_str!("library.svc");

/// What tokens a file may have, and some it may not.
const TOKENS: &[&str] = &[
    "package",
    "use",
    "as",
    "type",
    "struct",
    "enum",
    "union",
    "error",
    "service",
    "component",
    "fn",
    "throws",
    "services",
    "channels",
    "a",
    "B",
    "a.b",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    ",",
    ";",
    ":",
    "=",
    "->",
    "=>",
    "?",
    "@",
    "@x",
    "@tag(1)",
    "@reserved(2, 3)",
    "type A = ",
    "union U { ",
    "set<",
    "::",
    "|",
    "..",
    "..=",
    "1",
    "-2.5",
    "3s",
    "\"t\"",
    "\"\\u{41}\"",
    "\"",
    "'",
    "\\",
    "/// d\n",
    "//! d\n",
    "// c\n",
    "/* c */",
    "/*",
    "*/",
    "/",
    "\n",
    "\r\n",
    "\t",
    "é",
    "\u{FEFF}",
    "#",
];

/// Parses a text and looks at everything that comes out.
fn examine(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    let file = sources.add("test.svc", text);
    let mut diagnostics = Vec::new();
    let tree = parse(&sources, file, &mut diagnostics);
    for span in spans(&tree).into_iter().chain(diagnostics.iter().flat_map(places)) {
        assert!(span.start <= span.end, "{span:?} ends before it begins");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is no part of the text");
    }
    human(&diagnostics, &sources, true);
    diagnostics.iter().for_each(|diagnostic| drop(Finding::new(diagnostic, &sources)));
    diagnostics
}

fn places(diagnostic: &Diagnostic) -> Vec<Span> {
    let others = diagnostic.others.iter().map(|label| label.span);
    let suggestions = diagnostic.suggestions.iter().map(|suggestion| suggestion.span);
    std::iter::once(diagnostic.label.span).chain(others).chain(suggestions).collect()
}

fn spans(file: &File) -> Vec<Span> {
    let mut spans: Vec<Span> = file.comments.iter().map(|comment| comment.span).collect();
    spans.extend(file.uses.iter().map(|it| it.span));
    for item in &file.items {
        match item {
            Item::Newtype(it) => spans.extend([it.head.span, it.ty.span]),
            Item::Struct(it) | Item::Error(it) => {
                it.fields.iter().for_each(|field| spans.extend([field.head.span, field.ty.span]));
            }
            Item::Enum(it) => it.variants.iter().for_each(|head| spans.extend(of_head(head))),
            Item::Union(it) => it.variants.iter().for_each(|arm| spans.extend(of_head(&arm.head))),
            Item::Service(it) => it.methods.iter().for_each(|method| spans.extend(of_head(&method.head))),
            Item::Component(it) => spans.extend(of_head(&it.head)),
        }
    }
    spans
}

fn of_head(head: &Head) -> Vec<Span> {
    let annotations = head.annotations.iter().flat_map(|it| it.arguments.iter().map(|argument| argument.span));
    [head.span, head.name.span].into_iter().chain(annotations).collect()
}

/// Returns the nearest place where a character begins.
fn boundary(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_text(text in "(?s).{0,200}") {
        examine(&text);
    }

    #[test]
    fn any_text_in_a_declaration(text in "(?s)[a-z@(){}<>\\[\\],;:=.?\"/* \n0-9-]{0,80}") {
        for start in ["struct A {", "service A { fn f(", "enum A {", "@x(", "component A { services: ", "type A = "] {
            examine(&format!("package a; {start}{text}"));
        }
    }

    #[test]
    fn any_tokens(tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..60), gap in "[ \n]?") {
        examine(&tokens.join(&gap));
    }

    #[test]
    fn a_right_file_cut_off(place in 0..LIBRARY.len()) {
        examine(&LIBRARY[..boundary(LIBRARY, place)]);
    }

    #[test]
    fn a_right_file_with_changes(changes in prop::collection::vec((0..LIBRARY.len(), 0..12usize, prop::sample::select(TOKENS)), 1..8)) {
        let mut text = LIBRARY.to_owned();
        for (place, length, token) in changes {
            let range = boundary(&text, place)..boundary(&text, place + length);
            text.replace_range(range, token);
        }
        examine(&text);
    }
}

/// One slip is seldom more than one finding.
#[test]
fn a_right_file_with_one_character_less() {
    for (place, character) in LIBRARY.char_indices() {
        let mut text = LIBRARY.to_owned();
        text.remove(place);
        let found = examine(&text).len();
        assert!(found <= 3, "{found} findings without the `{character}` at byte {place}");
    }
}

/// Texts that tempt a parser to go over them again and again; what is not linear would not come back.
#[test]
fn large_rubbish_does_no_harm() {
    let units = [
        "#", "}", ", ", "foo ", "@a(1) ", "@a ", "@a(", "\"", "' ", "/* ", "/// d\n", "1, ", "a<;", "..", "é ", "{}",
        "\\u",
    ];
    for unit in units {
        for start in ["", "package a; struct A { x: t = [", "package a; service A {", "package a; @x(\""] {
            examine(&format!("{start}{}", unit.repeat((1 << 15) / unit.len())));
        }
    }
}
