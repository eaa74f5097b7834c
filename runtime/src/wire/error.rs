//! What may be wrong with bytes that come, and with values that go.
//!
//! A [`DecodeError`] is one pointer wide and carries its path from the inside out: each list, map and record adds its
//! step while the error passes through, so that reading what is right never pays for it. Messages name types, not
//! values: what came may be a password in the wrong place.

use serde_json::Value;
use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// What is wrong with bytes that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The format itself is violated.
    Syntax,
    /// There is a value of another type.
    Type,
    /// A number does not fit its type.
    Range,
    /// A text is not what its type demands, a uuid for example.
    Value,
    /// A field or an argument without default is not there.
    Missing,
    /// A variant of a union that this version does not know.
    UnknownVariant,
    /// A field or a key stands there twice.
    Duplicate,
    /// Values are nested deeper than 128 levels.
    TooDeep,
    /// There are more arguments than parameters.
    TooMany,
    /// Something follows the end of the value.
    Trailing,
}

/// An error of reading: what is wrong, where in the value, and in words.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: DecodeErrorKind,
    message: String,
    /// The steps to the place, innermost first.
    steps: Vec<Step>,
    /// Which part of a request it is about, where a request has several.
    part: Option<&'static str>,
    /// The value that came, where its form is right and only its meaning is unknown.
    found: Option<Value>,
}

/// One step from a value into a part of it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Field(&'static str),
    Index(usize),
    Key(String),
}

impl DecodeError {
    /// Creates an error at the place being read.
    #[cold]
    pub fn new(kind: DecodeErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { kind, message: message.into(), steps: Vec::new(), part: None, found: None }))
    }

    /// Adds that the place lies within a field.
    #[cold]
    #[must_use]
    pub fn in_field(self, name: &'static str) -> Self {
        self.within(Step::Field(name))
    }

    /// Adds that the place lies within an element of a list.
    #[cold]
    #[must_use]
    pub fn in_item(self, index: usize) -> Self {
        self.within(Step::Index(index))
    }

    /// Adds that the place lies within an entry of a map.
    #[cold]
    #[must_use]
    pub fn in_entry(self, key: impl Into<String>) -> Self {
        self.within(Step::Key(key.into()))
    }

    /// Adds the value that came, for an error about what it means; of a long text only the beginning is kept.
    #[cold]
    #[must_use]
    pub fn found(mut self, value: impl Into<Value>) -> Self {
        let mut value = value.into();
        if let Value::String(text) = &mut value {
            *text = shown(text).into_owned();
        }
        self.0.found = Some(value);
        self
    }

    /// Adds which part of a request the value comes from, such as `query parameter`.
    #[cold]
    #[must_use]
    pub fn in_part(mut self, part: &'static str) -> Self {
        self.0.part = Some(part);
        self
    }

    /// Leaves out everything that may come from the value, which is sensitive: what was found, keys, and words about it.
    #[cold]
    #[must_use]
    pub fn concealed(mut self) -> Self {
        self.0.found = None;
        self.0.steps.iter_mut().for_each(Step::conceal);
        if let Some(message) = self.0.kind.without_value() {
            self.0.message = message.to_owned();
        }
        self
    }

    fn within(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    /// Returns what is wrong.
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// Returns what is wrong in words, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the value that came, where its form is right and only its meaning is unknown.
    pub fn value(&self) -> Option<&Value> {
        self.0.found.as_ref()
    }

    /// Returns the place within the value, like `product.parts[2].title`; empty for the value itself.
    pub fn path(&self) -> String {
        path(&self.0.steps)
    }
}

impl DecodeErrorKind {
    /// Returns what is wrong in words that tell nothing of a value, for kinds whose messages may do so.
    fn without_value(self) -> Option<&'static str> {
        match self {
            Self::Type => Some("of the wrong type"),
            Self::Range => Some("out of range"),
            Self::Value => Some("not what its type demands"),
            Self::UnknownVariant => Some("an unknown variant"),
            Self::Syntax | Self::Missing | Self::Duplicate | Self::TooDeep | Self::TooMany | Self::Trailing => None,
        }
    }
}

/// Returns the place that steps lead to, of which the innermost is the first.
pub(crate) fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    steps.iter().rev().for_each(|step| step.append_to(&mut path));
    path
}

impl Step {
    fn conceal(&mut self) {
        if let Self::Key(key) = self {
            "…".clone_into(key);
        }
    }

    fn append_to(&self, path: &mut String) {
        match self {
            Self::Field(name) if path.is_empty() => path.push_str(name),
            Self::Field(name) => {
                path.push('.');
                path.push_str(name);
            }
            Self::Index(index) => path.push_str(&format!("[{index}]")),
            Self::Key(key) => path.push_str(&format!("[{:?}]", shown(key))),
        }
    }
}

/// How much of what a peer sent an error shows.
const SHOWN: usize = 120;

/// Returns a text of a peer as errors show it: the beginning, for it may be as long as a body.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

impl Display for DecodeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.0.steps.is_empty() {
            write!(f, "{} `{}`: ", self.0.part.unwrap_or("at"), self.path())?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("kind", &self.0.kind)
            .field("path", &self.path())
            .field("message", &self.0.message)
            .finish()
    }
}

impl std::error::Error for DecodeError {}

/// An error of writing: a value that the format has no form for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError(Box<str>);

impl EncodeError {
    /// Creates an error.
    #[cold]
    pub fn new(message: impl Into<Box<str>>) -> Self {
        Self(message.into())
    }
}

impl Display for EncodeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EncodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_told_from_the_outside_in() {
        let error = DecodeError::new(DecodeErrorKind::Type, "expected a string, found a number")
            .in_field("title")
            .in_item(2)
            .in_field("parts")
            .in_entry("a\"b")
            .in_field("products");
        assert_eq!(error.path(), r#"products["a\"b"].parts[2].title"#);
        assert_eq!(error.to_string(), r#"at `products["a\"b"].parts[2].title`: expected a string, found a number"#);
    }

    #[test]
    fn the_part_of_a_request_stands_before_the_path() {
        let error = DecodeError::new(DecodeErrorKind::Missing, "missing").in_field("limit").in_part("query parameter");
        assert_eq!((error.to_string().as_str(), error.path().as_str()), ("query parameter `limit`: missing", "limit"));
    }

    #[test]
    fn an_error_of_the_value_itself_names_no_place() {
        assert_eq!(DecodeError::new(DecodeErrorKind::Missing, "missing").to_string(), "missing");
    }

    #[test]
    fn a_concealed_error_tells_the_place_and_nothing_of_the_value() {
        let error = DecodeError::new(DecodeErrorKind::Value, "expected a UUID, found `secret`").found("secret");
        let error = error.in_entry("secret").concealed().in_field("keys");
        assert_eq!((error.to_string().as_str(), error.value()), ("at `keys[\"…\"]`: not what its type demands", None));
    }

    #[test]
    fn errors_are_as_small_as_a_pointer() {
        assert_eq!(size_of::<crate::wire::Result<()>>(), size_of::<usize>());
    }
}
