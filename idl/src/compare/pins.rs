//! The `@tag`s that put protobuf numbers back where they were.
//!
//! Only members whose number would be another one are pinned. A new member that would take a number that was in use
//! gets one that never was. What is reserved in the new version, or pinned by another member to the same number, is
//! left alone: whoever wrote that meant it.

use super::Comparison;
use super::numbers::{Numbered, Numbering};
use crate::ast::{Annotation, File, Head, Item};
use crate::diagnostic::{Applicability, Suggestion};
use crate::model::Model;
use crate::source::Span;
use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

/// What protobuf keeps of the numbers of fields.
const KEPT: RangeInclusive<u32> = 19_000..=19_999;

/// Returns the edits to the new version's files, imported ones left out, that keep all protobuf numbers.
///
/// `imported` says whether a place is in an imported file.
pub fn pins(old: &Model, new: &Model, files: &[File], imported: impl Fn(Span) -> bool) -> Vec<Suggestion> {
    let comparison = Comparison::new(old, new);
    comparison.items();
    let written = written(files);
    let numberings = comparison.numberings.into_inner();
    let pins = numberings.iter().flat_map(|numbering| numbering.pins());
    let mut edits: Vec<Suggestion> =
        pins.filter(|(span, _)| !imported(*span)).map(|(span, number)| edit(span, number, &written)).collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Writes a pin: before the name, or in place of the one that is there.
fn edit(name: Span, number: u32, written: &HashMap<Span, Span>) -> Suggestion {
    let before = Span { end: name.start, ..name };
    let (span, replacement) = match written.get(&name) {
        Some(annotation) => (*annotation, format!("@tag({number})")),
        None => (before, format!("@tag({number}) ")),
    };
    let applicability = Applicability::MachineApplicable;
    Suggestion { message: format!("pin the number {number}"), span, replacement, applicability }
}

impl Numbering {
    /// Returns the names to be pinned, and the numbers.
    fn pins(&self) -> Vec<(Span, u32)> {
        let mut pins = Vec::new();
        if self.members.iter().all(|member| !self.strays(member, member.number)) {
            return pins;
        }
        let (mut taken, mut next) = (self.taken(), self.first);
        let mut unused = self.old.keys().chain(&taken).max().map_or(self.first, |last| last.saturating_add(1));
        for member in &self.members {
            let given = if member.pinned { member.number } else { self.free(&taken, next) };
            let strays = self.strays(member, given);
            let number = if strays { member.was.unwrap_or_else(|| self.free(&taken, unused)) } else { given };
            if strays {
                pins.push((member.span, number));
            }
            taken.insert(number);
            next = number.saturating_add(1);
            unused = unused.max(next);
        }
        pins
    }

    /// Returns whether a number is not the one a member should have: that of before, or one that was never in use.
    fn strays(&self, member: &Numbered, number: u32) -> bool {
        match member.was {
            Some(was) => was != number && !self.reserved.contains(&was),
            None => self.old.contains_key(&number),
        }
    }

    /// Returns the numbers that an unpinned member never takes.
    fn taken(&self) -> BTreeSet<u32> {
        let pinned = self.members.iter().filter(|member| member.pinned).map(|member| member.number);
        pinned.chain(self.reserved.iter().copied()).collect()
    }

    /// Returns the first number from here on that is not taken, nor kept by protobuf.
    fn free(&self, taken: &BTreeSet<u32>, mut next: u32) -> u32 {
        loop {
            if self.kept && KEPT.contains(&next) {
                next = KEPT.end() + 1;
            } else if taken.contains(&next) {
                next = next.saturating_add(1);
            } else {
                return next;
            }
        }
    }
}

/// Returns for each name that is pinned where its `@tag` stands.
fn written(files: &[File]) -> HashMap<Span, Span> {
    let mut pins = HashMap::new();
    files.iter().flat_map(|file| &file.items).for_each(|item| item_pins(item, &mut pins));
    pins
}

fn item_pins(item: &Item, pins: &mut HashMap<Span, Span>) {
    match item {
        Item::Struct(record) | Item::Error(record) => {
            record.fields.iter().for_each(|field| head_pin(&field.head, pins));
        }
        Item::Enum(choice) => choice.variants.iter().for_each(|head| head_pin(head, pins)),
        Item::Union(union) => union.variants.iter().for_each(|variant| head_pin(&variant.head, pins)),
        Item::Service(service) => {
            for method in &service.methods {
                method.parameters.iter().for_each(|parameter| head_pin(&parameter.head, pins));
                method.throws.iter().for_each(|throw| pin(throw.error.span, &throw.annotations, pins));
            }
        }
        Item::Newtype(_) | Item::Component(_) => (),
    }
}

fn head_pin(head: &Head, pins: &mut HashMap<Span, Span>) {
    pin(head.name.span, &head.annotations, pins);
}

fn pin(name: Span, annotations: &[Annotation], pins: &mut HashMap<Span, Span>) {
    let tag = annotations.iter().find(|annotation| annotation.name.text == "tag");
    pins.extend(tag.map(|tag| (name, tag.span)));
}
