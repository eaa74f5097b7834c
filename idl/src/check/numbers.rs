//! Protobuf numbers: of fields, parameters, variants and the entries of `throws`.
//!
//! They count from one in the order of declaration. `@tag` pins one, and those behind it count on from there; what is
//! pinned, reserved or given is passed over. Refused are numbers that protobuf does not have or keeps for itself, and those
//! two members would share.

use super::annotations::Annotations;
use super::scope::Scope;
use crate::ast::{Annotation, Head, Literal, LiteralKind, Throw};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::{BTreeMap, HashMap};

/// The greatest number of a field.
const GREATEST_FIELD: u32 = (1 << 29) - 1;

/// What protobuf keeps of the numbers of fields.
const KEPT: (u32, u32) = (19_000, 19_999);

/// The numbers a kind of members may have.
pub(super) struct Kind {
    least: u32,
    greatest: u32,
    /// Whether protobuf keeps some in between.
    kept: bool,
}

/// Fields, parameters and variants of unions.
pub(super) const FIELDS: Kind = Kind { least: 1, greatest: GREATEST_FIELD, kept: true };

/// Variants of enums, where 0 means that the value is not known.
pub(super) const VARIANTS: Kind = Kind { least: 1, greatest: i32::MAX as u32, kept: false };

/// Entries of `throws`, which stand in the response behind the result and the exception.
pub(super) const THROWS: Kind = Kind { least: 3, greatest: GREATEST_FIELD, kept: true };

/// The number of a member.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) tag: u32,
    /// Whether `@tag` says so.
    pub(super) pinned: bool,
}

/// A member, as far as numbers go.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    annotations: &'a [Annotation],
    span: Span,
}

impl<'a> From<&'a Head> for Member<'a> {
    fn from(head: &'a Head) -> Self {
        Member { annotations: &head.annotations, span: head.name.span }
    }
}

impl<'a> From<&'a Throw> for Member<'a> {
    fn from(throw: &'a Throw) -> Self {
        Member { annotations: &throw.annotations, span: throw.error.span }
    }
}

impl<'a> Member<'a> {
    /// Returns what is written in `@tag`; whatever is wrong with its form is reported where annotations are.
    fn pin(&self) -> Option<&'a Literal> {
        let [literal] = self.annotations.iter().find(|it| it.name.text == "tag")?.arguments.as_slice() else {
            return None;
        };
        matches!(literal.kind, LiteralKind::Integer(_)).then_some(literal)
    }
}

/// Numbers that are not free, each with where it was taken if somebody chose it.
struct Taken {
    chosen: HashMap<u32, Span>,
    /// The first and the last number of each stretch; no two touch.
    stretches: BTreeMap<u32, u32>,
}

impl Taken {
    /// Takes what protobuf keeps.
    fn new(kind: &Kind) -> Self {
        Taken { chosen: HashMap::new(), stretches: kind.kept.then_some(KEPT).into_iter().collect() }
    }

    /// Takes a number.
    fn take(&mut self, number: u32) {
        if self.free(number) != number {
            return;
        }
        let before = self.stretches.range(..number).next_back();
        let first = before.filter(|(_, last)| **last + 1 == number).map_or(number, |(first, _)| *first);
        let last = self.stretches.remove(&(number + 1)).unwrap_or(number);
        self.stretches.insert(first, last);
    }

    /// Returns the first free number that is not below the given one.
    fn free(&self, number: u32) -> u32 {
        let stretch = self.stretches.range(..=number).next_back().filter(|(_, last)| **last >= number);
        stretch.map_or(number, |(_, last)| last + 1)
    }
}

/// The numbers `@reserved` keeps free, and where.
pub(super) struct Reserved(BTreeMap<u32, Span>);

impl Reserved {
    /// Keeps nothing free.
    pub(super) fn none() -> Self {
        Reserved(BTreeMap::new())
    }

    /// Reads `@reserved`.
    pub(super) fn new(scope: Scope<'_>, annotations: &Annotations<'_>, kind: &Kind) -> Self {
        let mut reserved = BTreeMap::new();
        for literal in annotations.get("reserved").into_iter().flat_map(|annotation| &annotation.arguments) {
            let Some(number) = kind.read(scope, literal) else { continue };
            if let Some(first) = reserved.insert(number, literal.span) {
                let text = format!("{number} is reserved twice");
                scope.report(
                    Diagnostic::new(catalogue::DUPLICATE_NUMBER, literal.span, text, "again here")
                        .also(first, "first reserved here"),
                );
            }
        }
        Reserved(reserved)
    }

    /// Returns the numbers, sorted.
    pub(super) fn numbers(&self) -> Vec<u32> {
        self.0.keys().copied().collect()
    }
}

impl Kind {
    /// Returns the numbers of members, in their order.
    pub(super) fn numbers<'a, M: Into<Member<'a>>>(
        &self,
        scope: Scope<'_>,
        reserved: &Reserved,
        members: impl IntoIterator<Item = M>,
    ) -> Vec<Number> {
        let members: Vec<Member<'a>> = members.into_iter().map(Into::into).collect();
        let mut taken = Taken::new(self);
        reserved.0.keys().for_each(|number| taken.take(*number));
        // Those that are pinned come first: the others give way to them.
        let pins: Vec<Option<u32>> =
            members.iter().map(|member| self.pinned(scope, reserved, &mut taken, *member)).collect();
        let mut next = self.least;
        let number = |(member, pin): (&Member<'_>, Option<u32>)| {
            let tag = pin.unwrap_or_else(|| self.counted(scope, &mut taken, next, *member));
            next = tag.saturating_add(1);
            Number { tag, pinned: pin.is_some() }
        };
        members.iter().zip(pins).map(number).collect()
    }

    /// Returns the number a member is pinned to, if it is and may be.
    fn pinned(&self, scope: Scope<'_>, reserved: &Reserved, taken: &mut Taken, member: Member<'_>) -> Option<u32> {
        let literal = member.pin()?;
        let number = self.read(scope, literal)?;
        let refusal = if let Some(first) = reserved.0.get(&number) {
            let text = format!("the number {number} is reserved");
            Diagnostic::new(catalogue::RESERVED_NUMBER, literal.span, text, "not free").also(*first, "reserved here")
        } else if let Some(first) = taken.chosen.get(&number) {
            let text = format!("the number {number} is given twice");
            Diagnostic::new(catalogue::DUPLICATE_NUMBER, literal.span, text, "again here")
                .also(*first, "first given here")
        } else {
            taken.take(number);
            taken.chosen.insert(number, literal.span);
            return Some(number);
        };
        scope.report(refusal.help(FREE));
        None
    }

    /// Returns the number of a member that is not pinned, which is the first free one from `next` on.
    fn counted(&self, scope: Scope<'_>, taken: &mut Taken, next: u32, member: Member<'_>) -> u32 {
        let number = taken.free(next);
        if number <= self.greatest {
            taken.take(number);
        } else if number == self.greatest + 1 {
            // The first that has none stands for those behind it.
            let text =
                format!("`{}` would have a number above {}", scope.world.sources.text(member.span), self.greatest);
            scope.report(
                Diagnostic::new(catalogue::NUMBER_RANGE, member.span, text, "no number is left")
                    .help("it has the number behind that of its predecessor; pin it to a smaller one with `@tag`"),
            );
        }
        number
    }

    /// Understands a number that is written; nothing if members cannot have it, which is then reported.
    fn read(&self, scope: Scope<'_>, literal: &Literal) -> Option<u32> {
        let LiteralKind::Integer(digits) = &literal.kind else { return None };
        let number = digits.parse().ok().filter(|number| (self.least..=self.greatest).contains(number));
        let Some(number) = number else {
            let text = format!("{digits} is no number that can be given here");
            let label = format!("must be from {} to {}", self.least, self.greatest);
            let refusal = Diagnostic::new(catalogue::NUMBER_RANGE, literal.span, text, label);
            scope.report(self.why(digits).into_iter().fold(refusal, Diagnostic::help));
            return None;
        };
        if self.kept && (KEPT.0..=KEPT.1).contains(&number) {
            let text = format!("protobuf keeps the number {number} for itself");
            scope.report(
                Diagnostic::new(catalogue::KEPT_NUMBER, literal.span, text, "not free")
                    .help(format!("the numbers from {} to {} are never given", KEPT.0, KEPT.1)),
            );
            return None;
        }
        Some(number)
    }

    /// Says why a small number cannot be given.
    fn why(&self, digits: &str) -> Option<&'static str> {
        match digits {
            "0" if !self.kept => Some("0 is what readers take for a value they do not know"),
            "1" | "2" if self.least > 2 => Some("1 and 2 are the result and the message of any other failure"),
            _ => None,
        }
    }
}

/// What to do about a number that is not free.
const FREE: &str = "choose another one, or leave `@tag` out: members without it take numbers that are free";
