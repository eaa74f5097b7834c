//! How the schemas of a document are called: by their short names where these are unique, else by the full ones.

use aspyx_idl::model::{ErrorId, ItemId, Model, PackageId};
use std::collections::{HashMap, HashSet};

/// The schema of what is refused before a method runs.
pub(super) const PROBLEM: &str = "Problem";

/// The schema of a rule that an argument breaks.
pub(super) const VIOLATION: &str = "Violation";

/// The names of schemas.
pub(super) struct Names {
    items: HashMap<ItemId, String>,
    problems: HashMap<ErrorId, String>,
}

impl Names {
    /// Names the schemas of declarations, which stand in the order of the model.
    pub(super) fn new(model: &Model, items: &[ItemId]) -> Self {
        let mut taken = Taken::new(items.iter().map(|item| declared(model, *item).1));
        let items: HashMap<_, _> = items.iter().map(|item| (*item, taken.item(model, *item))).collect();
        let mut errors: Vec<_> = items.iter().filter_map(error).collect();
        errors.sort();
        let problems = errors.into_iter().map(|(id, name)| (id, taken.claim(format!("{name}{PROBLEM}")))).collect();
        Self { items, problems }
    }

    /// Returns the name of a declaration's schema.
    pub(super) fn item(&self, item: ItemId) -> &str {
        self.items.get(&item).map_or("", String::as_str)
    }

    /// Returns the name of the schema of the problem document that carries an error.
    pub(super) fn problem(&self, error: ErrorId) -> &str {
        self.problems.get(&error).map_or("", String::as_str)
    }
}

/// The names that are in use.
struct Taken<'m> {
    /// The short names several declarations share, or a document needs itself.
    shared: HashSet<&'m str>,
    names: HashSet<String>,
}

impl<'m> Taken<'m> {
    fn new(names: impl Iterator<Item = &'m str>) -> Self {
        let own = [PROBLEM, VIOLATION];
        let mut seen = HashSet::from(own);
        let shared = names.filter(|name| !seen.insert(name)).collect();
        Self { shared, names: own.map(str::to_owned).into() }
    }

    fn item(&mut self, model: &'m Model, item: ItemId) -> String {
        let (package, name) = declared(model, item);
        let name = if self.shared.contains(name) { model.full_name(package, name) } else { name.to_owned() };
        self.claim(name)
    }

    /// Takes a name that is still free, or one like it.
    fn claim(&mut self, mut name: String) -> String {
        while !self.names.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

fn error((item, name): (&ItemId, &String)) -> Option<(ErrorId, String)> {
    if let ItemId::Error(id) = item { Some((*id, name.clone())) } else { None }
}

/// Returns where something is declared, and under which name.
fn declared(model: &Model, item: ItemId) -> (PackageId, &str) {
    match item {
        ItemId::Newtype(id) => (model[id].package, &model[id].name),
        ItemId::Struct(id) => (model[id].package, &model[id].name),
        ItemId::Enum(id) => (model[id].package, &model[id].name),
        ItemId::Union(id) => (model[id].package, &model[id].name),
        ItemId::Error(id) => (model[id].package, &model[id].name),
        ItemId::Service(id) => (model[id].package, &model[id].name),
        ItemId::Component(id) => (model[id].package, &model[id].name),
    }
}
