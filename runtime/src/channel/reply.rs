//! What came back, still as bytes: only the stub knows into which types to decode it.
//!
//! An answer is read in a single pass, its members in any order. Everything that does not fit is a
//! [`Protocol`](ErrorKind::Protocol) error with the path to the misfit; nothing is guessed.

use crate::dispatch::Throws;
use crate::error::{Error, ErrorKind};
use crate::service::MethodDescriptor;
use crate::shape;
use crate::wire::{self, AnySlot, Decode, DecodeError, JsonReader, Reader, Shape, required};
use bytes::Bytes;
use serde_json::value::RawValue;
use std::ops::Range;

static ENVELOPE: Shape = shape!("answer", "result" = 1, "exception" = 2, "error" = 3);
static DECLARED: Shape = shape!("error", "type" = 1, "data" = 2);

/// The answer to a call, not yet decoded.
#[derive(Debug)]
pub struct Reply {
    form: Form,
    /// Who answered, for messages.
    address: String,
}

#[derive(Debug)]
enum Form {
    /// `{"result": …, "exception": …, "error": …}`
    Envelope(Bytes),
    /// The result and nothing else.
    Bare(Bytes),
    /// An error the method may have declared; if it has not, the second one.
    Raised(Raised, Error),
}

#[derive(Debug)]
struct Raised {
    name: String,
    data: Box<RawValue>,
}

impl Reply {
    /// Creates an answer out of a JSON object with the members `result`, `exception` and, for a declared error, `error`.
    pub fn envelope(json: impl Into<Bytes>) -> Self {
        Self::new(Form::Envelope(json.into()))
    }

    /// Creates an answer out of a result in JSON; nothing at all stands for null.
    pub fn bare(json: impl Into<Bytes>) -> Self {
        Self::new(Form::Bare(json.into()))
    }

    /// Creates an answer out of a declared error's full name and fields; `otherwise` is what a client gets that does
    /// not know it.
    pub(crate) fn raised(name: String, data: Box<RawValue>, otherwise: Error) -> Self {
        Self::new(Form::Raised(Raised { name, data }, otherwise))
    }

    fn new(form: Form) -> Self {
        Self { form, address: String::new() }
    }

    /// Notes who answered.
    pub(crate) fn answered_by(self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self }
    }

    /// Reads the answer as the method's result or error.
    ///
    /// # Errors
    ///
    /// Fails with the error the method has raised, or because the answer cannot be understood.
    pub fn decode<R: Decode, E: Throws>(self, method: &'static MethodDescriptor) -> Result<R, E> {
        let outcome = match &self.form {
            Form::Envelope(json) => envelope(json),
            Form::Bare(json) => bare(json).map(Ok),
            Form::Raised(raised, otherwise) => declared(raised, otherwise).map(Err),
        };
        outcome.unwrap_or_else(|error| Err(self.garbled(method, &error).into()))
    }

    #[cold]
    fn garbled(&self, method: &MethodDescriptor, error: &DecodeError) -> Error {
        let text = format!("`{}`: the answer of {} cannot be understood: {error}", method.id, self.address);
        Error::new(ErrorKind::Protocol, text)
    }
}

fn bare<R: Decode>(json: &[u8]) -> wire::Result<R> {
    let json = if json.trim_ascii().is_empty() { b"null" } else { json };
    let mut reader = JsonReader::new(json);
    let result = R::decode(&mut reader)?;
    reader.finish()?;
    Ok(result)
}

fn declared<E: Throws>(raised: &Raised, otherwise: &Error) -> wire::Result<E> {
    let error = E::read(&raised.name, &mut JsonReader::new(raised.data.get().as_bytes()));
    let error = error.map_err(|error| error.in_field("data").in_field("error"))?;
    Ok(error.unwrap_or_else(|| otherwise.clone().into()))
}

fn envelope<R: Decode, E: Throws>(json: &[u8]) -> wire::Result<Result<R, E>> {
    let mut result = ResultSlot(None);
    match read_envelope(json, &mut result)? {
        Failure { exception: None, error: None } => result.take().map(Ok),
        Failure { exception, error: None } => Ok(Err(Error::exception(exception.unwrap_or_default()).into())),
        Failure { exception, error: Some(thrown) } => thrown.read(json, exception).map(Err),
    }
}

/// What an envelope says besides the result.
struct Failure {
    exception: Option<String>,
    error: Option<Thrown>,
}

/// Reads an envelope; what the result is matters to its slot alone, so that this code is there once.
fn read_envelope(json: &[u8], result: &mut dyn AnySlot) -> wire::Result<Failure> {
    let mut exception = required();
    let mut error = required();
    let mut reader = JsonReader::new(json);
    reader.message(&ENVELOPE, &mut [result, &mut exception, &mut error])?;
    reader.finish()?;
    Ok(Failure { exception: exception.take()?, error: error.take()? })
}

/// A result that is not looked at while it is null, since next to an exception null is all it can be.
struct ResultSlot<R>(Option<R>);

impl<R: Decode> ResultSlot<R> {
    fn take(self) -> wire::Result<R> {
        let null = || bare(b"null").map_err(|error| error.in_field("result"));
        self.0.map_or_else(null, Ok)
    }
}

impl<R: Decode> AnySlot for ResultSlot<R> {
    fn read(&mut self, reader: &mut dyn Reader) -> wire::Result<()> {
        if reader.null()? { Ok(()) } else { R::merge(&mut self.0, reader) }
    }

    fn fill(&mut self) -> bool {
        true
    }
}

/// A declared error within an envelope: its name, and where its fields stand.
struct Thrown {
    name: String,
    data: Range<usize>,
}

impl Thrown {
    fn read<E: Throws>(self, json: &[u8], exception: Option<String>) -> wire::Result<E> {
        let error = E::read(&self.name, &mut JsonReader::part(json, self.data));
        let error = error.map_err(|error| error.in_field("data").in_field("error"))?;
        Ok(error.unwrap_or_else(|| Error::exception(exception.unwrap_or(self.name)).into()))
    }
}

impl Decode for Thrown {
    fn decode(reader: &mut dyn Reader) -> wire::Result<Self> {
        let mut name = required();
        let mut data = RangeSlot(None);
        reader.message(&DECLARED, &mut [&mut name, &mut data])?;
        Ok(Self { name: name.take()?, data: data.0.unwrap_or_default() })
    }
}

/// A value that is passed over and read later.
struct RangeSlot(Option<Range<usize>>);

impl AnySlot for RangeSlot {
    fn read(&mut self, reader: &mut dyn Reader) -> wire::Result<()> {
        self.0 = Some(reader.skip()?);
        Ok(())
    }

    fn fill(&mut self) -> bool {
        self.0.is_some()
    }
}
