//! The error enums of methods that throw.

use super::scope::Scope;
use crate::layout::{self, Place};
use crate::literal::docs_or_name;
use crate::names;
use aspyx_idl::model::{self, Service, ServiceId, Throw};
use aspyx_templates::{MethodError, Thrown};

/// Decides how the error enums of a service look.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId) -> Vec<MethodError> {
    let service = &scope.model[id];
    let throwing = service.methods.iter().filter(|method| !method.throws.is_empty());
    throwing.map(|method| method_error(scope, (service, &scope.facts[id]), method)).collect()
}

fn method_error(scope: &Scope<'_>, (service, name): (&Service, &str), method: &model::Method) -> MethodError {
    let throws: Vec<_> = method.throws.iter().map(|throw| thrown(scope, *throw)).collect();
    let error = names::identifier(aspyx_idl::names::method_error(&service.name, &method.name));
    MethodError {
        method: format!("{name}::{}", aspyx_idl::names::value_name(&method.name)),
        arguments: arguments(&error, &throws),
        throws,
        name: error,
    }
}

fn thrown(scope: &Scope<'_>, throw: Throw) -> Thrown {
    let error = &scope.model[throw.error];
    Thrown {
        docs: docs_or_name(error.docs.as_deref(), &error.name),
        variant: scope.facts[throw.error].clone(),
        ty: scope.path(error.package, &scope.facts[throw.error]),
    }
}

/// Returns the arguments of the macro, which read like the enum itself.
fn arguments(name: &str, throws: &[Thrown]) -> String {
    let variants: Vec<_> = throws.iter().map(|thrown| format!("{}({})", thrown.variant, thrown.ty)).collect();
    layout::macro_braced(Place::line(0, 1).behind("::aspyx::codegen::method_error!"), name, &variants)
}
