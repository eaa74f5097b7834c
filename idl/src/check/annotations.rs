//! Annotations: each is held against the table, and what is left can be asked for by name.

use super::foreign;
use super::scope::Scope;
use crate::annotations::{self, Arguments, Target};
use crate::ast::{Annotation, Literal, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::ops::{Range, RangeInclusive};

/// The annotations of one thing.
pub(super) struct Annotations<'a> {
    /// Those that are in order.
    valid: Vec<&'a Annotation>,
    /// All, also the refused.
    written: &'a [Annotation],
}

/// The text given to an annotation.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    /// Where it stands, quotes included.
    pub(super) span: Span,
}

impl Text<'_> {
    /// Returns where a part of the text stands; all of it if escapes have moved the parts.
    pub(super) fn part(&self, part: Range<usize>) -> Span {
        if self.text.len() + 2 != (self.span.end - self.span.start) as usize {
            return self.span;
        }
        let start = self.span.start + 1;
        Span { file: self.span.file, start: start + part.start as u32, end: start + part.end as u32 }
    }
}

impl<'a> Annotations<'a> {
    /// Returns an annotation that is in order.
    pub(super) fn get(&self, name: &str) -> Option<&'a Annotation> {
        self.valid.iter().find(|annotation| annotation.name.text == name).copied()
    }

    /// Returns whether any has been refused, be it for a slip in its name: then what seems to be missing may be that one.
    pub(super) fn refused(&self) -> bool {
        self.valid.len() < self.written.len()
    }

    /// Returns the text given to an annotation.
    pub(super) fn text(&self, name: &str) -> Option<Text<'a>> {
        text(self.get(name)?)
    }

    /// Returns what `@deprecated` says: nothing if it is not there, an empty text if it gives no reason.
    pub(super) fn deprecated(&self) -> Option<String> {
        self.get("deprecated").map(|annotation| text(annotation).map_or("", |text| text.text).to_owned())
    }

    /// Returns the number given to `@status`, if it lies in the range; otherwise reports it.
    pub(super) fn status(&self, scope: Scope<'_>, of: &str, range: RangeInclusive<u16>) -> Option<u16> {
        let argument = self.get("status")?.arguments.first()?;
        let LiteralKind::Integer(digits) = &argument.kind else { return None };
        let status = digits.parse().ok().filter(|status| range.contains(status));
        if status.is_none() {
            let text = format!("{digits} is not the status of {of}");
            let label = format!("must be from {} to {}", range.start(), range.end());
            scope.report(Diagnostic::new(catalogue::STATUS_RANGE, argument.span, text, label));
        }
        status
    }
}

/// Returns the text given to an annotation that is in order.
pub(super) fn text(annotation: &Annotation) -> Option<Text<'_>> {
    let argument = annotation.arguments.first()?;
    if let LiteralKind::String(text) = &argument.kind { Some(Text { text, span: argument.span }) } else { None }
}

impl<'a> Scope<'a> {
    /// Holds the annotations of one thing against the table.
    pub(super) fn annotations<'b>(&self, written: &'b [Annotation], target: Target) -> Annotations<'b> {
        let mut valid: Vec<&Annotation> = Vec::new();
        for annotation in written {
            match self.refuse(annotation, &valid, target) {
                Some(refusal) => self.report(refusal),
                None => valid.push(annotation),
            }
        }
        Annotations { valid, written }
    }

    /// Returns what is wrong with an annotation, if anything is.
    fn refuse(&self, annotation: &Annotation, before: &[&Annotation], target: Target) -> Option<Diagnostic> {
        let name = &annotation.name.text;
        let Some(row) = annotations::Annotation::find(name) else {
            return Some(self.unknown_annotation(annotation, target));
        };
        if !row.targets.contains(&target) {
            return Some(misplaced(annotation, row, target));
        }
        if let Some(first) = before.iter().find(|first| first.name.text == *name) {
            let text = format!("`@{name}` is written twice");
            let again = Diagnostic::new(catalogue::DUPLICATE_ANNOTATION, annotation.span, text, "again here");
            return Some(again.also(first.span, "first written here"));
        }
        (!fits(&annotation.arguments, row.arguments)).then(|| arguments(annotation, row))
    }

    /// Words the refusal of an annotation nobody knows.
    fn unknown_annotation(&self, annotation: &Annotation, target: Target) -> Diagnostic {
        let name = &annotation.name;
        let text = format!("there is no annotation `@{}`", name.text);
        let unknown = Diagnostic::new(catalogue::UNKNOWN_ANNOTATION, name.span, text, "not known");
        if let Some(advice) = foreign::annotation_advice(&name.text) {
            return unknown.help(advice);
        }
        let here = || annotations::ALL.iter().filter(|row| row.targets.contains(&target));
        let foreign = foreign::annotation(&name.text).filter(|meant| here().any(|row| row.name == *meant));
        match foreign.or_else(|| self.reports.meant(&name.text, here().map(|row| row.name))) {
            Some(meant) => unknown.suggest(format!("did you mean `@{meant}`?"), name.span, meant),
            None => {
                let known = here().map(|row| format!("`@{}`", row.name));
                unknown.help(known_annotations(target, &known.collect::<Vec<_>>()))
            }
        }
    }
}

/// Says which annotations there are for something.
fn known_annotations(target: Target, known: &[String]) -> String {
    match known {
        [] => format!("there are no annotations of {target}"),
        [one] => format!("the annotation of {target} is {one}"),
        [most @ .., last] => format!("the annotations of {target} are {} and {last}", most.join(", ")),
    }
}

/// Words the refusal of an annotation in a wrong place.
fn misplaced(annotation: &Annotation, row: &annotations::Annotation, target: Target) -> Diagnostic {
    let places: Vec<String> = row.targets.iter().map(Target::to_string).collect();
    let text = format!("`@{}` cannot stand before {target}", row.name);
    Diagnostic::new(catalogue::ANNOTATION_PLACE, annotation.span, text, "in a wrong place")
        .help(format!("it stands before {}", places.join(" or ")))
        .help(format!("it {}", row.help))
}

/// Words the refusal of arguments.
fn arguments(annotation: &Annotation, row: &annotations::Annotation) -> Diagnostic {
    let text = format!("`@{}` takes {}", row.name, row.arguments);
    let (span, label) = match annotation.arguments.as_slice() {
        [] => (annotation.span, "without arguments"),
        [one] => (one.span, "not this"),
        [first, .., last] => (first.span.to(last.span), "not these"),
    };
    Diagnostic::new(catalogue::ANNOTATION_ARGUMENTS, span, text, label).help(format!("it {}", row.help))
}

/// Returns whether arguments are of the form the table asks for.
fn fits(arguments: &[Literal], form: Arguments) -> bool {
    let text = |literal: &Literal| matches!(literal.kind, LiteralKind::String(_));
    let integer = |literal: &Literal| matches!(literal.kind, LiteralKind::Integer(_));
    match form {
        Arguments::None => arguments.is_empty(),
        Arguments::Text => matches!(arguments, [one] if text(one)),
        Arguments::OptionalText => arguments.len() < 2 && arguments.iter().all(text),
        Arguments::Texts => !arguments.is_empty() && arguments.iter().all(text),
        Arguments::Integer => matches!(arguments, [one] if integer(one)),
        Arguments::Integers => !arguments.is_empty() && arguments.iter().all(integer),
        Arguments::Range => matches!(arguments, [one] if matches!(one.kind, LiteralKind::Range { .. })),
        Arguments::Duration => matches!(arguments, [one] if matches!(one.kind, LiteralKind::Duration(_))),
    }
}
