//! Services, and the messages that their methods take and answer with.
//!
//! The names of these messages never travel, so they give way to those that somebody has written. An answer has the result as 1, the text of what was raised as 2, and what
//! the method throws from 3; a method without a result has no 1.

use super::messages::{Draft, Member};
use super::schema::{Head, Item, Kind, Message, Method, Scalar, Service};
use super::scope::Scope;
use super::unique::Names;
use super::{comments, names};
use aspyx_idl::model::{self, Model, Parameter, ServiceId, Throw};

/// A method, with the service it belongs to.
type Place<'m> = (&'m model::Service, &'m model::Method);

/// Takes the name of a service.
pub(super) fn declare(scope: &mut Scope<'_>, id: ServiceId) {
    let source = &scope.model[id];
    scope.claim(&names::type_name(&source.name), format!("service `{}`", source.name), source.span);
}

/// Lowers a service, followed by the messages of its methods.
pub(super) fn lower(scope: &mut Scope<'_>, id: ServiceId) -> Vec<Item> {
    let source: &model::Service = &scope.model[id];
    let name = names::type_name(&source.name);
    let (mut known, mut methods, mut messages) = (Names::default(), Vec::new(), Vec::new());
    for method in &source.methods {
        let what = format!("method `{}` of service `{}`", method.name, source.name);
        scope.claim_in(&mut known, &names::type_name(&method.name), what.clone(), method.span);
        let base = free_base(scope, &name, &names::type_name(&method.name));
        let (request, response) =
            (request(scope, (source, method), &base, &what), response(scope, (source, method), &base, &what));
        methods.push(lowered(scope, method, &request, &response));
        messages.extend([Item::Message(request), Item::Message(response)]);
    }
    let notes = belonging(scope.model, source);
    let head = comments::head(name, source.docs.as_deref(), source.deprecated.as_deref(), notes);
    std::iter::once(Item::Service(Service { head, methods })).chain(messages).collect()
}

/// Says where a service is reached.
fn belonging(model: &Model, source: &model::Service) -> Vec<String> {
    let component = source.component.map(|id| &model[id]);
    component.into_iter().map(|it| format!("Reached as `{}:{}`.", it.wire_name, source.wire_name)).collect()
}

fn lowered(scope: &Scope<'_>, method: &model::Method, request: &Message, response: &Message) -> Method {
    Method {
        head: comments::head(
            names::type_name(&method.name),
            method.docs.as_deref(),
            method.deprecated.as_deref(),
            Vec::new(),
        ),
        request: scope.own_name(&request.head.name),
        response: scope.own_name(&response.head.name),
    }
}

/// Returns what the names of the messages of a method begin with, so that both are free. `buf lint` knows the first two
/// forms; definitions that come from protobuf often have structs of these names.
fn free_base(scope: &Scope<'_>, service: &str, method: &str) -> String {
    let is_free = |base: &String| ["Request", "Response"].iter().all(|end| scope.is_free(&format!("{base}{end}")));
    let mut base = format!("{service}{method}");
    if !is_free(&base) && is_free(&method.to_owned()) {
        return method.to_owned();
    }
    while !is_free(&base) {
        base.push_str("Call");
    }
    base
}

/// Takes the name of a message of a method.
fn message_name(scope: &mut Scope<'_>, (service, method): Place<'_>, base: &str, end: &str) -> String {
    let name = format!("{base}{end}");
    let what = format!("the {} of method `{}` of service `{}`", end.to_lowercase(), method.name, service.name);
    scope.claim(&name, what, method.span);
    name
}

fn request(scope: &mut Scope<'_>, (service, method): Place<'_>, base: &str, what: &str) -> Message {
    let name = message_name(scope, (service, method), base, "Request");
    let mut draft = Draft::new(scope.own_name(&name), what.to_owned());
    for parameter in &method.parameters {
        draft.field(scope, member(scope.model, parameter), &parameter.ty);
    }
    let mut head = Head::plain(name);
    head.comment = vec![format!("What `{}.{}` takes.", service.name, method.name)];
    draft.message(head, &method.reserved, "kind")
}

fn member<'m>(model: &Model, parameter: &'m Parameter) -> Member<'m> {
    Member {
        what: "parameter",
        name: &parameter.name,
        docs: parameter.docs.as_deref(),
        deprecated: parameter.deprecated.as_deref(),
        notes: comments::of_parameter(model, parameter),
        tag: parameter.tag,
        span: parameter.span,
    }
}

fn response(scope: &mut Scope<'_>, (service, method): Place<'_>, base: &str, what: &str) -> Message {
    let name = message_name(scope, (service, method), base, "Response");
    let mut draft = Draft::new(scope.own_name(&name), what.to_owned());
    if let Some(ty) = &method.result {
        let notes = comments::of_type(scope.model, ty);
        let (docs, deprecated, span) = (None, None, method.span);
        let member = Member { what: "the", name: "result", docs, deprecated, notes, tag: 1, span };
        draft.field(scope, member, ty);
    }
    let mut exception = Head::plain("exception");
    exception.comment = vec!["What was raised, as a text; also there if it is empty.".to_owned()];
    draft.built_in(exception, 2, Kind::Scalar(Scalar::String));
    for throw in &method.throws {
        raised(scope, &mut draft, throw);
    }
    let mut head = Head::plain(name);
    head.comment = vec![format!("What `{}.{}` answers with.", service.name, method.name)];
    // What a method reserves are numbers of parameters.
    draft.message(head, &[], "error")
}

/// Adds an error to an answer. Errors of several packages may have the same name; that of the field is ours to choose.
fn raised(scope: &mut Scope<'_>, draft: &mut Draft, throw: &Throw) {
    let error = &scope.model[throw.error];
    let message = scope.full_name(error.package, &error.name, throw.span);
    let number = scope.number(throw.tag, &format!("error `{}`", error.name), throw.span);
    let mut name = names::field(&error.name);
    while draft.has(&name) || name == "error" {
        name.push_str("_raised");
    }
    draft.free_choice(Head::plain(name), number, message);
}
