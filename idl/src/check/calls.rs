//! What a service or a method says of calls: who may make them, whether they may be sent twice, how long they may take.
//!
//! All of it may stand on a service for its methods; what a method says itself replaces that. Refused is what
//! contradicts itself on one thing.

use super::annotations::{Annotations, text_of};
use super::reports::Reports;
use super::scope::Scope;
use super::world::World;
use crate::ast::{self, Annotation, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Access, Repeat, Verb};
use crate::source::Span;
use std::collections::HashMap;

/// What one thing says of calls.
#[derive(Clone)]
pub(super) struct Said {
    access: Option<Access>,
    repeat: Option<Repeat>,
    pub(super) timeout: Option<u64>,
}

impl Said {
    /// Understands what a service or a method says.
    pub(super) fn by(scope: Scope<'_>, annotations: &Annotations<'_>) -> Said {
        Said {
            access: access(scope, annotations),
            repeat: repeat(scope, annotations),
            timeout: timeout(scope, annotations),
        }
    }

    /// Fills what is not said with what the service says.
    pub(super) fn or(self, service: &Said) -> Said {
        Said {
            access: self.access.or_else(|| service.access.clone()),
            repeat: self.repeat.or(service.repeat),
            timeout: self.timeout.or(service.timeout),
        }
    }

    /// Returns who may call.
    pub(super) fn access(&self) -> Access {
        self.access.clone().unwrap_or(Access::Anyone)
    }

    /// Returns whether a call may be sent twice: `@once` has the last word, otherwise the verb adds its promise.
    pub(super) fn repeat(&self, verb: Option<Verb>) -> Repeat {
        match (self.repeat, verb.map_or(Repeat::Once, implied)) {
            (Some(Repeat::Once), _) => Repeat::Once,
            (Some(Repeat::Readonly), _) | (_, Repeat::Readonly) => Repeat::Readonly,
            (Some(Repeat::Idempotent), _) | (_, Repeat::Idempotent) => Repeat::Idempotent,
            (None, Repeat::Once) => Repeat::Once,
        }
    }
}

/// Returns what a verb promises.
fn implied(verb: Verb) -> Repeat {
    match verb {
        Verb::Get => Repeat::Readonly,
        Verb::Put | Verb::Delete => Repeat::Idempotent,
        Verb::Post | Verb::Patch => Repeat::Once,
    }
}

/// Understands `@auth`, `@roles` and `@public`; roles ask for an authenticated caller by themselves.
fn access(scope: Scope<'_>, annotations: &Annotations<'_>) -> Option<Access> {
    let [auth, roles, public] = ["auth", "roles", "public"].map(|name| annotations.get(name));
    contradict(scope, catalogue::ACCESS_CONTRADICTION, public, auth.or(roles));
    let roles = roles.map(|annotation| Access::Roles(self::roles(scope, annotation)));
    roles.or(auth.map(|_| Access::Authenticated)).or(public.map(|_| Access::Anyone))
}

/// Understands the roles, each of which is named once.
fn roles(scope: Scope<'_>, annotation: &Annotation) -> Vec<String> {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for role in annotation.arguments.iter().filter_map(text_of) {
        if role.text.trim() != role.text || role.text.is_empty() || role.text.contains(char::is_control) {
            let text = format!("{:?} is no name of a role", role.text);
            let label =
                if role.text.trim().is_empty() { "empty" } else { "with white space around or control characters" };
            scope.report(Diagnostic::new(catalogue::BAD_ROLE, role.span, text, label));
        } else if let Some(first) = seen.insert(role.text, role.span) {
            let text = format!("the role `{}` is named twice", role.text);
            scope.report(Diagnostic::new(catalogue::BAD_ROLE, role.span, text, "again here").also(first, "first here"));
        }
    }
    annotation.arguments.iter().filter_map(text_of).map(|role| role.text.to_owned()).collect()
}

/// Understands `@readonly`, `@idempotent` and `@once`; what changes nothing is idempotent by itself.
fn repeat(scope: Scope<'_>, annotations: &Annotations<'_>) -> Option<Repeat> {
    let [once, readonly, idempotent] = ["once", "readonly", "idempotent"].map(|name| annotations.get(name));
    contradict(scope, catalogue::REPEAT_CONTRADICTION, once, readonly.or(idempotent));
    let promised = readonly.map(|_| Repeat::Readonly).or(idempotent.map(|_| Repeat::Idempotent));
    promised.or(once.map(|_| Repeat::Once))
}

/// Refuses two annotations of one thing that say the contrary, the later one.
fn contradict(
    scope: Scope<'_>,
    code: &'static crate::diagnostic::Code,
    one: Option<&Annotation>,
    other: Option<&Annotation>,
) {
    let Some((one, other)) = one.zip(other) else { return };
    let [first, second] = if one.span < other.span { [one, other] } else { [other, one] };
    let [first_name, second_name] = [first, second].map(|annotation| &annotation.name.text);
    let text = format!("`@{second_name}` contradicts `@{first_name}`");
    scope.report(
        Diagnostic::new(code, second.span, text, "the contrary")
            .also(first.span, "said here")
            .help("keep one of them; what a method says replaces what its service says"),
    );
}

/// Understands `@timeout`.
fn timeout(scope: Scope<'_>, annotations: &Annotations<'_>) -> Option<u64> {
    let argument = annotations.get("timeout")?.arguments.first()?;
    let LiteralKind::Duration(nanoseconds) = argument.kind else { return None };
    if nanoseconds == 0 {
        scope.report(
            Diagnostic::new(catalogue::ZERO_TIMEOUT, argument.span, "no call ends within no time", "must be longer")
                .help("leave `@timeout` out if calls shall not be bounded"),
        );
    }
    Some(nanoseconds)
}

/// Warns of every `@public` in one's own files that lifts nothing.
pub(super) fn warn(world: &World<'_>, reports: &Reports) {
    let own = world.services.iter().filter(|one| !world.sources[one.ast.head.name.span.file].imported);
    for service in own.map(|declared| declared.ast) {
        let guarded = ["auth", "roles"].iter().any(|name| find(&service.head, name).is_some());
        let methods = service.methods.iter().filter(|_| !guarded).map(|method| &method.head);
        for public in std::iter::once(&service.head).chain(methods).filter_map(|head| find(head, "public")) {
            reports.report(nothing_to_lift(public, &service.head));
        }
    }
}

/// Returns an annotation of something, right or wrong.
fn find<'a>(head: &'a ast::Head, name: &str) -> Option<&'a Annotation> {
    head.annotations.iter().find(|annotation| annotation.name.text == name)
}

/// Words the warning of a `@public` that lifts nothing.
fn nothing_to_lift(public: &Annotation, service: &ast::Head) -> Diagnostic {
    let text = format!("`@public` lifts nothing: service `{}` has neither `@auth` nor `@roles`", service.name.text);
    Diagnostic::new(catalogue::NOTHING_TO_LIFT, public.span, text, "of no effect").suggest("remove it", public.span, "")
}
