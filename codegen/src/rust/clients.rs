//! The clients of services.

use super::methods::Method;
use super::scope::Scope;
use super::{method_rules, objects};
use crate::layout::{self, Place};
use crate::literal::deprecated;
use crate::names;
use aspyx_idl::model::ServiceId;
use aspyx_templates::{Client, ClientMethod};

/// Returns the name of a client.
pub(crate) fn name(scope: &Scope<'_>, id: ServiceId) -> String {
    names::identifier(aspyx_idl::names::client(&scope.model[id].name))
}

/// Decides how the client of a service looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId, methods: &[Method<'_>]) -> Client {
    let descriptor = names::constant(&scope.model[id].name);
    let methods = methods.iter().enumerate().map(|(index, method)| client_method(scope, method, &descriptor, index));
    Client {
        name: name(scope, id),
        service: scope.facts[id].clone(),
        object: objects::name(scope, id),
        deprecated: deprecated(scope.model[id].deprecated.as_deref()),
        methods: methods.collect(),
        descriptor,
        str: scope.prelude.str,
    }
}

fn client_method(scope: &Scope<'_>, method: &Method<'_>, descriptor: &str, index: usize) -> ClientMethod {
    let some = Place::line(12, 0).behind("Some(__service) => ");
    let none = Place::line(12, 0).behind("None => ");
    ClientMethod {
        signature: method.signature(&format!("async fn {}", method.name), &format!(" -> {}", method.answer), 2),
        rules: method_rules::call(scope, method, Place::line(8, 2)),
        local: layout::arm(some, |place| local(method, &format!("&{descriptor}.methods[{index}]"), place)),
        remote: layout::arm(none, |place| remote(method, &format!("&{descriptor}.methods[{index}]"), place)),
    }
}

/// Returns the call of the twin, guarded by the runtime.
fn local(method: &Method<'_>, descriptor: &str, place: Place) -> String {
    let call = |place: Place| {
        let twin = format!("__service.{}", method.object_name);
        let flat = format!("{twin}({})", method.each("", "").join(", "));
        let line = layout::arguments(place.behind(".call"), &[descriptor.to_owned(), flat]);
        if !line.contains('\n') {
            return format!(".call{line}");
        }
        let inner = Place::line(place.indent + 4, 1).behind(&twin);
        let twin = twin + &layout::arguments(inner, &method.each("", ""));
        format!(".call{}", layout::arguments(place.behind(".call"), &[descriptor.to_owned(), twin]))
    };
    chained("__service", place, call)
}

/// Returns the call by way of a channel.
fn remote(method: &Method<'_>, descriptor: &str, place: Place) -> String {
    let call = |place: Place| {
        let inner = place.behind(".call");
        format!(".call{}", layout::arguments_with_array(inner, descriptor, "&[", &method.each("&", "")))
    };
    chained("self.0", place, call)
}

/// Returns a call that is awaited: one line, or what `call` makes of a line of its own.
fn chained(receiver: &str, place: Place, call: impl Fn(Place) -> String) -> String {
    let awaited = |place| [call(place), ".await".to_owned()];
    let flat = layout::chain(place, receiver, &awaited(place.behind(receiver)));
    if !flat.contains('\n') {
        return flat;
    }
    layout::chain(place, receiver, &awaited(Place::line(place.indent + 4, 0)))
}
