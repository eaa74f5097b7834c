//! Which variant of a union an object means: the one member that is known, whatever else stands beside it.

use std::borrow::Cow;

use super::record::{Record, one_of};
use super::{AnySlot, DecodeError, DecodeErrorKind, JsonReader, Reader, Result, Shape, shown};

/// What has been found in the object of a union.
#[derive(Default)]
pub(super) struct Choice<'a> {
    /// The variant that has been read.
    made: Option<usize>,
    /// A known variant that is null: that means nothing, unless there is no other and null is a value of it.
    null: Option<usize>,
    /// A name that is no variant: that means nothing, unless there is no other.
    unknown: Option<Cow<'a, str>>,
}

impl<'a> Choice<'a> {
    /// Reads the member of a name, which has been read.
    pub(super) fn read(
        &mut self,
        name: Cow<'a, str>,
        record: &mut Record,
        slots: &mut [&mut dyn AnySlot],
        reader: &mut dyn Reader,
    ) -> Result<()> {
        match record.find(&name) {
            Some(index) if reader.null()? => self.null = Some(index),
            Some(index) => {
                if self.made.replace(index).is_some() {
                    return Err(reader.error(DecodeErrorKind::Duplicate, "expected one variant, found two"));
                }
                record.read(index, slots, reader)?;
            }
            None => {
                self.unknown.get_or_insert(name);
                reader.skip().map(drop)?;
            }
        }
        Ok(())
    }

    /// Returns the variant that was chosen.
    pub(super) fn settle(self, record: &mut Record, shape: &Shape, slots: &mut [&mut dyn AnySlot]) -> Result<usize> {
        match (self.made, self.null) {
            (Some(index), _) => Ok(index),
            // A null is the same in all formats that have objects.
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
