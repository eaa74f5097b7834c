//! Answers become HTTP responses.

use crate::dispatch::Encoded;
use crate::error::{Error, ErrorKind};
use crate::problem::Problem;
use crate::wire::shown;
use axum::body::Body;
use axum::response::Response;
use http::header::{ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, StatusCode};

/// Set to `no` on every answer given before the method ran, so that the caller may try again.
const EXECUTED: HeaderName = HeaderName::from_static("aspyx-executed");

/// Returns an answer as a response.
pub(super) fn answer(encoded: Encoded) -> Response {
    let mut response = Response::new(Body::from(encoded.body));
    *response.status_mut() = StatusCode::from_u16(encoded.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if !encoded.content_type.is_empty() {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(encoded.content_type));
    }
    response
}

/// Returns an error as a response: a problem document, and whether the method may have run.
pub(super) fn refuse(error: &Error) -> Response {
    let mut response = answer(Problem::from(error).encode());
    if !error.maybe_executed() {
        response.headers_mut().insert(EXECUTED, HeaderValue::from_static("no"));
    }
    if error.kind() == ErrorKind::Unauthenticated {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
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
