//! Which traits the types of a model have, so that what is derived around them compiles.
//!
//! Structs and unions can be cloned, shown and compared for equality, and that is all: more would be compiled for
//! everyone and used by few.

use super::scope::Scope;
use aspyx_idl::model::{Scalar, Type};

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
