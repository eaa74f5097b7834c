//! Services and their methods.

use super::numbers::{Numbered, Numbering};
use super::values::{Position, Slot};
use super::{Comparison, Site, kinds, routes};
use crate::model::{Access, ItemId, Method, Service, Throw};
use crate::names;

/// The number of the first error of a method, after result and exception.
const FIRST_ERROR: u32 = 3;

impl Comparison<'_> {
    /// Compares two versions of a service.
    pub(super) fn service(&self, old: &Service, new: &Service) {
        let site = Site::new(old.span, new.span, routes::any(old));
        if old.wire_name != new.wire_name {
            let message = format!("service `{}` travels as `{}` now, was `{}`", new.name, new.wire_name, old.wire_name);
            self.tell(kinds::SERVICE_WIRE_NAME, site, message);
        }
        self.owner(old, new, site);
        for method in &old.methods {
            match partner(method, old, new) {
                Some(other) => self.method(&new.name, method, other),
                None => {
                    let message = format!("method `{}` of `{}` is gone", method.name, new.name);
                    let site = Site::new(method.span, new.span, method.route.is_some());
                    self.tell(kinds::METHOD_REMOVED, site, message);
                }
            }
        }
    }

    /// Tells of a service that another component lists, or none; if the component is gone, that says it all.
    fn owner(&self, old: &Service, new: &Service, site: Site) {
        let Some(before) = old.component else { return };
        let Some(expected) = self.pairs.partner(ItemId::Component(before)) else { return };
        if new.component.map(ItemId::Component) != Some(expected) {
            let by = new.component.map_or_else(|| "no component".to_owned(), |id| format!("`{}`", self.new[id].name));
            let message = format!("service `{}` is listed by {by} now, was by `{}`", new.name, self.old[before].name);
            self.tell(kinds::SERVICE_MOVED, site, message);
        }
    }

    fn method(&self, service: &str, old: &Method, new: &Method) {
        let site = Site::new(old.span, new.span, old.route.is_some());
        let name = self.method_name(service, new);
        if old.name != new.name {
            self.tell(kinds::METHOD_CASE, site, format!("{name} was called `{}`", old.name));
        }
        self.parameters(&name, site, old, new);
        self.result(&name, site, old, new);
        self.throws(&name, site, old, new);
        self.route(&name, site, old, new);
        if fewer(&old.access, &new.access) {
            let message = format!("{name} is for {} now, was for {}", callers(&new.access), callers(&old.access));
            self.tell(kinds::ACCESS_TIGHTER, site, message);
        }
    }

    fn result(&self, name: &str, site: Site, old: &Method, new: &Method) {
        let what = format!("the result of {name}");
        match (&old.result, &new.result) {
            (Some(a), Some(b)) => self.slots(&what, Position::Result, site, (Slot::of(a), Slot::of(b))),
            (None, None) => (),
            (None, Some(ty)) => {
                let message = format!("{what} is now `{}`, there was none", self.new.spell(ty));
                self.tell(kinds::TYPE_CHANGED, site, message);
            }
            (Some(ty), None) => {
                self.tell(kinds::TYPE_CHANGED, site, format!("{what} is gone, was `{}`", self.old.spell(ty)));
            }
        }
    }

    fn throws(&self, name: &str, site: Site, old: &Method, new: &Method) {
        let same = |a: &Throw, b: &Throw| self.pairs.are(ItemId::Error(a.error), ItemId::Error(b.error));
        if let Some(first) = new.throws.first().filter(|_| old.throws.is_empty()) {
            let message = format!("{name} has its first error, `{}`", self.new[first.error].name);
            self.tell(kinds::FIRST_THROWS, Site { new: Some(first.span), ..site }, message);
        }
        for throw in old.throws.iter().filter(|throw| !new.throws.iter().any(|other| same(throw, other))) {
            let message = format!("{name} no longer throws `{}`", self.old[throw.error].name);
            self.tell(kinds::THROWS_REMOVED, Site { old: Some(throw.span), ..site }, message);
        }
        let numbered = |throw: &Throw| Numbered {
            name: self.new[throw.error].name.clone(),
            number: throw.tag,
            pinned: throw.pinned,
            span: throw.span,
            was: old.throws.iter().find(|other| same(other, throw)).map(|other| other.tag),
        };
        self.numbers(Numbering {
            owner: name.to_owned(),
            what: "error",
            first: FIRST_ERROR,
            kept: true,
            reserved: Vec::new(),
            old: old.throws.iter().map(|throw| (throw.tag, throw.span)).collect(),
            members: new.throws.iter().map(numbered).collect(),
        });
    }
}

/// Returns the method of the new version that has the same name, or else the same in Rust.
fn partner<'a>(method: &Method, old: &Service, new: &'a Service) -> Option<&'a Method> {
    let exact = new.methods.iter().find(|other| other.name == method.name);
    exact.or_else(|| {
        let in_rust = names::value_name(&method.name);
        let taken = |other: &&Method| old.methods.iter().any(|method| method.name == other.name);
        new.methods.iter().filter(|other| !taken(other)).find(|other| names::value_name(&other.name) == in_rust)
    })
}

/// Returns whether somebody who was let in is refused.
fn fewer(old: &Access, new: &Access) -> bool {
    match (old, new) {
        (_, Access::Anyone) | (Access::Authenticated | Access::Roles(_), Access::Authenticated) => false,
        (Access::Anyone, Access::Authenticated | Access::Roles(_)) | (Access::Authenticated, Access::Roles(_)) => true,
        (Access::Roles(old), Access::Roles(new)) => old.iter().any(|role| !new.contains(role)),
    }
}

/// Returns who may call, in words.
fn callers(access: &Access) -> String {
    match access {
        Access::Anyone => "anyone".to_owned(),
        Access::Authenticated => "authenticated callers".to_owned(),
        Access::Roles(roles) => format!("the roles {}", roles.join(", ")),
    }
}
