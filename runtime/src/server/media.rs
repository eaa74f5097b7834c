//! Content types, as far as a server looks at them: without parameters, in any case.

use crate::error::{Error, ErrorKind};
use crate::wire::shown;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

const JSON: &str = "application/json";

/// Returns whether a request says that its body is JSON.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(JSON))
}

/// Returns whether a request does not say what its body is.
pub(super) fn is_silent(headers: &HeaderMap) -> bool {
    !headers.contains_key(CONTENT_TYPE)
}

/// Returns the error for a body that is not JSON.
pub(super) fn unsupported(headers: &HeaderMap) -> Error {
    let found = headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let found = found.map_or_else(|| "none".to_owned(), |found| format!("`{}`", shown(&found)));
    Error::new(ErrorKind::UnsupportedMediaType, format!("the content type must be {JSON}, found {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn with(text: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(text))])
    }

    #[test]
    fn parameters_and_case_do_not_matter() {
        for text in ["application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;x=y"]
        {
            assert!(is_json(&with(text)), "{text}");
        }
    }

    #[test]
    fn other_types_are_not_json() {
        for text in ["text/plain", "application/jsonx", "", "application/problem+json"] {
            assert!(!is_json(&with(text)), "{text}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
