//! Random syntax trees over the whole language; all places in them are nowhere.

use super::values::{annotations, channel, docs, ident, literal, path, ty};
use aspyx_idl::ast::{Component, Enum, Field, File, Head, Item, Method, Newtype, Service, Struct, Throw, Union};
use aspyx_idl::ast::{UnionVariant, Use, UseName};
use aspyx_idl::source::{FileId, Span};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A file.
pub(crate) fn file() -> impl Strategy<Value = File> {
    (docs(), path(1), vec(import(), 0..3), vec(item(), 0..5)).prop_map(|(docs, package, uses, items)| File {
        file: FileId::default(),
        docs,
        package: Some(package),
        uses,
        items,
        comments: Vec::new(),
        gaps: Vec::new(),
    })
}

fn import() -> impl Strategy<Value = Use> {
    let name = (ident(), option::of(ident())).prop_map(|(name, alias)| UseName { name, alias });
    (path(1), vec(name, 1..4)).prop_map(|(package, names)| Use { package, names, span: Span::default() })
}

fn head() -> impl Strategy<Value = Head> {
    (docs(), annotations(), ident()).prop_map(|(docs, annotations, name)| Head {
        docs,
        annotations,
        name,
        span: Span::default(),
    })
}

fn item() -> impl Strategy<Value = Item> {
    let fields = || (head(), vec(field(), 0..5)).prop_map(|(head, fields)| Struct { head, fields });
    let arm = (head(), option::of(ty())).prop_map(|(head, ty)| UnionVariant { head, ty });
    prop_oneof![
        (head(), ty()).prop_map(|(head, ty)| Item::Newtype(Newtype { head, ty })),
        fields().prop_map(Item::Struct),
        fields().prop_map(Item::Error),
        (head(), vec(head(), 0..5)).prop_map(|(head, variants)| Item::Enum(Enum { head, variants })),
        (head(), vec(arm, 0..5)).prop_map(|(head, variants)| Item::Union(Union { head, variants })),
        (head(), vec(method(), 0..4)).prop_map(|(head, methods)| Item::Service(Service { head, methods })),
        component().prop_map(Item::Component),
    ]
}

fn field() -> impl Strategy<Value = Field> {
    (head(), ty(), option::of(literal())).prop_map(|(head, ty, default)| Field { head, ty, default })
}

fn method() -> impl Strategy<Value = Method> {
    let throw = (annotations(), path(1)).prop_map(|(annotations, error)| Throw { annotations, error });
    (head(), vec(field(), 0..4), option::of(ty()), vec(throw, 0..3))
        .prop_map(|(head, parameters, result, throws)| Method { head, parameters, result, throws })
}

fn component() -> impl Strategy<Value = Component> {
    (head(), option::of(vec(path(1), 1..4)), option::of(vec(channel(), 1..4)))
        .prop_map(|(head, services, channels)| Component { head, services, channels })
}
