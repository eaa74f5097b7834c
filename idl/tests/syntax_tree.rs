//! What the parser makes of right files.

use aspyx_idl::ast::{File, Item, LiteralKind, Service, Struct, TypeExpr, TypeKind};
use aspyx_idl::parse::parse;
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;

const LIBRARY: &str = include_str!("library.svc");

/// Parses a text that must be right.
fn parsed(text: &str) -> (File, Sources) {
    let mut sources = Sources::new();
    let file = sources.add("test.svc", text);
    let mut diagnostics = Vec::new();
    let tree = parse(&sources, file, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}", human(&diagnostics, &sources, false));
    (tree, sources)
}

fn structure<'a>(file: &'a File, name: &str) -> &'a Struct {
    let mut structs = file.items.iter().filter_map(|item| match item {
        Item::Struct(found) | Item::Error(found) => Some(found),
        Item::Newtype(_) | Item::Enum(_) | Item::Union(_) | Item::Service(_) | Item::Component(_) => None,
    });
    structs.find(|found| found.head.name.text == name).expect("a struct of that name")
}

fn service(file: &File) -> &Service {
    let mut services = file.items.iter().filter_map(|item| match item {
        Item::Service(found) => Some(found),
        Item::Newtype(_) | Item::Enum(_) | Item::Union(_) | Item::Struct(_) | Item::Error(_) | Item::Component(_) => {
            None
        }
    });
    services.next().expect("a service")
}

/// Writes a type as it would stand in a file.
fn shown(ty: &TypeExpr) -> String {
    match &ty.kind {
        TypeKind::Name(name) => name.text.clone(),
        TypeKind::Optional(inner) => format!("{}?", shown(inner)),
        TypeKind::Generic(name, arguments) => {
            let arguments: Vec<String> = arguments.iter().map(shown).collect();
            format!("{}<{}>", name.text, arguments.join(", "))
        }
    }
}

/// Returns the default of the field `x` of a struct that has nothing else.
fn default_of(text: &str) -> LiteralKind {
    let (file, _) = parsed(&format!("package a; struct A {{ x: t = {text} }}"));
    structure(&file, "A").fields[0].default.clone().expect("a default").kind
}

#[test]
fn the_whole_language() {
    let (file, _) = parsed(LIBRARY);
    assert_eq!((file.uses.len(), file.items.len(), file.comments.len()), (3, 14, 4));
}

#[test]
fn docs_of_the_file() {
    let (file, _) = parsed(LIBRARY);
    let lines = ["Books, members and loans of a public library.", "", "Indented text stays indented:", "  like this."];
    assert_eq!(file.docs.lines, lines);
}

#[test]
fn package_and_imports() {
    let (file, sources) = parsed(LIBRARY);
    let package = file.package.expect("a package");
    assert_eq!(sources.text(package.span), "library.v2");
    let imports = file.uses.iter().map(|it| {
        let names = it.names.iter().map(|name| match &name.alias {
            Some(alias) => format!("{}={}", alias.text, name.name.text),
            None => name.name.text.clone(),
        });
        format!("{}: {}", sources.text(it.package.span), names.collect::<Vec<_>>().join(" "))
    });
    let imports: Vec<String> = imports.collect();
    assert_eq!(imports, ["common.v1: Address", "common.v1: Money Slice=Page", "common.v1: Span=Period"]);
}

#[test]
fn types_of_fields() {
    let (file, sources) = parsed(LIBRARY);
    let book = structure(&file, "Book");
    let marks = book.fields.iter().find(|field| field.head.name.text == "marks").expect("the field");
    assert_eq!(shown(&marks.ty), "map<string, list<map<State, i32?>>>");
    assert_eq!(sources.text(marks.ty.span), shown(&marks.ty));
    assert_eq!(sources.text(marks.head.span), "marks: map<string, list<map<State, i32?>>> = {}");
}

#[test]
fn keywords_are_names() {
    let (file, _) = parsed(LIBRARY);
    let book = structure(&file, "Book");
    let names: Vec<&str> = book.fields.iter().rev().take(4).map(|field| field.head.name.text.as_str()).collect();
    assert_eq!(names, ["throws", "fn", "struct", "type"]);
    parsed(
        "package package; use use.use; struct struct { type: type } service service { fn fn(fn: fn) -> throws throws throws; }",
    );
    parsed(
        "package a; enum enum { enum, type } component component { services: services, channels; channels: channels; }",
    );
}

#[test]
fn methods_parameters_and_errors() {
    let (file, sources) = parsed(LIBRARY);
    let [get, search, lend, _, last] = &service(&file).methods[..] else { panic!("five methods") };
    assert_eq!(get.head.docs.lines, ["One book."]);
    assert_eq!(
        sources.text(get.head.span),
        "@get(\"/{isbn}\") @public\n    fn get(isbn: Isbn) -> Book throws NoSuchBook;"
    );
    assert_eq!(search.result.as_ref().map(shown).as_deref(), Some("list<Book>?"));
    assert_eq!(lend.parameters[0].head.docs.lines, ["Who takes it."]);
    assert_eq!(lend.throws.len(), 2);
    assert_eq!(lend.throws[1].annotations[0].name.text, "tag");
    assert_eq!((last.head.name.text.as_str(), last.result.is_none()), ("fn", true));
}

#[test]
fn services_and_channels_of_a_component() {
    let (file, _) = parsed(LIBRARY);
    let Some(Item::Component(component)) = file.items.last() else { panic!("a component") };
    let channels = component.channels.as_ref().expect("the line");
    let channels: Vec<(&str, bool)> = channels.iter().map(|it| (it.text.as_str(), it.quoted)).collect();
    assert_eq!(component.services.as_ref().map(Vec::len), Some(2));
    assert_eq!(channels[2..], [("dispatch-json", false), ("unix", true), ("rest", false)]);
}

#[test]
fn comments_are_kept_with_their_places() {
    let (file, sources) = parsed(LIBRARY);
    assert!(file.comments.iter().all(|comment| sources.text(comment.span) == comment.text));
    assert_eq!(file.comments[1].text, "/* Items can be\n   on the shelf or away. */");
    assert_eq!(file.comments[2].text, "// a remark");
}

#[test]
fn numbers_and_durations() {
    for (text, expected) in [
        ("1_000", "Integer(\"1000\")"),
        ("-3", "Integer(\"-3\")"),
        ("2.5", "Float(\"2.5\")"),
        ("1e-9", "Float(\"1e-9\")"),
        ("-1.5E+3", "Float(\"-1.5E+3\")"),
        ("500ms", "Duration(500000000)"),
        ("2s", "Duration(2000000000)"),
        ("5m", "Duration(300000000000)"),
        ("1h", "Duration(3600000000000)"),
        ("true", "Bool(true)"),
        ("{ }", "EmptyMap"),
    ] {
        assert_eq!(format!("{:?}", default_of(text)), expected, "{text}");
    }
}

#[test]
fn escapes() {
    for (text, expected) in [
        (r#""""#, ""),
        (r#""a \"b\" \\ c""#, "a \"b\" \\ c"),
        (r#""\n\t\u{1F600}\u{41}""#, "\n\t😀A"),
        (r#""// no comment /* é""#, "// no comment /* é"),
    ] {
        let LiteralKind::String(found) = default_of(text) else { panic!("{text} is a text") };
        assert_eq!(found, expected);
    }
}

#[test]
fn ranges() {
    for (text, ends) in [
        ("1..=32", (true, true, true)),
        ("0..", (true, false, false)),
        ("0..10", (true, true, false)),
        ("..=10", (false, true, true)),
        ("\"2020-01-01\"..", (true, false, false)),
        ("1s..=2m", (true, true, true)),
        ("-1.5 .. 2.5", (true, true, false)),
    ] {
        let LiteralKind::Range { start, end, inclusive } = default_of(text) else { panic!("{text} is a range") };
        assert_eq!((start.is_some(), end.is_some(), inclusive), ends, "{text}");
    }
}

#[test]
fn tabs_byte_order_mark_and_windows_line_ends() {
    let (file, sources) =
        parsed("\u{FEFF}//! Docs.\r\n\tpackage a;\r\n/// Text.\r\nstruct A {\r\n\tx: t,// remark\r\n}\r\n");
    assert_eq!(file.docs.lines, ["Docs."]);
    assert_eq!(structure(&file, "A").head.docs.lines, ["Text."]);
    assert_eq!(file.comments[0].text, "// remark");
    let field = &structure(&file, "A").fields[0];
    assert_eq!(sources.text(field.head.span), "x: t");
}

#[test]
fn spans_end_where_the_text_ends() {
    let (file, sources) = parsed("package a;\n@x( 1 ) /* c */ struct A { @y x : list < t > ? // end\n , } // more\n");
    let a = structure(&file, "A");
    assert_eq!(sources.text(a.head.span), "@x( 1 ) /* c */ struct A { @y x : list < t > ? // end\n , }");
    assert_eq!(sources.text(a.head.annotations[0].span), "@x( 1 )");
    assert_eq!(sources.text(a.fields[0].head.span), "@y x : list < t > ?");
    assert_eq!(sources.text(a.fields[0].ty.span), "list < t > ?");
}

#[test]
fn as_deep_as_allowed() {
    let ty = format!("{}t{}", "list<".repeat(60), ">".repeat(60));
    let value = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    parsed(&format!("package a; struct A {{ x: {ty} = {value} }}"));
}
