//! Services and their methods.

use super::annotations::Annotations;
use super::calls::Said;
use super::declare::docs;
use super::members::Members;
use super::rest::{self, Prefix};
use super::scope::Scope;
use super::world::Declared;
use super::{constraints, wire};
use crate::annotations::Target;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, ErrorId, Method, Parameter, Place, Route, Service, Throw, Type, Value};
use crate::names;
use crate::source::Span;
use std::collections::HashMap;

/// A parameter whose place is not known yet.
pub(super) struct Draft<'a> {
    pub(super) ast: &'a ast::Field,
    pub(super) annotations: Annotations<'a>,
    /// Nothing if it is wrong, which has been reported.
    pub(super) ty: Option<Type>,
    default: Option<Value>,
    constraints: Vec<Constraint>,
}

/// Builds a service; which component lists it is known only later.
pub(super) fn service(scope: Scope<'_>, declared: &Declared<'_, ast::Service>) -> Service {
    let head = &declared.ast.head;
    let annotations = scope.annotations(&head.annotations, Target::Service);
    let prefix = rest::prefix(scope, declared.ast, &annotations);
    let said = Said::by(scope, &annotations);
    wire::check(scope, &annotations);
    // Generated code names functions after them, and types: two that are alike as types are the stricter measure.
    let mut members = Members::of_methods();
    for method in &declared.ast.methods {
        members.add(&method.head.name, scope.reports);
    }
    Service {
        deprecated: annotations.deprecated(),
        package: declared.package,
        name: head.name.text.clone(),
        wire_name: wire::service(head),
        docs: docs(&head.docs),
        component: None,
        methods: declared.ast.methods.iter().map(|ast| method(scope, &prefix, &said, ast)).collect(),
        span: head.name.span,
    }
}

/// Builds a method.
fn method(scope: Scope<'_>, prefix: &Prefix, service: &Said, ast: &ast::Method) -> Method {
    let annotations = scope.annotations(&ast.head.annotations, Target::Method);
    let drafts = drafts(scope, &ast.parameters);
    let (route, places) = rest::route(scope, prefix, ast, &annotations, &drafts).unzip();
    let said = Said::by(scope, &annotations).or(service);
    Method {
        deprecated: annotations.deprecated(),
        reserved: Vec::new(),
        repeat: said.repeat(route.as_ref().map(|route: &Route| route.verb)),
        timeout: said.timeout,
        access: said.access(),
        name: ast.head.name.text.clone(),
        docs: docs(&ast.head.docs),
        result: ast.result.as_ref().and_then(|result| scope.ty(result)),
        throws: throws(scope, &ast.throws),
        parameters: parameters(drafts, places.unwrap_or_default()),
        route,
        span: ast.head.name.span,
    }
}

/// Understands the parameters one by one.
fn drafts<'a>(scope: Scope<'_>, parameters: &'a [ast::Field]) -> Vec<Draft<'a>> {
    let mut members = Members::new("parameter", names::value_name);
    for parameter in parameters {
        members.add(&parameter.head.name, scope.reports);
    }
    order(scope, parameters);
    parameters.iter().map(|ast| draft(scope, ast)).collect()
}

/// Understands a parameter.
fn draft<'a>(scope: Scope<'_>, ast: &'a ast::Field) -> Draft<'a> {
    let annotations = scope.annotations(&ast.head.annotations, Target::Parameter);
    let ty = scope.ty(&ast.ty);
    let rules = ty.as_ref().map_or_else(Vec::new, |ty| scope.rules(&annotations, ty));
    let default = ty.as_ref().and_then(|ty| scope.default_within(ast, ty, &rules));
    Draft { ast, annotations, ty, default, constraints: constraints::listed(&rules) }
}

/// Refuses a required parameter after one with a default, which could then not be left out.
fn order(scope: Scope<'_>, parameters: &[ast::Field]) {
    let required =
        |field: &&ast::Field| field.default.is_none() && !matches!(field.ty.kind, ast::TypeKind::Optional(_));
    let mut rest = parameters.iter();
    let Some(first) = rest.by_ref().find(|field| field.default.is_some()) else { return };
    if let Some(late) = rest.find(required) {
        let name = &late.head.name;
        let text = format!("`{}` is required and follows a parameter with a default", name.text);
        scope.report(
            Diagnostic::new(catalogue::REQUIRED_AFTER_DEFAULT, name.span, text, "required")
                .also(first.head.name.span, "has a default")
                .help(format!("move `{}` before it, or give it a default", name.text)),
        );
    }
}

/// Puts parameters and places together; the numbers count from 1.
fn parameters(drafts: Vec<Draft<'_>>, places: Vec<Place>) -> Vec<Parameter> {
    let mut places = places.into_iter();
    let built = drafts.into_iter().zip(1..).map(|(draft, tag)| {
        let head = &draft.ast.head;
        Some(Parameter {
            name: head.name.text.clone(),
            docs: docs(&head.docs),
            place: places.next().unwrap_or_else(|| Place::Query(head.name.text.clone())),
            ty: draft.ty?,
            default: draft.default,
            constraints: draft.constraints,
            sensitive: draft.annotations.get("sensitive").is_some(),
            deprecated: draft.annotations.deprecated(),
            tag,
            pinned: false,
            span: head.name.span,
        })
    });
    built.flatten().collect()
}

/// Understands a `throws` list; the numbers count from 3, after result and exception.
fn throws(scope: Scope<'_>, entries: &[ast::Throw]) -> Vec<Throw> {
    let mut arms = HashMap::new();
    let known = entries.iter().zip(3..).filter_map(|(entry, tag)| {
        scope.annotations(&entry.annotations, Target::Throws);
        let error = scope.error(&entry.error)?;
        arm(scope, &mut arms, error, entry.error.span);
        Some(Throw { error, tag, pinned: false, span: entry.error.span })
    });
    known.collect()
}

/// Refuses an error whose arm in the method's error enum is taken.
fn arm(scope: Scope<'_>, arms: &mut HashMap<String, Span>, error: ErrorId, span: Span) {
    let name = &scope.world.errors[error.0 as usize].ast.head.name;
    let rust = names::variant_name(&name.text);
    if rust == names::OTHER {
        let text = format!("`{}` cannot be thrown under this name", name.text);
        scope.report(
            Diagnostic::new(catalogue::DUPLICATE_THROWS, span, text, "the arm is there already")
                .help(format!("every error enum ends with an arm `{rust}` for what may go wrong on the way")),
        );
    } else if let Some(first) = arms.insert(rust, span) {
        let text = format!("`{}` is thrown twice", name.text);
        scope.report(Diagnostic::new(catalogue::DUPLICATE_THROWS, span, text, "again here").also(first, "first here"));
    }
}
