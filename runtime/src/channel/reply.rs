//! What came back, still as bytes: only the stub knows into which types to decode it.
//!
//! An answer is read in a single pass, its members in any order. Everything that does not fit is a
//! [`Protocol`](ErrorKind::Protocol) error with the path to the misfit; nothing is guessed.

use super::refusal::refusal;
use super::{Candidate, LOCAL, Outgoing};
use crate::dispatch::Throws;
use crate::error::{Error, ErrorKind};
use crate::service::MethodDescriptor;
use crate::shape;
use crate::wire::{self, AnySlot, Decode, DecodeError, Encode, Format, Reader, Shape, missing, required};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Response, StatusCode};
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::ops::Range;

static ENVELOPE: Shape = shape!("answer", "result" = 1, "exception" = 2, "error" = 3);
static DECLARED: Shape = shape!("error", "type" = 1, "data" = 2);

/// The answer to a call, not yet decoded.
#[derive(Debug)]
pub struct Reply {
    form: Form,
    /// Who answered, for messages; nobody yet, or somebody in this process, if none is told.
    answered_by: Option<Candidate>,
}

#[derive(Debug)]
enum Form {
    /// A result or an exception, as the dispatch channels carry them.
    Envelope(Format, Bytes),
    /// The result in JSON and nothing else.
    Bare(Bytes),
    /// Nothing: the method has run in this process, and whoever called it has the outcome already.
    Local,
    /// An error the method may have declared; if it has not, the second one.
    Raised(Raised, Error),
}

#[derive(Debug)]
struct Raised {
    name: String,
    data: Box<RawValue>,
}

impl Reply {
    /// Creates an answer out of what the dispatch channels carry: in JSON and msgpack an object with the members `result`,
    /// `exception` and, for a declared error, `error`; in protobuf the message of the method's answer.
    pub fn envelope(format: Format, message: impl Into<Bytes>) -> Self {
        Self::new(Form::Envelope(format, message.into()))
    }

    /// Creates an answer out of a result in JSON; nothing at all stands for null.
    pub fn bare(json: impl Into<Bytes>) -> Self {
        Self::new(Form::Bare(json.into()))
    }

    /// Creates an answer out of a result, for an interceptor that answers in place of the method.
    ///
    /// # Errors
    ///
    /// Fails if there is no form for the value.
    pub fn result(value: &dyn Encode) -> crate::Result<Self> {
        let json = Format::Json.write(0, |writer| value.encode(writer));
        let text = |error| format!("the answer in place of a method's cannot be written: {error}");
        json.map(Self::bare).map_err(|error| Error::new(ErrorKind::Internal, text(error)))
    }

    /// Creates an answer out of what a server answers on a dispatch channel: a status and an envelope or, if the call has
    /// not reached the method, a problem document. For channels that carry such envelopes over something of their own.
    ///
    /// # Errors
    ///
    /// Fails with what the server says if it has refused the call.
    pub fn answer(call: &Outgoing<'_>, format: Format, answer: impl Into<Response<Bytes>>) -> crate::Result<Self> {
        let answer = answer.into();
        let answered = answer.status() == StatusCode::OK && has_format(format, &answer);
        if answered { Ok(Self::envelope(format, answer.into_body())) } else { Err(refusal(call, &answer)) }
    }

    /// Creates what stands for an answer within the process.
    pub(crate) fn local() -> Self {
        Self::new(Form::Local)
    }

    pub(crate) fn stands_for_local(&self) -> bool {
        matches!(self.form, Form::Local)
    }

    /// Creates an answer out of a declared error's full name and fields; `otherwise` is what a client gets that does
    /// not know it.
    pub(crate) fn raised(name: String, data: Box<RawValue>, otherwise: Error) -> Self {
        Self::new(Form::Raised(Raised { name, data }, otherwise))
    }

    fn new(form: Form) -> Self {
        Self { form, answered_by: None }
    }

    /// Notes who answered.
    pub(crate) fn answered_by(self, address: Candidate) -> Self {
        Self { answered_by: Some(address), ..self }
    }

    /// Reads the answer as the method's result or error.
    ///
    /// # Errors
    ///
    /// Fails with the error the method has raised, or because the answer cannot be understood.
    pub fn decode<R: Decode, E: Throws>(self, method: &'static MethodDescriptor) -> Result<R, E> {
        let outcome = match &self.form {
            Form::Envelope(format, message) => envelope(*format, method, message),
            Form::Bare(json) => bare(json).map(Ok),
            Form::Local => Err(missing()),
            Form::Raised(raised, otherwise) => declared(raised, otherwise).map(Err),
        };
        outcome.unwrap_or_else(|error| Err(self.garbled(method, error).into()))
    }

    #[cold]
    fn garbled(&self, method: &MethodDescriptor, error: DecodeError) -> Error {
        let address = self.answered_by.as_ref().map_or(LOCAL, Candidate::uri);
        let text = format!("`{}`: the answer of {address} cannot be understood: {error}", method.id);
        Error::from_source(ErrorKind::Protocol, text, error)
    }
}

/// Returns whether an answer says of itself that it has a format; one that says nothing is believed to have it.
fn has_format(format: Format, answer: &Response<Bytes>) -> bool {
    let said = answer.headers().get(CONTENT_TYPE).map(|value| Format::of_content_type(value.as_bytes()));
    said.is_none_or(|said| said == Some(format))
}

fn bare<R: Decode>(json: &[u8]) -> wire::Result<R> {
    let json = if json.trim_ascii().is_empty() { b"null" } else { json };
    Format::Json.read(json, R::decode)
}

fn declared<E: Throws>(raised: &Raised, otherwise: &Error) -> wire::Result<E> {
    let error = Format::Json.read(raised.data.get().as_bytes(), |reader| thrown(&raised.name, reader));
    Ok(error.map_err(in_data)?.unwrap_or_else(|| otherwise.clone().into()))
}

/// Reads the declared error of a name, if the method declares it, and passes over it if not.
fn thrown<E: Throws>(name: &str, reader: &mut dyn Reader) -> wire::Result<Option<E>> {
    let error = E::read(name, reader)?;
    if error.is_none() {
        reader.skip()?;
    }
    Ok(error)
}

#[cold]
fn in_data(error: DecodeError) -> DecodeError {
    error.in_field("data").in_field("error")
}

fn envelope<R: Decode, E: Throws>(
    format: Format,
    method: &'static MethodDescriptor,
    message: &[u8],
) -> wire::Result<Result<R, E>> {
    let mut result = ResultSlot(None);
    let failure = match format {
        Format::Protobuf => {
            let mut raised = None;
            let exception = read_bare(method, message, &mut result, &mut |name, reader| {
                raised = thrown(name, reader)?;
                Ok(())
            })?;
            raised.or_else(|| exception.map(|text| Error::exception(text).into()))
        }
        Format::Json | Format::Msgpack => match read_envelope(format, message, &mut result)? {
            Failure { exception, error: Some(thrown) } => Some(thrown.read(format, message, exception)?),
            Failure { exception, error: None } => exception.map(|text| Error::exception(text).into()),
        },
    };
    failure.map_or_else(|| result.take().map(Ok), |failure| Ok(Err(failure)))
}

/// What an envelope says besides the result.
struct Failure {
    exception: Option<String>,
    error: Option<Thrown>,
}

/// Reads an envelope; what the result is matters to its slot alone, so that this code is there once.
fn read_envelope(format: Format, message: &[u8], result: &mut dyn AnySlot) -> wire::Result<Failure> {
    let mut exception = required();
    let mut error = required();
    format.read(message, |reader| reader.message(&ENVELOPE, &mut [result, &mut exception, &mut error]))?;
    Ok(Failure { exception: exception.take()?, error: error.take()? })
}

/// Reads the declared error of a name, as the method's error.
type Raise<'a> = &'a mut dyn FnMut(&str, &mut dyn Reader) -> wire::Result<()>;

/// Reads the message of an answer, in which each error that the method throws has a field of its own, and returns the
/// exception.
fn read_bare(
    method: &'static MethodDescriptor,
    message: &[u8],
    result: &mut dyn AnySlot,
    raise: Raise<'_>,
) -> wire::Result<Option<String>> {
    let mut exception = required();
    let raise = RefCell::new(raise);
    let mut errors: Vec<_> =
        method.throws().iter().map(|field| RaisedSlot { name: field.name, raise: &raise }).collect();
    let mut slots: Vec<&mut dyn AnySlot> = vec![result, &mut exception];
    slots.extend(errors.iter_mut().map(|slot| slot as &mut dyn AnySlot));
    Format::Protobuf.read(message, |reader| reader.message(&method.answer, &mut slots))?;
    exception.take()
}

/// Reads an error out of a field of its own; of several the last one counts, and one that comes in parts is merged.
struct RaisedSlot<'s, 'r> {
    name: &'static str,
    raise: &'s RefCell<Raise<'r>>,
}

impl AnySlot for RaisedSlot<'_, '_> {
    fn read(&mut self, reader: &mut dyn Reader) -> wire::Result<()> {
        (self.raise.borrow_mut())(self.name, reader)
    }

    fn fill(&mut self) -> bool {
        true
    }
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

    fn fill_repeated(&mut self) -> bool {
        self.0 = self.0.take().or_else(R::empty);
        true
    }
}

/// A declared error within an envelope: its name, and where its fields stand.
struct Thrown {
    name: String,
    data: Range<usize>,
}

impl Thrown {
    fn read<E: Throws>(self, format: Format, message: &[u8], exception: Option<String>) -> wire::Result<E> {
        let error = format.read_part(message, self.data, |reader| thrown(&self.name, reader)).map_err(in_data)?;
        Ok(error.unwrap_or_else(|| Error::exception(exception.unwrap_or(self.name)).into()))
    }
}

impl Decode for Thrown {
    fn decode(reader: &mut dyn Reader) -> wire::Result<Self> {
        let mut name = required();
        let mut data = RangeSlot(None);
        reader.message(&DECLARED, &mut [&mut name, &mut data])?;
        let data = data.0.ok_or_else(|| missing().in_field("data"))?;
        Ok(Self { name: name.take()?, data })
    }
}

/// A value that is passed over and read later, if it is there.
struct RangeSlot(Option<Range<usize>>);

impl AnySlot for RangeSlot {
    fn read(&mut self, reader: &mut dyn Reader) -> wire::Result<()> {
        self.0 = Some(reader.skip()?);
        Ok(())
    }

    fn fill(&mut self) -> bool {
        true
    }
}
