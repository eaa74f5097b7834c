//! Reads the envelope of a dispatch call, `{"method":"c:s:m","args":[…]}`, in one pass.
//!
//! The arguments are decoded while they pass by, into the types of the method that was named before them. Only where a
//! peer writes them first are they skipped and come back to.

use super::directory::{Callee, Directory};
use super::reply::DispatchJson;
use crate::codegen::shape;
use crate::dispatch::{BoxFuture, Dispatched, Encoded};
use crate::error::{Error, Result};
use crate::wire::{AnySlot, DecodeError, DecodeErrorKind, JsonReader, Reader, Shape};
use std::cell::OnceCell;
use std::ops::Range;

static ENVELOPE: Shape = shape!("call", "method" = 1, "args" = 2);

/// A call that has been read and not been run.
pub(super) struct Call<'d> {
    pub(super) callee: &'d Callee,
    pub(super) future: BoxFuture<'d, Encoded>,
}

/// Reads a call.
///
/// # Errors
///
/// Fails if the envelope or an argument cannot be read, or if there is no such method.
pub(super) fn read<'d>(directory: &'d Directory, json: &[u8]) -> Result<Call<'d>> {
    let named = OnceCell::new();
    let mut method = MethodSlot { directory, named: &named };
    let mut arguments = ArgumentsSlot { named: &named, outcome: None, skipped: None };
    let mut reader = JsonReader::new(json);
    let read = reader.message(&ENVELOPE, &mut [&mut method, &mut arguments]).and_then(|()| reader.finish());
    let ArgumentsSlot { outcome, skipped, .. } = arguments;
    if let Some(Err(refused)) = outcome {
        return Err(refused);
    }
    read?;
    let callee = named.into_inner().unwrap_or_else(|| Err(missing().into()))?;
    let future = match (outcome, skipped) {
        (Some(dispatched), _) => dispatched?,
        (None, Some(range)) => dispatch(callee, &mut JsonReader::part(json, range))?,
        (None, None) => dispatch(callee, &mut JsonReader::new(b"[]"))?,
    };
    Ok(Call { callee, future })
}

fn dispatch<'d>(callee: &'d Callee, reader: &mut dyn Reader) -> Dispatched<'d> {
    callee.admit()?.dispatch(reader, &DispatchJson)
}

#[cold]
fn missing() -> DecodeError {
    DecodeError::new(DecodeErrorKind::Missing, "missing").in_field("method")
}

/// What the method's name turned out to stand for; empty until it has been read.
type Named<'d> = OnceCell<Result<&'d Callee, Error>>;

/// Takes the method's name and looks it up.
struct MethodSlot<'s, 'd> {
    directory: &'d Directory,
    named: &'s Named<'d>,
}

impl AnySlot for MethodSlot<'_, '_> {
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), DecodeError> {
        let id = reader.string()?;
        // A second name never comes this far: the reader refuses it.
        self.named.get_or_init(|| self.directory.find(&id));
        Ok(())
    }

    fn fill(&mut self) -> bool {
        self.named.get().is_some()
    }
}

/// Takes the arguments: has them decoded if the method is known by then, else remembers where they stand.
struct ArgumentsSlot<'s, 'd> {
    named: &'s Named<'d>,
    outcome: Option<Dispatched<'d>>,
    skipped: Option<Range<usize>>,
}

impl AnySlot for ArgumentsSlot<'_, '_> {
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), DecodeError> {
        let Some(Ok(callee)) = self.named.get() else {
            self.skipped = Some(reader.skip()?);
            return Ok(());
        };
        let dispatched = self.outcome.insert(dispatch(callee, reader));
        // The reader stands somewhere amid the arguments then. What it is told does not matter, for the outcome is kept.
        dispatched.as_ref().map(|_| ()).map_err(|_| reader.error(DecodeErrorKind::Type, "not the arguments"))
    }

    fn fill(&mut self) -> bool {
        true
    }
}
