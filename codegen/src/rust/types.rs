//! Types as Rust writes them.

use super::scope::Scope;
use aspyx_idl::model::{Scalar, Type};

impl Scope<'_> {
    /// Returns a type.
    pub(crate) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar).to_owned(),
            Type::Optional(inner) => self.optional(&self.ty(inner)),
            Type::List(inner) => format!("{}<{}>", self.prelude.vec, self.ty(inner)),
            Type::Map(key, value) => format!("::std::collections::BTreeMap<{}, {}>", self.ty(key), self.ty(value)),
            Type::Set(inner) => format!("::std::collections::BTreeSet<{}>", self.ty(inner)),
            Type::Newtype(id) => self.path(self.model[*id].package, &self.facts[*id]),
            Type::Union(id) => self.path(self.model[*id].package, &self.facts[*id]),
            Type::Struct(id) => self.path(self.model[*id].package, &self.facts[*id]),
            Type::Enum(id) => self.path(self.model[*id].package, &self.facts[*id]),
        }
    }

    /// Returns the type of a field, whose value may have to stand behind a pointer.
    pub(crate) fn boxed(&self, ty: &Type) -> String {
        let boxed = |inner: &Type| format!("{}<{}>", self.prelude.boxed, self.ty(inner));
        if let Type::Optional(inner) = ty { self.optional(&boxed(inner)) } else { boxed(ty) }
    }

    fn optional(&self, inner: &str) -> String {
        format!("{}<{inner}>", self.prelude.option)
    }

    fn scalar(&self, scalar: Scalar) -> &'static str {
        match scalar {
            Scalar::Bool => self.prelude.bool,
            Scalar::I32 => self.prelude.i32,
            Scalar::I64 => self.prelude.i64,
            Scalar::U32 => self.prelude.u32,
            Scalar::U64 => self.prelude.u64,
            Scalar::F32 => self.prelude.f32,
            Scalar::F64 => self.prelude.f64,
            Scalar::String => self.prelude.string,
            Scalar::Bytes => "::aspyx::Bytes",
            Scalar::Timestamp => "::aspyx::Timestamp",
            Scalar::Date => "::aspyx::Date",
            Scalar::Duration => "::aspyx::Duration",
            Scalar::Uuid => "::aspyx::Uuid",
            Scalar::Decimal => "::aspyx::Decimal",
            Scalar::Json => "::aspyx::Json",
        }
    }
}
