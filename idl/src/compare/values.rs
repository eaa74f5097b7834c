//! Values that are there in both versions: whether they may be left out, their types and their constraints.

use super::{Comparison, Kind, Site, Surface, constraints, kinds, shapes};
use crate::model::{Constraint, Model, Type, Value};

/// Where a value stands, which decides who writes it and who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// In a field, a variant or a newtype.
    Field,
    /// In a parameter.
    Parameter,
    /// In a result.
    Result,
}

/// What is known of a value.
#[derive(Clone, Copy)]
pub(super) struct Slot<'a> {
    pub(super) ty: &'a Type,
    pub(super) default: Option<&'a Value>,
    pub(super) constraints: &'a [Constraint],
}

/// Whether a value may be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Required,
    Optional,
    Defaulted,
}

impl<'a> Slot<'a> {
    /// Creates what is known of a value that has nothing but a type.
    pub(super) fn of(ty: &'a Type) -> Self {
        Slot { ty, default: None, constraints: &[] }
    }

    fn presence(&self) -> Presence {
        match (self.ty, self.default) {
            (Type::Optional(_), _) => Presence::Optional,
            (_, Some(_)) => Presence::Defaulted,
            (_, None) => Presence::Required,
        }
    }

    /// Returns whether a value must be there.
    pub(super) fn is_required(&self) -> bool {
        self.presence() == Presence::Required
    }

    /// Returns the type of a value that is there.
    fn bare(&self) -> &'a Type {
        if let Type::Optional(inner) = self.ty { inner } else { self.ty }
    }

    /// Returns how the value is written.
    fn spelled(&self, model: &Model) -> String {
        let default = self.default.map_or_else(String::new, |default| format!(" = {}", model.literal(default)));
        format!("{}{default}", model.spell(self.ty))
    }
}

impl Comparison<'_> {
    /// Compares a value with what it was; `what` names it.
    pub(super) fn slots(&self, what: &str, position: Position, site: Site, (old, new): (Slot<'_>, Slot<'_>)) {
        let message = || format!("{what} is now `{}`, was `{}`", new.spelled(self.new), old.spelled(self.old));
        let presence = presence(position, old.presence(), new.presence());
        presence.into_iter().for_each(|kind| self.tell(kind, site, message()));
        if self.wrapped(old, new) && !presence.is_some_and(|kind| kind.breaks.contains(Surface::Protobuf)) {
            self.tell(kinds::CONTAINER_WRAPPED, site, message());
        }
        let difference = self.difference(old, new);
        if difference.wires {
            return self.tell(kinds::TYPE_CHANGED, site, message());
        }
        if difference.rust {
            self.tell(kinds::TYPE_DIFFERS, site, message());
        }
        if difference.tighter {
            self.tell(kinds::CONSTRAINT_TIGHTER, site, tighter(what, old, new));
        }
    }

    /// Returns whether protobuf wraps the value in one version only.
    fn wrapped(&self, old: Slot<'_>, new: Slot<'_>) -> bool {
        let optional = [old, new].map(|slot| slot.presence() == Presence::Optional);
        let inner = self.new.unwrapped(new.bare());
        optional[0] != optional[1] && matches!(inner, Type::List(_) | Type::Set(_) | Type::Map(..))
    }

    /// Returns how the types and constraints of a value that is there differ.
    ///
    /// A constraint may move between a field and its newtypes: all of them together count. Those of a newtype that is the
    /// same are told of where it is declared, but may make up for what the field has got.
    fn difference(&self, old: Slot<'_>, new: Slot<'_>) -> shapes::Difference {
        let (before, after) = (old.bare(), new.bare());
        let (mut old_rules, mut new_rules) = (old.constraints.to_vec(), new.constraints.to_vec());
        let newtype = [before, after].iter().any(|ty| matches!(ty, Type::Newtype(_)));
        let mut difference = if !newtype || self.same(before, after) {
            shapes::difference((self.old, before), (self.new, after), &self.pairs)
        } else {
            let ((before, old_more), (after, new_more)) =
                (shapes::unwrapped(self.old, before), shapes::unwrapped(self.new, after));
            old_rules.extend(old_more);
            new_rules.extend(new_more);
            let inner = shapes::difference((self.old, before), (self.new, after), &self.pairs);
            shapes::Difference { rust: true, ..inner }
        };
        let ty = self.new.unwrapped(after);
        if constraints::tighter(&old_rules, &new_rules, ty) {
            old_rules.extend(shapes::unwrapped(self.old, before).1);
            new_rules.extend(shapes::unwrapped(self.new, after).1);
            difference.tighter |= constraints::tighter(&old_rules, &new_rules, ty);
        }
        difference
    }

    /// Returns whether two types name the same declaration.
    fn same(&self, old: &Type, new: &Type) -> bool {
        shapes::item(old).zip(shapes::item(new)).is_some_and(|(old, new)| self.pairs.are(old, new))
    }

    /// Returns whether two types are the same on all wires.
    pub(super) fn travels_alike(&self, old: &Type, new: &Type) -> bool {
        !shapes::difference((self.old, old), (self.new, new), &self.pairs).wires
    }

    /// Returns whether two types are the same in every respect.
    pub(super) fn is_same(&self, old: &Type, new: &Type) -> bool {
        shapes::difference((self.old, old), (self.new, new), &self.pairs) == shapes::Difference::default()
    }
}

/// Returns what it means that a value may be left out, or may not be any more.
fn presence(position: Position, old: Presence, new: Presence) -> Option<&'static Kind> {
    use Presence::{Defaulted, Optional, Required};
    match (old, new) {
        (Required, Required) | (Optional, Optional) | (Defaulted, Defaulted) => None,
        (Required | Defaulted, Optional) if position == Position::Parameter => Some(kinds::PARAMETER_OPTIONAL),
        (Required, Optional) => Some(kinds::MADE_OPTIONAL),
        (Defaulted, Required | Optional) => Some(kinds::DEFAULT_DROPPED),
        (Required | Optional, Defaulted) => Some(kinds::DEFAULT_ADDED),
        (Optional, Required) if position == Position::Result => Some(kinds::RESULT_REQUIRED),
        (Optional, Required) => Some(kinds::MADE_REQUIRED),
    }
}

/// Words that the constraints of a value are tighter.
fn tighter(what: &str, old: Slot<'_>, new: Slot<'_>) -> String {
    let spelled =
        |slot: Slot<'_>| -> Vec<String> { slot.constraints.iter().map(|rule| format!("`@{}`", rule.rule())).collect() };
    match (spelled(old).join(" "), spelled(new).join(" ")) {
        (old, new) if old == new => format!("{what} refuses values that it accepted"),
        (old, new) if old.is_empty() => format!("{what} must keep {new} now"),
        (old, new) if new.is_empty() => format!("{what} must keep more than {old} now"),
        (old, new) => format!("{what} must keep {new} now, was {old}"),
    }
}
