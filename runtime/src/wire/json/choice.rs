//! Which variant of a union an object means: the one member that is known, whatever else stands beside it.

use std::borrow::Cow;

use super::JsonReader;
use crate::wire::record::{Record, one_of};
use crate::wire::{AnySlot, DecodeError, DecodeErrorKind, Result, Shape, shown};

/// What has been found in the object of a union.
#[derive(Default)]
pub(super) struct Choice<'a> {
    /// The variant that has been read.
    pub(super) made: Option<usize>,
    /// A known variant that is null: that means nothing, unless there is no other and null is a value of it.
    pub(super) null: Option<usize>,
    /// A name that is no variant: that means nothing, unless there is no other.
    pub(super) unknown: Option<Cow<'a, str>>,
}

impl Choice<'_> {
    /// Returns the variant that was chosen.
    pub(super) fn settle(self, record: &mut Record, shape: &Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        match (self.made, self.null) {
            (Some(index), _) => Ok(index),
            (None, Some(index)) => record.read(index, slots, &mut JsonReader::new(b"null")).map(|()| index),
            (None, None) => Err(no_choice(self.unknown.as_deref(), shape)),
        }
    }
}

/// Returns the error of a union without a variant that is known.
#[cold]
fn no_choice(unknown: Option<&str>, shape: &Shape) -> DecodeError {
    let known = one_of(shape.fields.iter().map(|field| field.name));
    let found = unknown.map_or_else(String::new, |name| format!(", found `{}`", shown(name)));
    DecodeError::new(DecodeErrorKind::UnknownVariant, known + &found)
}
