//! Newtypes: what each wraps, known before anything else asks for it.
//!
//! What a newtype wraps decides where it may stand (a key, a default, a place in a path), so all of them are resolved
//! first, and those that lead back to themselves lose what they wrap: whoever takes newtypes off comes to an end.

use super::constraints;
use super::declare::docs;
use super::graph;
use super::reports::Reports;
use super::world::{Declared, World};
use crate::annotations::Target;
use crate::ast;
use crate::ast::TypeKind;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Newtype, NewtypeId, Scalar, Type};

/// Finds out what each newtype wraps.
pub(super) fn resolve(world: &mut World<'_>, reports: &Reports) {
    let found = world.newtypes.iter().map(|one| world.scope(one.file, reports).resolve(&one.ast.ty));
    let found: Vec<Option<Type>> = found.collect();
    let edges: Vec<Vec<usize>> = found.iter().map(|ty| ty.iter().flat_map(newtypes_in).collect()).collect();
    let components = graph::components(&edges);
    let circular = |(node, to): (usize, &Vec<usize>)| to.iter().any(|to| components[*to] == components[node]);
    let circular: Vec<bool> = edges.iter().enumerate().map(circular).collect();
    report_circles(world, &components, &circular, reports);
    world.wrapped = found.into_iter().zip(circular).map(|(ty, circular)| ty.filter(|_| !circular)).collect();
}

/// Returns the newtypes a type consists of, without looking into them.
fn newtypes_in(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Newtype(id) => vec![id.0 as usize],
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => newtypes_in(inner),
        Type::Map(key, value) => [newtypes_in(key), newtypes_in(value)].concat(),
        Type::Scalar(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_) => Vec::new(),
    }
}

/// Reports each circle once, at the newtype declared first.
fn report_circles(world: &World<'_>, components: &[usize], circular: &[bool], reports: &Reports) {
    let mut reported = vec![false; world.newtypes.len()];
    for (node, newtype) in world.newtypes.iter().enumerate().filter(|(node, _)| circular[*node]) {
        if !std::mem::replace(&mut reported[components[node]], true) {
            let name = &newtype.ast.head.name;
            let text = format!("newtype `{}` wraps itself", name.text);
            reports.report(
                Diagnostic::new(catalogue::NEWTYPE_CYCLE, newtype.ast.ty.span, text, "leads back to the newtype")
                    .help("a struct may hold values of its own type in a list, a map or an optional field"),
            );
        }
    }
}

/// Builds a newtype.
pub(super) fn newtype(
    world: &World<'_>,
    reports: &Reports,
    declared: &Declared<'_, ast::Newtype>,
    id: NewtypeId,
) -> Newtype {
    let scope = world.scope(declared.file, reports);
    let head = &declared.ast.head;
    let annotations = scope.annotations(&head.annotations, Target::Newtype);
    if let TypeKind::Optional(_) = declared.ast.ty.kind {
        let text = format!("newtype `{}` cannot wrap what is optional", head.name.text);
        scope.report(
            Diagnostic::new(catalogue::NESTED_OPTIONAL, declared.ast.ty.span, text, "may be absent")
                .help(format!("leave the `?` out here, and write `{}?` where it may be absent", head.name.text)),
        );
    }
    let wrapped = world.wrapped[id.0 as usize].clone();
    if let Some(ty) = &wrapped {
        scope.verify(&declared.ast.ty, ty);
    }
    Newtype {
        package: declared.package,
        name: head.name.text.clone(),
        docs: docs(&head.docs),
        // Where it is wrong there will be no model, and nobody sees what stands in for it.
        ty: wrapped.unwrap_or(Type::Scalar(Scalar::Json)),
        constraints: constraints::listed(&world.rules[id.0 as usize]),
        sensitive: annotations.get("sensitive").is_some(),
        deprecated: annotations.deprecated(),
        span: head.name.span,
    }
}
