//! What can go wrong with a call, apart from the errors its method declares.
//!
//! Goals, in this order:
//!
//! 1. A caller can decide what to do without reading text: [`Error::kind`] says what happened, and
//!    [`Error::maybe_executed`] whether it is safe to call again.
//! 2. A person can act on the text alone: it names the component, channel, address or argument involved.
//! 3. The same failure is the same kind on every channel and for local calls.
//!
//! Declared errors never become an [`Error`]; they are variants of the method's own enum, whose last variant holds one
//! of these.

use crate::wire::{DecodeError, DecodeErrorKind};
use std::fmt;
use std::sync::Arc;

/// The result of everything in this crate that is not a call of a method with declared errors.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// What went wrong, cheap to clone.
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    violations: Vec<Violation>,
    source: Option<Source>,
    /// Set where the kind alone does not tell, such as a 503 from a peer that had begun to work.
    executed: Option<bool>,
}

macro_rules! kinds {
    ($($(#[$docs:meta])* $kind:ident = $slug:literal, $status:literal, $title:literal, $executed:literal;)*) => {
        /// The kinds of failure a caller can tell apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($(#[$docs])* $kind,)*
        }

        impl ErrorKind {
            /// All kinds.
            pub const ALL: &[ErrorKind] = &[$(ErrorKind::$kind),*];

            /// Returns the name that ends the problem type `urn:aspyx:<name>`.
            pub fn slug(self) -> &'static str {
                match self { $(ErrorKind::$kind => $slug,)* }
            }

            /// Returns the HTTP status a server answers it with.
            pub fn status(self) -> u16 {
                match self { $(ErrorKind::$kind => $status,)* }
            }

            /// Returns the title of the problem document.
            pub fn title(self) -> &'static str {
                match self { $(ErrorKind::$kind => $title,)* }
            }

            /// Returns whether the method may have run.
            pub fn maybe_executed(self) -> bool {
                match self { $(ErrorKind::$kind => $executed,)* }
            }
        }
    };
}

kinds! {
    /// The request cannot be decoded, or its arguments do not fit the method.
    Malformed = "malformed", 400, "The request cannot be decoded", false;
    /// The caller is not known.
    Unauthenticated = "unauthenticated", 401, "The caller is not authenticated", false;
    /// The caller may not do this.
    Forbidden = "forbidden", 403, "The caller is not allowed to do this", false;
    /// No such component, service, method or path.
    NotFound = "not-found", 404, "There is no such method", false;
    /// The path exists, but not for this HTTP method.
    VerbNotAllowed = "verb-not-allowed", 405, "The path does not answer to this HTTP method", false;
    /// The request did not arrive in time.
    TooSlow = "too-slow", 408, "The request did not arrive in time", false;
    /// The request is larger than the server takes.
    TooLarge = "too-large", 413, "The request is too large", false;
    /// The content type is none the server understands.
    UnsupportedMediaType = "unsupported-media-type", 415, "The content type is not supported", false;
    /// The arguments can be decoded, but are not allowed; see [`Error::violations`].
    Violation = "violation", 422, "An argument is not allowed", false;
    /// The method raised an error it does not declare.
    Exception = "exception", 500, "The method failed", true;
    /// The method panicked, or something else broke on the server.
    Internal = "internal", 500, "The server failed", true;
    /// The server does not take the call now.
    Overloaded = "overloaded", 503, "The server does not take calls now", false;
    /// There was no answer in time.
    Deadline = "deadline", 504, "There was no answer in time", true;
    /// The program is wrongly put together: an unknown channel, two components with one name, a bad configuration.
    Configuration = "configuration", 500, "The program is wrongly configured", false;
    /// No address of the component is known.
    NoAddress = "no-address", 503, "No address is known", false;
    /// No connection could be made; nothing was sent.
    Connect = "connect", 503, "No connection could be made", false;
    /// The connection broke after something was sent.
    Transport = "transport", 502, "The connection broke", true;
    /// The answer cannot be understood.
    Protocol = "protocol", 502, "The answer cannot be understood", true;
}

/// An argument that can be decoded but is not allowed.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Violation {
    /// Where the value stands: `product.parts[2].title`.
    pub path: String,
    /// The rule it breaks: `len(1..=200)`, `variant`.
    pub rule: String,
    /// The value; left out where it is sensitive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
}

impl Error {
    /// Creates an error of a kind with a text for people.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self::build(kind, message.into(), Vec::new(), None, None)
    }

    /// Creates an error out of another one, which becomes its source.
    pub fn from_source(
        kind: ErrorKind,
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::build(kind, message.into(), Vec::new(), Some(source.into()), None)
    }

    /// Creates the error a method raises without declaring it: any text or error will do.
    ///
    /// ```
    /// let failed = aspyx::Error::exception("the warehouse is on fire");
    /// assert!(failed.maybe_executed());
    /// ```
    pub fn exception(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let source = source.into();
        Self::build(ErrorKind::Exception, source.to_string(), Vec::new(), Some(source), None)
    }

    /// Creates the error for arguments that break rules.
    pub fn violation(message: impl Into<String>, violations: Vec<Violation>) -> Self {
        Self::build(ErrorKind::Violation, message.into(), violations, None, None)
    }

    /// Returns the same error with the knowledge whether the method may have run.
    pub fn executed(self, maybe: bool) -> Self {
        match Arc::try_unwrap(self.0) {
            Ok(inner) => Self(Arc::new(Inner { executed: Some(maybe), ..inner })),
            Err(shared) => {
                let message = shared.message.clone();
                let violations = shared.violations.clone();
                Self::build(shared.kind, message, violations, Some(Box::new(Self(shared))), Some(maybe))
            }
        }
    }

    fn build(
        kind: ErrorKind,
        message: String,
        violations: Vec<Violation>,
        source: Option<Source>,
        executed: Option<bool>,
    ) -> Self {
        Self(Arc::new(Inner { kind, message, violations, source, executed }))
    }

    fn fields(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &self.0.kind).field("message", &self.0.message);
        debug.field("violations", &self.0.violations).field("source", &self.0.source);
        debug.field("maybe_executed", &self.maybe_executed()).finish()
    }

    /// Returns what kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the text, without those of its sources.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the rules that were broken; empty unless the kind is [`ErrorKind::Violation`].
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// Returns whether the method may have run: `false` only when it certainly did not, so that another try is safe.
    pub fn maybe_executed(&self) -> bool {
        self.0.executed.unwrap_or_else(|| self.0.kind.maybe_executed())
    }
}

/// What cannot be decoded is malformed, except for a union's variant that nobody knows: its form is right, its value is
/// not. That of an enum can be decoded and breaks a rule later.
impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        if error.kind() == DecodeErrorKind::UnknownVariant {
            let violation = Violation { path: error.path(), rule: "variant".to_owned(), value: error.value().cloned() };
            return Self::violation(error.to_string(), vec![violation]);
        }
        Self::from_source(ErrorKind::Malformed, error.to_string(), error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

/// Reads well where a `main` that returns an error shows it: the text, that of each source, and what it means for another
/// try. `{:#?}` shows the fields.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return self.fields(f);
        }
        f.write_str(self.message())?;
        let mut shown = self.message().to_owned();
        let mut source = std::error::Error::source(self);
        while let Some(error) = source {
            let text = error.to_string();
            if !shown.contains(&text) {
                write!(f, "\n  caused by: {text}")?;
                shown.push_str(&text);
            }
            source = error.source();
        }
        let executed = if self.maybe_executed() { "maybe executed" } else { "not executed" };
        write!(f, "\n  ({}, {executed})", self.kind().slug())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
