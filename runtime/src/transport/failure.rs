//! How far a request has come, told from how hyper failed.

use super::{Stage, TransportError};
use std::error::Error;
use std::io;

/// Makes an error of a request that a connection has taken.
#[cold]
pub(super) fn taken(error: hyper::Error) -> TransportError {
    let stage = match () {
        () if is_refused(&error) => Stage::NotSent,
        () if is_no_http(&error) => Stage::Answered,
        () => Stage::Sent,
    };
    TransportError::new(stage, error)
}

/// Returns whether the peer says that it has not begun to process the request: by refusing its stream, or by going away
/// with an earlier one as its last (RFC 9113, 8.7 and 6.8). What is sent is as good as not sent then.
#[cfg(feature = "http2")]
fn is_refused(error: &hyper::Error) -> bool {
    let cause = error.source().and_then(|source| source.downcast_ref::<h2::Error>());
    cause.is_some_and(|error| {
        let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (refused || error.is_go_away())
    })
}

/// Over HTTP/1.1 nobody says so.
#[cfg(not(feature = "http2"))]
fn is_refused(_error: &hyper::Error) -> bool {
    false
}

/// Returns whether something came back that is no HTTP, anywhere among the causes of an error.
///
/// That bytes make no sense is said by hyper of heads, and of chunks by the kind of what it calls an I/O error.
pub(super) fn is_no_http(error: &(dyn Error + 'static)) -> bool {
    let here = error.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse)
        || error.downcast_ref::<io::Error>().is_some_and(|error| is_nonsense(error.kind()));
    here || error.source().is_some_and(is_no_http)
}

fn is_nonsense(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
}
