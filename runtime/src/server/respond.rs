//! Answers become HTTP responses.

use crate::answer::Answer;
use crate::error::{Error, ErrorKind};
use crate::wire::shown;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{ALLOW, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, HeaderValue, StatusCode};

/// Returns an answer as a response.
pub(super) fn answer<B: From<Bytes>>(answer: Answer) -> http::Response<B> {
    let Answer { status, content_type, headers, body } = answer;
    let mut response = http::Response::new(B::from(body));
    *response.status_mut() = final_status(status);
    if !headers.is_empty() {
        *response.headers_mut() = without_framing(headers);
    }
    if !content_type.is_empty() {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    response
}

/// Returns the status, unless it is one that ends no exchange.
fn final_status(status: u16) -> StatusCode {
    let status = StatusCode::from_u16(status).ok().filter(|status| !status.is_informational());
    status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Takes out what only the connection itself can know; what an interceptor says of it could tear the next answer apart.
fn without_framing(mut headers: HeaderMap) -> HeaderMap {
    for name in [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING, UPGRADE] {
        headers.remove(name);
    }
    headers
}

/// Returns an error as a response: a problem document, and whether the method may have run.
pub(super) fn refuse(error: &Error) -> Response {
    answer(Answer::refusal(error))
}

/// Returns the answer to a verb that a path does not know.
pub(super) fn verb_not_allowed(verb: &str, path: &str, allowed: &str) -> Response {
    let detail = format!("`{}` answers to {allowed}, not to {}", shown(path), shown(verb));
    allowing(refuse(&Error::new(ErrorKind::VerbNotAllowed, detail)), allowed)
}

/// Returns the answer to OPTIONS.
pub(super) fn options(allowed: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    allowing(response, allowed)
}

fn allowing(mut response: Response, allowed: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}
