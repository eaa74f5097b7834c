//! Which types a version sends on the rest channel.

use super::shapes::item;
use crate::model::{ItemId, Method, Model, Type};
use std::collections::HashSet;

/// What methods lead to.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// From any method.
    used: HashSet<ItemId>,
    /// From a method that has a route.
    routed: HashSet<ItemId>,
}

impl Reach {
    /// Follows the methods of a version.
    pub(super) fn new(model: &Model) -> Self {
        let methods = || model.services.iter().flat_map(|service| &service.methods);
        Reach {
            used: follow(model, methods()),
            routed: follow(model, methods().filter(|method| method.route.is_some())),
        }
    }

    /// Returns whether a change of a type is one on the rest channel: not if only methods without a route use it.
    ///
    /// What no method uses counts, since other packages may.
    pub(super) fn rest(&self, item: ItemId) -> bool {
        self.routed.contains(&item) || !self.used.contains(&item)
    }
}

fn follow<'m>(model: &'m Model, methods: impl Iterator<Item = &'m Method>) -> HashSet<ItemId> {
    let mut found = HashSet::new();
    let mut todo = Vec::new();
    for method in methods {
        let types = method.parameters.iter().map(|parameter| &parameter.ty).chain(&method.result);
        types.for_each(|ty| named(ty, &mut todo));
        todo.extend(method.throws.iter().map(|throw| ItemId::Error(throw.error)));
    }
    while let Some(item) = todo.pop() {
        if found.insert(item) {
            members(model, item).for_each(|ty| named(ty, &mut todo));
        }
    }
    found
}

/// Returns the types of what a declaration holds.
fn members(model: &Model, item: ItemId) -> Box<dyn Iterator<Item = &Type> + '_> {
    match item {
        ItemId::Newtype(id) => Box::new(std::iter::once(&model[id].ty)),
        ItemId::Struct(id) => Box::new(model[id].fields.iter().map(|field| &field.ty)),
        ItemId::Error(id) => Box::new(model[id].fields.iter().map(|field| &field.ty)),
        ItemId::Union(id) => Box::new(model[id].variants.iter().filter_map(|variant| variant.ty.as_ref())),
        ItemId::Enum(_) | ItemId::Service(_) | ItemId::Component(_) => Box::new(std::iter::empty()),
    }
}

/// Adds the declarations a type names.
fn named(ty: &Type, found: &mut Vec<ItemId>) {
    match ty {
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => named(inner, found),
        Type::Map(key, value) => {
            named(key, found);
            named(value, found);
        }
        Type::Scalar(_) | Type::Newtype(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_) => found.extend(item(ty)),
    }
}
