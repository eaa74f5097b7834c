//! Packages: a file each.

use super::schema::{File, Item};
use super::scope::Scope;
use super::{calls, comments, enums, messages, names};
use crate::target::TargetError;
use crate::{Options, header};
use aspyx_idl::model::{ItemId, Model, PackageId};
use std::collections::BTreeSet;

/// Returns all packages of a model.
pub(super) fn ids(model: &Model) -> impl Iterator<Item = PackageId> + use<> {
    (0..model.packages.len() as u32).map(PackageId)
}

/// Lowers a package, and says what of it cannot be.
pub(super) fn lower(model: &Model, id: PackageId, options: &Options) -> (File, Vec<TargetError>) {
    let source = &model[id];
    let mut scope = Scope::new(model, id);
    // The messages of methods, whose names nobody has written, give way to everything else.
    let declared: Vec<_> = source.items.iter().map(|item| declared(&mut scope, *item)).collect();
    let items = source.items.iter().zip(declared);
    let items = items.flat_map(|(item, declared)| with_calls(&mut scope, *item, declared)).collect();
    let file = File {
        path: names::path(&source.name),
        package: source.name.clone(),
        header: header::header("proto", &source.files, options).to_vec(),
        comment: source.docs.as_deref().map(comments::lines).unwrap_or_default(),
        imports: scope.imports,
        hidden: hidden(model, &source.name),
        items,
    };
    (file, scope.errors)
}

/// Returns the names that follow the package or one of its parents in the name of any package.
fn hidden(model: &Model, package: &str) -> BTreeSet<String> {
    let ends = package.match_indices('.').map(|(at, _)| at).chain([package.len()]);
    let below = |parent: &str, name: &str| -> Option<String> {
        let rest = name.strip_prefix(parent)?.strip_prefix('.')?;
        rest.split('.').next().map(str::to_owned)
    };
    ends.flat_map(|end| model.packages.iter().filter_map(move |it| below(&package[..end], &it.name))).collect()
}

/// Lowers a declaration; of a service only the name is taken. Newtypes are what they wrap wherever they are used, and
/// components are no business of proto3.
fn declared(scope: &mut Scope<'_>, item: ItemId) -> Vec<Item> {
    match item {
        ItemId::Newtype(_) | ItemId::Component(_) => Vec::new(),
        ItemId::Struct(id) => vec![Item::Message(messages::of_struct(scope, id))],
        ItemId::Enum(id) => vec![Item::Enum(enums::lower(scope, id))],
        ItemId::Union(id) => vec![Item::Message(messages::of_union(scope, id))],
        ItemId::Error(id) => vec![Item::Message(messages::of_error(scope, id))],
        ItemId::Service(id) => {
            calls::declare(scope, id);
            Vec::new()
        }
    }
}

/// Returns what a declaration becomes, now that the names of all others are known.
fn with_calls(scope: &mut Scope<'_>, item: ItemId, declared: Vec<Item>) -> Vec<Item> {
    if let ItemId::Service(id) = item { calls::lower(scope, id) } else { declared }
}
