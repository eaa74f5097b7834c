//! Declarations of types.

use super::parts::{constraints, default, head, reserved, ty};
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Enum, Error, Field, MessagePart, Model, Newtype, Struct, Union, UnionVariant, Variant};

/// Returns a newtype.
pub(super) fn newtype(model: &Model, it: &Newtype) -> Map {
    head(model, "newtype", it.package, &it.name, it.docs.as_deref())
        .with("type", ty(model, &it.ty))
        .with("constraints", constraints(model, &it.constraints))
        .with("sensitive", it.sensitive)
        .with("deprecated", it.deprecated.as_deref())
}

/// Returns a struct.
pub(super) fn record(model: &Model, it: &Struct) -> Map {
    head(model, "struct", it.package, &it.name, it.docs.as_deref())
        .with("fields", fields(model, &it.fields))
        .with("deprecated", it.deprecated.as_deref())
        .with("reserved", reserved(&it.reserved))
}

/// Returns an enum.
pub(super) fn choice(model: &Model, it: &Enum) -> Map {
    head(model, "enum", it.package, &it.name, it.docs.as_deref())
        .with("variants", Tree::list(it.variants.iter().map(variant)))
        .with("open", it.open)
        .with("deprecated", it.deprecated.as_deref())
        .with("reserved", reserved(&it.reserved))
}

/// Returns a union.
pub(super) fn union(model: &Model, it: &Union) -> Map {
    head(model, "union", it.package, &it.name, it.docs.as_deref())
        .with("variants", Tree::list(it.variants.iter().map(|variant| arm(model, variant))))
        .with("deprecated", it.deprecated.as_deref())
        .with("reserved", reserved(&it.reserved))
}

/// Returns an error.
pub(super) fn error(model: &Model, it: &Error) -> Map {
    let message = it.message.as_ref().map(|parts| Tree::list(parts.iter().map(|part| message_part(it, part))));
    head(model, "error", it.package, &it.name, it.docs.as_deref())
        .with("fields", fields(model, &it.fields))
        .with("status", it.status)
        .with("message", message)
        .with("deprecated", it.deprecated.as_deref())
        .with("reserved", reserved(&it.reserved))
}

fn fields(model: &Model, fields: &[Field]) -> Tree {
    Tree::list(fields.iter().map(|field| self::field(model, field)))
}

fn field(model: &Model, it: &Field) -> Map {
    Map::new()
        .with("name", &it.name)
        .with("docs", it.docs.as_deref())
        .with("type", ty(model, &it.ty))
        .with("default", default(model, it.default.as_ref()))
        .with("constraints", constraints(model, &it.constraints))
        .with("sensitive", it.sensitive)
        .with("deprecated", it.deprecated.as_deref())
        .with("tag", it.tag)
        .with("pinned", it.pinned)
        .with("boxed", it.boxed)
}

fn variant(it: &Variant) -> Map {
    Map::new()
        .with("name", &it.name)
        .with("docs", it.docs.as_deref())
        .with("deprecated", it.deprecated.as_deref())
        .with("number", it.number)
        .with("pinned", it.pinned)
}

fn arm(model: &Model, it: &UnionVariant) -> Map {
    Map::new()
        .with("name", &it.name)
        .with("docs", it.docs.as_deref())
        .with("type", it.ty.as_ref().map(|it| ty(model, it)))
        .with("deprecated", it.deprecated.as_deref())
        .with("tag", it.tag)
        .with("pinned", it.pinned)
        .with("boxed", it.boxed)
}

fn message_part(error: &Error, part: &MessagePart) -> Map {
    match part {
        MessagePart::Text(text) => Map::new().with("text", text),
        MessagePart::Field(index) => Map::new().with("field", &error.fields[*index].name),
    }
}
