//! How far two types are the same: on the wires, and in Rust.
//!
//! Declarations that are one and the same in both versions are not looked into: what has changed there is told there.
//! Others are compared by their form, with a list of what is left to compare instead of recursion, since types may lead
//! to each other in long chains and in circles.

use super::constraints;
use super::pairs::{self, Pairs};
use crate::model::{Constraint, Enum, Field, ItemId, Model, Type, Union};
use std::collections::HashSet;

/// How two types differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// They are not the same type in Rust.
    pub(super) rust: bool,
    /// They are not the same on the wires.
    pub(super) wires: bool,
    /// The new one refuses values that the old one accepts.
    pub(super) tighter: bool,
}

/// Returns how two types differ.
pub(super) fn difference<'a>(
    (old, ty): (&'a Model, &'a Type),
    (new, other): (&'a Model, &'a Type),
    pairs: &'a Pairs,
) -> Difference {
    let mut walk = Walk::new(old, new, pairs);
    walk.types(ty, other);
    walk.follow();
    walk.difference
}

/// Returns which declarations are of the same form on all wires if two that have no partner are, these two among them.
pub(super) fn same_form(
    (old, item): (&Model, ItemId),
    (new, other): (&Model, ItemId),
    pairs: &Pairs,
) -> Option<Vec<(ItemId, ItemId)>> {
    let mut walk = Walk::new(old, new, pairs);
    walk.todo.push(Left::Items(item, other));
    walk.follow();
    (!walk.difference.wires && !walk.difference.tighter).then_some(walk.compared)
}

/// What is left to compare.
enum Left<'a> {
    /// Two declarations.
    Items(ItemId, ItemId),
    /// Two types that newtypes wrap.
    Types(&'a Type, &'a Type),
}

struct Walk<'a> {
    old: &'a Model,
    new: &'a Model,
    pairs: &'a Pairs,
    todo: Vec<Left<'a>>,
    seen: HashSet<(ItemId, ItemId)>,
    /// What has been seen, in order.
    compared: Vec<(ItemId, ItemId)>,
    difference: Difference,
}

impl<'a> Walk<'a> {
    fn new(old: &'a Model, new: &'a Model, pairs: &'a Pairs) -> Self {
        Walk {
            old,
            new,
            pairs,
            todo: Vec::new(),
            seen: HashSet::new(),
            compared: Vec::new(),
            difference: Difference::default(),
        }
    }

    /// Compares what is left to compare.
    fn follow(&mut self) {
        while let Some(left) = self.todo.pop().filter(|_| !self.difference.wires) {
            match left {
                Left::Items(old, new) => self.items(old, new),
                Left::Types(old, new) => self.types(old, new),
            }
        }
    }

    fn types(&mut self, old: &'a Type, new: &'a Type) {
        match (old, new) {
            (Type::Scalar(a), Type::Scalar(b)) if a == b => (),
            (Type::Optional(a), Type::Optional(b)) | (Type::List(a), Type::List(b)) | (Type::Set(a), Type::Set(b)) => {
                self.types(a, b);
            }
            (Type::List(a), Type::Set(b)) | (Type::Set(a), Type::List(b)) => {
                self.difference.rust = true;
                self.types(a, b);
            }
            (Type::Map(key, value), Type::Map(other_key, other_value)) => {
                self.types(key, other_key);
                self.types(value, other_value);
            }
            _ => self.declared(old, new),
        }
    }

    /// Compares types of which at least one is declared, or which have nothing in common.
    fn declared(&mut self, old: &'a Type, new: &'a Type) {
        if let (Some(a), Some(b)) = (item(old), item(new)) {
            if self.pairs.are(a, b) {
                return;
            }
            if pairs::kind(a) == pairs::kind(b) && !matches!(a, ItemId::Newtype(_)) {
                self.difference.rust = true;
                self.todo.push(Left::Items(a, b));
                return;
            }
        }
        if matches!(old, Type::Newtype(_)) || matches!(new, Type::Newtype(_)) {
            self.newtypes(old, new);
        } else {
            self.difference.wires = true;
        }
    }

    /// Compares two types of which at least one is a newtype by what they wrap, and by their constraints.
    fn newtypes(&mut self, old: &'a Type, new: &'a Type) {
        self.difference.rust = true;
        let ((before, old_rules), (after, new_rules)) = (unwrapped(self.old, old), unwrapped(self.new, new));
        self.difference.tighter |= constraints::tighter(&old_rules, &new_rules, before);
        self.todo.push(Left::Types(before, after));
    }

    /// Compares the constraints of two values of a type.
    fn tighter(&mut self, old: &[Constraint], new: &[Constraint], ty: &'a Type) {
        self.difference.tighter |= constraints::tighter(old, new, self.old.unwrapped(ty));
    }

    /// Compares two declarations by their form.
    fn items(&mut self, old: ItemId, new: ItemId) {
        if !self.seen.insert((old, new)) || self.pairs.are(old, new) {
            return;
        }
        if !self.pairs.go_on() {
            self.difference.wires = true;
        }
        self.compared.push((old, new));
        match (old, new) {
            (ItemId::Struct(a), ItemId::Struct(b)) => self.fields(&self.old[a].fields, &self.new[b].fields),
            (ItemId::Error(a), ItemId::Error(b)) => self.fields(&self.old[a].fields, &self.new[b].fields),
            (ItemId::Enum(a), ItemId::Enum(b)) => self.enums(&self.old[a], &self.new[b]),
            (ItemId::Union(a), ItemId::Union(b)) => self.unions(&self.old[a], &self.new[b]),
            (ItemId::Newtype(a), ItemId::Newtype(b)) => {
                let (a, b) = (&self.old[a], &self.new[b]);
                self.tighter(&a.constraints, &b.constraints, &a.ty);
                self.types(&a.ty, &b.ty);
            }
            _ => self.difference.wires = true,
        }
    }

    fn fields(&mut self, old: &'a [Field], new: &'a [Field]) {
        self.difference.wires |= old.len() != new.len();
        for (a, b) in old.iter().zip(new) {
            let left_out = (a.default.is_some(), b.default.is_some());
            self.difference.wires |= a.name != b.name || a.tag != b.tag || left_out.0 != left_out.1;
            self.tighter(&a.constraints, &b.constraints, &a.ty);
            self.types(&a.ty, &b.ty);
        }
    }

    fn enums(&mut self, old: &Enum, new: &Enum) {
        self.difference.wires |= old.variants.len() != new.variants.len();
        self.difference.tighter |= old.open && !new.open;
        let mut pairs = old.variants.iter().zip(&new.variants);
        self.difference.wires |= pairs.any(|(a, b)| a.name != b.name || a.number != b.number);
    }

    fn unions(&mut self, old: &'a Union, new: &'a Union) {
        self.difference.wires |= old.variants.len() != new.variants.len();
        for (a, b) in old.variants.iter().zip(&new.variants) {
            self.difference.wires |= a.name != b.name || a.tag != b.tag || a.ty.is_some() != b.ty.is_some();
            if let (Some(before), Some(after)) = (&a.ty, &b.ty) {
                self.types(before, after);
            }
        }
    }
}

/// Returns what a type wraps in the end, and the constraints of all newtypes on the way.
pub(super) fn unwrapped<'a>(model: &'a Model, mut ty: &'a Type) -> (&'a Type, Vec<Constraint>) {
    let mut rules = Vec::new();
    while let Type::Newtype(id) = ty {
        rules.extend(model[*id].constraints.iter().cloned());
        ty = &model[*id].ty;
    }
    (ty, rules)
}

/// Returns the declaration a type names.
pub(super) fn item(ty: &Type) -> Option<ItemId> {
    match ty {
        Type::Newtype(id) => Some(ItemId::Newtype(*id)),
        Type::Struct(id) => Some(ItemId::Struct(*id)),
        Type::Enum(id) => Some(ItemId::Enum(*id)),
        Type::Union(id) => Some(ItemId::Union(*id)),
        Type::Scalar(_) | Type::Optional(_) | Type::List(_) | Type::Set(_) | Type::Map(..) => None,
    }
}
