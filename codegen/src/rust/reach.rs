//! Which types have something, or are made of types that have it: rules, so that their values are looked at, and floats,
//! so that they have no `Eq`.

use aspyx_idl::model::{EnumId, Model, NewtypeId, Scalar, StructId, Type, UnionId};
use std::collections::{HashMap, HashSet};

/// The declared types from which something can be reached.
#[derive(Debug)]
pub(crate) struct Reach(HashSet<Declared>);

/// A type that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Declared {
    Newtype(NewtypeId),
    Struct(StructId),
    Enum(EnumId),
    Union(UnionId),
}

impl Reach {
    /// Finds the types that have rules, their own or those of what they consist of.
    pub(crate) fn of_rules(model: &Model) -> Self {
        let newtypes = ids(&model.newtypes).filter(|(_, item)| !item.constraints.is_empty());
        let structs = ids(&model.structs).filter(|(_, item)| item.fields.iter().any(|it| !it.constraints.is_empty()));
        let enums = ids(&model.enums).filter(|(_, item)| !item.open);
        let newtypes = newtypes.map(|(id, _)| Declared::Newtype(NewtypeId(id)));
        let structs = structs.map(|(id, _)| Declared::Struct(StructId(id)));
        let enums = enums.map(|(id, _)| Declared::Enum(EnumId(id)));
        Self::from(newtypes.chain(structs).chain(enums), &parts(model))
    }

    /// Finds the types that hold floats.
    pub(crate) fn of_floats(model: &Model) -> Self {
        let parts = parts(model);
        let own = parts.iter().filter(|(_, types)| types.iter().any(|ty| holds_float(ty)));
        Self::from(own.map(|(owner, _)| *owner), &parts)
    }

    /// Follows what has it by itself to whatever that is part of.
    fn from(own: impl Iterator<Item = Declared>, parts: &[(Declared, Vec<&Type>)]) -> Self {
        let owners = owners(parts);
        let mut found: HashSet<Declared> = own.collect();
        let mut due: Vec<Declared> = found.iter().copied().collect();
        while let Some(part) = due.pop() {
            let owners = owners.get(&part).into_iter().flatten();
            due.extend(owners.filter(|owner| found.insert(**owner)));
        }
        Self(found)
    }

    /// Returns whether a type names one of those.
    pub(crate) fn includes(&self, ty: &Type) -> bool {
        let mut named = Vec::new();
        collect(ty, &mut named);
        named.iter().any(|one| self.0.contains(one))
    }
}

/// Returns whether a type is a float, or a container of floats.
pub(crate) fn holds_float(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => matches!(scalar, Scalar::F32 | Scalar::F64),
        // Keys are never floats.
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) | Type::Map(_, inner) => holds_float(inner),
        Type::Newtype(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_) => false,
    }
}

/// Returns each declared type that is made of others, and the types it is made of.
fn parts(model: &Model) -> Vec<(Declared, Vec<&Type>)> {
    let newtypes = ids(&model.newtypes).map(|(id, item)| (Declared::Newtype(NewtypeId(id)), vec![&item.ty]));
    let structs = ids(&model.structs).map(|(id, item)| {
        let fields = item.fields.iter().map(|field| &field.ty);
        (Declared::Struct(StructId(id)), fields.collect())
    });
    let unions = ids(&model.unions).map(|(id, item)| {
        let carried = item.variants.iter().filter_map(|variant| variant.ty.as_ref());
        (Declared::Union(UnionId(id)), carried.collect())
    });
    newtypes.chain(structs).chain(unions).collect()
}

/// Returns what each type is a part of.
fn owners(parts: &[(Declared, Vec<&Type>)]) -> HashMap<Declared, Vec<Declared>> {
    let mut owners: HashMap<Declared, Vec<Declared>> = HashMap::new();
    for (owner, types) in parts {
        let mut named = Vec::new();
        types.iter().for_each(|ty| collect(ty, &mut named));
        named.into_iter().for_each(|part| owners.entry(part).or_default().push(*owner));
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
