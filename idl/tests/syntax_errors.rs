//! What the parser says about wrong files: the code, the place, and that it says it once.

use aspyx_idl::catalogue;
use aspyx_idl::diagnostic::Diagnostic;
use aspyx_idl::finding::Finding;
use aspyx_idl::parse::parse;
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;

/// Returns what there is to say about a text, and the text as people see it.
fn diagnose(text: &str) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let file = sources.add("test.svc", text);
    let mut diagnostics = Vec::new();
    parse(&sources, file, &mut diagnostics);
    (diagnostics, sources)
}

/// Returns code, line and column of everything there is to say about a text.
fn places(text: &str) -> Vec<(&'static str, usize, usize)> {
    let (diagnostics, sources) = diagnose(text);
    let findings = diagnostics.iter().map(|diagnostic| Finding::new(diagnostic, &sources));
    findings.map(|finding| (finding.code, finding.place.line, finding.place.column)).collect()
}

/// A wrong text: the code, what is wrong after `package a;` where `^` marks the place, and a part of the message.
type Case = (&'static str, &'static str, &'static str);

/// At least one case for each code, and each of the usual slips.
const CASES: &[Case] = &[
    ("E0101", "struct A { x: t ^) }", "expected"),
    ("E0101", "struct A { x: ^= 1 }", "expected a type, found `=`"),
    ("E0101", "struct A { x: t = ^, }", "expected a value, found `,`"),
    ("E0101", "struct ^{ }", "expected a name, found `{`"),
    ("E0101", "@x(1 ^2) struct A { }", "expected `,` or `)`, found the number `2`"),
    ("E0101", "@range(min ^= 1) struct A { }", "arguments have no names"),
    ("E0101", "enum A { x ^= 1 }", "variants have no `=`"),
    ("E0101", "enum A { x^: t }", "cannot go on"),
    ("E0101", "union A { x^(t) }", "cannot go on"),
    ("E0101", "struct A^<T> { }", "expected `{`"),
    ("E0101", "struct A ^extends B { }", "expected `{`"),
    ("E0101", "struct A { x: t = {^y: 1} }", "only an empty map"),
    ("E0101", "type A ^string;", "`type Name = string;`"),
    ("E0101", "type A^: string;", "`type Name = string;`"),
    ("E0101", "type A ^{ x: t }", "`type Name = string;`"),
    ("E0101", "union A ^= B;", "stand in braces"),
    ("E0101", "union A { x: t ^= 1 }", "variants have no `=`"),
    ("E0101", "union A { x ^{ y: t } }", "cannot go on"),
    ("E0101", "use common^::v1::X;", "joined by `.`"),
    ("E0101", "use ^X;", "needs a package and a name"),
    ("E0102", "type A = t^\nstruct B { }", "missing `;`"),
    ("E0102", "use a.b.C^\nuse d.e.F;", "missing `;`"),
    ("E0102", "service A { fn f()^ }", "missing `;`"),
    ("E0102", "service A { fn f() -> t^\n fn g(); }", "missing `;`"),
    ("E0102", "service A { fn f() throws B^ // remark\n /// Docs.\n fn g(); }", "missing `;`"),
    ("E0102", "component A { services: B, C^\n channels: rest; }", "missing `;`"),
    ("E0102", "component A { services: B^, channels: rest; }", "missing `;`"),
    ("E0102", "service A { fn f() throws B^,\n fn g(); }", "missing `;`"),
    ("E0103", "struct A { x: t^\n y: t }", "missing `,`"),
    ("E0103", "enum A { x^ y }", "missing `,`"),
    ("E0103", "union A { x: t^ @tag(2) y: t }", "missing `,`"),
    ("E0103", "service A { fn f(x: t^ y: t); }", "missing `,`"),
    ("E0103", "union A { x^ t, y }", "missing `,`"),
    ("E0104", "struct A { x: t^; y: t }", "separated by `,`"),
    ("E0104", "service A { fn f(x: t^; y: t); }", "separated by `,`"),
    ("E0105", "struct A { x^ t }", "missing `:` after `x`"),
    ("E0105", "struct A { x^ map<string, list<map<a, b?>>>, y: t }", "missing `:` after `x`"),
    ("E0105", "service A { fn f(x^ t); }", "missing `:` after `x`"),
    ("E0106", "service A { fn f(x: t^ -> t; }", "missing `)` after `t`"),
    ("E0106", "service A { fn f(x: list<t^) -> t; }", "missing `>` after `t`"),
    ("E0106", "service A { fn f(x: list<t^, y: t); }", "missing `>` before `y`"),
    ("E0106", "service A { @get(\"/x\"^ fn f(); }", "missing `)`"),
    ("E0106", "type A = map<t, list<t>^;", "missing `>`"),
    ("E0106", "struct A { x: t = [1, 2^, y: t = 3 }", "missing `]` before `y`"),
    ("E0106", "@status(404^ error A { }", "missing `)` after `404`"),
    ("E0106", "struct A ^{ x: t\nstruct B { }", "not closed"),
    ("E0106", "struct A ^{ x: t", "not closed"),
    ("E0106", "enum A ^{ x, y\nstruct B { }", "not closed"),
    ("E0106", "union A ^{ x: t, y\n/// Docs.\n@z error B { }", "not closed"),
    ("E0106", "service A ^{ fn f();\n/// Docs.\n@x service B { }", "not closed"),
    ("E0106", "service A { fn f(x: t^\n -> t; }", "missing `)`"),
    ("E0107", "struct A { } ^}", "`}` closes nothing"),
    ("E0107", "struct A^ x: t, y: t }", "missing `{`"),
    ("E0107", "service A^\n /// Docs.\n fn f(); }\nstruct B { }", "missing `{`"),
    ("E0107", "enum A^ x, y }", "missing `{`"),
    ("E0107", "struct A { ^) x: t }", "`)` closes nothing"),
    ("E0107", "service A { fn f^ x: t); }", "missing `(` after `f`"),
    ("E0107", "service A { fn f^) -> t; }", "missing `(` after `f`"),
    ("E0107", "service A { @roles^ \"x\") fn f(); }", "missing `(` after `roles`"),
    ("E0107", "struct A { x: list^ t>, y: t }", "missing `<` after `list`"),
    ("E0107", "struct A { x: list<t>^> }", "`>` closes nothing"),
    ("E0107", "service A { fn f(x: t)^) -> t; }", "`)` closes nothing"),
    ("E0107", "struct A { @tag ^1 x: t }", "in parentheses"),
    ("E0107", "struct A { @tag ^= 1 x: t }", "in parentheses"),
    ("E0108", "struct A { }^;", "nothing to end"),
    ("E0108", "struct A { x: t,^, y: t }", "nothing to end"),
    ("E0109", "^message A { x: t }", "begins no declaration"),
    ("E0109", "^strcut A { x: t }", "begins no declaration"),
    ("E0109", "^pub struct A { x: t }", "begin with their word"),
    ("E0109", "^typedef string A;", "begins no declaration"),
    ("E0109", "^using A = t;", "begins no declaration"),
    ("E0109", "^gibberish A { x: t }", "begins no declaration"),
    ("E0109", "service A { ^function f(); }", "begin with `fn`"),
    ("E0109", "service A { ^async fn f(); }", "begin with `fn`"),
    ("E0109", "service A { ^f(x: t); }", "begin with `fn`"),
    ("E0109", "service A { fn f() ^raises B; }", "after `throws`"),
    ("E0109", "component A { ^service: B; }", "no line of a component"),
    ("E0109", "component A { ^ports: B; }", "no line of a component"),
    ("E0110", "^fn f();", "in the braces of a service"),
    ("E0110", "struct A { ^fn f(); }", "only services have methods"),
    ("E0110", "service A { ^x: t, }", "only methods"),
    ("E0110", "service A { fn f() ^{ return 1; } }", "no body"),
    ("E0110", "struct A { ^reserved 2; x: t }", "by an annotation"),
    ("E0111", "service A { fn f() ^=> t; }", "`->`"),
    ("E0111", "service A { fn f()^: t; }", "`->`"),
    ("E0112", "struct A { x^?: t }", "after the type"),
    ("E0112", "struct A { x: t^[] }", "`list<T>`"),
    ("E0112", "struct A { x: ^[t] }", "`list<T>`"),
    ("E0112", "struct A { x: ^a.b.C }", "without their package"),
    ("E0112", "struct A { string ^x }", "`name: type`"),
    ("E0112", "struct A { optional ^string x }", "`name: type`"),
    ("E0112", "struct A { list^<t> x }", "`name: type`"),
    ("E0112", "struct A { oneof ^x { y: t } }", "`name: type`"),
    ("E0112", "struct A { x: Optional^[t] }", "in `<>`"),
    ("E0112", "struct A { x: set^[t] }", "in `<>`"),
    ("E0112", "struct A { x: ^{ y: t } }", "expected a type"),
    ("E0112", "struct A { x: ^(t, t) }", "expected a type"),
    ("E0113", "struct A { ^1: string x }", "begin with a letter"),
    ("E0113", "struct A { ^\"x\": t }", "without quotes"),
    ("E0113", "struct A { ^2x: t }", "begin with a letter"),
    ("E0114", "struct A { x: t } ^#", "has no meaning"),
    ("E0114", "struct A { x: t ^| u }", "has no meaning"),
    ("E0114", "struct ^Größe { }", "`Größe`"),
    ("E0114", "@x(^'y') struct A { }", "double quotes"),
    ("E0114", "struct A {^\u{A0}x: t }", "U+00A0"),
    ("E0114", "@x(^#y\") struct A { }", "has no meaning"),
    ("E0115", "@x(^\"y) struct A { }\nstruct B { }", "does not end"),
    ("E0116", "struct A { } ^/* and so on", "does not end"),
    ("E0117", "@x(\"^\\d\") struct A { }", "`\\d`"),
    ("E0117", "@x(\"^\\u{110000}\") struct A { }", "`\\u{110000}`"),
    ("E0118", "@x(^5sec) struct A { }", "`sec` is not a unit"),
    ("E0118", "@x(^1.5s) struct A { }", "whole numbers"),
    ("E0118", "@x(^0xFF) struct A { }", "numbers are decimal"),
    ("E0118", "@x(^99999999h) struct A { }", "292 years"),
    ("E0118", "@x(^99999999999999999999s) struct A { }", "292 years"),
    ("E0118", "@x(^-5s) struct A { }", "not negative"),
    ("E0118", "@x(^1e999) struct A { }", "larger than"),
    ("E0119", "@x(1^..=) struct A { }", "upper end"),
    ("E0118", "struct A { x: t = ^.5 }", "a number begins with a digit"),
    ("E0118", "struct A { x: t = ^1. }", "a number ends with a digit"),
    ("E0118", "struct A { x: t = ^1.2.3 }", "one point at most"),
    ("E0118", "struct A { x: t = ^- 5 }", "the sign stands directly before its number"),
    ("E0118", "struct A { x: t = ^2 days }", "`days` is not a unit"),
    ("E0118", "@timeout(^2 seconds) type A = t;", "written without a blank"),
    ("E0118", "struct A { x: t = ^0x10 }", "numbers are decimal"),
    ("E0119", "@len(1^...32) type A = t;", "written with `..=`"),
    ("E0119", "@len(1^..<5) type A = t;", "written with `..`"),
    ("E0119", "@len(1^..==5) type A = t;", "written with `..=`"),
    ("E0119", "@len(^1-32) type A = t;", "written with `..=`"),
    ("E0120", "enum A { x ^@tag(1), y }", "before what they belong to"),
    ("E0120", "struct A { }\n^/// Docs.", "stand before"),
    ("E0120", "struct A { x: t, ^/// Docs.\n}", "stand before"),
    ("E0120", "service A { ^@get(\"/\") }", "stand before"),
    ("E0120", "struct A { x ^/// Docs.\n: t }", "stands before"),
    ("E0120", "struct A { }\n^//! Docs.\nstruct B { }", "at its head"),
    ("E0120", "^/// Docs.\nuse a.b.C;", "before `use`"),
    ("E0121", "^package b;", "one package"),
    ("E0121", "struct A { }\n^use a.b.C;", "before the declarations"),
    ("E0123", "component A { services: B; ^services: C; }", "twice"),
];

#[test]
fn every_slip_is_reported_once_at_its_place() {
    let mut wrong = String::new();
    for (code, marked, message) in CASES {
        let (diagnostics, sources) = diagnose(&format!("package a; {}", marked.replacen('^', "", 1)));
        let place = "package a; ".len() + marked.find('^').expect("a mark");
        let right = diagnostics.len() == 1
            && diagnostics[0].code.id == *code
            && diagnostics[0].label.span.start as usize == place
            && diagnostics[0].message.contains(message);
        if !right {
            wrong += &format!("{code} `{message}` in `{marked}`:\n{}\n", human(&diagnostics, &sources, false));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_syntax_code_has_a_case_here() {
    let elsewhere = ["E0122", "E0124", "E0125", "E0126"];
    for code in catalogue::ALL.iter().filter(|code| code.id.starts_with("E01")) {
        let covered = CASES.iter().any(|(id, ..)| *id == code.id) || elsewhere.contains(&code.id);
        assert!(covered, "{} ({}) has no case", code.id, code.title);
        assert!(code.explanation.contains("// wrong") && code.explanation.contains("// right"), "{}", code.id);
    }
}

#[test]
fn suggestions_mend_what_they_are_about() {
    let mut wrong = String::new();
    for (code, marked, _) in CASES {
        let text = format!("package a; {}", marked.replacen('^', "", 1));
        let (diagnostics, _) = diagnose(&text);
        for suggestion in diagnostics.iter().flat_map(|diagnostic| &diagnostic.suggestions) {
            let mut mended = text.clone();
            let range = suggestion.span.start as usize..suggestion.span.end as usize;
            mended.replace_range(range, &suggestion.replacement);
            let (left, sources) = diagnose(&mended);
            if !left.is_empty() {
                wrong += &format!("{code} `{text}` is still wrong as\n{}\n", human(&left, &sources, false));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_file_without_package() {
    assert_eq!(places("// nothing\n"), [("E0122", 1, 1)]);
    assert_eq!(places("\n\nstruct A { }\n"), [("E0122", 3, 1)]);
    assert_eq!(places("struct A { }\npackage a;"), [("E0121", 2, 1)]);
    assert_eq!(places("pakage a;\nstruct A { }"), [("E0109", 1, 1)]);
}

#[test]
fn five_mistakes_are_five_findings() {
    let text = "package shop.v1\n\
        \n\
        struct Product {\n\
        \x20   id uuid,\n\
        \x20   title: string,\n\
        \x20   price: f64 = ,\n\
        }\n\
        \n\
        enum State { draft, 7 }\n\
        \n\
        service Catalog {\n\
        \x20   fn get(id: uuid) => Product;\n\
        \x20   fn list() -> list<Product>;\n\
        }\n";
    let expected = [("E0102", 1, 16), ("E0105", 4, 7), ("E0101", 6, 18), ("E0113", 9, 21), ("E0111", 12, 22)];
    assert_eq!(places(text), expected);
}

#[test]
fn what_is_right_beside_a_mistake_is_kept() {
    let mut sources = Sources::new();
    let file = sources.add("a.svc", "package a; struct A { x: t, y t, z: t } struct B x { } enum C { d }");
    let tree = parse(&sources, file, &mut Vec::new());
    assert_eq!(tree.items.len(), 2);
    let aspyx_idl::ast::Item::Struct(a) = &tree.items[0] else { panic!("a struct") };
    assert_eq!(a.fields.len(), 2);
}

#[test]
fn no_message_names_a_rule_of_the_grammar() {
    for (_, marked, _) in CASES {
        let (diagnostics, sources) = diagnose(&format!("package a; {}", marked.replacen('^', "", 1)));
        let shown = human(&diagnostics, &sources, false);
        for rule in ["_word", "_entry", "missing_", "bad_", "_ahead", "_expression", "EOI", "open_", "close_"] {
            assert!(!shown.contains(rule), "`{rule}` in:\n{shown}");
        }
    }
}

#[test]
fn nesting_without_end_is_refused() {
    for opening in ["list<", "[", "{", "(", "@x(", "{(", "({)"] {
        let deep = opening.repeat(100_000);
        for text in [format!("package a; struct A {{ x: {deep}"), format!("package a; @x({deep}"), deep.clone()] {
            let (diagnostics, _) = diagnose(&text);
            assert!(diagnostics.iter().any(|found| found.code.id == "E0124"), "{opening}: {diagnostics:?}");
        }
    }
}

#[test]
fn brackets_in_texts_and_comments_do_not_count() {
    let brackets = "[({<".repeat(1000);
    assert_eq!(places(&format!("package a; // {brackets}\n/* {brackets} */ @x(\"{brackets}\") struct A {{ }}")), []);
}

#[test]
fn question_marks_without_end_do_no_harm() {
    assert_eq!(places(&format!("package a; struct A {{ x: t{} }}", "?".repeat(1 << 20))), []);
}

#[test]
fn after_fifty_errors_it_stops() {
    let text = format!("package a; struct A {{ {} }}", "x, ".repeat(1000));
    let (diagnostics, _) = diagnose(&text);
    assert_eq!(diagnostics.len(), 51);
    assert_eq!(diagnostics[50].code.id, "E0126");
}

#[test]
fn after_much_nonsense_it_stops() {
    for nonsense in ["foo ", "@a ", "#", "= ", "@x([1 ", "é "] {
        let (diagnostics, _) = diagnose(&format!("package a; {}", nonsense.repeat(1 << 16)));
        let codes: Vec<&str> = diagnostics.iter().map(|found| found.code.id).collect();
        let gave_up = codes.last().is_some_and(|last| ["E0126", "E0124"].contains(last));
        assert!(gave_up && codes.len() <= 3, "{nonsense}: {codes:?}");
    }
}

#[test]
fn a_bracket_without_end_is_named_before_it_stops() {
    let places = places(&format!("package a; struct A {{ x: t = [{}", "1, ".repeat(1 << 16)));
    assert_eq!(places, [("E0106", 1, 30), ("E0126", 1, 32779)]);
}

#[test]
fn declarations_may_be_larger_than_any_nonsense() {
    for repeated in ["/// Docs.\n", "@x(\"äöü\") ", "/* remark */"] {
        assert_eq!(places(&format!("package a; {} struct A {{ }}", repeated.repeat(1 << 14))), []);
    }
    for (start, repeated, end) in
        [("@x([", "1, ", "]) struct A { }"), ("struct A { x: t = [", "1, ", "] }"), ("enum A {", " ab,", "}")]
    {
        assert_eq!(places(&format!("package a; {start}{}{end}", repeated.repeat(1 << 15))), []);
    }
}

#[test]
fn a_mistake_behind_a_large_declaration_is_found() {
    let (diagnostics, _) = diagnose(&format!("package a; enum A {{ {} }} struct B {{ x t }}", "ab, ".repeat(1 << 15)));
    assert_eq!(diagnostics.iter().map(|found| found.code.id).collect::<Vec<_>>(), ["E0105"]);
}
