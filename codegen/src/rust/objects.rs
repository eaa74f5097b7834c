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
    }
}

fn object_method(scope: &Scope<'_>, service: &str, method: &Method<'_>) -> ObjectMethod {
    let result = format!(" -> ::aspyx::codegen::BoxFuture<'_, {}>", method.answer);
    ObjectMethod {
        signature: method.signature(&format!("fn {}", method.object_name), &result, 1),
        body: body(scope, service, method),
    }
}

/// Returns the boxed future of the service's own method.
///
/// The method is called within it: an implementation that does something before it returns its future must not do so
/// while the request is still being read.
fn body(scope: &Scope<'_>, service: &str, method: &Method<'_>) -> String {
    let arguments: Vec<_> = ["self".to_owned()].into_iter().chain(method.each("", "")).collect();
    let (open, call) = (format!("{}::pin(async move {{", scope.prelude.boxed), format!("{service}::{}", method.name));
    let flat = format!("{open} {call}({}).await }})", arguments.join(", "));
    if Place::line(8, 0).fits(&flat) {
        return flat;
    }
    let arguments = layout::arguments(Place::line(12, ".await".len()).behind(&call), &arguments);
    let gap = if arguments.contains('\n') { layout::newline(12) } else { String::new() };
    format!("{open}{}{call}{arguments}{gap}.await{}}})", layout::newline(12), layout::newline(8))
}
