//! What fields, parameters and newtypes have in common: a type, and what is said of the value beside it.

use super::rules::{self, Rules};
use super::scope::Scope;
use super::texts;
use crate::travel;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Constraint, Field, Newtype, Parameter, Scalar, Type, Value};

/// A value that has a name.
#[derive(Clone, Copy)]
pub(super) struct Member<'m> {
    pub(super) name: &'m str,
    pub(super) docs: Option<&'m str>,
    pub(super) ty: &'m Type,
    pub(super) default: Option<&'m Value>,
    pub(super) constraints: &'m [Constraint],
    pub(super) sensitive: bool,
    pub(super) deprecated: Option<&'m str>,
}

macro_rules! member {
    ($it:ident, $default:expr) => {
        Member {
            name: &$it.name,
            docs: $it.docs.as_deref(),
            ty: &$it.ty,
            default: $default,
            constraints: &$it.constraints,
            sensitive: $it.sensitive,
            deprecated: $it.deprecated.as_deref(),
        }
    };
}

impl<'m> From<&'m Field> for Member<'m> {
    fn from(field: &'m Field) -> Self {
        member!(field, field.default.as_ref())
    }
}

impl<'m> From<&'m Parameter> for Member<'m> {
    fn from(parameter: &'m Parameter) -> Self {
        member!(parameter, parameter.default.as_ref())
    }
}

impl<'m> From<&'m Newtype> for Member<'m> {
    fn from(newtype: &'m Newtype) -> Self {
        member!(newtype, None)
    }
}

impl Member<'_> {
    /// Returns whether it may not be left out.
    pub(super) fn is_required(&self) -> bool {
        self.default.is_none() && !matches!(self.ty, Type::Optional(_))
    }
}

impl Scope<'_> {
    /// Returns the schema of a member, with everything that is said of it.
    pub(super) fn member(&self, member: Member<'_>) -> Map {
        let schema = self.schema(member.ty);
        self.beside(schema, self.remarks(member))
    }

    /// Returns the schema of a member of an object, where a null stands for the default.
    fn property(&self, member: Member<'_>) -> Map {
        let schema = self.schema(member.ty);
        let schema = if member.default.is_some() { self.nullable(schema) } else { schema };
        self.beside(schema, self.remarks(member))
    }

    /// Returns the schema of a parameter whose docs stand elsewhere; where null cannot be sent, it is not allowed.
    pub(super) fn parameter_schema(&self, member: Member<'_>) -> Map {
        let ty = if let Type::Optional(inner) = member.ty { inner } else { member.ty };
        let bare = Member { docs: None, deprecated: None, ty, ..member };
        self.member(bare)
    }

    /// Returns an object of members.
    pub(super) fn object<'m>(&self, members: impl Iterator<Item = Member<'m>> + Clone) -> Map {
        let properties: Map = members.clone().map(|it| (it.name.to_owned(), self.property(it).into())).collect();
        let required = members.filter(Member::is_required).map(|member| member.name);
        Map::new()
            .with("type", "object")
            .with_filled("properties", properties)
            .with_filled("required", Tree::list(required))
    }

    fn remarks(&self, member: Member<'_>) -> Map {
        let Rules { keywords, notes } = rules::rules(self.model, self.version, member.ty, member.constraints);
        let notes = notes.into_iter().chain(texts::deprecation(member.deprecated));
        let password = member.sensitive && *rules::bare(self.model, member.ty) == Type::Scalar(Scalar::String);
        keywords
            .with_some("format", password.then_some("password"))
            .with_some("description", texts::described(member.docs, notes))
            .with_some("default", member.default.map(|value| travel::json(self.model, value)))
            .with_some("deprecated", member.deprecated.map(|_| true))
            .with_some("x-sensitive", member.sensitive.then_some(true))
    }
}
