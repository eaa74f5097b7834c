//! Structs, errors and enums.

use super::declare::docs;
use super::members::Members;
use super::scope::Scope;
use super::world::Declared;
use crate::annotations::Target;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Enum, Error, Field, Struct, Variant};
use crate::names;

/// The status of an error that does not say otherwise.
const BAD_REQUEST: u16 = 400;

/// Builds a struct.
pub(super) fn record(scope: Scope<'_>, declared: &Declared<'_, ast::Struct>) -> Struct {
    let head = &declared.ast.head;
    scope.annotations(&head.annotations, Target::Struct);
    Struct {
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
    Error {
        package: declared.package,
        name: head.name.text.clone(),
        docs: docs(&head.docs),
        fields: fields(scope, &declared.ast.fields),
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
    scope.annotations(&ast.head.annotations, Target::Field);
    let ty = scope.ty(&ast.ty)?;
    Some(Field {
        name: ast.head.name.text.clone(),
        docs: docs(&ast.head.docs),
        default: ast.default.as_ref().and_then(|default| scope.default(default, &ty)),
        ty,
        tag,
        boxed: false,
        span: ast.head.name.span,
    })
}

/// Builds an enum.
pub(super) fn choice(scope: Scope<'_>, declared: &Declared<'_, ast::Enum>) -> Enum {
    let head = &declared.ast.head;
    scope.annotations(&head.annotations, Target::Enum);
    if declared.ast.variants.is_empty() {
        let text = format!("enum `{}` has no variants", head.name.text);
        scope.report(Diagnostic::new(catalogue::EMPTY_ENUM, head.name.span, text, "could have no value"));
    }
    let mut members = Members::new("variant", names::variant_name);
    Enum {
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
    scope.annotations(&head.annotations, Target::Variant);
    members.add(&head.name, scope.reports);
    if names::variant_name(&head.name.text) == names::UNRECOGNIZED {
        let text = format!("the variant `{}` is there already", head.name.text);
        scope.report(
            Diagnostic::new(catalogue::RESERVED_NAME, head.name.span, text, "choose another name")
                .help(format!("every enum has an arm `{}` for values it does not know", names::UNRECOGNIZED)),
        );
    }
    Variant { name: head.name.text.clone(), docs: docs(&head.docs), number, span: head.name.span }
}
