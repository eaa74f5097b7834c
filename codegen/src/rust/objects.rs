//! The object-safe twins of services' traits.

use super::methods::Method;
use super::scope::Scope;
use crate::layout::{self, Place};
use crate::names;
use aspyx_idl::model::ServiceId;
use aspyx_templates::{Object, ObjectMethod};

/// Returns the name of a twin.
pub(crate) fn name(scope: &Scope<'_>, id: ServiceId) -> String {
    names::identifier(aspyx_idl::names::object_trait(&scope.model[id].name))
}

/// Decides how the twin of a service's trait looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId, methods: &[Method<'_>]) -> Object {
    let service = &scope.facts[id];
    Object {
        name: name(scope, id),
        methods: methods.iter().map(|method| object_method(scope, service, method)).collect(),
        service: service.clone(),
        send: scope.prelude.send,
        sync: scope.prelude.sync,
        boxed: scope.prelude.boxed,
    }
}

fn object_method(scope: &Scope<'_>, service: &str, method: &Method<'_>) -> ObjectMethod {
    let result = format!(" -> ::aspyx::codegen::BoxFuture<'_, {}>", method.answer);
    let arguments: Vec<_> = ["self".to_owned()].into_iter().chain(method.each("", "")).collect();
    let call = format!("{}::pin({service}::{}", scope.prelude.boxed, method.name);
    let place = Place::line(8, 1).behind(&call);
    ObjectMethod {
        signature: method.signature(&format!("fn {}", method.object_name), &result, 1),
        name: method.name.clone(),
        arguments: layout::arguments(place, &arguments),
    }
}
