//! The model as JSON, for generators in other languages: everything the compiler knows, with names instead of ids.
//!
//! `codegen/model.schema.json` describes the format and `codegen/MODEL.md` explains it. Every member is always there;
//! what does not apply is null or empty. Places in the source are left out, so that an edit changes what it is about and
//! nothing else.

mod calls;
mod parts;
#[cfg(test)]
mod tests;
mod types;

use crate::header::header;
use crate::tree::{Map, Tree};
use crate::{Files, Options};
use aspyx_idl::model::{ItemId, Model, Package};

/// The version of the format; it is raised when something is removed or means something else, not when members are added.
const VERSION: u32 = 1;

/// Writes everything a model says.
pub(crate) fn generate(model: &Model, options: &Options) -> Files {
    let mut files = Files::new();
    files.add("model.json", document(model, options).to_json());
    files
}

fn document(model: &Model, options: &Options) -> Tree {
    let mark = header("json", &[], options).join(" ");
    let document = Map::new().with("format", "aspyx-model").with("version", VERSION).with("generated", mark);
    document.with("packages", Tree::list(model.packages.iter().map(|it| package(model, options, it)))).into()
}

fn package(model: &Model, options: &Options, package: &Package) -> Map {
    let uses = package.uses.iter().map(|id| &model[*id].name);
    Map::new()
        .with("name", &package.name)
        .with("docs", package.docs.as_deref())
        .with("imported", package.imported)
        .with("files", Tree::list(package.files.iter().map(|path| options.path_below_root(path))))
        .with("uses", Tree::list(uses))
        .with("items", Tree::list(package.items.iter().map(|id| item(model, *id))))
}

fn item(model: &Model, item: ItemId) -> Map {
    match item {
        ItemId::Newtype(id) => types::newtype(model, &model[id]),
        ItemId::Struct(id) => types::record(model, &model[id]),
        ItemId::Enum(id) => types::choice(model, &model[id]),
        ItemId::Union(id) => types::union(model, &model[id]),
        ItemId::Error(id) => types::error(model, &model[id]),
        ItemId::Service(id) => calls::service(model, &model[id]),
        ItemId::Component(id) => calls::component(model, &model[id]),
    }
}
