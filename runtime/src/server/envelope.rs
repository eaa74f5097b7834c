//! Reads the envelope of a dispatch call.
//!
//! In JSON and msgpack it is `{"method":"c:s:m","args":[…]}`, and usually read in one pass: the arguments are decoded while
//! they pass by, into the types of the method that was named before them. Only where a peer writes them first, or where
//! somebody wants to know of the call before, are they skipped and come back to. In protobuf the message is that of the
//! arguments, and a header names the method.

use super::directory::{Admitted, Callee, Directory};
use super::reply;
use crate::answer::Answer;
use crate::codegen::shape;
use crate::dispatch::{BoxFuture, Dispatched};
use crate::envelope::METHOD_HEADER;
use crate::error::{Error, ErrorKind, Result};
use crate::wire::{AnySlot, DecodeError, DecodeErrorKind, Format, Reader, Shape};
use http::HeaderMap;
use std::cell::OnceCell;
use std::ops::Range;

static ENVELOPE: Shape = shape!("call", "method" = 1, "args" = 2);

/// A call that has been read and not been run.
pub(super) type Call<'d> = (&'d Callee, BoxFuture<'d, Answer>);

/// Where the methods are looked up that can be called over a channel.
#[derive(Clone, Copy)]
pub(super) struct Methods<'d> {
    pub(super) directory: &'d Directory,
    pub(super) channel: &'d str,
}

impl<'d> Methods<'d> {
    fn find(self, id: &str) -> Result<&'d Callee> {
        self.directory.find(id, self.channel)
    }

    /// Finds the method that a header names.
    ///
    /// # Errors
    ///
    /// Fails if it names none, or several.
    pub(super) fn named(self, headers: &HeaderMap) -> Result<&'d Callee> {
        let wrong = |what: &str| Error::new(ErrorKind::Malformed, format!("the header `{METHOD_HEADER}` is {what}"));
        let mut ids = headers.get_all(METHOD_HEADER).iter();
        let id = ids.next().ok_or_else(|| wrong("missing"))?;
        if ids.next().is_some() {
            return Err(wrong("there twice"));
        }
        self.find(&String::from_utf8_lossy(id.as_bytes()))
    }
}

/// Reads a call at once.
///
/// # Errors
///
/// Fails if the envelope or an argument cannot be read, if there is no such method, or if the caller may not call it.
pub(super) fn read<'d>(methods: Methods<'d>, format: Format, message: &[u8]) -> Result<Call<'d>> {
    let envelope = Envelope::read(methods, format, message, Eager::Decode)?;
    let callee = envelope.callee;
    let future = match envelope.decoded {
        Some(future) => future,
        None => decode(callee.admit()?, format, message, envelope.arguments)?,
    };
    Ok((callee, future))
}

/// Reads which method a call is for, and where its arguments stand, if there are any.
///
/// # Errors
///
/// Fails if the envelope cannot be read, or if there is no such method.
pub(super) fn locate<'d>(
    methods: Methods<'d>,
    format: Format,
    message: &[u8],
) -> Result<(&'d Callee, Option<Range<usize>>)> {
    let envelope = Envelope::read(methods, format, message, Eager::Skip)?;
    Ok((envelope.callee, envelope.arguments))
}

/// Decodes the arguments of a method out of a part of a message; it has none if there is no such part.
///
/// # Errors
///
/// Fails if they cannot be decoded.
pub(super) fn decode<'d>(
    callee: Admitted<'d>,
    format: Format,
    message: &[u8],
    part: Option<Range<usize>>,
) -> Result<BoxFuture<'d, Answer>> {
    let mut outcome = None;
    let dispatch = |reader: &mut dyn Reader| {
        let dispatched = outcome.insert(callee.dispatch(reader, reply::dispatch(format)));
        dispatched.as_ref().map(|_| ()).map_err(|_| set_aside(reader))
    };
    let read = match part {
        Some(part) => format.read_part(message, part, dispatch),
        None => Format::Json.read(b"[]", dispatch),
    };
    match (outcome, read) {
        (Some(Ok(future)), Ok(())) => Ok(future),
        (Some(Err(refused)), _) => Err(refused),
        (_, Err(error)) => Err(error.into()),
        (None, Ok(())) => Err(missing("args").into()),
    }
}

/// Returns what a reader is told that stands somewhere amid the arguments; it does not matter, for the outcome is kept.
#[cold]
fn set_aside(reader: &dyn Reader) -> DecodeError {
    reader.error(DecodeErrorKind::Type, "not the arguments")
}

#[cold]
fn missing(field: &'static str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Missing, "missing").in_field(field)
}

/// What happens to arguments whose method is known when they pass by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Eager {
    Decode,
    Skip,
}

/// What stands in an envelope.
struct Envelope<'d> {
    callee: &'d Callee,
    /// The call, if its arguments have been decoded.
    decoded: Option<BoxFuture<'d, Answer>>,
    /// Where they stand if not.
    arguments: Option<Range<usize>>,
}

impl<'d> Envelope<'d> {
    fn read(methods: Methods<'d>, format: Format, message: &[u8], eager: Eager) -> Result<Self> {
        let named = OnceCell::new();
        let mut method = MethodSlot { methods, named: &named };
        let mut arguments = ArgumentsSlot { format, eager, named: &named, outcome: None, skipped: None };
        let read = format.read(message, |reader| reader.message(&ENVELOPE, &mut [&mut method, &mut arguments]));
        let ArgumentsSlot { outcome, skipped, .. } = arguments;
        let decoded = match outcome {
            Some(Err(refused)) => return Err(refused),
            Some(Ok(future)) => Some(future),
            None => None,
        };
        read?;
        let callee = named.into_inner().unwrap_or_else(|| Err(missing("method").into()))?;
        Ok(Self { callee, decoded, arguments: skipped })
    }
}

/// What the method's name turned out to stand for; empty until it has been read.
type Named<'d> = OnceCell<Result<&'d Callee, Error>>;

/// Takes the method's name and looks it up.
struct MethodSlot<'s, 'd> {
    methods: Methods<'d>,
    named: &'s Named<'d>,
}

impl AnySlot for MethodSlot<'_, '_> {
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), DecodeError> {
        let id = reader.string()?;
        // A second name never comes this far: the reader refuses it.
        self.named.get_or_init(|| self.methods.find(&id));
        Ok(())
    }

    fn fill(&mut self) -> bool {
        self.named.get().is_some()
    }
}

/// Takes the arguments: has them decoded if the method is known by then, else remembers where they stand.
struct ArgumentsSlot<'s, 'd> {
    format: Format,
    eager: Eager,
    named: &'s Named<'d>,
    outcome: Option<Dispatched<'d>>,
    skipped: Option<Range<usize>>,
}

impl AnySlot for ArgumentsSlot<'_, '_> {
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), DecodeError> {
        match self.named.get() {
            Some(Ok(callee)) if self.eager == Eager::Decode => {
                let encoder = reply::dispatch(self.format);
                let dispatched = callee.admit().and_then(|callee| callee.dispatch(reader, encoder));
                let dispatched = self.outcome.insert(dispatched);
                dispatched.as_ref().map(|_| ()).map_err(|_| set_aside(reader))
            }
            Some(_) | None => {
                self.skipped = Some(reader.skip()?);
                Ok(())
            }
        }
    }

    fn fill(&mut self) -> bool {
        true
    }
}
