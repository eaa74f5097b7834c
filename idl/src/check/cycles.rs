//! Types whose values contain values of the same type.
//!
//! A value has to end somewhere: a struct all of whose required fields lead back to it could never be built, nor a union
//! without a variant that ends. Such circles are refused. Where a circle can end, by an optional field or by another
//! variant, the value must stand behind a pointer, which is noted in the model. Lists, sets and maps may be empty and have
//! their pointers anyway. Nothing here calls itself: a chain of types may be as long as the input.

use super::embedding::{Edge, Embedding, Node};
use super::reports::Reports;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use std::collections::{HashMap, VecDeque};

/// How many steps of a circle are shown; nobody reads more.
const SHOWN: usize = 8;

/// A step of a way: the node it starts from, and the member that leads to the next.
type Step<'e> = (usize, &'e Edge);

/// Refuses circles without an end and marks what needs a pointer.
pub(super) fn check(model: &mut Model, reports: &Reports) {
    circles(model, reports);
    box_variants(model);
    box_fields(model);
}

/// Marks the variants whose values lead back to their union.
fn box_variants(model: &mut Model) {
    let all = Embedding::new(model);
    let components = all.components();
    for (from, edges) in all.edges.iter().enumerate() {
        let Node::Union(union) = all.node(from) else { continue };
        for edge in edges.iter().filter(|edge| components[edge.to] == components[from]) {
            model.unions[union].variants[edge.member].boxed = true;
        }
    }
}

/// Marks the optional fields whose values lead back to their struct without meeting a pointer.
fn box_fields(model: &mut Model) {
    let mut all = Embedding::new(model);
    all.retain(|_, edge| !edge.boxed);
    let components = all.components();
    for (from, edges) in all.edges.iter().enumerate() {
        let Node::Struct(record) = all.node(from) else { continue };
        for edge in edges.iter().filter(|edge| edge.optional && components[edge.to] == components[from]) {
            model.structs[record].fields[edge.member].boxed = true;
        }
    }
}

/// Reports each circle without an end once, at the declaration that comes first.
fn circles(model: &Model, reports: &Reports) {
    let mut all = Embedding::new(model);
    all.retain(|_, edge| !edge.optional);
    // What leads out of a component is taken to end: if it does not, it lies on another circle and is reported there.
    let around = all.components();
    let endless = endless(model, &all, &around);
    all.retain(|from, edge| endless[from] && endless[edge.to] && around[from] == around[edge.to]);
    let components = all.components();
    let mut reported = vec![false; all.edges.len()];
    let items = model.packages.iter().flat_map(|package| &package.items);
    for node in items.filter_map(|item| all.number(*item)) {
        let is_circle = all.edges[node].iter().any(|edge| components[edge.to] == components[node]);
        if is_circle && !std::mem::replace(&mut reported[components[node]], true) {
            circle(model, &all, &way_back(&all, node, &components)).into_iter().for_each(|it| reports.report(it));
        }
    }
}

/// Returns the nodes whose values could not end even if all that leads out of their component did.
fn endless(model: &Model, all: &Embedding, component: &[usize]) -> Vec<bool> {
    let mut open: Vec<usize> = (0..all.edges.len()).map(|node| needed(model, all, component, node)).collect();
    let mut needed_by = vec![Vec::new(); all.edges.len()];
    for (from, edges) in all.edges.iter().enumerate() {
        edges
            .iter()
            .filter(|edge| component[edge.to] == component[from])
            .for_each(|edge| needed_by[edge.to].push(from));
    }
    let mut ending: Vec<usize> = (0..all.edges.len()).filter(|node| open[*node] == 0).collect();
    while let Some(node) = ending.pop() {
        for owner in needed_by[node].iter().filter(|owner| is_last(&mut open[**owner])) {
            ending.push(*owner);
        }
    }
    open.into_iter().map(|open| open > 0).collect()
}

/// Returns how many of the nodes a node leads to, within its component, must end before it does.
fn needed(model: &Model, all: &Embedding, component: &[usize], node: usize) -> usize {
    let inner = all.edges[node].iter().filter(|edge| component[edge.to] == component[node]).count();
    match all.node(node) {
        Node::Newtype(_) | Node::Struct(_) => inner,
        // One variant is enough, and one that leads elsewhere or nowhere ends by itself.
        Node::Union(union) => usize::from(inner == model.unions[union].variants.len()),
    }
}

/// Counts one less; returns whether it was the last.
fn is_last(open: &mut usize) -> bool {
    let was = std::mem::replace(open, open.saturating_sub(1));
    was == 1
}

/// Returns the steps of a shortest way from a node back to it.
fn way_back<'e>(all: &'e Embedding, start: usize, component: &[usize]) -> Vec<Step<'e>> {
    let mut before: HashMap<usize, Step<'e>> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front().filter(|_| !before.contains_key(&start)) {
        for edge in all.edges[node].iter().filter(|edge| component[edge.to] == component[start]) {
            before.entry(edge.to).or_insert_with(|| {
                queue.push_back(edge.to);
                (node, edge)
            });
        }
    }
    let last = before.get(&start).copied();
    let back = |(from, _): &Step<'e>| before.get(from).copied().filter(|_| *from != start);
    let mut way: Vec<Step<'e>> = std::iter::successors(last, back).collect();
    way.reverse();
    way
}

/// Words the refusal of a circle, which has at least one step.
fn circle(model: &Model, all: &Embedding, way: &[Step<'_>]) -> Option<Diagnostic> {
    let (start, first) = *way.first()?;
    let (kind, name) = named(model, all, start);
    let mut shown: Vec<String> = way.iter().take(SHOWN).map(|step| spelled(model, all, *step)).collect();
    if way.len() > SHOWN {
        shown.push("…".to_owned());
    }
    let text = format!("{kind} `{name}` contains itself: {} -> {name}", shown.join(" -> "));
    let label = format!("leads back to its own {kind}");
    let circle = Diagnostic::new(catalogue::REQUIRED_CYCLE, first.span, text, label);
    let others = way.iter().take(SHOWN).skip(1);
    let circle = others.fold(circle, |circle, (from, edge)| circle.also(edge.span, by_way_of(all.node(*from))));
    let has_field = way.iter().any(|(from, _)| matches!(all.node(*from), Node::Struct(_)));
    Some(circle.help(if has_field {
        "make one of the fields optional with `?`, or a list"
    } else {
        "add a variant that leads elsewhere or carries no value"
    }))
}

/// Returns what a node is, and its name.
fn named<'m>(model: &'m Model, all: &Embedding, node: usize) -> (&'static str, &'m str) {
    match all.node(node) {
        Node::Newtype(index) => ("newtype", &model.newtypes[index].name),
        Node::Struct(index) => ("struct", &model.structs[index].name),
        Node::Union(index) => ("union", &model.unions[index].name),
    }
}

/// Returns a step as it is shown: `Order.parent`, or the name of a newtype.
fn spelled(model: &Model, all: &Embedding, (from, edge): Step<'_>) -> String {
    let (_, owner) = named(model, all, from);
    match all.node(from) {
        Node::Newtype(_) => owner.to_owned(),
        Node::Struct(index) => format!("{owner}.{}", model.structs[index].fields[edge.member].name),
        Node::Union(index) => format!("{owner}.{}", model.unions[index].variants[edge.member].name),
    }
}

/// Says what a step goes by.
fn by_way_of(node: Node) -> &'static str {
    match node {
        Node::Newtype(_) => "by way of this newtype",
        Node::Struct(_) => "by way of this field",
        Node::Union(_) => "by way of this variant",
    }
}
