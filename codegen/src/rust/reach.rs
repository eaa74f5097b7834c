//! Which types have rules, their own or those of what they consist of: values of all others are not looked at.

use aspyx_idl::model::{EnumId, Field, Model, NewtypeId, StructId, Type, UnionId};
use std::collections::{HashMap, HashSet};

/// The declared types that have rules.
#[derive(Debug)]
pub(crate) struct Ruled(HashSet<Declared>);

/// A type that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Declared {
    Newtype(NewtypeId),
    Struct(StructId),
    Enum(EnumId),
    Union(UnionId),
}

impl Ruled {
    /// Finds them: from those with rules of their own to whatever they are part of.
    pub(crate) fn new(model: &Model) -> Self {
        let owners = owners(model);
        let mut found: HashSet<Declared> = ruled_by_themselves(model).collect();
        let mut due: Vec<Declared> = found.iter().copied().collect();
        while let Some(part) = due.pop() {
            let owners = owners.get(&part).into_iter().flatten();
            due.extend(owners.filter(|owner| found.insert(**owner)));
        }
        Self(found)
    }

    /// Returns whether a value of a type may hold something with rules.
    pub(crate) fn reached(&self, ty: &Type) -> bool {
        let mut parts = Vec::new();
        collect(ty, &mut parts);
        parts.iter().any(|part| self.0.contains(part))
    }
}

fn ruled_by_themselves(model: &Model) -> impl Iterator<Item = Declared> {
    let newtypes = ids(&model.newtypes).filter(|(_, item)| !item.constraints.is_empty());
    let structs = ids(&model.structs).filter(|(_, item)| item.fields.iter().any(|field| !field.constraints.is_empty()));
    let enums = ids(&model.enums).filter(|(_, item)| !item.open);
    let newtypes = newtypes.map(|(id, _)| Declared::Newtype(NewtypeId(id)));
    let structs = structs.map(|(id, _)| Declared::Struct(StructId(id)));
    newtypes.chain(structs).chain(enums.map(|(id, _)| Declared::Enum(EnumId(id))))
}

/// Returns what each type is a part of.
fn owners(model: &Model) -> HashMap<Declared, Vec<Declared>> {
    let mut owners: HashMap<Declared, Vec<Declared>> = HashMap::new();
    let mut note = |owner: Declared, types: &mut dyn Iterator<Item = &Type>| {
        let mut parts = Vec::new();
        types.for_each(|ty| collect(ty, &mut parts));
        parts.into_iter().for_each(|part| owners.entry(part).or_default().push(owner));
    };
    for (id, item) in ids(&model.newtypes) {
        note(Declared::Newtype(NewtypeId(id)), &mut std::iter::once(&item.ty));
    }
    for (id, item) in ids(&model.structs) {
        note(Declared::Struct(StructId(id)), &mut item.fields.iter().map(|field: &Field| &field.ty));
    }
    for (id, item) in ids(&model.unions) {
        note(Declared::Union(UnionId(id)), &mut item.variants.iter().filter_map(|variant| variant.ty.as_ref()));
    }
    owners
}

fn ids<T>(items: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (0..).zip(items)
}

/// Collects the types that are named in a type.
fn collect(ty: &Type, parts: &mut Vec<Declared>) {
    match ty {
        Type::Scalar(_) => {}
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => collect(inner, parts),
        Type::Map(key, value) => {
            collect(key, parts);
            collect(value, parts);
        }
        Type::Newtype(id) => parts.push(Declared::Newtype(*id)),
        Type::Struct(id) => parts.push(Declared::Struct(*id)),
        Type::Enum(id) => parts.push(Declared::Enum(*id)),
        Type::Union(id) => parts.push(Declared::Union(*id)),
    }
}
