//! The channel `dispatch-json`: `POST <address>/invoke` with method and positional arguments in one JSON object.
//!
//! The same bytes as the Python original's, so that either side may be the other's peer; it compares content types byte
//! for byte, hence no `charset`.

use super::refusal::refusal;
use super::{Channel, Outgoing, Reply, Transport};
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::wire::{JsonWriter, Writer};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response, StatusCode};

/// What most calls fit into.
const CAPACITY: usize = 256;

/// Speaks dispatch-json.
pub(crate) struct DispatchJson {
    transport: Transport,
}

impl DispatchJson {
    /// Creates the channel over a transport.
    pub(crate) fn new(transport: Transport) -> Self {
        Self { transport }
    }
}

impl Channel for DispatchJson {
    fn call<'a>(&'a self, call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let body = request(&call)?;
            let url = format!("{}/invoke", call.address.trim_end_matches('/'));
            let post = Request::post(url).header(CONTENT_TYPE, "application/json");
            let answer = self.transport.send(&call, post, body).await?;
            let answered = answer.status() == StatusCode::OK && is_json(&answer);
            if answered { Ok(Reply::envelope(answer.into_body())) } else { Err(refusal(&call, &answer)) }
        })
    }
}

/// Writes the request; an optional argument that is absent is written as null, to keep the places of the others.
fn request(call: &Outgoing<'_>) -> Result<Vec<u8>> {
    let mut writer = JsonWriter::with_capacity(CAPACITY);
    writer.begin_map(2);
    writer.key();
    writer.str("method");
    writer.value();
    writer.str(call.method.id);
    writer.key();
    writer.str("args");
    writer.value();
    arguments(call, &mut writer);
    writer.end_map();
    writer.finish().map_err(|error| unwritable(call, &error))
}

fn arguments(call: &Outgoing<'_>, writer: &mut JsonWriter) {
    writer.begin_list(call.arguments.len());
    for argument in call.arguments {
        writer.item();
        argument.encode(writer);
    }
    writer.end_list();
}

/// Returns the error of arguments that the format has no form for; nothing has been sent.
pub(super) fn unwritable(call: &Outgoing<'_>, error: &crate::wire::EncodeError) -> Error {
    Error::new(ErrorKind::Malformed, format!("`{}` was not sent: {error}", call.method.id))
}

/// Returns whether an answer says of itself that it is JSON; one that says nothing is believed to be.
fn is_json(answer: &Response<Bytes>) -> bool {
    let content_type = answer.headers().get(CONTENT_TYPE).map_or(&b"application/json"[..], |value| value.as_bytes());
    let bare = content_type.split(|byte| *byte == b';').next().unwrap_or_default();
    bare.trim_ascii().eq_ignore_ascii_case(b"application/json")
}
