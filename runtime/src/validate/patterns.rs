//! Regular expressions, compiled when they are first needed.

use regex::Regex;
use std::sync::OnceLock;

/// A regular expression of a `.svc` file.
pub struct Pattern {
    text: &'static str,
    /// Empty in the end if the text is no regular expression after all.
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// Creates a pattern out of a text that the compiler has compiled with the same library.
    pub const fn new(text: &'static str) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// Returns whether the pattern is found in a text; one that cannot be compiled is found nowhere, for a rule that
    /// cannot be checked must not be taken for kept.
    pub fn is_found_in(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| compile(self.text));
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

#[cold]
fn compile(text: &str) -> Option<Regex> {
    let compiled = Regex::new(text);
    compiled.inspect_err(|error| tracing::error!(pattern = text, %error, "a pattern cannot be compiled")).ok()
}
