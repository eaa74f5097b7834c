//! What the lowering of a package collects on its way.

use super::names;
use super::unique::Names;
use crate::target::TargetError;
use aspyx_idl::model::{Model, PackageId};
use aspyx_idl::source::Span;
use std::collections::BTreeMap;

/// The greatest number of a field.
const MAX_NUMBER: u32 = (1 << 29) - 1;

/// The numbers of fields that the format keeps for itself.
const KEPT: std::ops::RangeInclusive<u32> = 19_000..=19_999;

/// A package that is lowered.
#[derive(Debug)]
pub(crate) struct Scope<'m> {
    /// Everything there is.
    pub(crate) model: &'m Model,
    /// The package.
    pub(crate) package: PackageId,
    /// The files it needs.
    pub(crate) imports: BTreeMap<String, Option<Span>>,
    /// The names of the file: messages, enums, services, and the values of enums too.
    names: Names,
    /// What cannot be said.
    pub(crate) errors: Vec<TargetError>,
}

impl<'m> Scope<'m> {
    /// Begins a package.
    pub(crate) fn new(model: &'m Model, package: PackageId) -> Self {
        Scope { model, package, imports: BTreeMap::new(), names: Names::default(), errors: Vec::new() }
    }

    /// Takes a name of the file.
    pub(crate) fn claim(&mut self, name: &str, what: impl Into<String>, span: Span) {
        self.errors.extend(self.names.claim(name, what, span).err());
    }

    /// Returns whether nothing of the file has a name yet.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        self.names.is_free(name)
    }

    /// Takes a name of a smaller scope.
    pub(crate) fn claim_in(&mut self, names: &mut Names, name: &str, what: String, span: Span) {
        self.errors.extend(names.claim(name, what, span).err());
    }

    /// Returns the full name of a type, and imports its file.
    pub(crate) fn full_name(&mut self, package: PackageId, name: &str, span: Span) -> String {
        let owner = &self.model[package].name;
        if package != self.package {
            self.imports.entry(names::path(owner)).or_insert(Some(span));
        }
        format!("{owner}.{}", names::type_name(name))
    }

    /// Returns the full name of a message that is made for this package alone.
    pub(crate) fn own_name(&self, name: &str) -> String {
        format!("{}.{name}", self.model[self.package].name)
    }

    /// Returns the number of a field, if it can have it.
    pub(crate) fn number(&mut self, number: u32, what: &str, span: Span) -> i32 {
        if number == 0 || number > MAX_NUMBER || KEPT.contains(&number) {
            let message = format!(
                "{what} has the number {number}, but fields of protobuf have numbers from 1 to {MAX_NUMBER} without {} \
                 to {}; give it another one with `@tag`",
                KEPT.start(),
                KEPT.end()
            );
            self.errors.push(TargetError::Unsayable { message, places: vec![span] });
        }
        i32::try_from(number).unwrap_or_default()
    }

    /// Returns the number of a value of an enum, if it can have it.
    pub(crate) fn enum_number(&mut self, number: u32, what: &str, span: Span) -> i32 {
        let fits = i32::try_from(number).ok().filter(|number| *number > 0);
        fits.unwrap_or_else(|| {
            let message = format!(
                "{what} has the number {number}, but values of enums have numbers from 1 to {}, and 0 is what is not \
                 known; give it another one with `@tag`",
                i32::MAX
            );
            self.errors.push(TargetError::Unsayable { message, places: vec![span] });
            0
        })
    }
}

/// Returns the numbers to keep free, neighbours together, without those that are used or that nothing could have.
pub(crate) fn reserved(numbers: &[u32], used: &[i32]) -> Vec<(i32, i32)> {
    let free = numbers.iter().filter_map(|number| i32::try_from(*number).ok());
    let free = free.filter(|number| *number > 0 && !used.contains(number));
    free.fold(Vec::new(), |mut ranges: Vec<(i32, i32)>, number| {
        match ranges.last_mut() {
            Some((_, last)) if number <= *last => {}
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
        ranges
    })
}

/// Returns the numbers of fields to keep free.
pub(crate) fn reserved_fields(numbers: &[u32], used: &[i32]) -> Vec<(i32, i32)> {
    let possible: Vec<u32> = numbers.iter().copied().filter(|number| *number <= MAX_NUMBER).collect();
    reserved(&possible, used)
}
