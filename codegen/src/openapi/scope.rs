//! What everything in a document needs to know.

use super::names::Names;
use super::paths::{self, Operation};
use super::reach;
use crate::OpenApi;
use aspyx_idl::model::{Component, ItemId, Model};
use std::collections::HashSet;

/// A component, and what its document will speak of.
pub(super) struct Scope<'m> {
    pub(super) model: &'m Model,
    pub(super) component: &'m Component,
    pub(super) version: OpenApi,
    /// The methods that have a route, in the order of their declaration.
    pub(super) operations: Vec<Operation<'m>>,
    /// What they lead to, in the order of the model.
    pub(super) items: Vec<ItemId>,
    /// Those whose values can be refused for what they are.
    pub(super) refusable: HashSet<ItemId>,
    /// How the items are called.
    pub(super) names: Names,
}

impl<'m> Scope<'m> {
    /// Looks at a component.
    pub(super) fn new(model: &'m Model, component: &'m Component, version: OpenApi) -> Self {
        let operations = paths::operations(model, component);
        let items = reach::items(model, &operations);
        let names = Names::new(model, &items);
        Self { model, component, version, operations, items, refusable: reach::refusable(model), names }
    }
}
