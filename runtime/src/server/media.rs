//! Content types, as far as a server looks at them: without parameters, in any case.

use crate::error::{Error, ErrorKind};
use crate::wire::{Format, shown};
use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// Returns the format that a request says its body has; one that says so twice says nothing that can be relied on, since
/// whoever stands in between may have taken the other.
pub(super) fn format(headers: &HeaderMap) -> Option<Format> {
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let first = types.next()?;
    if types.next().is_some() { None } else { Format::of_content_type(first.as_bytes()) }
}

/// Returns whether a request does not say what its body is.
pub(super) fn is_silent(headers: &HeaderMap) -> bool {
    !headers.contains_key(CONTENT_TYPE)
}

/// Returns the error for a body that is nothing of what it may be.
pub(super) fn unsupported(headers: &HeaderMap, formats: &[Format]) -> Error {
    let found = headers.get_all(CONTENT_TYPE).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    let found: Vec<_> = found.map(|found| format!("`{}`", shown(&found))).take(2).collect();
    let found = if found.is_empty() { "none".to_owned() } else { found.join(" and ") };
    let known: Vec<_> = formats.iter().map(|format| format.content_type()).collect();
    let text = format!("the content type must be {}, found {found}", known.join(" or "));
    Error::new(ErrorKind::UnsupportedMediaType, text)
}
