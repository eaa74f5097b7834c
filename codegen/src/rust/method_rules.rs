//! The rules of methods' arguments: one function a method, which its client and its dispatcher share.

use super::methods::Method;
use super::rules::{Checked, Expression};
use super::scope::Scope;
use crate::layout::{self, Place};
use crate::names;
use aspyx_idl::model::{Parameter, ServiceId};
use aspyx_templates::MethodRules;

/// Decides how the rules of a service's methods look, of those that have some.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId, methods: &[Method<'_>]) -> Vec<MethodRules> {
    let service = (&*scope.facts[id], names::constant(&scope.model[id].name));
    let rules = methods.iter().enumerate().map(|(index, method)| method_rules(scope, &service, index, method));
    rules.flatten().collect()
}

fn method_rules(
    scope: &Scope<'_>,
    (service, descriptor): &(&str, String),
    index: usize,
    method: &Method<'_>,
) -> Option<MethodRules> {
    let function = method.rules.as_ref()?;
    let typed = checked(scope, method).map(|(item, name)| format!("{name}: &{}", scope.ty(&item.ty)));
    let typed: Vec<_> = typed.collect();
    let checks = checked(scope, method).filter_map(|(item, name)| {
        let (value, ty, constraints) = (Expression::reference(name), &item.ty, &item.constraints);
        Checked { name: &item.name, value, ty, constraints, sensitive: item.sensitive }.statement(scope, 4)
    });
    Some(MethodRules {
        method: format!("{service}::{}", aspyx_idl::names::value_name(&method.item.name)),
        signature: layout::signature(Place::line(0, 2), &format!("fn {function}"), &typed, " -> ::aspyx::Result<()>"),
        checks: checks.collect(),
        descriptor: format!("{descriptor}.methods[{index}]"),
    })
}

/// Returns the parameters of which there is something to check, with their names in Rust.
pub(crate) fn checked<'m>(
    scope: &'m Scope<'_>,
    method: &'m Method<'_>,
) -> impl Iterator<Item = (&'m Parameter, &'m String)> {
    method.item.parameters.iter().zip(&method.parameters).filter(|(item, _)| is_ruled(scope, item))
}

/// Returns whether there is something to check about an argument.
pub(crate) fn is_ruled(scope: &Scope<'_>, parameter: &Parameter) -> bool {
    !parameter.constraints.is_empty() || scope.facts.has_rules(&parameter.ty)
}

/// Returns the call that checks a method's arguments, if there is something to check.
pub(crate) fn call(scope: &Scope<'_>, method: &Method<'_>, place: Place) -> Option<String> {
    let function = method.rules.as_ref()?;
    let arguments: Vec<_> = checked(scope, method).map(|(_, name)| format!("&{name}")).collect();
    Some(format!("{function}{}", layout::arguments(place.behind(function), &arguments)))
}
