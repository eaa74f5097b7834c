//! Which types hold values of which others in themselves: newtypes, structs and unions as the nodes of one graph.
//!
//! A list, a set or a map holds its elements behind a pointer and leads nowhere. The nodes are numbers, and nothing here
//! borrows from the model, so that what is found out may be written into it.

use super::graph;
use crate::model::{Field, ItemId, Model, Type};
use crate::source::Span;

/// A member, as far as its value is one of another node.
pub(super) struct Edge {
    pub(super) to: usize,
    /// Which field or variant of its owner it is.
    pub(super) member: usize,
    pub(super) span: Span,
    /// Whether there may be no value.
    pub(super) optional: bool,
    /// Whether the value stands behind a pointer already.
    pub(super) boxed: bool,
}

/// What a node stands for.
#[derive(Clone, Copy)]
pub(super) enum Node {
    Newtype(usize),
    Struct(usize),
    Union(usize),
}

/// The graph.
pub(super) struct Embedding {
    /// For each node where its members lead.
    pub(super) edges: Vec<Vec<Edge>>,
    newtypes: usize,
    structs: usize,
}

impl Embedding {
    /// Finds out what leads where.
    pub(super) fn new(model: &Model) -> Self {
        let mut all = Embedding { edges: Vec::new(), newtypes: model.newtypes.len(), structs: model.structs.len() };
        for newtype in &model.newtypes {
            let edge = all.edge(&newtype.ty, 0, newtype.span, false);
            all.edges.push(edge.into_iter().collect());
        }
        for record in &model.structs {
            let edges = record.fields.iter().enumerate().filter_map(|(index, field)| all.field(index, field)).collect();
            all.edges.push(edges);
        }
        for union in &model.unions {
            let carried =
                union.variants.iter().enumerate().filter_map(|(index, it)| Some((index, it, it.ty.as_ref()?)));
            let edges = carried.filter_map(|(index, it, ty)| all.edge(ty, index, it.span, it.boxed)).collect();
            all.edges.push(edges);
        }
        all
    }

    /// Returns where a field leads.
    fn field(&self, member: usize, field: &Field) -> Option<Edge> {
        self.edge(&field.ty, member, field.span, field.boxed)
    }

    /// Returns where a member of a type leads.
    fn edge(&self, ty: &Type, member: usize, span: Span, boxed: bool) -> Option<Edge> {
        let item = match ty {
            Type::Optional(inner) => {
                return self.edge(inner, member, span, boxed).map(|edge| Edge { optional: true, ..edge });
            }
            Type::Newtype(id) => ItemId::Newtype(*id),
            Type::Struct(id) => ItemId::Struct(*id),
            Type::Union(id) => ItemId::Union(*id),
            Type::Scalar(_) | Type::List(_) | Type::Set(_) | Type::Map(_, _) | Type::Enum(_) => return None,
        };
        self.number(item).map(|to| Edge { to, member, span, optional: false, boxed })
    }

    /// Returns the number of a declaration, if it is a node.
    pub(super) fn number(&self, item: ItemId) -> Option<usize> {
        match item {
            ItemId::Newtype(id) => Some(id.0 as usize),
            ItemId::Struct(id) => Some(self.newtypes + id.0 as usize),
            ItemId::Union(id) => Some(self.newtypes + self.structs + id.0 as usize),
            ItemId::Enum(_) | ItemId::Error(_) | ItemId::Service(_) | ItemId::Component(_) => None,
        }
    }

    /// Returns what a number stands for.
    pub(super) fn node(&self, number: usize) -> Node {
        match number.checked_sub(self.newtypes) {
            None => Node::Newtype(number),
            Some(number) => match number.checked_sub(self.structs) {
                None => Node::Struct(number),
                Some(number) => Node::Union(number),
            },
        }
    }

    /// Keeps only some edges; each is given with the number it starts from.
    pub(super) fn retain(&mut self, keep: impl Fn(usize, &Edge) -> bool) {
        for (from, edges) in self.edges.iter_mut().enumerate() {
            edges.retain(|edge| keep(from, edge));
        }
    }

    /// Returns for each node the number of its component; nodes of one number can all reach each other.
    pub(super) fn components(&self) -> Vec<usize> {
        let plain = |edges: &Vec<Edge>| edges.iter().map(|edge| edge.to).collect();
        graph::components(&self.edges.iter().map(plain).collect::<Vec<_>>())
    }
}
