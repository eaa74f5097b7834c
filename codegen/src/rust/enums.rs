//! Enums.

use super::scope::Scope;
use crate::layout::{Place, macro_value};
use crate::literal::{comment, docs, string};
use crate::names;
use aspyx_idl::model::{self, EnumId};
use aspyx_templates::{Enum, Variant};

/// Decides how an enum looks.
pub(crate) fn lower(scope: &Scope<'_>, id: EnumId) -> Enum {
    let item = &scope.model[id];
    Enum {
        docs: docs(item.docs.as_deref()),
        name: scope.facts[id].clone(),
        variants: item.variants.iter().map(variant).collect(),
        result: scope.prelude.result,
        shape: shape(scope, item),
    }
}

fn variant(variant: &model::Variant) -> Variant {
    let mut lines = docs(variant.docs.as_deref());
    if lines.is_empty() {
        lines.push(comment(&format!("`{}`", variant.name)));
    }
    Variant { docs: lines, name: names::variant(&variant.name) }
}

fn shape(scope: &Scope<'_>, item: &model::Enum) -> String {
    let members = item.variants.iter().map(|variant| format!("{} = {}", string(&variant.name), variant.number));
    let items: Vec<_> = [scope.full_name(&item.name)].into_iter().chain(members).collect();
    let place = Place { indent: 4, before: "    const SHAPE: &'static ::aspyx::wire::EnumShape".len(), after: 1 };
    macro_value(place, "&::aspyx::codegen::enum_shape!", &items)
}
