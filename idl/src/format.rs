//! The one way to lay out a `.svc` file.
//!
//! ```text
//!  text ──▶ parse (only to refuse) ──▶ tokens ──▶ layout ──▶ ops ──▶ print ──▶ text
//!                                    with what    where lines
//!                                    stood before may break
//! ```
//!
//! The layout is made of tokens, not of the syntax tree: it walks over them from first to last and hands each on, with
//! the comments before it, exactly once. So nothing can get lost or change its order, and numbers and texts stay as they
//! were written; only blanks, line breaks and the last comma of a list are the formatter's own.
//!
//! What makes the result stable: a line break beside a comment stays one, so the second time every comment is found to
//! belong where it belonged the first time.
//!
//! It refuses files with syntax errors.

mod layout;
mod print;
mod remarks;
mod syntax;
mod tokens;

use crate::diagnostic::Diagnostic;
use crate::parse::parse;
use crate::source::{FileId, Sources};

/// Returns the text of a file as it should look.
///
/// # Errors
///
/// Fails with all syntax errors of the file; names are not looked up.
pub fn format(sources: &Sources, file: FileId) -> Result<String, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let tree = parse(sources, file, &mut diagnostics);
    if !diagnostics.is_empty() {
        crate::arrange(&mut diagnostics);
        return Err(diagnostics);
    }
    let tokens = tokens::tokens(&sources[file].text, &tree.comments);
    Ok(print::print(&layout::layout(tokens)))
}

#[cfg(test)]
mod tests {
    use super::format;
    use crate::render::human;
    use crate::source::Sources;

    /// Formats what follows the package of a file.
    #[track_caller]
    fn formatted(text: &str) -> String {
        let once = whole(&format!("package a;\n{text}"));
        assert_eq!(whole(&once), once, "formatting again changes something");
        once.strip_prefix("package a;\n").expect("the package stays").to_owned()
    }

    #[track_caller]
    fn whole(text: &str) -> String {
        let mut sources = Sources::new();
        let file = sources.add("test.svc", text);
        format(&sources, file).unwrap_or_else(|found| panic!("{}", human(&found, &sources, false)))
    }

    #[test]
    fn blanks_are_where_they_belong() {
        let text = "use  b . c . X  as Y ;use b.{ X,Y   as Z , } ;type  T=map< string ,list<i32 ? > > ;";
        let expected = "use b.c.X as Y;\nuse b.{X, Y as Z};\ntype T = map<string, list<i32?>>;\n";
        assert_eq!(formatted(text), expected);
        let text = "service  S{fn f( a:T=[ 1,-2 , ],b:T={ } )->T ?throws E , @tag( 2 )F ;}";
        let expected = "service S { fn f(a: T = [1, -2], b: T = {}) -> T? throws E, @tag(2) F; }\n";
        assert_eq!(formatted(text), expected);
    }

    #[test]
    fn values_stay_as_they_are_written() {
        let text = "@a(1_000, 1 ..= 32, 0 .., ..=1.50, \"\\u{41}\" .. \"é\", 1500ms, -1.5E+3, 0x)";
        let text = text.replace(", 0x", "");
        let expected = "@a(1_000, 1..=32, 0.., ..=1.50, \"\\u{41}\"..\"é\", 1500ms, -1.5E+3)\nstruct S {}\n";
        assert_eq!(formatted(&format!("{text}\nstruct S {{\n}}")), expected);
    }

    #[test]
    fn what_was_on_one_line_stays_there_and_what_was_not_does_not() {
        assert_eq!(formatted("enum E{a,b}"), "enum E { a, b }\n");
        assert_eq!(formatted("enum E{a,\nb}"), "enum E {\n    a,\n    b,\n}\n");
        assert_eq!(formatted("@x error E{a:T}"), "@x error E { a: T }\n");
        assert_eq!(formatted("@x error E{a:T\n}"), "@x\nerror E {\n    a: T,\n}\n");
        assert_eq!(formatted("@x\n@y error E{a:T}"), "@x\n@y\nerror E { a: T }\n");
    }

    #[test]
    fn empty_bodies_close_at_once() {
        assert_eq!(formatted("struct A { \n\n } service B\n{\n}"), "struct A {}\nservice B {}\n");
    }

    #[test]
    fn one_blank_line_is_kept_between_things_and_none_at_the_ends() {
        let text = "\n\n\nstruct A {\n\n\n  a: T,\n\n\n  b: T,\n  c: T\n\n}\n\n\n\n";
        assert_eq!(formatted(text), "\nstruct A {\n    a: T,\n\n    b: T,\n    c: T,\n}\n");
    }

    #[test]
    fn long_parameters_stand_one_a_line_and_long_errors_below() {
        let name = "n".repeat(45);
        let text = format!("service S {{\nfn f({name}: T, x{name}: T) -> R throws E;\n}}");
        let expected = format!("service S {{\n    fn f({name}: T, x{name}: T) -> R\n        throws E;\n}}\n");
        assert_eq!(formatted(&text), expected);
        let text = format!("service S {{\nfn f({name}: T, x{name}: T = 1_000_000_000) -> R throws E;\n}}");
        let expected = format!(
            "service S {{\n    fn f(\n        {name}: T,\n        x{name}: T = 1_000_000_000,\n    ) -> R throws E;\n}}\n"
        );
        assert_eq!(formatted(&text), expected);
    }

    #[test]
    fn annotations_of_members_are_inline_if_they_fit() {
        assert_eq!(formatted("struct A {\n@x\n@y(1) a: T }"), "struct A {\n    @x @y(1) a: T,\n}\n");
        let long = "y".repeat(113);
        let expected = format!("struct A {{\n    @x\n    @{long}\n    a: T,\n}}\n");
        assert_eq!(formatted(&format!("struct A {{ @x @{long} a: T }}")), expected);
    }

    #[test]
    fn comments_stay_where_they_were() {
        let text = "\
// first
struct A { // opened
    // before
    a: T, // after
    /* inline */ b: /* type */ T /* end */, // b

    // last
} // closed

struct B { /* empty */ }
struct C {
    // empty
}

// the end
";
        assert_eq!(formatted(text), text);
    }

    #[test]
    fn comments_change_sides_with_commas_and_semicolons_only() {
        assert_eq!(formatted("struct A { a: T // c\n, b: T }"), "struct A {\n    a: T, // c\n    b: T,\n}\n");
        assert_eq!(formatted("type A = T // c\n;"), "type A = T; // c\n");
        assert_eq!(formatted("type A = T /* c */ ;"), "type A = T /* c */;\n");
    }

    #[test]
    fn comments_in_the_middle_of_things_are_no_harm() {
        let text = "struct // a\n A // b\n { x // c\n : // d\n // e\n list // f\n < // g\n T // h\n > }";
        let expected = "\
struct // a
    A // b
    {
    x // c
        : // d
        // e
        list // f
        < // g
        T, // h
    >,
}
";
        assert_eq!(formatted(text), expected);
    }

    #[test]
    fn line_ends_and_byte_order_mark_are_normalised() {
        let text = "\u{FEFF}//! Docs. \t\r\npackage a;\t\r\n/* a \r\n   b */\r\nstruct A {} // c \r\n";
        assert_eq!(whole(text), "//! Docs.\npackage a;\n/* a\n   b */\nstruct A {} // c\n");
    }

    #[test]
    fn syntax_errors_are_reported() {
        let mut sources = Sources::new();
        let file = sources.add("test.svc", "package a; struct A { x }");
        assert_eq!(format(&sources, file).map_err(|found| found.len()), Err(1));
    }
}
