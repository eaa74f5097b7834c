//! Which packages refer to which others.

use crate::model::{ComponentId, Field, ItemId, Method, Model, PackageId, Service, Type};
use std::collections::BTreeSet;

/// Fills in what each package uses.
pub(super) fn with_uses(mut model: Model) -> Model {
    let all: Vec<BTreeSet<PackageId>> =
        (0..model.packages.len() as u32).map(|id| uses(&model, PackageId(id))).collect();
    for (package, used) in model.packages.iter_mut().zip(all) {
        // Packages are sorted by name, and so are their ids.
        package.uses = used.into_iter().collect();
    }
    model
}

/// Returns the packages that the declarations of a package refer to, other than itself.
fn uses(model: &Model, package: PackageId) -> BTreeSet<PackageId> {
    let mut used = BTreeSet::new();
    for item in &model[package].items {
        self::item(model, *item, &mut used);
    }
    used.remove(&package);
    used
}

/// Adds the packages a declaration refers to.
fn item(model: &Model, item: ItemId, used: &mut BTreeSet<PackageId>) {
    match item {
        ItemId::Struct(id) => fields(model, &model[id].fields, used),
        ItemId::Error(id) => fields(model, &model[id].fields, used),
        ItemId::Newtype(id) => ty(model, &model[id].ty, used),
        ItemId::Union(id) => {
            model[id].variants.iter().filter_map(|variant| variant.ty.as_ref()).for_each(|it| ty(model, it, used));
        }
        ItemId::Enum(_) => {}
        ItemId::Service(id) => service(model, &model[id], used),
        ItemId::Component(id) => component(model, id, used),
    }
}

/// Adds the packages of the types of fields.
fn fields(model: &Model, fields: &[Field], used: &mut BTreeSet<PackageId>) {
    for field in fields {
        ty(model, &field.ty, used);
    }
}

/// Adds the packages a service refers to, and that of its component, whose name and channels its client needs.
fn service(model: &Model, service: &Service, used: &mut BTreeSet<PackageId>) {
    used.extend(service.component.map(|id| model[id].package));
    for method in &service.methods {
        self::method(model, method, used);
    }
}

/// Adds the packages a method refers to.
fn method(model: &Model, method: &Method, used: &mut BTreeSet<PackageId>) {
    for parameter in &method.parameters {
        ty(model, &parameter.ty, used);
    }
    if let Some(result) = &method.result {
        ty(model, result, used);
    }
    used.extend(method.throws.iter().map(|throw| model[throw.error].package));
}

/// Adds the packages of a component's services.
fn component(model: &Model, id: ComponentId, used: &mut BTreeSet<PackageId>) {
    used.extend(model[id].services.iter().map(|service| model[*service].package));
}

/// Adds the packages of a type.
fn ty(model: &Model, ty: &Type, used: &mut BTreeSet<PackageId>) {
    match ty {
        Type::Scalar(_) => {}
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => self::ty(model, inner, used),
        Type::Map(key, value) => {
            self::ty(model, key, used);
            self::ty(model, value, used);
        }
        Type::Struct(id) => drop(used.insert(model[*id].package)),
        Type::Newtype(id) => drop(used.insert(model[*id].package)),
        Type::Enum(id) => drop(used.insert(model[*id].package)),
        Type::Union(id) => drop(used.insert(model[*id].package)),
    }
}
