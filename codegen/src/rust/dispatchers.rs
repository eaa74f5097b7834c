//! The dispatchers of services.

use super::methods::Method;
use super::scope::Scope;
use super::{method_rules, objects};
use crate::layout::{self, Place};
use crate::names;
use aspyx_idl::model::ServiceId;
use aspyx_templates::{Dispatcher, DispatcherArm, Slot};

/// Returns the name of a dispatcher.
pub(crate) fn name(scope: &Scope<'_>, id: ServiceId) -> String {
    names::identifier(aspyx_idl::names::dispatcher(&scope.model[id].name))
}

/// Decides how the dispatcher of a service looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId, methods: &[Method<'_>]) -> Dispatcher {
    Dispatcher {
        name: name(scope, id),
        service: scope.facts[id].clone(),
        object: objects::name(scope, id),
        arms: methods.iter().map(|method| arm(scope, method)).collect(),
    }
}

fn arm(scope: &Scope<'_>, method: &Method<'_>) -> DispatcherArm {
    let values = method.item.parameters.iter().map(|parameter| {
        scope.slot(&parameter.ty, parameter.default.as_ref()) + if parameter.sensitive { ".sensitive()" } else { "" }
    });
    let slots = method.parameters.iter().cloned().zip(values).map(|(name, value)| Slot { name, value });
    let arguments = Place::line(16, 2).behind("__call.arguments");
    DispatcherArm {
        slots: slots.collect(),
        arguments: layout::array_argument(arguments, "&mut [", &method.each("&mut ", "")),
        taken: method_rules::checked(scope, method).map(|(_, name)| name.clone()).collect(),
        rules: method_rules::call(scope, method, Place::line(16, 2)),
        answer: answer(scope, method),
    }
}

/// Returns the call of the twin as the only argument; what has been checked has been taken out of its slot.
fn answer(scope: &Scope<'_>, method: &Method<'_>) -> String {
    let parameters = method.item.parameters.iter().zip(&method.parameters);
    let taken = parameters.map(|(item, name)| match method_rules::is_ruled(scope, item) {
        true => name.clone(),
        false => format!("{name}.take()?"),
    });
    let head = format!("(self.0.{}", method.object_name);
    let place = Place::line(16, 1).behind("__call.answer").behind(&head);
    format!("{head}{})", layout::arguments(place, &taken.collect::<Vec<_>>()))
}
