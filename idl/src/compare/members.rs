//! Fields, variants and parameters: which of the new ones is which of the old ones.

use crate::model::{Field, Parameter, UnionVariant, Variant};
use crate::names;
use crate::source::Span;
use std::collections::HashMap;

/// Something that has a name and a protobuf number within its owner.
pub(super) trait Member {
    /// What it is, in words.
    const WHAT: &'static str;
    /// Whether protobuf keeps some of its numbers for itself.
    const KEPT: bool;
    /// How its name is spelled in Rust.
    const SPELL: fn(&str) -> String;

    fn name(&self) -> &str;
    fn number(&self) -> u32;
    fn pinned(&self) -> bool;
    fn span(&self) -> Span;
}

macro_rules! member {
    ($member:ident, $what:literal, $spell:path, $number:ident, $kept:literal) => {
        impl Member for $member {
            const WHAT: &'static str = $what;
            const KEPT: bool = $kept;
            const SPELL: fn(&str) -> String = $spell;

            fn name(&self) -> &str {
                &self.name
            }

            fn number(&self) -> u32 {
                self.$number
            }

            fn pinned(&self) -> bool {
                self.pinned
            }

            fn span(&self) -> Span {
                self.span
            }
        }
    };
}

member!(Field, "field", names::value_name, tag, true);
member!(Parameter, "parameter", names::value_name, tag, true);
member!(Variant, "variant", names::variant_name, number, false);
member!(UnionVariant, "variant", names::variant_name, tag, true);

/// How the members of an owner were put together.
#[derive(Debug)]
pub(super) struct Matches {
    /// For each new member, the index of the old one it is.
    pub(super) new: Vec<Option<usize>>,
    /// For each old member, the index of the new one it is.
    pub(super) old: Vec<Option<usize>>,
}

impl Matches {
    /// Puts members together by name, then by the name in Rust.
    pub(super) fn by_name<M: Member>(old: &[M], new: &[M]) -> Self {
        let mut matches = Matches { new: vec![None; new.len()], old: vec![None; old.len()] };
        for spell in [str::to_owned as fn(&str) -> String, M::SPELL] {
            let left = (0..).zip(old).filter(|(index, _)| matches.old[*index].is_none());
            let named: HashMap<String, usize> = left.map(|(index, member)| (spell(member.name()), index)).collect();
            for (index, member) in new.iter().enumerate() {
                let was = named.get(&spell(member.name())).filter(|_| matches.new[index].is_none());
                was.into_iter().for_each(|was| matches.add(*was, index));
            }
        }
        matches
    }

    /// Puts members together by name, and what is left by number where it is otherwise the same: that was renamed.
    pub(super) fn new<M: Member>(old: &[M], new: &[M], same: impl Fn(&M, &M) -> bool) -> Self {
        let mut matches = Matches::by_name(old, new);
        let left = (0..).zip(old).filter(|(index, _)| matches.old[*index].is_none());
        let numbered: HashMap<u32, usize> = left.map(|(index, member)| (member.number(), index)).collect();
        for (index, member) in
            new.iter().enumerate().filter(|(index, _)| matches.new[*index].is_none()).collect::<Vec<_>>()
        {
            let was = numbered.get(&member.number()).filter(|was| same(&old[**was], member));
            was.into_iter().for_each(|was| matches.add(*was, index));
        }
        matches
    }

    /// Puts two members together, unless the old one has been found already.
    pub(super) fn add(&mut self, old: usize, new: usize) {
        if self.old[old].is_none() {
            self.old[old] = Some(new);
            self.new[new] = Some(old);
        }
    }

    /// Returns the members that are there in both versions.
    pub(super) fn both<'a, M>(&'a self, old: &'a [M], new: &'a [M]) -> impl Iterator<Item = (&'a M, &'a M)> {
        self.new.iter().zip(new).filter_map(|(was, member)| Some((&old[(*was)?], member)))
    }

    /// Returns the members that are gone.
    pub(super) fn removed<'a, M>(&'a self, old: &'a [M]) -> impl Iterator<Item = &'a M> {
        self.old.iter().zip(old).filter(|(is, _)| is.is_none()).map(|(_, member)| member)
    }

    /// Returns the members that have come.
    pub(super) fn added<'a, M>(&'a self, new: &'a [M]) -> impl Iterator<Item = &'a M> {
        self.new.iter().zip(new).filter(|(was, _)| was.is_none()).map(|(_, member)| member)
    }
}
