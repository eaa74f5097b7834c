//! Enums.

use super::scope::Scope;
use crate::layout::{self, Place, macro_value};
use crate::literal::{deprecated, docs, docs_or_name, string};
use crate::names;
use aspyx_idl::model::{self, EnumId};
use aspyx_templates::{Enum, Variant};

/// Decides how an enum looks.
pub(crate) fn lower(scope: &Scope<'_>, id: EnumId) -> Enum {
    let item = &scope.model[id];
    let variants: Vec<_> = item.variants.iter().map(variant).collect();
    Enum {
        docs: docs(item.docs.as_deref()),
        deprecated: deprecated(item.deprecated.as_deref()),
        name: scope.facts[id].clone(),
        all: all(&variants),
        variants,
        result: scope.prelude.result,
        shape: shape(scope, item),
    }
}

fn variant(variant: &model::Variant) -> Variant {
    Variant {
        docs: docs_or_name(variant.docs.as_deref(), &variant.name),
        deprecated: deprecated(variant.deprecated.as_deref()),
        name: names::variant(&variant.name),
    }
}

fn all(variants: &[Variant]) -> String {
    let values: Vec<_> = variants.iter().map(|variant| format!("Self::{}", variant.name)).collect();
    layout::array(Place::line(4, 1).behind("pub const ALL: &'static [Self] = "), "&[", &values)
}

fn shape(scope: &Scope<'_>, item: &model::Enum) -> String {
    let members = item.variants.iter().map(|variant| format!("{} = {}", string(&variant.name), variant.number));
    let items: Vec<_> = [scope.full_name(&item.name)].into_iter().chain(members).collect();
    let place = Place { indent: 4, before: "    const SHAPE: &'static ::aspyx::wire::EnumShape".len(), after: 1 };
    macro_value(place, "&::aspyx::codegen::enum_shape!", &items)
}
