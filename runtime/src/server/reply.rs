//! How the outcome of a method looks on the wire of each channel.

use crate::answer::Answer;
use crate::dispatch::{Raised, ReplyEncoder};
use crate::envelope;
use crate::error::ErrorKind;
use crate::problem::{DeclaredError, Problem};
use crate::service::MethodDescriptor;
use crate::wire::{Encode, EncodeError, Format};
use serde_json::value::RawValue;

/// The answers of a dispatch channel: 200 and an envelope, whatever the outcome.
struct Dispatch(Format);

/// The answers of the channel `rest`: a bare result, or a problem document.
pub(super) struct Rest;

/// Returns the answers of the channel that dispatches calls in a format.
pub(super) fn dispatch(format: Format) -> &'static dyn ReplyEncoder {
    match format {
        Format::Json => &Dispatch(Format::Json),
        Format::Msgpack => &Dispatch(Format::Msgpack),
        Format::Protobuf => &Dispatch(Format::Protobuf),
    }
}

impl ReplyEncoder for Dispatch {
    fn result(&self, method: &'static MethodDescriptor, room: usize, value: &dyn Encode) -> Answer {
        written(method, 200, self.0, envelope::result(self.0, room, value))
    }

    fn raised(&self, method: &'static MethodDescriptor, room: usize, raised: Raised<'_>, text: &str) -> Answer {
        let declared = match raised {
            Raised::Declared { name, data, .. } => Some((name, data)),
            Raised::Other(_) => None,
        };
        written(method, 200, self.0, envelope::raised(self.0, room, method, text, declared))
    }
}

impl ReplyEncoder for Rest {
    fn result(&self, method: &'static MethodDescriptor, room: usize, value: &dyn Encode) -> Answer {
        let status = method.route.as_ref().map_or(200, |route| route.status);
        if status == 204 || value.is_void() {
            let status = if status == 200 { 204 } else { status };
            return Answer::new(status, "", "");
        }
        let json = Format::Json.write(room, |writer| value.encode(writer));
        written(method, status, Format::Json, json)
    }

    fn raised(&self, method: &'static MethodDescriptor, room: usize, raised: Raised<'_>, text: &str) -> Answer {
        match raised {
            Raised::Declared { name, status, data } => match json(room, data) {
                Ok(data) => Problem::declared(status, text, DeclaredError { name: name.to_owned(), data }).encode(),
                Err(error) => unwritable(method, &error),
            },
            Raised::Other(_) => Problem::new(ErrorKind::Exception, text).encode(),
        }
    }
}

fn json(room: usize, value: &dyn Encode) -> Result<Box<RawValue>, EncodeError> {
    let bytes = Format::Json.write(room, |writer| value.encode(writer))?;
    serde_json::from_slice(&bytes).map_err(|error| EncodeError::new(error.to_string()))
}

fn written(
    method: &'static MethodDescriptor,
    status: u16,
    format: Format,
    message: Result<Vec<u8>, EncodeError>,
) -> Answer {
    match message {
        Ok(message) => Answer::new(status, format.content_type(), message),
        Err(error) => unwritable(method, &error),
    }
}

/// Returns the answer in place of one that has no form in its format; the method has run all the same.
#[cold]
fn unwritable(method: &'static MethodDescriptor, error: &EncodeError) -> Answer {
    tracing::error!(method = method.id, %error, "an answer cannot be written");
    Problem::new(ErrorKind::Internal, format!("the answer of `{}` cannot be written: {error}", method.id)).encode()
}
