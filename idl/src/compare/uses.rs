//! Types that have another name and other members as well: told by where they are used.
//!
//! Where a field, a parameter, a result or a `throws` had one type and now has another, and the one is gone and the
//! other has come, it is the same type if the two look alike. Each pair may show further ones.

use super::pairs::{self, Member, Pairs};
use super::shapes;
use crate::model::{Field, ItemId, Method, Model, Service, Type, UnionVariant};
use std::collections::{HashMap, HashSet};

/// Puts types together that stand in the same place of what has been put together already.
pub(super) fn pair(old: &Model, new: &Model, pairs: &mut Pairs) {
    let mut todo = pairs.with_partners(old);
    while let Some(both) = todo.pop() {
        let mut found = Vec::new();
        places((old, both.0), (new, both.1), &mut found);
        for (a, b) in found {
            if pairs.are_free(a, b) && pairs::kind(a) == pairs::kind(b) && are_alike((old, a), (new, b)) {
                pairs.add(a, b);
                todo.push((a, b));
            }
        }
    }
}

/// What stands in the same place in both versions.
type Found = Vec<(ItemId, ItemId)>;

/// Finds the declarations that two others name in the same places.
fn places((old, item): (&Model, ItemId), (new, other): (&Model, ItemId), found: &mut Found) {
    match (item, other) {
        (ItemId::Newtype(a), ItemId::Newtype(b)) => named(&old[a].ty, &new[b].ty, found),
        (ItemId::Struct(a), ItemId::Struct(b)) => fields(&old[a].fields, &new[b].fields, found),
        (ItemId::Error(a), ItemId::Error(b)) => fields(&old[a].fields, &new[b].fields, found),
        (ItemId::Union(a), ItemId::Union(b)) => variants(&old[a].variants, &new[b].variants, found),
        (ItemId::Service(a), ItemId::Service(b)) => methods(&old[a], &new[b], found),
        // Enums and components name no types, and what is of another kind has no places in common.
        _ => (),
    }
}

fn fields(old: &[Field], new: &[Field], found: &mut Found) {
    let by_name: HashMap<&str, &Field> = new.iter().map(|field| (field.name.as_str(), field)).collect();
    for field in old {
        by_name.get(field.name.as_str()).into_iter().for_each(|other| named(&field.ty, &other.ty, found));
    }
}

fn variants(old: &[UnionVariant], new: &[UnionVariant], found: &mut Found) {
    for variant in old {
        let other = new.iter().find(|other| other.name == variant.name);
        let types = variant.ty.as_ref().zip(other.and_then(|other| other.ty.as_ref()));
        types.into_iter().for_each(|(a, b)| named(a, b, found));
    }
}

fn methods(old: &Service, new: &Service, found: &mut Found) {
    let by_name: HashMap<&str, &Method> = new.methods.iter().map(|method| (method.name.as_str(), method)).collect();
    for method in &old.methods {
        let Some(other) = by_name.get(method.name.as_str()) else { continue };
        for (a, b) in method.parameters.iter().zip(&other.parameters) {
            named(&a.ty, &b.ty, found);
        }
        method.result.iter().zip(&other.result).for_each(|(a, b)| named(a, b, found));
        for throw in &method.throws {
            let same = other.throws.iter().filter(|other| other.tag == throw.tag);
            found.extend(same.map(|other| (ItemId::Error(throw.error), ItemId::Error(other.error))));
        }
    }
}

/// Finds the declarations that two types name in the same place, whether or not they may be left out.
fn named(old: &Type, new: &Type, found: &mut Found) {
    match (old, new) {
        (Type::Optional(a), b) => named(a, b, found),
        (a, Type::Optional(b)) => named(a, b, found),
        (Type::List(a) | Type::Set(a), Type::List(b) | Type::Set(b)) => named(a, b, found),
        (Type::Map(key, value), Type::Map(other_key, other_value)) => {
            named(key, other_key, found);
            named(value, other_value, found);
        }
        (a, b) => found.extend(shapes::item(a).zip(shapes::item(b))),
    }
}

/// Returns whether two types have a member of the same name, or as many members that hold the same built-ins.
fn are_alike((old, item): (&Model, ItemId), (new, other): (&Model, ItemId)) -> bool {
    let (before, after) = (pairs::members(old, item), pairs::members(new, other));
    let known: HashSet<&str> = before.iter().map(|(name, _)| name.as_str()).collect();
    let held = |members: &[Member]| members.iter().map(|(_, scalar)| *scalar).collect::<Vec<_>>();
    after.iter().any(|(name, _)| known.contains(name.as_str())) || held(&before) == held(&after)
}
