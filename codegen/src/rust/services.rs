//! The traits of services.

use super::methods::Method;
use super::scope::Scope;
use crate::literal::{comment, deprecated, docs};
use aspyx_idl::model::{self, ServiceId};
use aspyx_templates::{Service, ServiceMethod};

/// Decides how the trait of a service looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId, methods: &[Method<'_>]) -> Service {
    Service {
        docs: docs(scope.model[id].docs.as_deref()),
        name: scope.facts[id].clone(),
        methods: methods.iter().map(|method| service_method(scope, method)).collect(),
        send: scope.prelude.send,
        sync: scope.prelude.sync,
    }
}

fn service_method(scope: &Scope<'_>, method: &Method<'_>) -> ServiceMethod {
    // The trait is not in the prelude of editions before 2024.
    let result = format!(" -> impl ::std::future::Future<Output = {}> + {}", method.answer, scope.prelude.send);
    ServiceMethod {
        docs: method_docs(method.item),
        deprecated: deprecated(method.item.deprecated.as_deref()),
        signature: method.signature(&format!("fn {}", method.name), &result, 1),
    }
}

/// Returns the docs of a method, and those of its parameters as a list below.
pub(crate) fn method_docs(method: &model::Method) -> Vec<String> {
    let mut lines = docs(method.docs.as_deref());
    let parameters: Vec<_> = method.parameters.iter().flat_map(parameter_docs).collect();
    if !parameters.is_empty() {
        let gap = if lines.is_empty() { None } else { Some(comment("")) };
        lines.extend(gap.into_iter().chain([comment("# Arguments"), comment("")]).chain(parameters));
    }
    lines
}

/// Returns the docs of a parameter as an entry of a list; there is no attribute that would warn of a deprecated one.
fn parameter_docs(parameter: &model::Parameter) -> Vec<String> {
    let deprecated = parameter.deprecated.as_deref().map(|reason| match reason {
        "" => "Deprecated.".to_owned(),
        reason => format!("Deprecated: {reason}"),
    });
    let text = [docs(parameter.docs.as_deref()), docs(deprecated.as_deref())].concat();
    let lines = text.iter().enumerate().map(|(index, line)| {
        let line = line.trim_start_matches("///").trim_start();
        comment(&if index == 0 {
            format!("* `{}` - {line}", aspyx_idl::names::value_name(&parameter.name))
        } else {
            format!("  {line}")
        })
    });
    lines.collect()
}
