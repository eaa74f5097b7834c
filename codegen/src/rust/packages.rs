//! Packages: their header and everything declared in them, in order.

use super::facts::Facts;
use super::scope::Scope;
use super::{
    blocking, clients, components, descriptors, dispatchers, enums, errors, method_errors, method_rules, methods,
    newtypes, objects, rules, services, structs, unions,
};
use crate::Options;
use crate::options::Side;
use aspyx_idl::model::{ItemId, Model, PackageId, ServiceId};
use aspyx_templates::{Item, Rules};

/// Decides how the items of a package look.
pub(crate) fn lower(model: &Model, facts: &Facts, options: &Options, (id, below): (PackageId, &[&str])) -> Vec<Item> {
    let scope = Scope::new((model, facts, options), id, below);
    model[id].items.iter().flat_map(|item| items(&scope, *item)).collect()
}

/// Returns the header of a file that is made from `sources`, or of one that only leads to others.
pub(crate) fn header(sources: &[String], options: &Options) -> Vec<String> {
    crate::header::header("rust", sources, options).map(|line| format!("// {line}")).to_vec()
}

fn items(scope: &Scope<'_>, item: ItemId) -> Vec<Item> {
    match item {
        ItemId::Newtype(id) => ruled(Item::Newtype(newtypes::lower(scope, id)), rules::newtype(scope, id)),
        ItemId::Struct(id) => ruled(Item::Struct(structs::lower(scope, id)), rules::structure(scope, id)),
        ItemId::Enum(id) => ruled(Item::Enum(enums::lower(scope, id)), rules::enumeration(scope, id)),
        ItemId::Union(id) => ruled(Item::Union(unions::lower(scope, id)), rules::union(scope, id)),
        ItemId::Error(id) => ruled(Item::Error(errors::lower(scope, id)), rules::error(scope, id)),
        ItemId::Service(id) => service(scope, id),
        ItemId::Component(id) => vec![Item::Component(components::lower(scope, id))],
    }
}

/// Returns a type and its rules.
fn ruled(item: Item, rules: Rules) -> Vec<Item> {
    vec![item, Item::Rules(rules)]
}

/// Returns everything that is made of a service.
fn service(scope: &Scope<'_>, id: ServiceId) -> Vec<Item> {
    let (client, server) = (scope.options.client == Side::Generated, scope.options.server == Side::Generated);
    let methods = methods::lower(scope, id);
    let mut items: Vec<Item> = method_errors::lower(scope, id).into_iter().map(Item::MethodError).collect();
    items.push(Item::Service(services::lower(scope, id, &methods)));
    items.extend((client || server).then(|| Item::Object(objects::lower(scope, id, &methods))));
    items.push(Item::Descriptor(descriptors::lower(scope, id)));
    if client || server {
        items.extend(method_rules::lower(scope, id, &methods).into_iter().map(Item::MethodRules));
    }
    items.extend(client.then(|| Item::Client(clients::lower(scope, id, &methods))));
    if scope.options.blocking == Side::Generated {
        items.push(Item::Blocking(blocking::lower(scope, id, &methods)));
    }
    items.extend(server.then(|| Item::Dispatcher(dispatchers::lower(scope, id, &methods))));
    items
}
