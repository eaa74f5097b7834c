//! Enums.

use super::schema::{Enum, Head, Value};
use super::scope::{Scope, reserved};
use super::{comments, names};
use aspyx_idl::model::{self, EnumId, Variant};

/// The name of zero after the prefix.
const UNSPECIFIED: &str = "UNSPECIFIED";

/// Lowers an enum. Its values stand beside it and not within it, so they need its name before theirs.
pub(super) fn lower(scope: &mut Scope<'_>, id: EnumId) -> Enum {
    let source: &model::Enum = &scope.model[id];
    let name = names::type_name(&source.name);
    scope.claim(&name, format!("enum `{}`", source.name), source.span);
    let mut values = vec![zero(scope, source)];
    values.extend(source.variants.iter().map(|variant| value(scope, source, variant)));
    let used: Vec<_> = values.iter().map(|value| value.number).collect();
    let head = comments::head(name, source.docs.as_deref(), source.deprecated.as_deref(), Vec::new());
    Enum { head, reserved: reserved(&source.reserved, &used), values }
}

/// Returns what readers take for a value they do not have.
fn zero(scope: &mut Scope<'_>, source: &model::Enum) -> Value {
    let name = names::prefix(&source.name) + UNSPECIFIED;
    scope.claim(&name, format!("the zero of enum `{}`", source.name), source.span);
    let mut head = Head::plain(name);
    head.comment = vec!["Not said, or not known.".to_owned()];
    Value { head, number: 0 }
}

fn value(scope: &mut Scope<'_>, source: &model::Enum, variant: &Variant) -> Value {
    let what = format!("variant `{}` of enum `{}`", variant.name, source.name);
    let prefix = names::prefix(&source.name);
    let mut plain = names::value(&variant.name);
    if has_prefix(source, &prefix) {
        plain.drain(..prefix.len());
    }
    if plain == UNSPECIFIED {
        plain.push_str("_VALUE");
    }
    let mut name = prefix + &plain;
    while !scope.is_free(&name) {
        name = format!("{name}_{}", variant.number);
    }
    scope.claim(&name, what.clone(), variant.span);
    let number = scope.enum_number(variant.number, &what, variant.span);
    let head = comments::head(name, variant.docs.as_deref(), variant.deprecated.as_deref(), Vec::new());
    Value { head, number }
}

/// Returns whether all variants are written with the prefix already, as in definitions that come from protobuf.
fn has_prefix(source: &model::Enum, prefix: &str) -> bool {
    let follows = |name: String| name.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty());
    source.variants.iter().all(|variant| follows(names::value(&variant.name)))
}
