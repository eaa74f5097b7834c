//! The rules, and what is collected of those that are broken.

use super::{Length, Pattern, Validate};
use crate::error::{Error, Result, Violation};
use crate::service::MethodDescriptor;
use crate::wire::record::one_of;
use crate::wire::{Encode, EnumShape, JsonWriter, Step, Unrecognized, path, shown};
use serde_json::Value;
use std::collections::HashSet;
use std::ops::RangeBounds;

/// How many violations are told; whoever has made as many mistakes does not wait for the next.
const LIMIT: usize = 100;

/// Collects the rules that a value breaks.
///
/// Each method is one rule. What it is about has a name, which is that of a field, a variant or a parameter; an empty
/// one means the value itself.
pub struct Rules {
    broken: Vec<Broken>,
}

/// Which rule it is.
#[derive(Clone, Copy)]
enum Rule {
    /// One that is written down, in the words of the `.svc` file.
    Written(&'static str),
    /// That of an enum which is not open.
    Variant(&'static EnumShape),
}

/// A rule that is broken.
struct Broken {
    rule: Rule,
    /// The steps to the value, innermost first.
    steps: Vec<Step>,
    value: Option<Value>,
}

impl Rules {
    /// Creates the collection for a value that nothing is known of yet.
    #[expect(clippy::new_without_default, reason = "where a type is called Default, the trait has no name")]
    pub const fn new() -> Self {
        Self { broken: Vec::new() }
    }

    /// Checks a value by the rules of its type.
    pub fn nested(&mut self, name: &'static str, value: &(impl Validate + ?Sized)) {
        let before = self.broken.len();
        value.check(self);
        self.lead(before, name);
    }

    /// Checks that a text or a container is as long as it may be.
    pub fn len(
        &mut self,
        name: &'static str,
        value: &(impl Length + ?Sized),
        allowed: impl RangeBounds<u64>,
        rule: &'static str,
    ) {
        if !allowed.contains(&value.length()) {
            self.violated(name, Rule::Written(rule), || Some(value.shown()));
        }
    }

    /// Checks that a number or a duration lies where it may; a NaN lies nowhere.
    pub fn range<T: PartialOrd + Encode>(
        &mut self,
        name: &'static str,
        value: &T,
        allowed: impl RangeBounds<T>,
        rule: &'static str,
    ) {
        if !allowed.contains(value) {
            self.violated(name, Rule::Written(rule), || json(value));
        }
    }

    /// Checks that a pattern is found in a text.
    pub fn pattern(&mut self, name: &'static str, value: &str, pattern: &'static Pattern, rule: &'static str) {
        if !pattern.is_found_in(value) {
            self.violated(name, Rule::Written(rule), || Some(value.shown()));
        }
    }

    /// Checks that no element stands twice in a list; each that does so is told by its own place.
    ///
    /// Elements are compared by what they are in JSON, for not everything that can stand in a list has an order or a
    /// hash. So this takes time in proportion to the list, whoever has put it together.
    pub fn unique<T: Encode>(&mut self, name: &'static str, list: &[T], rule: &'static str) {
        if list.len() < 2 {
            return;
        }
        let before = self.broken.len();
        let mut seen = HashSet::with_capacity(list.len());
        for (index, item) in list.iter().enumerate() {
            if self.is_full() {
                break;
            }
            if bytes(item).is_some_and(|bytes| !seen.insert(bytes)) {
                self.within(|| Step::Index(index), |rules| rules.violated("", Rule::Written(rule), || scalar(item)));
            }
        }
        self.lead(before, name);
    }

    /// Reports a variant that its enum does not have.
    #[cold]
    pub fn unknown(&mut self, value: &Unrecognized, shape: &'static EnumShape) {
        let value = match value {
            Unrecognized::Name(name) => name.shown(),
            Unrecognized::Number(number) => (*number).into(),
        };
        self.violated("", Rule::Variant(shape), || Some(value));
    }

    /// Checks something that nobody may see: of what breaks a rule in there only the place is told.
    pub fn sensitive(&mut self, check: impl FnOnce(&mut Self)) {
        let before = self.broken.len();
        check(self);
        self.broken[before..].iter_mut().for_each(Broken::hide);
    }

    /// Returns whether the arguments of a method may be passed to it.
    ///
    /// # Errors
    ///
    /// Fails with all rules that are broken.
    pub fn allow(self, method: &MethodDescriptor) -> Result<()> {
        self.finish(|| format!("`{}` was not called", method.id))
    }

    /// Returns an error if a rule is broken; `what` says what comes of it.
    pub(super) fn finish(self, what: impl FnOnce() -> String) -> Result<()> {
        if self.broken.is_empty() { Ok(()) } else { Err(self.into_error(&what())) }
    }

    /// Checks a part of the value.
    pub(super) fn within(&mut self, step: impl FnOnce() -> Step, check: impl FnOnce(&mut Self)) {
        let before = self.broken.len();
        check(self);
        if self.broken.len() > before {
            self.step(before, &step());
        }
    }

    /// Returns whether no more violations are looked for.
    pub(super) fn is_full(&self) -> bool {
        self.broken.len() >= LIMIT
    }

    #[cold]
    fn violated(&mut self, name: &'static str, rule: Rule, value: impl FnOnce() -> Option<Value>) {
        if !self.is_full() {
            let before = self.broken.len();
            self.broken.push(Broken { rule, steps: Vec::new(), value: value() });
            self.lead(before, name);
        }
    }

    /// Adds to the violations from `from` on that they lie within what has this name.
    fn lead(&mut self, from: usize, name: &'static str) {
        if self.broken.len() > from && !name.is_empty() {
            self.step(from, &Step::Field(name));
        }
    }

    #[cold]
    fn step(&mut self, from: usize, step: &Step) {
        self.broken[from..].iter_mut().for_each(|broken| broken.steps.push(step.clone()));
    }

    #[cold]
    fn into_error(self, what: &str) -> Error {
        let full = if self.is_full() { "at least " } else { "" };
        let more = match self.broken.len() {
            0 | 1 => String::new(),
            count => format!(", and {full}{} more", count - 1),
        };
        let first = self.broken.first().map(Broken::in_words).unwrap_or_default();
        let text = format!("{what}: {first}{more}");
        Error::violation(text, self.broken.into_iter().map(Broken::told).collect())
    }
}

impl Broken {
    fn hide(&mut self) {
        self.value = None;
        for step in &mut self.steps {
            if let Step::Key(key) = step {
                "…".clone_into(key);
            }
        }
    }

    fn told(self) -> Violation {
        let rule = match self.rule {
            Rule::Written(rule) => rule,
            Rule::Variant(_) => "variant",
        };
        Violation { path: path(&self.steps), rule: rule.to_owned(), value: self.value }
    }

    /// Says what is broken without the value, which may be anything.
    fn in_words(&self) -> String {
        let path = path(&self.steps);
        let place = if path.is_empty() { "the value".to_owned() } else { format!("`{path}`") };
        match self.rule {
            Rule::Written(rule) => format!("{place} does not keep `{rule}`"),
            Rule::Variant(shape) => {
                format!("{place}: {}", one_of(shape.variants.iter().map(|variant| variant.name)))
            }
        }
    }
}

/// Returns what a value is in JSON; nothing if it has no form there.
fn bytes(value: &impl Encode) -> Option<Vec<u8>> {
    let mut writer = JsonWriter::default();
    value.encode(&mut writer);
    writer.finish().ok()
}

fn json(value: &impl Encode) -> Option<Value> {
    serde_json::from_slice(&bytes(value)?).ok()
}

/// Returns a value in JSON unless it holds others, which may be many and need not be meant for everybody.
fn scalar(value: &impl Encode) -> Option<Value> {
    match json(value)? {
        Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(shown(&text).into()),
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_)) => Some(plain),
    }
}
