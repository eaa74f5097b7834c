//! Annotations: each is held against the table, and what is left can be asked for by name.

use super::scope::Scope;
use super::texts::Text;
use super::{arguments, foreign};
use crate::annotations::{self, Target};
use crate::ast::{Annotation, Literal, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use std::ops::RangeInclusive;

/// The annotations of one thing.
pub(super) struct Annotations<'a> {
    /// Those that are in order.
    valid: Vec<&'a Annotation>,
    /// All, also the refused.
    written: &'a [Annotation],
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
    annotation.arguments.first().and_then(text_of)
}

/// Returns the text of an argument.
pub(super) fn text_of(argument: &Literal) -> Option<Text<'_>> {
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
        let sources = self.world.sources;
        if !arguments::fit(&annotation.arguments, row.arguments) {
            return Some(arguments::refusal(annotation, row, sources));
        }
        text(annotation).filter(|_| name == "deprecated").and_then(|reason| arguments::bad_reason(reason, sources))
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
