//! Content types, as far as a server looks at them: without parameters, in any case.

use crate::error::{Error, ErrorKind};
use crate::wire::{Format, shown};
use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// Returns the format that a request says its body has.
pub(super) fn format(headers: &HeaderMap) -> Option<Format> {
    Format::of_content_type(headers.get(CONTENT_TYPE)?.as_bytes())
}

/// Returns whether a request does not say what its body is.
pub(super) fn is_silent(headers: &HeaderMap) -> bool {
    !headers.contains_key(CONTENT_TYPE)
}

/// Returns the error for a body that is nothing of what it may be.
pub(super) fn unsupported(headers: &HeaderMap, formats: &[Format]) -> Error {
    let found = headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let found = found.map_or_else(|| "none".to_owned(), |found| format!("`{}`", shown(&found)));
    let known: Vec<_> = formats.iter().map(|format| format.content_type()).collect();
    let text = format!("the content type must be {}, found {found}", known.join(" or "));
    Error::new(ErrorKind::UnsupportedMediaType, text)
}
