//! Unions.

use super::scope::Scope;
use super::structs::shape;
use crate::layout::{self, Place};
use crate::literal::{deprecated, docs, docs_or_name};
use crate::names;
use aspyx_idl::model::{self, Type, UnionId};
use aspyx_templates::{Union, UnionVariant};

/// Decides how a union looks.
pub(crate) fn lower(scope: &Scope<'_>, id: UnionId) -> Union {
    let item = &scope.model[id];
    let (name, float) = (&scope.facts[id], scope.facts.has_float(&Type::Union(id)));
    let variants: Vec<_> = item.variants.iter().enumerate().map(|(index, item)| variant(scope, index, item)).collect();
    Union {
        docs: docs(item.docs.as_deref()),
        deprecated: deprecated(item.deprecated.as_deref()),
        derives: if float { "Clone, Debug, PartialEq" } else { "Clone, Debug, PartialEq, Eq" }.to_owned(),
        name: name.clone(),
        shape: shape(scope, &item.name, item.variants.iter().map(|variant| (&variant.name, variant.tag))),
        conversions: conversions(scope, name, id),
        decoded: decoded(&variants),
        variants,
    }
}

fn variant(scope: &Scope<'_>, index: usize, item: &model::UnionVariant) -> UnionVariant {
    let name = names::variant(&item.name);
    let (pattern, value) = match item.ty {
        Some(_) => (format!("{name}(value)"), "value"),
        None => (name.clone(), "&::aspyx::wire::Empty"),
    };
    let place = Place::line(12, 0).behind(&format!("Self::{pattern} => "));
    let arguments = ["Self::SHAPE".to_owned(), index.to_string(), value.to_owned()];
    let write =
        |place: Place| format!("__writer.union{}", layout::arguments(place.behind("__writer.union"), &arguments));
    UnionVariant {
        docs: docs_or_name(item.docs.as_deref(), &item.name),
        deprecated: deprecated(item.deprecated.as_deref()),
        encoded: layout::arm(place, write),
        pattern,
        slot: names::value(&item.name),
        ty: item.ty.as_ref().map(|ty| if item.boxed { scope.boxed(ty) } else { scope.ty(ty) }),
        name,
    }
}

/// Returns the arguments of the macro that makes the union of the values it carries: of each whose type no other variant
/// has.
fn conversions(scope: &Scope<'_>, name: &str, id: UnionId) -> Option<String> {
    let variants = &scope.model[id].variants;
    let carried = || variants.iter().filter_map(|variant| variant.ty.as_ref());
    let unique = |ty: &Type| carried().filter(|other| *other == ty).count() == 1 && !is_converted(scope, ty, id);
    let made = variants.iter().filter_map(|variant| {
        let ty = variant.ty.as_ref().filter(|ty| unique(ty))?;
        Some(format!("{}({})", names::variant(&variant.name), scope.ty(ty)))
    });
    let made: Vec<_> = made.collect();
    let place = Place::line(0, 1).behind("::aspyx::codegen::union_from!");
    (!made.is_empty()).then(|| layout::macro_braced(place, name, &made))
}

/// Returns whether a type is converted into a union already: the union itself, and a newtype around it.
fn is_converted(scope: &Scope<'_>, ty: &Type, id: UnionId) -> bool {
    let inner = if let Type::Newtype(newtype) = ty { &scope.model[*newtype].ty } else { ty };
    *inner == Type::Union(id)
}

fn decoded(variants: &[UnionVariant]) -> String {
    let slots: Vec<_> = variants.iter().map(|variant| format!("&mut {}", variant.slot)).collect();
    let place = Place { indent: 8, before: "        let __index = __reader.union".len(), after: 2 };
    layout::arguments_with_array(place, "Self::SHAPE", "&mut [", &slots)
}
