//! The dispatch channels, one for each format: `POST <address>/invoke` with a method and its positional arguments.
//!
//! The same bytes as the Python original's, so that either side may be the other's peer; it compares content types byte
//! for byte, hence no `charset`.

use super::refusal::refusal;
use super::{Channel, Outgoing, Reply};
use crate::dispatch::BoxFuture;
use crate::envelope::METHOD_HEADER;
use crate::error::Result;
use crate::wire::Format;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};

/// Dispatches calls in one format.
pub(crate) struct Dispatch(pub(crate) Format);

impl Channel for Dispatch {
    fn call<'a>(&'a self, mut call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let request = request(self.0, &mut call)?;
            let answer = call.send(request).await?;
            let answered = answer.status() == StatusCode::OK && has_format(self.0, &answer);
            if answered { Ok(Reply::envelope(self.0, answer.into_body())) } else { Err(refusal(&call, &answer)) }
        })
    }
}

fn request(format: Format, call: &mut Outgoing<'_>) -> Result<Request<Bytes>> {
    let body = call.envelope(format)?;
    let mut headers = std::mem::take(&mut call.headers);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    if format == Format::Protobuf {
        headers.insert(METHOD_HEADER, HeaderValue::from_static(call.method.id));
    }
    let request = Request::post(format!("{}/invoke", call.address.trim_end_matches('/'))).body(body);
    let mut request = request.map_err(|error| super::no_address(call, error))?;
    *request.headers_mut() = headers;
    Ok(request)
}

/// Returns whether an answer says of itself that it has a format; one that says nothing is believed to have it.
fn has_format(format: Format, answer: &Response<Bytes>) -> bool {
    let said = answer.headers().get(CONTENT_TYPE).map(|value| Format::of_content_type(value.as_bytes()));
    said.is_none_or(|said| said == Some(format))
}
