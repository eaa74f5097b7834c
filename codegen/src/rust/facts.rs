//! What is worked out once for a whole model: the Rust names of everything, and what its types are capable of.

use super::reach::{Reach, holds_float};
use crate::names;
use aspyx_idl::model::{
    ComponentId, EnumId, ErrorId, ItemId, Model, NewtypeId, PackageId, ServiceId, StructId, Type, UnionId,
};
use std::ops::Index;

/// The Rust names of everything, each found by its id, and which types hold floats.
#[derive(Debug)]
pub(crate) struct Facts {
    modules: Vec<Vec<String>>,
    newtypes: Vec<String>,
    structs: Vec<String>,
    unions: Vec<String>,
    enums: Vec<String>,
    errors: Vec<String>,
    services: Vec<String>,
    components: Vec<String>,
    floats: Reach,
    ruled: Reach,
}

impl Facts {
    /// Works them out.
    pub(crate) fn new(model: &Model) -> Self {
        Facts {
            modules: model.packages.iter().map(|package| names::modules(&package.name)).collect(),
            newtypes: model.newtypes.iter().map(|item| names::newtype(&item.name)).collect(),
            unions: model.unions.iter().map(|item| names::type_(&item.name)).collect(),
            structs: model.structs.iter().map(|item| names::type_(&item.name)).collect(),
            enums: model.enums.iter().map(|item| names::type_(&item.name)).collect(),
            errors: model.errors.iter().map(|item| names::type_(&item.name)).collect(),
            services: model.services.iter().map(|item| names::type_(&item.name)).collect(),
            components: model.components.iter().map(|item| names::type_(&item.name)).collect(),
            floats: Reach::of_floats(model),
            ruled: Reach::of_rules(model),
        }
    }

    /// Returns whether a float can be reached from a type, so that it has no `Eq`.
    pub(crate) fn has_float(&self, ty: &Type) -> bool {
        holds_float(ty) || self.floats.includes(ty)
    }

    /// Returns whether a value of a type has rules, its own or those of what it consists of.
    pub(crate) fn has_rules(&self, ty: &Type) -> bool {
        self.ruled.includes(ty)
    }
}

/// Lets names be found by id.
macro_rules! by_id {
    ($($id:ident in $field:ident -> $found:ty;)*) => {
        $(impl Index<$id> for Facts {
            type Output = $found;

            fn index(&self, id: $id) -> &$found {
                &self.$field[id.0 as usize]
            }
        })*
    };
}

by_id! {
    PackageId in modules -> Vec<String>;
    NewtypeId in newtypes -> String;
    StructId in structs -> String;
    UnionId in unions -> String;
    EnumId in enums -> String;
    ErrorId in errors -> String;
    ServiceId in services -> String;
    ComponentId in components -> String;
}

/// Returns the packages whose items a package's code names, itself excluded; a service also names its component.
pub(crate) fn named_packages(model: &Model, id: PackageId) -> impl Iterator<Item = PackageId> {
    let package = &model[id];
    let components = package.items.iter().filter_map(|item| match item {
        ItemId::Service(id) => model[*id].component.map(|id| model[id].package),
        ItemId::Newtype(_) | ItemId::Struct(_) | ItemId::Enum(_) | ItemId::Union(_) => None,
        ItemId::Error(_) | ItemId::Component(_) => None,
    });
    package.uses.iter().copied().chain(components).filter(move |other| *other != id)
}
