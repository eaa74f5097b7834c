//! The blocking sides of services: traits, what makes services of their implementations, and clients.

use super::methods::Method;
use super::scope::Scope;
use super::{clients, objects, services};
use crate::layout::{self, Place};
use crate::literal::{deprecated, docs};
use crate::names;
use crate::options::Side;
use aspyx_idl::model::ServiceId;
use aspyx_templates::{AdaptedMethod, Blocking, BlockingClient, ServiceMethod};

/// Decides how the blocking side of a service looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ServiceId, methods: &[Method<'_>]) -> Blocking {
    let (name, service) = (names::identifier(aspyx_idl::names::blocking(&scope.model[id].name)), &scope.facts[id]);
    Blocking {
        docs: docs(scope.model[id].docs.as_deref()),
        service: service.clone(),
        methods: methods.iter().map(blocking_method).collect(),
        adapted: methods.iter().map(|method| adapted(&name, method)).collect(),
        client: (scope.options.client == Side::Generated).then(|| client(scope, id, methods)),
        send: scope.prelude.send,
        sync: scope.prelude.sync,
        name,
    }
}

fn blocking_method(method: &Method<'_>) -> ServiceMethod {
    ServiceMethod {
        docs: services::method_docs(method.item),
        deprecated: deprecated(method.item.deprecated.as_deref()),
        signature: signature(method, "fn", 1),
    }
}

fn client(scope: &Scope<'_>, id: ServiceId, methods: &[Method<'_>]) -> BlockingClient {
    let item = &scope.model[id];
    BlockingClient {
        name: names::identifier(aspyx_idl::names::blocking_client(&item.name)),
        client: clients::name(scope, id),
        object: objects::name(scope, id),
        descriptor: names::constant(&item.name),
        deprecated: deprecated(item.deprecated.as_deref()),
        methods: methods.iter().map(|method| waiting(&scope.facts[id], method)).collect(),
        str: scope.prelude.str,
    }
}

/// Returns a method of the service as an implementation of the blocking trait answers it: on another thread.
fn adapted(blocking: &str, method: &Method<'_>) -> AdaptedMethod {
    let closure = "move |__service: &__T| ";
    let call = |place: Place| call(place, blocking, "__service", method);
    let here = Place::line(8, 1).behind("let __call = ").behind(closure);
    let flat = call(here);
    let call = if here.fits(&flat) { flat } else { layout::block(8, call) };
    AdaptedMethod { signature: signature(method, "async fn", 2), call: format!("{closure}{call}") }
}

/// Returns a method of the blocking trait as the blocking client answers it: by waiting.
fn waiting(service: &str, method: &Method<'_>) -> AdaptedMethod {
    let place = Place::line(8, 1).behind("let __call = ");
    AdaptedMethod { signature: signature(method, "fn", 2), call: call(place, service, "&self.0", method) }
}

fn signature(method: &Method<'_>, head: &str, after: usize) -> String {
    method.signature(&format!("{head} {}", method.name), &format!(" -> {}", method.answer), after)
}

/// Returns the call of a method by the name of its trait, so that no other method of this name is in its way.
fn call(place: Place, owner: &str, receiver: &str, method: &Method<'_>) -> String {
    let head = format!("{owner}::{}", method.name);
    let arguments: Vec<_> = [receiver.to_owned()].into_iter().chain(method.each("", "")).collect();
    format!("{head}{}", layout::arguments(place.behind(&head), &arguments))
}
