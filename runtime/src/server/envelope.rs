//! Reads the envelope of a dispatch call in one pass.
//!
//! In JSON and msgpack it is `{"method":"c:s:m","args":[…]}`. The arguments are decoded while they pass by, into the types
//! of the method that was named before them; only where a peer writes them first are they skipped and come back to. In
//! protobuf the message is that of the arguments, and a header names the method.

use super::directory::{Callee, Directory};
use super::reply;
use crate::codegen::shape;
use crate::dispatch::{BoxFuture, Dispatched, Encoded};
use crate::envelope::METHOD_HEADER;
use crate::error::{Error, ErrorKind, Result};
use crate::wire::{AnySlot, DecodeError, DecodeErrorKind, Format, Reader, Shape};
use http::HeaderMap;
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
pub(super) fn read<'d>(
    directory: &'d Directory,
    format: Format,
    headers: &HeaderMap,
    message: &[u8],
) -> Result<Call<'d>> {
    match format {
        Format::Protobuf => bare(directory, headers, message),
        Format::Json | Format::Msgpack => enveloped(directory, format, message),
    }
}

fn bare<'d>(directory: &'d Directory, headers: &HeaderMap, message: &[u8]) -> Result<Call<'d>> {
    let Some(id) = headers.get(METHOD_HEADER) else {
        return Err(Error::new(ErrorKind::Malformed, format!("the header `{METHOD_HEADER}` is missing")));
    };
    let callee = directory.find(&String::from_utf8_lossy(id.as_bytes()), Format::Protobuf)?;
    let future = decode(callee, Format::Protobuf, message, 0..message.len())?;
    Ok(Call { callee, future })
}

fn enveloped<'d>(directory: &'d Directory, format: Format, message: &[u8]) -> Result<Call<'d>> {
    let named = OnceCell::new();
    let mut method = MethodSlot { directory, format, named: &named };
    let mut arguments = ArgumentsSlot { format, named: &named, outcome: None, skipped: None };
    let read = format.read(message, |reader| reader.message(&ENVELOPE, &mut [&mut method, &mut arguments]));
    let ArgumentsSlot { outcome, skipped, .. } = arguments;
    if let Some(Err(refused)) = outcome {
        return Err(refused);
    }
    read?;
    let callee = named.into_inner().unwrap_or_else(|| Err(missing("method").into()))?;
    let future = match (outcome, skipped) {
        (Some(dispatched), _) => dispatched?,
        (None, Some(range)) => decode(callee, format, message, range)?,
        (None, None) => decode(callee, Format::Json, b"[]", 0..2)?,
    };
    Ok(Call { callee, future })
}

/// Decodes arguments out of a part of a message.
fn decode<'d>(
    callee: &'d Callee,
    format: Format,
    message: &[u8],
    part: Range<usize>,
) -> Result<BoxFuture<'d, Encoded>> {
    let mut outcome = None;
    let read = format.read_part(message, part, |reader| {
        let dispatched = outcome.insert(dispatch(callee, format, reader));
        dispatched.as_ref().map(|_| ()).map_err(|_| reader.error(DecodeErrorKind::Type, "not the arguments"))
    });
    match (outcome, read) {
        (Some(Ok(future)), Ok(())) => Ok(future),
        (Some(Err(refused)), _) => Err(refused),
        (_, Err(error)) => Err(error.into()),
        (None, Ok(())) => Err(missing("args").into()),
    }
}

fn dispatch<'d>(callee: &'d Callee, format: Format, reader: &mut dyn Reader) -> Dispatched<'d> {
    callee.admit()?.dispatch(reader, reply::dispatch(format))
}

#[cold]
fn missing(field: &'static str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Missing, "missing").in_field(field)
}

/// What the method's name turned out to stand for; empty until it has been read.
type Named<'d> = OnceCell<Result<&'d Callee, Error>>;

/// Takes the method's name and looks it up.
struct MethodSlot<'s, 'd> {
    directory: &'d Directory,
    format: Format,
    named: &'s Named<'d>,
}

impl AnySlot for MethodSlot<'_, '_> {
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), DecodeError> {
        let id = reader.string()?;
        // A second name never comes this far: the reader refuses it.
        self.named.get_or_init(|| self.directory.find(&id, self.format));
        Ok(())
    }

    fn fill(&mut self) -> bool {
        self.named.get().is_some()
    }
}

/// Takes the arguments: has them decoded if the method is known by then, else remembers where they stand.
struct ArgumentsSlot<'s, 'd> {
    format: Format,
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
        let dispatched = self.outcome.insert(dispatch(callee, self.format, reader));
        // The reader stands somewhere amid the arguments then. What it is told does not matter, for the outcome is kept.
        dispatched.as_ref().map(|_| ()).map_err(|_| reader.error(DecodeErrorKind::Type, "not the arguments"))
    }

    fn fill(&mut self) -> bool {
        true
    }
}
