//! Structs, and what errors have in common with them.

use super::scope::Scope;
use crate::layout::{self, Place};
use crate::literal::{deprecated, docs, string};
use crate::names;
use aspyx_idl::model::{self, StructId, Type};
use aspyx_templates::{DebugField, Field, Struct};

/// Stands in for a value that must not be shown.
pub(crate) const SENSITIVE: &str = "::aspyx::codegen::Sensitive";

/// Decides how a struct looks.
pub(crate) fn lower(scope: &Scope<'_>, id: StructId) -> Struct {
    let item = &scope.model[id];
    let record = Record {
        declared: &item.name,
        name: &scope.facts[id],
        docs: item.docs.as_deref(),
        deprecated: item.deprecated.as_deref(),
        fields: &item.fields,
    };
    record.lower(scope)
}

/// What structs and errors have in common.
pub(crate) struct Record<'m> {
    /// The name as declared.
    pub(crate) declared: &'m str,
    /// The Rust name.
    pub(crate) name: &'m str,
    /// The docs.
    pub(crate) docs: Option<&'m str>,
    /// Why it is deprecated, if it is.
    pub(crate) deprecated: Option<&'m str>,
    /// The fields.
    pub(crate) fields: &'m [model::Field],
}

impl Record<'_> {
    /// Decides how it looks.
    pub(crate) fn lower(&self, scope: &Scope<'_>) -> Struct {
        let fields: Vec<Field> = self.fields.iter().map(|item| field(scope, item)).collect();
        let all_optional = self.fields.iter().all(|field| initial(scope, field).is_some());
        Struct {
            docs: docs(self.docs),
            deprecated: deprecated(self.deprecated),
            derives: self.derives(scope),
            name: self.name.to_owned(),
            shape: shape(scope, self.declared, self.fields.iter().map(|field| (&field.name, field.tag))),
            constructor: self.constructor(scope, &fields),
            initial: self.initial(scope, &fields),
            default: all_optional.then_some(scope.prelude.default),
            debug: self.debug(&fields),
            encoded: encoded(&fields),
            decoded: decoded(&fields),
            built: built(&fields),
            fields,
        }
    }

    fn derives(&self, scope: &Scope<'_>) -> String {
        let debug = if self.is_sensitive() { "" } else { "Debug, " };
        let eq = if self.fields.iter().any(|field| scope.facts.has_float(&field.ty)) { "" } else { ", Eq" };
        format!("Clone, {debug}PartialEq{eq}")
    }

    fn is_sensitive(&self) -> bool {
        self.fields.iter().any(|field| field.sensitive)
    }

    /// Returns what is shown of it if that must not be all.
    fn debug(&self, fields: &[Field]) -> Option<Vec<DebugField>> {
        let shown = self.fields.iter().zip(fields).map(|(field, view)| DebugField {
            name: string(view.name.trim_start_matches("r#")),
            value: if field.sensitive { SENSITIVE.to_owned() } else { format!("self.{}", view.name) },
        });
        self.is_sensitive().then(|| shown.collect())
    }

    fn constructor(&self, scope: &Scope<'_>, fields: &[Field]) -> String {
        let required = self.fields.iter().zip(fields).filter(|(field, _)| initial(scope, field).is_none());
        let parameters: Vec<_> = required.map(|(_, view)| format!("{}: {}", view.name, view.ty)).collect();
        layout::signature(Place::line(4, 2), "pub fn new", &parameters, " -> Self")
    }

    fn initial(&self, scope: &Scope<'_>, fields: &[Field]) -> String {
        let values = self.fields.iter().zip(fields).map(|(field, view)| match initial(scope, field) {
            Some(value) => format!("{}: {value}", view.name),
            None => view.name.clone(),
        });
        layout::literal(Place::line(8, 0), "Self", &values.collect::<Vec<_>>())
    }
}

/// Returns the value of the constant that tells the members of a struct or a union and their numbers.
pub(crate) fn shape<'m>(scope: &Scope<'_>, declared: &str, members: impl Iterator<Item = (&'m String, u32)>) -> String {
    let members = members.map(|(name, tag)| format!("{} = {tag}", string(name)));
    let items: Vec<_> = [scope.full_name(declared)].into_iter().chain(members).collect();
    let place = Place { indent: 4, before: "    const SHAPE: &'static ::aspyx::wire::Shape".len(), after: 1 };
    layout::macro_value(place, "&::aspyx::codegen::shape!", &items)
}

fn field(scope: &Scope<'_>, field: &model::Field) -> Field {
    Field {
        docs: docs(field.docs.as_deref()),
        deprecated: deprecated(field.deprecated.as_deref()),
        name: names::value(&field.name),
        ty: if field.boxed { scope.boxed(&field.ty) } else { scope.ty(&field.ty) },
        slot: scope.slot(&field.ty, field.default.as_ref()) + if field.sensitive { ".sensitive()" } else { "" },
    }
}

/// Returns the value a field begins with, unless it must be given.
fn initial(scope: &Scope<'_>, field: &model::Field) -> Option<String> {
    let default = field.default.as_ref().map(|value| scope.default(&field.ty, value));
    default.or_else(|| matches!(field.ty, Type::Optional(_)).then(|| "None".to_owned()))
}

fn encoded(fields: &[Field]) -> String {
    let values: Vec<_> = fields.iter().map(|field| format!("&self.{}", field.name)).collect();
    let place = Place { indent: 8, before: "        __writer.message".len(), after: 1 };
    layout::arguments_with_array(place, "Self::SHAPE", "&[", &values)
}

fn decoded(fields: &[Field]) -> String {
    let slots: Vec<_> = fields.iter().map(|field| format!("&mut {}", field.name)).collect();
    let place = Place { indent: 8, before: "        __reader.message".len(), after: 2 };
    layout::arguments_with_array(place, "Self::SHAPE", "&mut [", &slots)
}

fn built(fields: &[Field]) -> String {
    let values: Vec<_> = fields.iter().map(|field| format!("{0}: {0}.take()?", field.name)).collect();
    layout::literal(Place::line(8, 1).behind("Ok("), "Self", &values)
}
