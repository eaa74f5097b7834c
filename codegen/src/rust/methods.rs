//! What the trait, its twin, the client and the dispatcher have in common: the methods' names and types.

use super::method_rules;
use super::scope::Scope;
use crate::layout::{self, Place};
use crate::names;
use aspyx_idl::model::{self, ServiceId};

/// A method, with everything spelled in Rust.
#[derive(Debug)]
pub(crate) struct Method<'m> {
    /// The method of the model.
    pub(crate) item: &'m model::Method,
    /// Its name.
    pub(crate) name: String,
    /// Its name in the object-safe twin.
    pub(crate) object_name: String,
    /// The names of its parameters.
    pub(crate) parameters: Vec<String>,
    /// The name of what checks its arguments, if there is something to check.
    pub(crate) rules: Option<String>,
    /// What it answers, always a `Result`.
    pub(crate) answer: String,
    /// The receiver and the parameters with their types.
    typed: Vec<String>,
}

/// Spells the methods of a service.
pub(crate) fn lower<'m>(scope: &Scope<'m>, id: ServiceId) -> Vec<Method<'m>> {
    let service = &scope.model[id];
    service.methods.iter().map(|item| method(scope, service, item)).collect()
}

fn method<'m>(scope: &Scope<'m>, service: &model::Service, item: &'m model::Method) -> Method<'m> {
    let parameters: Vec<_> = item.parameters.iter().map(|parameter| names::value(&parameter.name)).collect();
    let typed = parameters.iter().zip(&item.parameters).map(|(name, item)| format!("{name}: {}", scope.ty(&item.ty)));
    let typed = ["&self".to_owned()].into_iter().chain(typed).collect();
    Method {
        item,
        name: names::value(&item.name),
        object_name: format!("__{}", aspyx_idl::names::value_name(&item.name)),
        rules: rules(scope, service, item),
        answer: answer(scope, service, item),
        typed,
        parameters,
    }
}

/// Two underscores cannot stand within a name that was made of another one, so that no two methods share a name here.
fn rules(scope: &Scope<'_>, service: &model::Service, method: &model::Method) -> Option<String> {
    let [service, name] = [&service.name, &method.name].map(|name| aspyx_idl::names::value_name(name));
    let ruled = method.parameters.iter().any(|parameter| method_rules::is_ruled(scope, parameter));
    ruled.then(|| format!("__{service}__{name}_rules"))
}

fn answer(scope: &Scope<'_>, service: &model::Service, method: &model::Method) -> String {
    let result = method.result.as_ref().map_or("()".to_owned(), |ty| scope.ty(ty));
    let error = if method.throws.is_empty() {
        "::aspyx::Error".to_owned()
    } else {
        names::identifier(aspyx_idl::names::method_error(&service.name, &method.name))
    };
    format!("{}<{result}, {error}>", scope.prelude.result)
}

impl Method<'_> {
    /// Returns a signature at column 4, with `after` characters following.
    pub(crate) fn signature(&self, head: &str, result: &str, after: usize) -> String {
        layout::signature(Place::line(4, after), head, &self.typed, result)
    }

    /// Returns its parameters, each behind `before` and followed by `after`.
    pub(crate) fn each(&self, before: &str, after: &str) -> Vec<String> {
        self.parameters.iter().map(|name| format!("{before}{name}{after}")).collect()
    }
}
