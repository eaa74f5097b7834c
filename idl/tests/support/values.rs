//! Random values, types and names.

use aspyx_idl::ast::{Annotation, ChannelName, Docs, Ident, Literal, LiteralKind, Path, TypeExpr, TypeKind};
use aspyx_idl::source::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Names that are words of the language, too.
const KEYWORDS: &[&str] = &[
    "package",
    "use",
    "as",
    "struct",
    "error",
    "enum",
    "union",
    "service",
    "component",
    "type",
    "fn",
    "throws",
    "services",
    "channels",
    "list",
    "string",
];

/// A name.
pub(crate) fn ident() -> impl Strategy<Value = Ident> {
    let name = prop_oneof![4 => "[a-zA-Z_][a-zA-Z0-9_]{0,12}".boxed(), 1 => select(KEYWORDS).prop_map(str::to_owned)];
    name.prop_filter("a value", |name| name != "true" && name != "false")
        .prop_map(|text| Ident { text, span: Span::default() })
}

/// Names joined by dots.
pub(crate) fn path(least: usize) -> impl Strategy<Value = Path> {
    vec(ident(), least..least + 3).prop_map(|parts| Path { parts, span: Span::default() })
}

/// Documentation, often none.
pub(crate) fn docs() -> impl Strategy<Value = Docs> {
    let line = "[ a-z/*@{}\"é!]{0,20}".prop_map(|line| line.trim_end().to_owned());
    prop_oneof![3 => Just(Docs::default()), 1 => vec(line, 1..3).prop_map(|lines| Docs { lines })]
}

/// Annotations, often none.
pub(crate) fn annotations() -> impl Strategy<Value = Vec<Annotation>> {
    let annotation = (ident(), vec(literal(), 0..3)).prop_map(|(name, arguments)| Annotation {
        name,
        arguments,
        span: Span::default(),
    });
    prop_oneof![2 => Just(Vec::new()), 1 => vec(annotation, 1..4)]
}

/// A type.
pub(crate) fn ty() -> impl Strategy<Value = TypeExpr> {
    let name = ident().prop_map(|name| expression(TypeKind::Name(name)));
    name.prop_recursive(4, 12, 3, |inner| {
        let generic = (ident(), vec(inner.clone(), 1..3));
        prop_oneof![
            generic.prop_map(|(name, arguments)| expression(TypeKind::Generic(name, arguments))),
            inner.prop_filter("more than two", |ty| !is_twice(ty)).prop_map(|ty| expression(optional(ty))),
        ]
    })
}

fn expression(kind: TypeKind) -> TypeExpr {
    TypeExpr { kind, span: Span::default() }
}

fn optional(ty: TypeExpr) -> TypeKind {
    TypeKind::Optional(Box::new(ty))
}

/// Returns whether a type has two question marks, which is as many as the parser counts.
fn is_twice(ty: &TypeExpr) -> bool {
    matches!(&ty.kind, TypeKind::Optional(inner) if matches!(inner.kind, TypeKind::Optional(_)))
}

/// A value of any form.
pub(crate) fn literal() -> impl Strategy<Value = Literal> {
    let ends = (option::of(bound()), option::of(bound()), any::<bool>());
    let range = ends.prop_filter("no end", |(start, end, _)| start.is_some() || end.is_some());
    let leaf = prop_oneof![
        4 => bound().boxed(),
        1 => any::<bool>().prop_map(|value| value_of(LiteralKind::Bool(value))),
        2 => ident().prop_map(|name| value_of(LiteralKind::Name(name))),
        1 => Just(value_of(LiteralKind::EmptyMap)),
        2 => range.prop_map(|(start, end, inclusive)| value_of(LiteralKind::Range {
            inclusive: inclusive && end.is_some(),
            start: start.map(Box::new),
            end: end.map(Box::new),
        })),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| vec(inner, 0..4).prop_map(|list| value_of(LiteralKind::List(list))))
}

/// A number, duration or text, as ranges have at their ends.
fn bound() -> impl Strategy<Value = Literal> {
    let float = prop_oneof!["-?[0-9]{1,3}\\.[0-9]{1,3}", "[0-9]{1,2}[eE][+-]?[0-9]"];
    prop_oneof![
        "-?[0-9]{1,6}".prop_map(|digits| value_of(LiteralKind::Integer(digits))),
        float.prop_map(|digits| value_of(LiteralKind::Float(digits))),
        (0_u64..1 << 20).prop_map(|count| value_of(LiteralKind::Duration(count * 1_000_000))),
        "[ -~éß\n\t\u{7f}]{0,12}".prop_map(|text| value_of(LiteralKind::String(text))),
    ]
}

fn value_of(kind: LiteralKind) -> Literal {
    Literal { kind, span: Span::default() }
}

/// A channel, built in or one's own.
pub(crate) fn channel() -> impl Strategy<Value = ChannelName> {
    let named = "[a-z]{1,5}(-[a-z0-9]{1,5}){0,2}".prop_map(|text| (text, false));
    let quoted = "[ -~]{0,6}".prop_map(|text| (text, true));
    prop_oneof![named, quoted].prop_map(|(text, quoted)| ChannelName { text, quoted, span: Span::default() })
}
