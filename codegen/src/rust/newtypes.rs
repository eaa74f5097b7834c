//! Newtypes.

use super::scope::Scope;
use crate::layout::{self, Place};
use crate::literal::{deprecated, docs};
use aspyx_idl::model::{self, NewtypeId};
use aspyx_templates::Newtype;

/// Decides how a newtype looks.
pub(crate) fn lower(scope: &Scope<'_>, id: NewtypeId) -> Newtype {
    let item = &scope.model[id];
    let (name, ty) = (&scope.facts[id], scope.ty(&item.ty));
    let declaration = layout::signature(Place::line(0, 0), &format!("pub struct {name}"), &[format!("pub {ty}")], ";");
    let wrapped = format!("{name}({ty})");
    let items: Vec<_> = [wrapped].into_iter().chain(text(scope, item)).collect();
    Newtype {
        docs: docs(item.docs.as_deref()),
        deprecated: deprecated(item.deprecated.as_deref()),
        derives: derives(scope, item),
        declaration,
        arguments: layout::macro_arguments(Place::line(0, 1).behind("::aspyx::codegen::newtype!"), &items),
    }
}

/// Returns how it is shown, if not by what is derived alone.
fn text(scope: &Scope<'_>, item: &model::Newtype) -> Option<String> {
    if item.sensitive { Some("Sensitive".to_owned()) } else { scope.has_text(&item.ty).then(|| "Display".to_owned()) }
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
