//! Packages and types.

use super::members::{Matches, Member};
use super::numbers::Numbering;
use super::pairs::{self, is_type};
use super::values::{Position, Slot};
use super::{Comparison, Site, Surface, Surfaces, kinds, routes};
use crate::model::{Enum, Error, Field, ItemId, Method, Newtype, Package, Union, UnionVariant, Variant};
use crate::names;

impl Comparison<'_> {
    /// Tells of packages that are gone.
    pub(super) fn packages(&self) {
        for package in self.pairs.gone.iter().map(|id| &self.old[*id]) {
            let old = package.items.first().map(|item| self.old.item_span(*item));
            let types = package.items.iter().all(|item| is_type(*item));
            let breaks = match (types, self.is_routed(package)) {
                (true, _) => Surfaces::of(&[Surface::Rust]),
                (false, true) => Surfaces::ALL,
                (false, false) => Surfaces::ALL.without(Surfaces::of(&[Surface::Rest])),
            };
            let message = format!("package `{}` is gone", package.name);
            self.push(kinds::PACKAGE_REMOVED, Site { old, new: None, rest: true }, message, breaks, None);
        }
    }

    /// Returns whether a package has a method with a route.
    fn is_routed(&self, package: &Package) -> bool {
        package.items.iter().any(|item| match item {
            ItemId::Service(id) => routes::any(&self.old[*id]),
            ItemId::Component(id) => self.old[*id].services.iter().any(|id| routes::any(&self.old[*id])),
            ItemId::Newtype(_) | ItemId::Struct(_) | ItemId::Enum(_) | ItemId::Union(_) | ItemId::Error(_) => false,
        })
    }

    /// Compares all declarations.
    pub(super) fn items(&self) {
        for (old, partner) in &self.pairs.items {
            match partner {
                Some(new) => self.pair(*old, *new),
                None => self.removed(*old),
            }
        }
    }

    fn removed(&self, item: ItemId) {
        let site = |rest| Site { old: Some(self.old.item_span(item)), new: None, rest };
        let message = format!("{} `{}` is gone", pairs::kind(item), self.old.item_name(item));
        match item {
            ItemId::Service(id) => self.tell(kinds::SERVICE_REMOVED, site(routes::any(&self.old[id])), message),
            ItemId::Component(id) => {
                let routed = self.old[id].services.iter().any(|id| routes::any(&self.old[*id]));
                self.tell(kinds::COMPONENT_REMOVED, site(routed), message);
            }
            ItemId::Newtype(_) | ItemId::Struct(_) | ItemId::Enum(_) | ItemId::Union(_) | ItemId::Error(_) => {
                self.tell(kinds::TYPE_REMOVED, site(true), message);
            }
        }
    }

    fn pair(&self, old: ItemId, new: ItemId) {
        let site = Site::new(self.old.item_span(old), self.new.item_span(new), self.reach.rest(old));
        self.renamed((old, new), site);
        match (old, new) {
            (ItemId::Newtype(a), ItemId::Newtype(b)) => self.newtype(&self.old[a], &self.new[b], site),
            (ItemId::Struct(a), ItemId::Struct(b)) => {
                let (a, b) = (&self.old[a], &self.new[b]);
                self.fields(&format!("`{}`", b.name), &b.reserved, site, (&a.fields, &b.fields));
            }
            (ItemId::Enum(a), ItemId::Enum(b)) => self.choice(&self.old[a], &self.new[b], site),
            (ItemId::Union(a), ItemId::Union(b)) => self.union(&self.old[a], &self.new[b], site),
            (ItemId::Error(a), ItemId::Error(b)) => self.error(&self.old[a], &self.new[b], site),
            (ItemId::Service(a), ItemId::Service(b)) => self.service(&self.old[a], &self.new[b]),
            (ItemId::Component(a), ItemId::Component(b)) => self.component(&self.old[a], &self.new[b]),
            _ => {
                let name = self.new.item_name(new);
                let message = format!("`{name}` is {} now, was {}", pairs::a_kind(new), pairs::a_kind(old));
                self.tell(kinds::FORM_CHANGED, site, message);
            }
        }
    }

    /// Tells of a declaration that has another name or is in another package.
    fn renamed(&self, (old, new): (ItemId, ItemId), site: Site) {
        let before = self.old.full_name(self.old.item_package(old), self.old.item_name(old));
        let after = self.new.full_name(self.new.item_package(new), self.new.item_name(new));
        if before == after {
            return;
        }
        let in_rust =
            |name: &str| name.rsplit_once('.').map(|(package, name)| (package.to_owned(), names::type_name(name)));
        let same = in_rust(&before) == in_rust(&after);
        let kind = match old {
            ItemId::Error(_) => kinds::ERROR_RENAMED,
            ItemId::Service(_) | ItemId::Component(_) => kinds::RUST_NAME_CHANGED,
            ItemId::Newtype(_) | ItemId::Struct(_) | ItemId::Enum(_) | ItemId::Union(_) => kinds::TYPE_RENAMED,
        };
        let kept = if same { Surfaces::of(&[Surface::Rust]) } else { Surfaces::default() };
        let message = format!("`{before}` is called `{after}` now");
        self.push(kind, site, message, kind.breaks.without(kept), None);
    }

    fn newtype(&self, old: &Newtype, new: &Newtype, site: Site) {
        let (a, b): (Slot<'_>, Slot<'_>) =
            [old, new].map(|it| Slot { ty: &it.ty, default: None, constraints: &it.constraints }).into();
        self.slots(&format!("newtype `{}`", new.name), Position::Field, site, (a, b));
    }

    fn error(&self, old: &Error, new: &Error, site: Site) {
        self.fields(&format!("`{}`", new.name), &new.reserved, site, (&old.fields, &new.fields));
        if old.status != new.status {
            let message = format!("error `{}` has the status {} now, had {}", new.name, new.status, old.status);
            self.tell(kinds::STATUS_CHANGED, site, message);
        }
    }

    fn fields(&self, owner: &str, reserved: &[u32], site: Site, (old, new): (&[Field], &[Field])) {
        let matches = Matches::new(old, new, |a: &Field, b: &Field| self.travels_alike(&a.ty, &b.ty));
        for field in matches.removed(old) {
            self.gone(kinds::FIELD_REMOVED, owner, field, site);
        }
        for field in matches.added(new).filter(|field| slot(field).is_required()) {
            let message = format!("{owner} has a new required field `{}`", field.name);
            self.tell(kinds::FIELD_ADDED, Site { new: Some(field.span), ..site }, message);
        }
        for (a, b) in matches.both(old, new) {
            self.field(owner, a, b, Site::new(a.span, b.span, site.rest));
        }
        self.required_order(owner, &matches, site, (old, new));
        self.numbers(Numbering::new(owner, reserved, &matches, old, new));
    }

    fn field(&self, owner: &str, old: &Field, new: &Field, site: Site) {
        self.member_renamed((kinds::FIELD_RENAMED, kinds::FIELD_CASE), owner, site, (old, new));
        self.slots(&format!("field `{}` of {owner}", new.name), Position::Field, site, (slot(old), slot(new)));
        if old.boxed != new.boxed && self.is_same(&old.ty, &new.ty) {
            self.boxed(&format!("field `{}` of {owner}", new.name), new.boxed, site);
        }
    }

    /// Tells that a value has got or lost its pointer.
    fn boxed(&self, what: &str, boxed: bool, site: Site) {
        let stands = if boxed { "stands behind a `Box` now" } else { "no longer stands behind a `Box`" };
        self.tell(kinds::BOXED, site, format!("{what} {stands}"));
    }

    /// Tells whether `new` takes the required fields in another order.
    fn required_order(&self, owner: &str, matches: &Matches, site: Site, (old, new): (&[Field], &[Field])) {
        let kept = matches.new.iter().zip(new).filter_map(|(was, field)| Some(((*was)?, field)));
        let required: Vec<(usize, &Field)> =
            kept.filter(|(was, field)| slot(&old[*was]).is_required() && slot(field).is_required()).collect();
        if let Some(late) = required.windows(2).find(|pair| pair[0].0 > pair[1].0) {
            let (was, field) = late[1];
            let message = format!("the required fields of {owner} stand in another order");
            self.tell(kinds::FIELDS_REORDERED, Site::new(old[was].span, field.span, site.rest), message);
        }
    }

    fn choice(&self, old: &Enum, new: &Enum, site: Site) {
        let owner = format!("`{}`", new.name);
        if old.open && !new.open {
            self.tell(kinds::ENUM_CLOSED, site, format!("enum {owner} is no longer `@open`"));
        }
        let matches = Matches::new(&old.variants, &new.variants, |_: &Variant, _: &Variant| true);
        for variant in matches.removed(&old.variants) {
            self.gone(kinds::VARIANT_REMOVED, &owner, variant, site);
        }
        for (a, b) in matches.both(&old.variants, &new.variants) {
            let site = Site::new(a.span, b.span, site.rest);
            self.member_renamed((kinds::VARIANT_RENAMED, kinds::VARIANT_CASE), &owner, site, (a, b));
        }
        self.numbers(Numbering::new(&owner, &new.reserved, &matches, &old.variants, &new.variants));
    }

    fn union(&self, old: &Union, new: &Union, site: Site) {
        let owner = format!("`{}`", new.name);
        let same = |a: &UnionVariant, b: &UnionVariant| match (&a.ty, &b.ty) {
            (Some(a), Some(b)) => self.travels_alike(a, b),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let matches = Matches::new(&old.variants, &new.variants, same);
        for variant in matches.removed(&old.variants) {
            self.gone(kinds::VARIANT_REMOVED, &owner, variant, site);
        }
        for variant in matches.added(&new.variants) {
            let message = format!("union {owner} has a new variant `{}`", variant.name);
            self.tell(kinds::UNION_VARIANT_ADDED, Site { new: Some(variant.span), ..site }, message);
        }
        for (a, b) in matches.both(&old.variants, &new.variants) {
            self.alternative(&owner, a, b, Site::new(a.span, b.span, site.rest));
        }
        self.numbers(Numbering::new(&owner, &new.reserved, &matches, &old.variants, &new.variants));
    }

    fn alternative(&self, owner: &str, old: &UnionVariant, new: &UnionVariant, site: Site) {
        self.member_renamed((kinds::VARIANT_RENAMED, kinds::VARIANT_CASE), owner, site, (old, new));
        let what = format!("variant `{}` of {owner}", new.name);
        match (&old.ty, &new.ty) {
            (Some(a), Some(b)) => {
                self.slots(&what, Position::Field, site, (Slot::of(a), Slot::of(b)));
                if old.boxed != new.boxed && self.is_same(a, b) {
                    self.boxed(&what, new.boxed, site);
                }
            }
            (None, None) => (),
            (None, Some(ty)) => {
                self.tell(kinds::TYPE_CHANGED, site, format!("{what} carries `{}` now", self.new.spell(ty)));
            }
            (Some(_), None) => self.tell(kinds::TYPE_CHANGED, site, format!("{what} carries nothing any more")),
        }
    }

    /// Tells of a member that is gone.
    fn gone<M: Member>(&self, kind: &'static super::Kind, owner: &str, member: &M, site: Site) {
        let message = format!("{} `{}` of {owner} is gone", M::WHAT, member.name());
        let help = format!("when nobody asks for it any more, `@reserved({})` keeps its number free", member.number());
        self.tell_with(kind, Site { old: Some(member.span()), ..site }, message, Some(help));
    }

    /// Tells of a member that has another name, of the second kind if it is the same in Rust.
    fn member_renamed<M: Member>(
        &self,
        (renamed, case): (&'static super::Kind, &'static super::Kind),
        owner: &str,
        site: Site,
        (old, new): (&M, &M),
    ) {
        if old.name() != new.name() {
            let same = M::SPELL(old.name()) == M::SPELL(new.name());
            let message = format!("{} `{}` of {owner} is called `{}` now", M::WHAT, old.name(), new.name());
            self.tell(if same { case } else { renamed }, site, message);
        }
    }

    /// Returns a service's method with its name, in words.
    pub(super) fn method_name(&self, service: &str, method: &Method) -> String {
        format!("`{service}.{}`", method.name)
    }
}

/// Returns what is known of the value of a field.
fn slot(field: &Field) -> Slot<'_> {
    Slot { ty: &field.ty, default: field.default.as_ref(), constraints: &field.constraints }
}
