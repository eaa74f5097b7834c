//! What an answer means that is no answer of the method: a status, and a problem document if there is one.
//!
//! Whether the method may have run is told as honestly as the peer lets it: `aspyx-executed: no` says that it has not,
//! any other 5xx counts as maybe.

use super::Outgoing;
use crate::error::{Error, ErrorKind};
use crate::problem::Problem;
use bytes::Bytes;
use http::Response;

/// How much of a text that makes no sense is shown.
const EXCERPT: usize = 200;

/// Returns the error that an answer other than a success stands for.
pub(super) fn refusal(call: &Outgoing<'_>, answer: &Response<Bytes>) -> Error {
    let problem = Problem::parse(answer.body());
    let kind = problem.as_ref().and_then(Problem::kind).unwrap_or_else(|| by_status(answer.status().as_u16()));
    let text = match &problem {
        // What the method itself has said is the same text on every channel.
        Some(problem) if kind == ErrorKind::Exception => problem.detail.clone(),
        _ => format!("`{}` at {}: {}", call.method.id, call.address, said(problem.as_ref(), answer)),
    };
    let violations = problem.map(|problem| problem.violations).unwrap_or_default();
    let error = if kind == ErrorKind::Violation { Error::violation(text, violations) } else { Error::new(kind, text) };
    judge(error, answer)
}

/// Says whether the method may have run, where the answer tells more than the kind.
fn judge(error: Error, answer: &Response<Bytes>) -> Error {
    if answer.headers().get("aspyx-executed").is_some_and(|value| value == "no") {
        error.executed(false)
    } else if answer.status().is_server_error() {
        error.executed(true)
    } else {
        error
    }
}

fn by_status(status: u16) -> ErrorKind {
    match status {
        400 => ErrorKind::Malformed,
        401 => ErrorKind::Unauthenticated,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        405 => ErrorKind::VerbNotAllowed,
        408 => ErrorKind::TooSlow,
        413 => ErrorKind::TooLarge,
        415 => ErrorKind::UnsupportedMediaType,
        422 => ErrorKind::Violation,
        429 | 503 => ErrorKind::Overloaded,
        500 => ErrorKind::Internal,
        502 => ErrorKind::Transport,
        504 => ErrorKind::Deadline,
        _ => ErrorKind::Protocol,
    }
}

fn said(problem: Option<&Problem>, answer: &Response<Bytes>) -> String {
    let said = problem.and_then(|problem| [&problem.detail, &problem.title].into_iter().find(|text| !text.is_empty()));
    said.cloned().unwrap_or_else(|| excerpt(answer))
}

/// Shows the status and the beginning of the body on one line.
fn excerpt(answer: &Response<Bytes>) -> String {
    let body = answer.body();
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * EXCERPT)]);
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EXCERPT).collect();
    let said = if line.is_empty() { "without any text".to_owned() } else { format!("with `{line}`") };
    format!("it answered {} {said}", answer.status())
}
