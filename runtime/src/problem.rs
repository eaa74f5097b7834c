//! The problem document (RFC 9457): how everything that is not an answer of a method looks over HTTP.
//!
//! Both halves of a call meet here: a server writes a [`Problem`], a client reads one and learns the kind of failure or
//! the declared error from it. It knows no HTTP beyond the status number, and it refuses nothing it can make sense of:
//! members a peer leaves out are empty, members it adds are ignored.

use crate::answer::Answer;
use crate::error::{Error, ErrorKind, Violation};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The content type of a problem document.
pub(crate) const CONTENT_TYPE: &str = "application/problem+json";

const KINDS: &str = "urn:aspyx:";
const DECLARED: &str = "urn:aspyx:error:";

/// A problem document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Problem {
    /// What kind of problem it is: `urn:aspyx:<kind>`, or `urn:aspyx:error:<name>` for a declared error.
    #[serde(rename = "type")]
    pub(crate) type_: String,
    /// The same for people.
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What happened this time.
    pub(crate) detail: String,
    /// The rules that were broken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) violations: Vec<Violation>,
    /// The error the method declares and has raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<DeclaredError>,
}

/// A declared error on its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DeclaredError {
    /// Its full name, `shop.v1.NotFound`.
    #[serde(rename = "type")]
    pub(crate) name: String,
    /// Its fields, as JSON that has not been looked into.
    pub(crate) data: Box<RawValue>,
}

impl Problem {
    /// Creates the problem of a kind.
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self {
            type_: format!("{KINDS}{}", kind.slug()),
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: detail.into(),
            ..Self::default()
        }
    }

    /// Creates the problem for a declared error.
    pub(crate) fn declared(status: u16, detail: &str, error: DeclaredError) -> Self {
        let title = error.name.rsplit('.').next().unwrap_or_default().to_owned();
        let type_ = format!("{DECLARED}{}", error.name);
        Self { type_, title, status, detail: detail.to_owned(), violations: Vec::new(), error: Some(error) }
    }

    /// Reads a problem document; `None` if it is none.
    pub(crate) fn parse(json: &[u8]) -> Option<Self> {
        // Serde would take an array for a struct as well.
        if json.trim_ascii_start().starts_with(b"{") { serde_json::from_slice(json).ok() } else { None }
    }

    /// Returns the kind of failure the type names, if it is one of ours.
    pub(crate) fn kind(&self) -> Option<ErrorKind> {
        let slug = self.type_.strip_prefix(KINDS)?;
        ErrorKind::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }

    /// Returns the document as JSON.
    pub(crate) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts, numbers and JSON that was read or written before can be written")
    }

    /// Returns the document as an answer.
    pub(crate) fn encode(&self) -> Answer {
        Answer::new(self.status, CONTENT_TYPE, self.to_json())
    }
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Self { violations: error.violations().to_vec(), ..Self::new(error.kind(), error.message()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_the_way_to_the_client() {
        let broken = Violation { path: "a.b[0]".into(), rule: "len(1..)".into(), value: Some("".into()) };
        let sent = Problem::from(&Error::violation("too short", vec![broken.clone()]));
        let read = Problem::parse(&sent.to_json()).expect("a problem");
        assert_eq!((read.kind(), read.status), (Some(ErrorKind::Violation), 422));
        assert_eq!((read.detail.as_str(), read.violations), ("too short", vec![broken]));
    }

    #[test]
    fn every_kind_is_found_again() {
        for kind in ErrorKind::ALL {
            assert_eq!(Problem::new(*kind, "").kind(), Some(*kind));
        }
    }

    #[test]
    fn carries_a_declared_error_unread() {
        let data = RawValue::from_string(r#"{"what":"x"}"#.into()).expect("JSON");
        let error = DeclaredError { name: "shop.v1.NotFound".into(), data };
        let json = Problem::declared(404, "no x", error).to_json();
        let expected = r#"{"type":"urn:aspyx:error:shop.v1.NotFound","title":"NotFound","status":404,"detail":"no x","error":{"type":"shop.v1.NotFound","data":{"what":"x"}}}"#;
        assert_eq!(String::from_utf8_lossy(&json), expected);
        let read = Problem::parse(&json).expect("a problem");
        assert_eq!(read.kind(), None);
        assert_eq!(read.error.expect("the error").data.get(), r#"{"what":"x"}"#);
    }

    #[test]
    fn a_foreign_problem_is_read_as_far_as_it_goes() {
        let read = Problem::parse(br#"{"title":"Nope","instance":"/x"}"#).expect("a problem");
        assert_eq!((read.title.as_str(), read.status, read.kind()), ("Nope", 0, None));
    }

    #[test]
    fn other_text_is_no_problem() {
        assert!(Problem::parse(b"<html>").is_none());
        assert!(Problem::parse(b"[]").is_none());
    }
}
