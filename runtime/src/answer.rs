//! An answer, ready to be sent: what a method has said, or why it was not called, whatever the channel.
//!
//! It has the form of an HTTP response; channels that speak something else carry as much of it as they can, the status
//! first.

use crate::error::{Error, ErrorKind};
use crate::problem::Problem;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

/// Set to `no` on every answer given before the method ran, so that the caller may try again.
const EXECUTED: HeaderName = HeaderName::from_static("aspyx-executed");

/// An answer to a call.
///
/// ```
/// use aspyx::{Answer, Error, ErrorKind};
///
/// let answer = Answer::refusal(&Error::new(ErrorKind::Forbidden, "not on Sundays"));
/// assert_eq!((answer.status, answer.headers["aspyx-executed"].as_bytes()), (403, b"no".as_slice()));
/// ```
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status, as in HTTP.
    pub status: u16,
    /// The content type; empty if there is no body, or if the headers tell it.
    pub content_type: &'static str,
    /// Everything else that is said about the answer.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// A status that HTTP does not have becomes 502: whoever gave it cannot be understood.
impl From<Answer> for Response<Bytes> {
    fn from(answer: Answer) -> Self {
        let mut response = Self::new(answer.body);
        *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::BAD_GATEWAY);
        *response.headers_mut() = answer.headers;
        if !answer.content_type.is_empty() {
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
        }
        response
    }
}

impl Answer {
    /// Creates an answer without headers.
    pub fn new(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self { status, content_type, headers: HeaderMap::new(), body: body.into() }
    }

    /// Creates the answer to a call that has failed: a problem document, and whether the method may have run.
    pub fn refusal(error: &Error) -> Self {
        let mut answer = Problem::from(error).encode();
        if !error.maybe_executed() {
            answer.set_not_executed();
        }
        if error.kind() == ErrorKind::Unauthenticated {
            answer.headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer
    }

    /// Notes that the method has not run.
    pub(crate) fn set_not_executed(&mut self) {
        self.headers.insert(EXECUTED, HeaderValue::from_static("no"));
    }
}
