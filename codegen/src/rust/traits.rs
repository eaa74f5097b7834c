//! Which traits the types of a model have, so that what is derived around them compiles.
//!
//! Structs and unions can be cloned, shown and compared for equality, and that is all: more would be compiled for
//! everyone and used by few.

use super::scope::Scope;
use aspyx_idl::model::{Model, Scalar, Type};

/// The declared types from which a float can be reached, so that they have no `Eq`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Floats {
    newtypes: Vec<bool>,
    structs: Vec<bool>,
    unions: Vec<bool>,
}

impl Floats {
    /// Finds them: what is added in one round may add more in the next.
    pub(crate) fn new(model: &Model) -> Self {
        let mut found = Floats {
            newtypes: vec![false; model.newtypes.len()],
            structs: vec![false; model.structs.len()],
            unions: vec![false; model.unions.len()],
        };
        loop {
            let next = found.round(model);
            if next == found {
                return found;
            }
            found = next;
        }
    }

    fn round(&self, model: &Model) -> Self {
        let structs = model.structs.iter().map(|item| item.fields.iter().any(|field| self.reached(&field.ty)));
        let carried = |ty: &Option<Type>| ty.as_ref().is_some_and(|ty| self.reached(ty));
        let unions = model.unions.iter().map(|item| item.variants.iter().any(|variant| carried(&variant.ty)));
        Floats {
            newtypes: model.newtypes.iter().map(|item| self.reached(&item.ty)).collect(),
            structs: structs.collect(),
            unions: unions.collect(),
        }
    }

    /// Returns whether a float can be reached from a type.
    pub(crate) fn reached(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => matches!(scalar, Scalar::F32 | Scalar::F64),
            Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => self.reached(inner),
            // Keys are never floats.
            Type::Map(_, value) => self.reached(value),
            Type::Newtype(id) => self.newtypes[id.0 as usize],
            Type::Struct(id) => self.structs[id.0 as usize],
            Type::Union(id) => self.unions[id.0 as usize],
            Type::Enum(_) => false,
        }
    }
}

impl Scope<'_> {
    /// Returns whether the values of a type have an order, which for floats is a partial one; those with a total one can
    /// be hashed, too.
    pub(crate) fn is_ordered(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => *scalar != Scalar::Json,
            Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => self.is_ordered(inner),
            Type::Map(_, value) => self.is_ordered(value),
            Type::Newtype(id) => self.is_ordered(&self.model[*id].ty),
            Type::Enum(_) => true,
            Type::Struct(_) | Type::Union(_) => false,
        }
    }

    /// Returns whether the values of a type are copied instead of moved.
    pub(crate) fn is_copied(&self, ty: &Type) -> bool {
        match self.model.unwrapped(ty) {
            Type::Scalar(scalar) => !matches!(scalar, Scalar::String | Scalar::Bytes | Scalar::Json),
            Type::Optional(_) | Type::List(_) | Type::Set(_) | Type::Map(_, _) => false,
            // An enum may hold the name of a variant that is not known.
            Type::Newtype(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_) => false,
        }
    }

    /// Returns whether the values of a type have a text of their own that may be shown.
    pub(crate) fn has_text(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => *scalar != Scalar::Bytes,
            Type::Newtype(id) => !self.model[*id].sensitive && self.has_text(&self.model[*id].ty),
            Type::Enum(_) => true,
            Type::Optional(_) | Type::List(_) | Type::Set(_) | Type::Map(_, _) => false,
            Type::Struct(_) | Type::Union(_) => false,
        }
    }
}
