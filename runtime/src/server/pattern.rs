//! Paths of routes, in the form the router takes them.
//!
//! A parameter is called after its place, not after itself: `/{id}` and `/{name}` have the same shape, and the router,
//! which refuses two names for one place, gets only one. Only whole segments can be parameters. What stands literally is
//! percent-encoded, as it is when it arrives.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What arrives as it is in a segment (RFC 3986): unreserved characters, sub-delimiters, `:` and `@`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// What the names of our parameters begin with, so that they are told from those of an application around us.
const PREFIX: &str = "aspyx-";

/// A path with anonymous parameters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The path for the router, equal for all paths of one shape.
    pub(super) shape: String,
    /// The names of the parameters, in order.
    pub(super) names: Vec<String>,
}

impl Pattern {
    /// Reads a path.
    ///
    /// # Errors
    ///
    /// Fails with what is wrong with it.
    pub(super) fn parse(path: &str) -> Result<Self, String> {
        let rest = path.strip_prefix('/').ok_or_else(|| format!("the path `{path}` does not begin with a slash"))?;
        let mut pattern = Self { shape: String::new(), names: Vec::new() };
        for segment in rest.split('/') {
            pattern.push(segment).map_err(|reason| format!("the path `{path}` {reason}"))?;
        }
        Ok(pattern)
    }

    fn push(&mut self, segment: &str) -> Result<(), String> {
        self.shape.push('/');
        if !segment.contains(['{', '}']) {
            let text = percent_decode_str(segment).decode_utf8_lossy();
            self.shape.extend(utf8_percent_encode(&text, ESCAPED));
            return Ok(());
        }
        let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match name.filter(|name| !name.is_empty() && !name.contains(['{', '}'])) {
            None => return Err(format!("has the segment `{segment}`, which is neither text nor a parameter")),
            Some(name) if self.names.iter().any(|known| known == name) => {
                return Err(format!("has the parameter `{name}` twice"));
            }
            Some(name) => self.names.push(name.to_owned()),
        }
        // The number of slashes before it is the place of a segment.
        let place = self.shape.matches('/').count();
        self.shape.push_str(&format!("{{{PREFIX}{place}}}"));
        Ok(())
    }

    /// Returns the shapes that answer: with `slash`, the path with and without a slash at its end.
    pub(super) fn shapes(&self, slash: bool) -> Vec<String> {
        let bare = self.shape.trim_end_matches('/');
        match (slash, bare) {
            (true, bare) if !bare.is_empty() => vec![bare.to_owned(), format!("{bare}/")],
            _ => vec![self.shape.clone()],
        }
    }
}

/// Returns whether a parameter the router found is one of ours.
pub(super) fn is_ours(key: &str) -> bool {
    key.starts_with(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(path: &str) -> String {
        Pattern::parse(path).expect("a path").shape
    }

    #[test]
    fn parameters_of_one_place_have_one_shape() {
        assert_eq!(shape("/v1/{id}/parts/{part}"), "/v1/{aspyx-2}/parts/{aspyx-4}");
        assert_eq!(shape("/v1/{id}/parts/{part}"), shape("/v1/{name}/parts/{x}"));
        assert_eq!(Pattern::parse("/v1/{id}/parts/{part}").expect("a path").names, ["id", "part"]);
    }

    #[test]
    fn text_stands_as_it_arrives() {
        assert_eq!(shape("/größe/a b"), "/gr%C3%B6%C3%9Fe/a%20b");
        assert_eq!(shape("/gr%c3%b6%c3%9fe"), "/gr%C3%B6%C3%9Fe");
        assert_eq!(shape("/:id/*rest"), "/:id/*rest");
    }

    #[test]
    fn a_slash_at_the_end_may_be_left_out() {
        for path in ["/v1/products", "/v1/products/"] {
            let pattern = Pattern::parse(path).expect("a path");
            assert_eq!(pattern.shapes(true), ["/v1/products", "/v1/products/"]);
            assert_eq!(pattern.shapes(false), [path]);
        }
        assert_eq!(Pattern::parse("/").expect("a path").shapes(true), ["/"]);
    }

    #[test]
    fn what_the_router_would_refuse_is_an_error() {
        for path in ["", "v1", "/{}", "/{a", "/a}", "/{a}-{b}", "/x{a}", "/{a}/{a}", "/{{a}}"] {
            assert!(Pattern::parse(path).is_err(), "{path}");
        }
    }
}
