//! How far a request has come, told from how hyper failed.

use super::{Stage, TransportError};
use std::error::Error;
use std::io;

/// Makes an error of a request that a connection has taken.
#[cold]
pub(super) fn taken(error: hyper::Error) -> TransportError {
    let stage = if is_no_http(&error) { Stage::Answered } else { Stage::Sent };
    TransportError::new(stage, error)
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
