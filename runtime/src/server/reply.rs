//! How the outcome of a method looks on the wire of each channel.

use crate::dispatch::{Encoded, Raised, ReplyEncoder};
use crate::error::ErrorKind;
use crate::problem::{DeclaredError, Problem};
use crate::service::MethodDescriptor;
use crate::wire::{Encode, EncodeError, JsonWriter};
use bytes::Bytes;
use serde_json::value::RawValue;

const JSON: &str = "application/json";

/// Room for a small answer; a larger one grows the buffer a few times.
const CAPACITY: usize = 256;

/// The answers of the channel `dispatch-json`: 200 and an envelope, whatever the outcome.
pub(super) struct DispatchJson;

/// The answers of the channel `rest`: a bare result, or a problem document.
pub(super) struct Rest;

impl ReplyEncoder for DispatchJson {
    fn result(&self, method: &'static MethodDescriptor, value: &dyn Encode) -> Encoded {
        let mut writer = JsonWriter::with_capacity(CAPACITY);
        writer.raw(r#"{"result":"#);
        value.encode(&mut writer);
        writer.raw(r#","exception":null}"#);
        written(method, 200, writer.finish())
    }

    fn raised(&self, method: &'static MethodDescriptor, raised: Raised<'_>, text: &str) -> Encoded {
        let mut writer = JsonWriter::with_capacity(CAPACITY);
        writer.raw(r#"{"result":null,"exception":"#);
        text.encode(&mut writer);
        if let Raised::Declared { name, data, .. } = raised {
            writer.raw(r#","error":{"type":"#);
            name.encode(&mut writer);
            writer.raw(r#","data":"#);
            data.encode(&mut writer);
            writer.raw("}");
        }
        writer.raw("}");
        written(method, 200, writer.finish())
    }
}

impl ReplyEncoder for Rest {
    fn result(&self, method: &'static MethodDescriptor, value: &dyn Encode) -> Encoded {
        let status = method.route.as_ref().map_or(200, |route| route.status);
        if status == 204 || value.is_void() {
            let status = if status == 200 { 204 } else { status };
            return Encoded { status, content_type: "", body: Bytes::new() };
        }
        let mut writer = JsonWriter::with_capacity(CAPACITY);
        value.encode(&mut writer);
        written(method, status, writer.finish())
    }

    fn raised(&self, method: &'static MethodDescriptor, raised: Raised<'_>, text: &str) -> Encoded {
        match raised {
            Raised::Declared { name, status, data } => match json(data) {
                Ok(data) => Problem::declared(status, text, DeclaredError { name: name.to_owned(), data }).encode(),
                Err(error) => unwritable(method, &error),
            },
            Raised::Other(_) => Problem::new(ErrorKind::Exception, text).encode(),
        }
    }
}

fn json(value: &dyn Encode) -> Result<Box<RawValue>, EncodeError> {
    let mut writer = JsonWriter::default();
    value.encode(&mut writer);
    let bytes = writer.finish()?;
    serde_json::from_slice(&bytes).map_err(|error| EncodeError::new(error.to_string()))
}

fn written(method: &'static MethodDescriptor, status: u16, json: Result<Vec<u8>, EncodeError>) -> Encoded {
    match json {
        Ok(json) => Encoded { status, content_type: JSON, body: json.into() },
        Err(error) => unwritable(method, &error),
    }
}

/// Returns the answer in place of one that has no form in JSON; the method has run all the same.
#[cold]
fn unwritable(method: &'static MethodDescriptor, error: &EncodeError) -> Encoded {
    tracing::error!(method = method.id, %error, "an answer cannot be written");
    Problem::new(ErrorKind::Internal, format!("the answer of `{}` cannot be written: {error}", method.id)).encode()
}
