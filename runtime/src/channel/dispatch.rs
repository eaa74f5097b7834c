//! The dispatch channels, one for each format: `POST <address>/invoke` with a method and its positional arguments.
//!
//! The same bytes as the Python original's, so that either side may be the other's peer; it compares content types byte
//! for byte, hence no `charset`.

use super::{Channel, Outgoing, Reply};
use crate::dispatch::BoxFuture;
use crate::envelope::METHOD_HEADER;
use crate::error::Result;
use crate::wire::Format;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::uri::InvalidUri;
use http::{HeaderValue, Method, Request, Uri};

/// Dispatches calls in one format.
pub(crate) struct Dispatch(pub(crate) Format);

impl Channel for Dispatch {
    fn call<'a>(&'a self, mut call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let request = request(self.0, &mut call)?;
            Reply::answer(&call, self.0, call.send(request).await?)
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
    let uri = match call.candidate.invoke() {
        Some(uri) => uri.clone(),
        None => endpoint(call.address).map_err(|error| super::no_address(call, error.into()))?,
    };
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// Returns where calls are dispatched at an address.
///
/// # Errors
///
/// Fails if that is no URI.
pub(super) fn endpoint(address: &str) -> Result<Uri, InvalidUri> {
    format!("{}/invoke", address.trim_end_matches('/')).parse()
}
