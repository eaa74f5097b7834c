//! Routes: verb, path and status of a method.

use super::annotations::{Annotations, text};
use super::paths::{self, Part};
use super::places;
use super::scope::Scope;
use super::services::Draft;
use crate::ast::{Annotation, Ident, Method, Service};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Place, Route, Segment, Verb};
use crate::source::Span;

/// The annotations that give a method a route.
const VERBS: [(&str, Verb); 5] =
    [("get", Verb::Get), ("post", Verb::Post), ("put", Verb::Put), ("patch", Verb::Patch), ("delete", Verb::Delete)];

/// What `@rest` says of a service.
pub(super) enum Prefix {
    /// It is wrong, or missing where it is needed, which has been reported.
    Broken,
    /// The parts of the path.
    Path(Vec<String>),
}

/// Understands `@rest`, which must be there if a method has a verb.
pub(super) fn prefix(scope: Scope<'_>, service: &Service, annotations: &Annotations<'_>) -> Prefix {
    if let Some(path) = annotations.text("rest") {
        return paths::literals(scope, path, "the prefix of a service").map_or(Prefix::Broken, Prefix::Path);
    }
    if !annotations.refused()
        && let Some(verb) = service.methods.iter().find_map(verb_of)
    {
        scope.report(missing_prefix(&service.head.name, verb));
    }
    Prefix::Broken
}

/// Returns the annotation that gives a method its route, right or wrong.
pub(super) fn verb_of(method: &Method) -> Option<&Annotation> {
    let is_verb = |annotation: &&Annotation| VERBS.iter().any(|(verb, _)| *verb == annotation.name.text);
    method.head.annotations.iter().find(is_verb)
}

/// Words the refusal of routes in a service without a prefix.
fn missing_prefix(service: &Ident, verb: &Annotation) -> Diagnostic {
    let text = format!("service `{}` has routes and needs `@rest`", service.text);
    Diagnostic::new(catalogue::MISSING_PREFIX, verb.span, text, "a path below nothing")
        .also(service.span, "without `@rest`")
        .help("write `@rest(\"/\")`, or a longer path, before the service")
}

/// Understands how the rest channel exposes a method, and where its parameters travel; nothing if it does not.
pub(super) fn route(
    scope: Scope<'_>,
    prefix: &Prefix,
    method: &Method,
    annotations: &Annotations<'_>,
    drafts: &[Draft<'_>],
) -> Option<(Route, Vec<Place>)> {
    let Some((verb, annotation)) = verb(scope, &method.head.name, annotations)? else {
        not_routed(scope, annotations, drafts);
        return None;
    };
    let written = text(annotation)?;
    let parts = paths::parts(scope, written)?;
    let own = segments(scope, &parts, drafts);
    let places = places::places(scope, verb, &own, drafts);
    let status = status(scope, method, annotations);
    let Prefix::Path(prefix) = prefix else { return None };
    let mut path: Vec<Segment> = prefix.iter().cloned().map(Segment::Literal).collect();
    let slash = own.is_empty() && !path.is_empty();
    path.extend(own);
    Some((Route { verb, path, slash, status }, places))
}

/// Returns the one verb of a method, which may have none; nothing if there are several.
fn verb<'a>(scope: Scope<'_>, name: &Ident, annotations: &Annotations<'a>) -> Option<Option<(Verb, &'a Annotation)>> {
    let mut verbs: Vec<_> = VERBS.iter().filter_map(|(name, verb)| Some((*verb, annotations.get(name)?))).collect();
    // The table's order is not that of the text; the later one is to blame.
    verbs.sort_by_key(|(_, annotation)| annotation.span);
    let [(_, first), (_, second), ..] = verbs.as_slice() else { return Some(verbs.pop()) };
    let text = format!("method `{}` has more than one verb", name.text);
    scope.report(
        Diagnostic::new(catalogue::SEVERAL_VERBS, second.span, text, "a second route")
            .also(first.span, "the first route")
            .help("keep one of them, or write a second method"),
    );
    None
}

/// Understands the parts of a path; those that name no parameter are reported and left out.
fn segments(scope: Scope<'_>, parts: &[Part<'_>], drafts: &[Draft<'_>]) -> Vec<Segment> {
    let mut taken: Vec<Option<Span>> = vec![None; drafts.len()];
    let segment = |part: &Part<'_>| match part {
        Part::Literal(text) => Some(Segment::Literal((*text).to_owned())),
        Part::Parameter(name, span) => {
            let index = parameter(scope, name, *span, drafts)?;
            match taken[index].replace(*span) {
                Some(first) => twice(scope, name, first, *span),
                None => Some(Segment::Parameter(index)),
            }
        }
    };
    parts.iter().filter_map(segment).collect()
}

/// Finds the parameter a path names.
fn parameter(scope: Scope<'_>, name: &str, span: Span, drafts: &[Draft<'_>]) -> Option<usize> {
    let found = drafts.iter().position(|draft| draft.ast.head.name.text == name);
    if found.is_none() {
        let text = format!("the method has no parameter `{name}`");
        let mut unknown = Diagnostic::new(catalogue::UNKNOWN_PATH_PARAMETER, span, text, "names no parameter");
        let names = || drafts.iter().map(|draft| draft.ast.head.name.text.as_str());
        unknown = match scope.reports.meant(name, names()) {
            Some(near) => unknown.guess(format!("did you mean `{near}`?"), span, format!("{{{near}}}")),
            None => unknown.help(format!("add it to the parameters: `{name}: string`, or whatever its type is")),
        };
        scope.report(unknown);
    }
    found
}

/// Refuses a parameter that stands in a path twice.
fn twice(scope: Scope<'_>, name: &str, first: Span, second: Span) -> Option<Segment> {
    let text = format!("`{{{name}}}` stands in the path twice");
    let again = Diagnostic::new(catalogue::DUPLICATE_PATH_PARAMETER, second, text, "again here");
    scope.report(again.also(first, "first here"));
    None
}

/// Returns the status of a success.
fn status(scope: Scope<'_>, method: &Method, annotations: &Annotations<'_>) -> u16 {
    let Some(status) = annotations.status(scope, "a success", 200..=299) else {
        return if method.result.is_some() { 200 } else { 204 };
    };
    if matches!(status, 204 | 205)
        && let (Some(annotation), Some(result)) = (annotations.get("status"), &method.result)
    {
        let text = format!("a method with a result cannot be answered with {status}");
        scope.report(
            Diagnostic::new(catalogue::STATUS_RANGE, annotation.span, text, "an answer without a body")
                .also(result.span, "would be lost"),
        );
    }
    status
}

/// Refuses what concerns the rest channel on a method that is not on it.
fn not_routed(scope: Scope<'_>, annotations: &Annotations<'_>, drafts: &[Draft<'_>]) {
    if annotations.refused() {
        return;
    }
    let marks = drafts.iter().flat_map(|draft| places::MARKS.iter().filter_map(|mark| draft.annotations.get(mark)));
    for annotation in marks.chain(annotations.get("status")) {
        let text = format!("`@{}` concerns the rest channel, which the method is not on", annotation.name.text);
        scope.report(
            Diagnostic::new(catalogue::NOT_ROUTED, annotation.span, text, "of no effect")
                .help("a verb such as `@get(\"/\")` gives the method a route"),
        );
    }
}
