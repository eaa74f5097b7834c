//! Newtypes.

use super::scope::Scope;
use crate::layout::{self, Place};
use crate::literal::{deprecated, docs};
use aspyx_idl::model::{self, NewtypeId, Scalar, Type};
use aspyx_templates::Newtype;

/// Decides how a newtype looks.
pub(crate) fn lower(scope: &Scope<'_>, id: NewtypeId) -> Newtype {
    let item = &scope.model[id];
    let (name, ty) = (&scope.facts[id], scope.ty(&item.ty));
    let declaration = layout::signature(Place::line(0, 0), &format!("pub struct {name}"), &[format!("pub {ty}")], ";");
    Newtype {
        docs: docs(item.docs.as_deref()),
        deprecated: deprecated(item.deprecated.as_deref()),
        derives: derives(scope, item),
        arguments: arguments(format!("{name}({ty})"), &shown(scope, item)),
        declaration,
    }
}

/// Returns the arguments of the macro: what is declared, and how it is shown.
fn arguments(declared: String, shown: &[&str]) -> String {
    let place = Place::line(0, 1).behind("::aspyx::codegen::newtype!");
    if shown.is_empty() && place.fits(&format!("({declared})")) {
        return format!("({declared})");
    }
    let shown = shown.iter().map(|&argument| argument.to_owned());
    layout::macro_arguments(place, &[declared].into_iter().chain(shown).collect::<Vec<_>>())
}

/// Returns how it is shown, if not by what is derived alone, and whether it is a text.
fn shown(scope: &Scope<'_>, item: &model::Newtype) -> Vec<&'static str> {
    let shown = match item.sensitive {
        true => Some("Sensitive"),
        false => scope.has_text(&item.ty).then_some("Display"),
    };
    let text = *scope.model.unwrapped(&item.ty) == Type::Scalar(Scalar::String);
    shown.into_iter().chain((shown.is_some() && text).then_some("str")).collect()
}

/// Returns the traits to derive: those that what it wraps has.
fn derives(scope: &Scope<'_>, item: &model::Newtype) -> String {
    let float = scope.facts.has_float(&item.ty);
    let ordered = scope.is_ordered(&item.ty);
    let traits = [
        ("Clone", true),
        ("Copy", scope.is_copied(&item.ty)),
        ("Debug", !item.sensitive),
        ("PartialEq", true),
        ("Eq", !float),
        ("PartialOrd", ordered),
        ("Ord", ordered && !float),
        ("Hash", ordered && !float),
    ];
    let derived = traits.iter().filter_map(|(name, wanted)| wanted.then_some(*name));
    derived.collect::<Vec<_>>().join(", ")
}
