//! Structs, errors, enums and unions.

use super::declare::docs;
use super::members::Members;
use super::scope::Scope;
use super::world::Declared;
use super::{constraints, messages};
use crate::annotations::Target;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Enum, Error, Field, Struct, Union, UnionVariant, Variant};
use crate::names;

/// The status of an error that does not say otherwise.
const BAD_REQUEST: u16 = 400;

/// Builds a struct.
pub(super) fn record(scope: Scope<'_>, declared: &Declared<'_, ast::Struct>) -> Struct {
    let head = &declared.ast.head;
    let annotations = scope.annotations(&head.annotations, Target::Struct);
    Struct {
        deprecated: annotations.deprecated(),
        reserved: Vec::new(),
        package: declared.package,
        name: head.name.text.clone(),
        docs: docs(&head.docs),
        fields: fields(scope, &declared.ast.fields),
        span: head.name.span,
    }
}

/// Builds an error.
pub(super) fn error(scope: Scope<'_>, declared: &Declared<'_, ast::Struct>) -> Error {
    let head = &declared.ast.head;
    let annotations = scope.annotations(&head.annotations, Target::Error);
    let fields = fields(scope, &declared.ast.fields);
    Error {
        deprecated: annotations.deprecated(),
        reserved: Vec::new(),
        message: messages::message(scope, &annotations, &declared.ast.fields, &fields),
        package: declared.package,
        name: head.name.text.clone(),
        docs: docs(&head.docs),
        fields,
        status: annotations.status(scope, "an error", 400..=599).unwrap_or(BAD_REQUEST),
        span: head.name.span,
    }
}

/// Builds the fields that are in order; their numbers count from 1.
fn fields(scope: Scope<'_>, fields: &[ast::Field]) -> Vec<Field> {
    let mut members = Members::new("field", names::value_name);
    for field in fields {
        members.add(&field.head.name, scope.reports);
    }
    fields.iter().zip(1..).filter_map(|(ast, tag)| field(scope, ast, tag)).collect()
}

/// Builds a field.
fn field(scope: Scope<'_>, ast: &ast::Field, tag: u32) -> Option<Field> {
    let annotations = scope.annotations(&ast.head.annotations, Target::Field);
    let ty = scope.ty(&ast.ty)?;
    let rules = scope.rules(&annotations, &ty);
    Some(Field {
        name: ast.head.name.text.clone(),
        docs: docs(&ast.head.docs),
        default: scope.default_within(ast, &ty, &rules),
        ty,
        constraints: constraints::listed(&rules),
        sensitive: annotations.get("sensitive").is_some(),
        deprecated: annotations.deprecated(),
        tag,
        pinned: false,
        boxed: false,
        span: ast.head.name.span,
    })
}

/// Builds an enum.
pub(super) fn choice(scope: Scope<'_>, declared: &Declared<'_, ast::Enum>) -> Enum {
    let head = &declared.ast.head;
    let annotations = scope.annotations(&head.annotations, Target::Enum);
    if declared.ast.variants.is_empty() {
        let text = format!("enum `{}` has no variants", head.name.text);
        scope.report(Diagnostic::new(catalogue::EMPTY_ENUM, head.name.span, text, "could have no value"));
    }
    let mut members = Members::new("variant", names::variant_name);
    Enum {
        open: annotations.get("open").is_some(),
        deprecated: annotations.deprecated(),
        reserved: Vec::new(),
        package: declared.package,
        name: head.name.text.clone(),
        docs: docs(&head.docs),
        variants: declared
            .ast
            .variants
            .iter()
            .zip(1..)
            .map(|(ast, number)| variant(scope, &mut members, ast, number))
            .collect(),
        span: head.name.span,
    }
}

/// Builds a variant of an enum.
fn variant<'a>(scope: Scope<'_>, members: &mut Members<'a>, head: &'a ast::Head, number: u32) -> Variant {
    let annotations = scope.annotations(&head.annotations, Target::Variant);
    members.add(&head.name, scope.reports);
    if names::variant_name(&head.name.text) == names::UNRECOGNIZED {
        let text = format!("the variant `{}` is there already", head.name.text);
        scope.report(
            Diagnostic::new(catalogue::RESERVED_NAME, head.name.span, text, "choose another name")
                .help(format!("every enum has an arm `{}` for values it does not know", names::UNRECOGNIZED)),
        );
    }
    Variant {
        name: head.name.text.clone(),
        docs: docs(&head.docs),
        deprecated: annotations.deprecated(),
        number,
        pinned: false,
        span: head.name.span,
    }
}

/// Builds a union.
pub(super) fn union(scope: Scope<'_>, declared: &Declared<'_, ast::Union>) -> Union {
    let head = &declared.ast.head;
    let annotations = scope.annotations(&head.annotations, Target::Union);
    if declared.ast.variants.is_empty() {
        let text = format!("union `{}` has no variants", head.name.text);
        scope.report(Diagnostic::new(catalogue::EMPTY_UNION, head.name.span, text, "could have no value"));
    }
    let mut members = Members::new("variant", names::variant_name);
    for variant in &declared.ast.variants {
        members.add(&variant.head.name, scope.reports);
    }
    Union {
        package: declared.package,
        name: head.name.text.clone(),
        docs: docs(&head.docs),
        variants: declared.ast.variants.iter().zip(1..).filter_map(|(ast, tag)| alternative(scope, ast, tag)).collect(),
        deprecated: annotations.deprecated(),
        reserved: Vec::new(),
        span: head.name.span,
    }
}

/// Builds a variant of a union.
fn alternative(scope: Scope<'_>, ast: &ast::UnionVariant, tag: u32) -> Option<UnionVariant> {
    let annotations = scope.annotations(&ast.head.annotations, Target::Variant);
    if let Some(ty) = ast.ty.as_ref().filter(|ty| matches!(ty.kind, ast::TypeKind::Optional(_))) {
        let text = format!("variant `{}` cannot carry what is optional", ast.head.name.text);
        scope.report(
            Diagnostic::new(catalogue::OPTIONAL_VARIANT, ty.span, text, "may be absent")
                .help("leave the `?` out; a variant without a value is one of its own"),
        );
    }
    let ty = match &ast.ty {
        Some(written) => Some(scope.ty(written)?),
        None => None,
    };
    Some(UnionVariant {
        name: ast.head.name.text.clone(),
        docs: docs(&ast.head.docs),
        ty,
        deprecated: annotations.deprecated(),
        tag,
        pinned: false,
        boxed: false,
        span: ast.head.name.span,
    })
}
