//! Which declarations the methods of a document lead to, and whether a value can be refused for what it is.

use super::paths::Operation;
use super::scope::Scope;
use aspyx_idl::model::{Field, ItemId, Model, Type};
use std::collections::{HashMap, HashSet};

/// Returns everything the methods lead to, in the order of the model.
pub(super) fn items(model: &Model, operations: &[Operation<'_>]) -> Vec<ItemId> {
    let mut reach = Reach::new(model);
    for method in operations.iter().map(|operation| operation.method) {
        method.parameters.iter().for_each(|parameter| reach.see(&parameter.ty));
        method.result.iter().for_each(|ty| reach.see(ty));
        method.throws.iter().for_each(|throw| reach.meet(ItemId::Error(throw.error)));
    }
    reach.go_on();
    let items = model.packages.iter().flat_map(|package| &package.items);
    items.filter(|item| reach.seen.contains(item)).copied().collect()
}

/// Returns the declarations whose values can be decoded and yet be refused: what they lead to has rules, or closed enums.
pub(super) fn refusable(model: &Model) -> HashSet<ItemId> {
    let (mut users, mut open) = (HashMap::<_, Vec<_>>::new(), Vec::new());
    for item in model.packages.iter().flat_map(|package| &package.items).copied() {
        let mut reach = Reach::new(model);
        reach.look_into(item);
        if reach.sets || has_rules(model, item) {
            open.push(item);
        }
        reach.seen.into_iter().for_each(|used| users.entry(used).or_default().push(item));
    }
    let mut refusable = HashSet::new();
    while let Some(item) = open.pop() {
        if refusable.insert(item) {
            open.extend(users.get(&item).into_iter().flatten());
        }
    }
    refusable
}

/// Returns whether a value of a type can be decoded and yet be refused.
pub(super) fn can_be_refused(scope: &Scope<'_>, ty: &Type) -> bool {
    let mut reach = Reach::new(scope.model);
    reach.see(ty);
    reach.sets || reach.seen.iter().any(|item| scope.refusable.contains(item))
}

fn has_rules(model: &Model, item: ItemId) -> bool {
    match item {
        ItemId::Newtype(id) => !model[id].constraints.is_empty(),
        ItemId::Struct(id) => model[id].fields.iter().any(|field| !field.constraints.is_empty()),
        ItemId::Enum(id) => !model[id].open,
        ItemId::Union(_) => true,
        ItemId::Error(_) | ItemId::Service(_) | ItemId::Component(_) => false,
    }
}

/// A walk through declarations.
struct Reach<'m> {
    model: &'m Model,
    seen: HashSet<ItemId>,
    /// Those that have been met, but not looked into.
    open: Vec<ItemId>,
    /// Whether there was a set, in which no value may stand twice.
    sets: bool,
}

impl<'m> Reach<'m> {
    fn new(model: &'m Model) -> Self {
        Self { model, seen: HashSet::new(), open: Vec::new(), sets: false }
    }

    fn meet(&mut self, item: ItemId) {
        if self.seen.insert(item) {
            self.open.push(item);
        }
    }

    fn see(&mut self, ty: &Type) {
        match ty {
            Type::Scalar(_) => (),
            Type::Optional(inner) | Type::List(inner) => self.see(inner),
            Type::Set(element) => {
                self.sets = true;
                self.see(element);
            }
            Type::Map(key, value) => {
                self.see(key);
                self.see(value);
            }
            Type::Newtype(id) => self.meet(ItemId::Newtype(*id)),
            Type::Struct(id) => self.meet(ItemId::Struct(*id)),
            Type::Enum(id) => self.meet(ItemId::Enum(*id)),
            Type::Union(id) => self.meet(ItemId::Union(*id)),
        }
    }

    /// Looks into whatever has been met.
    fn go_on(&mut self) {
        while let Some(item) = self.open.pop() {
            self.look_into(item);
        }
    }

    fn look_into(&mut self, item: ItemId) {
        let model = self.model;
        match item {
            ItemId::Newtype(id) => self.see(&model[id].ty),
            ItemId::Struct(id) => self.fields(&model[id].fields),
            ItemId::Error(id) => self.fields(&model[id].fields),
            ItemId::Union(id) => model[id].variants.iter().filter_map(|it| it.ty.as_ref()).for_each(|ty| self.see(ty)),
            ItemId::Enum(_) | ItemId::Service(_) | ItemId::Component(_) => (),
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        fields.iter().for_each(|field| self.see(&field.ty));
    }
}
