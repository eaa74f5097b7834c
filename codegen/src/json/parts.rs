//! What declarations of several kinds are made of: heads, types, rules, names of what they refer to.

use crate::travel;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Constraint, Model, PackageId, Type, Value};

/// Returns what all declarations begin with.
pub(super) fn head(model: &Model, kind: &str, package: PackageId, name: &str, docs: Option<&str>) -> Map {
    let full = model.full_name(package, name);
    Map::new().with("kind", kind).with("name", name).with("full_name", full).with("docs", docs)
}

/// Returns a type: its kind, and what that needs.
pub(super) fn ty(model: &Model, it: &Type) -> Tree {
    let of = |kind: &str, name: &str, inner: &Type| Map::new().with("kind", kind).with(name, ty(model, inner));
    let named =
        |kind: &str, package, name: &str| Map::new().with("kind", kind).with("name", model.full_name(package, name));
    let map = match it {
        Type::Scalar(scalar) => Map::new().with("kind", "scalar").with("name", scalar.name()),
        Type::Optional(inner) => of("optional", "of", inner),
        Type::List(element) => of("list", "of", element),
        Type::Set(element) => of("set", "of", element),
        Type::Map(key, value) => of("map", "key", key).with("value", ty(model, value)),
        Type::Newtype(id) => named("newtype", model[*id].package, &model[*id].name),
        Type::Struct(id) => named("struct", model[*id].package, &model[*id].name),
        Type::Enum(id) => named("enum", model[*id].package, &model[*id].name),
        Type::Union(id) => named("union", model[*id].package, &model[*id].name),
    };
    map.into()
}

/// Returns a default as it travels in JSON; null, which none can be, if there is none.
pub(super) fn default(model: &Model, value: Option<&Value>) -> Tree {
    value.map(|value| travel::json(model, value)).into()
}

/// Returns the rules of a value.
pub(super) fn constraints(model: &Model, constraints: &[Constraint]) -> Tree {
    Tree::list(constraints.iter().map(|constraint| self::constraint(model, constraint)))
}

fn constraint(model: &Model, constraint: &Constraint) -> Map {
    let kind = |kind: &str| Map::new().with("kind", kind);
    let own = match constraint {
        Constraint::Len { min, max } => kind("len").with("min", *min).with("max", *max),
        Constraint::Range { min, max, exclusive } => kind("range")
            .with("min", default(model, min.as_ref()))
            .with("max", default(model, max.as_ref()))
            .with("exclusive", *exclusive),
        Constraint::Pattern(pattern) => kind("pattern").with("pattern", pattern),
        Constraint::Unique => kind("unique"),
    };
    own.with("rule", constraint.rule())
}

/// Returns the numbers that are kept free.
pub(super) fn reserved(numbers: &[u32]) -> Tree {
    Tree::list(numbers.iter().copied())
}
