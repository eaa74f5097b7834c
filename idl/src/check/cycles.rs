//! Structs that contain themselves.
//!
//! A required field embeds a value, so a circle of them could never be built and is refused. An optional field embeds
//! one too, but may be empty: there the value must stand behind a pointer, which is noted in the model. Lists and maps
//! have their pointers anyway.

use super::graph;
use super::reports::Reports;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Model, Struct, Type};
use std::collections::VecDeque;

/// How many steps of a circle are shown; nobody reads more.
const SHOWN: usize = 8;

/// Refuses required circles and marks the fields that need a pointer.
pub(super) fn check(model: &mut Model, reports: &Reports) {
    let required = edges(&model.structs, required);
    circles(&model.structs, &required, reports);
    let components = graph::components(&edges(&model.structs, embedded));
    for (index, record) in model.structs.iter_mut().enumerate() {
        for field in &mut record.fields {
            let optional = matches!(field.ty, Type::Optional(_));
            field.boxed = optional && embedded(field).is_some_and(|to| components[to] == components[index]);
        }
    }
}

/// Returns for each struct those its fields lead to.
fn edges(structs: &[Struct], target: fn(&Field) -> Option<usize>) -> Vec<Vec<usize>> {
    structs.iter().map(|record| record.fields.iter().filter_map(target).collect()).collect()
}

/// Returns the struct that a field always contains.
fn required(field: &Field) -> Option<usize> {
    if let Type::Struct(id) = field.ty { Some(id.0 as usize) } else { None }
}

/// Returns the struct that a field contains or may contain, without a pointer between.
fn embedded(field: &Field) -> Option<usize> {
    match &field.ty {
        Type::Optional(inner) => {
            if let Type::Struct(id) = **inner {
                Some(id.0 as usize)
            } else {
                None
            }
        }
        Type::Struct(id) => Some(id.0 as usize),
        Type::Scalar(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Map(_, _)
        | Type::Newtype(_)
        | Type::Enum(_)
        | Type::Union(_) => None,
    }
}

/// Reports each circle once, at the struct declared first.
fn circles(structs: &[Struct], edges: &[Vec<usize>], reports: &Reports) {
    let components = graph::components(edges);
    let mut reported = vec![false; structs.len()];
    for (node, component) in components.iter().enumerate() {
        let inside = |to: &usize| components[*to] == *component;
        if edges[node].iter().any(inside) && !reported[*component] {
            reported[*component] = true;
            reports.report(circle(structs, &way_back(edges, node, inside)));
        }
    }
}

/// Returns the nodes of a shortest way from a node back to it, without its end.
fn way_back(edges: &[Vec<usize>], start: usize, inside: impl Fn(&usize) -> bool) -> Vec<usize> {
    let mut from = std::collections::HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        if edges[node].contains(&start) {
            let before = std::iter::successors(Some(node), |node| from.get(node).copied());
            let mut way: Vec<usize> = before.collect();
            way.reverse();
            return way;
        }
        for to in edges[node].iter().filter(|to| inside(to)) {
            if *to != start && !from.contains_key(to) {
                from.insert(*to, node);
                queue.push_back(*to);
            }
        }
    }
    // Within a component every node leads back to itself, so the search has ended before.
    vec![start]
}

/// Words the refusal of a circle.
fn circle(structs: &[Struct], way: &[usize]) -> Diagnostic {
    let steps = way.iter().zip(way.iter().cycle().skip(1));
    let fields: Vec<(&Struct, &Field)> = steps.filter_map(|(from, to)| step(&structs[*from], *to)).collect();
    let mut shown: Vec<String> =
        fields.iter().take(SHOWN).map(|(owner, field)| format!("{}.{}", owner.name, field.name)).collect();
    if fields.len() > SHOWN {
        shown.push("…".to_owned());
    }
    let start = &structs[way[0]];
    let span = fields.first().map_or(start.span, |(_, field)| field.span);
    let text = format!("struct `{}` contains itself: {} -> {0}", start.name, shown.join(" -> "));
    let circle = Diagnostic::new(catalogue::REQUIRED_CYCLE, span, text, "leads back to its own struct");
    let others = fields.iter().take(SHOWN).skip(1);
    others
        .fold(circle, |circle, (_, field)| circle.also(field.span, "by way of this field"))
        .help("make one of the fields optional with `?`, or a list")
}

/// Returns the field that leads from a struct to the next.
fn step(from: &Struct, to: usize) -> Option<(&Struct, &Field)> {
    from.fields.iter().find(|field| required(field) == Some(to)).map(|field| (from, field))
}
