//! Which declaration of the new version is which of the old one.
//!
//! Packages and declarations go by their names; what is spelled the same in Rust is the same name. A service or component
//! that is gone and one of its package that travels under the same name are one. So are a type that is gone and one of the
//! same form that has come, or one that is used in its place.

use super::{shapes, uses};
use crate::model::{Field, ItemId, Model, PackageId, Scalar, Type};
use crate::names;
use crate::source::Span;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// How many pairs of types are compared by their form at most.
const MOST_STEPS: u32 = 300_000;

/// A name by which declarations are put together, if they have it, and what must be the same besides.
type Spelling = fn(&Model, ItemId) -> Option<(&'static str, String)>;

/// The declarations of two versions, put together.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    forward: HashMap<ItemId, ItemId>,
    backward: HashSet<ItemId>,
    /// The old declarations of packages that still exist or have been renamed or moved, in order, with their partners.
    pub(super) items: Vec<(ItemId, Option<ItemId>)>,
    /// The packages that are gone.
    pub(super) gone: Vec<PackageId>,
    /// How many pairs of types have been compared by their form.
    steps: Cell<u32>,
}

impl Pairs {
    /// Puts two versions together.
    pub(super) fn new(old: &Model, new: &Model) -> Self {
        let mut pairs = Pairs::default();
        let packages: HashMap<&str, PackageId> = ids(new).map(|id| (new[id].name.as_str(), id)).collect();
        for id in ids(old) {
            match packages.get(old[id].name.as_str()) {
                Some(partner) => pairs.by_name(old, id, new, *partner),
                None => pairs.gone.push(id),
            }
        }
        pairs.by_form(old, new);
        uses::pair(old, new, &mut pairs);
        pairs.items = ordered(old, &pairs);
        pairs
    }

    /// Returns whether two declarations are one.
    pub(super) fn are(&self, old: ItemId, new: ItemId) -> bool {
        self.forward.get(&old) == Some(&new)
    }

    /// Returns what has become of a declaration.
    pub(super) fn partner(&self, old: ItemId) -> Option<ItemId> {
        self.forward.get(&old).copied()
    }

    /// Returns whether neither of two declarations has a partner.
    pub(super) fn are_free(&self, old: ItemId, new: ItemId) -> bool {
        !self.forward.contains_key(&old) && !self.backward.contains(&new)
    }

    /// Returns the old declarations that have partners, in order, with these.
    pub(super) fn with_partners(&self, old: &Model) -> Vec<(ItemId, ItemId)> {
        let items = ids(old).flat_map(|package| &old[package].items);
        items.filter_map(|item| Some((*item, self.partner(*item)?))).collect()
    }

    /// Returns whether types may be compared by their form any further.
    ///
    /// In a long chain of types, each may be compared with each, and that in vain. Whoever renames so many at once is
    /// told that they are gone.
    pub(super) fn go_on(&self) -> bool {
        self.steps.set(self.steps.get().saturating_add(1));
        self.goes_on()
    }

    fn goes_on(&self) -> bool {
        self.steps.get() <= MOST_STEPS
    }

    /// Puts two declarations together, unless one has a partner.
    pub(super) fn add(&mut self, old: ItemId, new: ItemId) {
        if !self.forward.contains_key(&old) && self.backward.insert(new) {
            self.forward.insert(old, new);
        }
    }

    /// Puts the declarations of a package together whose names are the same, as written, or else in Rust, or else as they
    /// travel.
    fn by_name(&mut self, old: &Model, package: PackageId, new: &Model, partner: PackageId) {
        let spellings: [Spelling; 3] = [
            |model, item| Some(("", model.item_name(item).to_owned())),
            |model, item| Some(("", names::type_name(model.item_name(item)))),
            |model, item| Some((kind(item), model.wire_name(item)?.to_owned())),
        ];
        for spell in spellings {
            let items = new[partner].items.iter().filter(|item| !self.backward.contains(item));
            let named: HashMap<_, ItemId> = items.filter_map(|item| Some((spell(new, *item)?, *item))).collect();
            let left = old[package].items.iter().filter(|item| !self.forward.contains_key(item));
            let found: Vec<_> = left.filter_map(|item| Some((*item, *named.get(&spell(old, *item)?)?))).collect();
            found.into_iter().for_each(|(item, other)| self.add(item, other));
        }
    }

    /// Puts types together that have the same form under another name or in another package.
    fn by_form(&mut self, old: &Model, new: &Model) {
        let mut come = candidates(new, self);
        for package in ids(old) {
            for item in old[package].items.iter().filter(|item| is_type(**item)) {
                if self.forward.contains_key(item) {
                    continue;
                }
                let Some(others) = come.get_mut(&key(old, *item)).filter(|_| self.goes_on()) else { continue };
                others.retain(|other| !self.backward.contains(other));
                let left = others.iter().take_while(|_| self.goes_on());
                let same = left.into_iter().find_map(|other| shapes::same_form((old, *item), (new, *other), self));
                for (item, other) in same.into_iter().flatten() {
                    self.add(item, other);
                }
            }
        }
    }
}

/// Returns the types of the new version that have no partner, by what those of the same form have in common.
fn candidates(new: &Model, pairs: &Pairs) -> HashMap<Key, Vec<ItemId>> {
    let mut come: HashMap<Key, Vec<ItemId>> = HashMap::new();
    for item in ids(new).flat_map(|package| &new[package].items) {
        if is_type(*item) && !pairs.backward.contains(item) {
            come.entry(key(new, *item)).or_default().push(*item);
        }
    }
    come
}

/// What types of the same form have in common: their kind and their members.
type Key = (&'static str, Vec<Member>);

/// What is quickly seen of a member: its name, and the built-in it holds.
pub(super) type Member = (String, Option<Scalar>);

fn key(model: &Model, item: ItemId) -> Key {
    (kind(item), members(model, item))
}

/// Returns the fields or variants of a type.
pub(super) fn members(model: &Model, item: ItemId) -> Vec<Member> {
    let fields = |fields: &[Field]| fields.iter().map(|field| (field.name.clone(), scalar(&field.ty))).collect();
    match item {
        ItemId::Struct(id) => fields(&model[id].fields),
        ItemId::Error(id) => fields(&model[id].fields),
        ItemId::Enum(id) => model[id].variants.iter().map(|variant| (variant.name.clone(), None)).collect(),
        ItemId::Union(id) => model[id].variants.iter().map(|variant| (variant.name.clone(), None)).collect(),
        ItemId::Newtype(_) | ItemId::Service(_) | ItemId::Component(_) => Vec::new(),
    }
}

/// Returns the built-in a type is, if it is one; a newtype may be of the same form.
fn scalar(ty: &Type) -> Option<Scalar> {
    if let Type::Scalar(scalar) = ty { Some(*scalar) } else { None }
}

/// Returns the old declarations that are to be told about one by one: those of gone packages only if they live on.
fn ordered(old: &Model, pairs: &Pairs) -> Vec<(ItemId, Option<ItemId>)> {
    let mut items = Vec::new();
    for package in ids(old) {
        let gone = pairs.gone.contains(&package);
        let all = old[package].items.iter().map(|item| (*item, pairs.partner(*item)));
        items.extend(all.filter(|(_, partner)| !gone || partner.is_some()));
    }
    items
}

/// Returns the ids of all packages.
fn ids(model: &Model) -> impl Iterator<Item = PackageId> + use<> {
    (0..model.packages.len() as u32).map(PackageId)
}

/// Returns whether a declaration is a type or an error.
pub(super) fn is_type(item: ItemId) -> bool {
    !matches!(item, ItemId::Service(_) | ItemId::Component(_))
}

/// Returns the keyword of a declaration.
pub(super) fn kind(item: ItemId) -> &'static str {
    match item {
        ItemId::Newtype(_) => "newtype",
        ItemId::Struct(_) => "struct",
        ItemId::Enum(_) => "enum",
        ItemId::Union(_) => "union",
        ItemId::Error(_) => "error",
        ItemId::Service(_) => "service",
        ItemId::Component(_) => "component",
    }
}

/// Returns the keyword of a declaration with its article.
pub(super) fn a_kind(item: ItemId) -> String {
    let kind = kind(item);
    format!("{} {kind}", if kind.starts_with('e') { "an" } else { "a" })
}

impl Model {
    /// Returns the name of a declaration, as written.
    pub(super) fn item_name(&self, item: ItemId) -> &str {
        match item {
            ItemId::Newtype(id) => &self[id].name,
            ItemId::Struct(id) => &self[id].name,
            ItemId::Enum(id) => &self[id].name,
            ItemId::Union(id) => &self[id].name,
            ItemId::Error(id) => &self[id].name,
            ItemId::Service(id) => &self[id].name,
            ItemId::Component(id) => &self[id].name,
        }
    }

    /// Returns the name a service or component travels under.
    fn wire_name(&self, item: ItemId) -> Option<&str> {
        match item {
            ItemId::Service(id) => Some(&self[id].wire_name),
            ItemId::Component(id) => Some(&self[id].wire_name),
            ItemId::Newtype(_) | ItemId::Struct(_) | ItemId::Enum(_) | ItemId::Union(_) | ItemId::Error(_) => None,
        }
    }

    /// Returns where the name of a declaration stands.
    pub(super) fn item_span(&self, item: ItemId) -> Span {
        match item {
            ItemId::Newtype(id) => self[id].span,
            ItemId::Struct(id) => self[id].span,
            ItemId::Enum(id) => self[id].span,
            ItemId::Union(id) => self[id].span,
            ItemId::Error(id) => self[id].span,
            ItemId::Service(id) => self[id].span,
            ItemId::Component(id) => self[id].span,
        }
    }

    /// Returns the package of a declaration.
    pub(super) fn item_package(&self, item: ItemId) -> PackageId {
        match item {
            ItemId::Newtype(id) => self[id].package,
            ItemId::Struct(id) => self[id].package,
            ItemId::Enum(id) => self[id].package,
            ItemId::Union(id) => self[id].package,
            ItemId::Error(id) => self[id].package,
            ItemId::Service(id) => self[id].package,
            ItemId::Component(id) => self[id].package,
        }
    }
}
