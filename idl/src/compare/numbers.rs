//! Protobuf numbers: which have moved, and which stand for something else now.

use super::members::{Matches, Member};
use super::{Comparison, Site, kinds};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The numbers of an owner's members in both versions.
#[derive(Debug)]
pub(super) struct Numbering {
    /// The owner with what it is, in words.
    pub(super) owner: String,
    /// What the members are, in words.
    pub(super) what: &'static str,
    /// The number that an unpinned first member has.
    pub(super) first: u32,
    /// Whether protobuf keeps some numbers for itself.
    pub(super) kept: bool,
    /// What is kept free in the new version.
    pub(super) reserved: Vec<u32>,
    /// The numbers of the old version, and where they stood.
    pub(super) old: BTreeMap<u32, Span>,
    /// The members of the new version, in order.
    pub(super) members: Vec<Numbered>,
}

/// A member of the new version.
#[derive(Debug)]
pub(super) struct Numbered {
    pub(super) name: String,
    pub(super) number: u32,
    pub(super) pinned: bool,
    pub(super) span: Span,
    /// The number it had.
    pub(super) was: Option<u32>,
}

impl Numbering {
    /// Creates the numbering of members that count from 1.
    pub(super) fn new<M: Member>(owner: &str, reserved: &[u32], matches: &Matches, old: &[M], new: &[M]) -> Self {
        let members = matches.new.iter().zip(new).map(|(was, member)| Numbered {
            name: member.name().to_owned(),
            number: member.number(),
            pinned: member.pinned(),
            span: member.span(),
            was: was.map(|was| old[was].number()),
        });
        Numbering {
            owner: owner.to_owned(),
            what: M::WHAT,
            first: 1,
            kept: M::KEPT,
            reserved: reserved.to_vec(),
            old: old.iter().map(|member| (member.number(), member.span())).collect(),
            members: members.collect(),
        }
    }

    /// Returns the old numbers that are free because what had them is gone.
    fn freed(&self) -> BTreeSet<u32> {
        let kept: BTreeSet<u32> = self.members.iter().filter_map(|member| member.was).collect();
        self.old.keys().filter(|number| !kept.contains(number)).copied().collect()
    }
}

impl Comparison<'_> {
    /// Tells which numbers of an owner's members have moved or are used again, and keeps them for those who pin them.
    pub(super) fn numbers(&self, numbering: Numbering) {
        let Numbering { owner, what, .. } = &numbering;
        let freed = numbering.freed();
        for Numbered { name, number, was, span, .. } in &numbering.members {
            let site = |old: u32| Site { old: numbering.old.get(&old).copied(), new: Some(*span), rest: true };
            match was {
                Some(was) if was != number => {
                    let message = format!("{what} `{name}` of {owner} has the number {number} now, had {was}");
                    let help = format!("`@tag({was})` keeps it; `--fix` writes that");
                    self.tell_with(kinds::NUMBER_MOVED, site(*was), message, Some(help));
                }
                None if freed.contains(number) => {
                    let message =
                        format!("new {what} `{name}` of {owner} has the number {number}, which was another's");
                    let help =
                        format!("keep the number free with `@reserved({number})`, or let `--fix` write a `@tag`");
                    self.tell_with(kinds::NUMBER_REUSED, site(*number), message, Some(help));
                }
                Some(_) | None => (),
            }
        }
        self.numberings.borrow_mut().push(numbering);
    }
}
