//! What an edit breaks: two versions of the same packages, compared.
//!
//! ```text
//!  old Model ──┐            which is which      what has changed         for people and machines
//!              ├──▶ pairs ──▶ items, calls ──▶ Vec<Change> ──▶ Diagnostic, with places in both versions
//!  new Model ──┘                 │
//!                               kinds: the table of all that breaks something
//! ```
//!
//! It works on values in memory and refuses nothing: what is compatible is not mentioned. "Compatible" is meant as by
//! the old callers of a new server: `rust` is their source, the other surfaces are what they send and receive.

mod calls;
mod components;
mod constraints;
mod items;
mod kinds;
mod members;
mod numbers;
mod page;
mod pairs;
mod parameters;
mod pins;
mod reach;
mod routes;
mod shapes;
mod surfaces;
mod uses;
mod values;

pub(crate) use kinds::CODES;
pub use kinds::*;
pub use page::page;
pub use pins::pins;
pub use surfaces::{Surface, Surfaces};

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::source::Span;
use numbers::Numbering;
use pairs::Pairs;
use reach::Reach;
use std::cell::RefCell;

/// A change that breaks something.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of change it is.
    pub kind: &'static Kind,
    /// What it breaks here.
    pub breaks: Surfaces,
    /// The channel of the user's own that it breaks.
    pub channel: Option<String>,
    /// One line that says what has changed, with the names involved.
    pub message: String,
    /// The place in the old version; that of the owner if the thing itself was not there.
    pub old: Option<Span>,
    /// The place in the new version; that of the owner if the thing itself is gone.
    pub new: Option<Span>,
    /// What to do, a line each.
    pub help: Vec<String>,
}

impl Change {
    /// Returns the names of what it breaks: surfaces, and a channel of the user's own.
    pub fn breaks(&self) -> Vec<&str> {
        let names = self.breaks.iter().map(|surface| -> &str { surface.name() });
        names.chain(self.channel.as_deref()).collect()
    }

    /// Returns the change as a finding about sources that hold both versions; the files of the old one stand behind
    /// `files` others.
    pub fn diagnostic(&self, files: u32) -> Diagnostic {
        let breaks = format!("breaks {}", self.breaks().join(", "));
        let old = self.old_among(files);
        let mut diagnostic = match (self.new, old) {
            (Some(new), Some(old)) => Diagnostic::new(&self.kind.code, new, &self.message, breaks).also(old, "before"),
            (Some(new), None) => Diagnostic::new(&self.kind.code, new, &self.message, breaks),
            (None, old) => Diagnostic::new(&self.kind.code, old.unwrap_or_default(), &self.message, breaks),
        };
        diagnostic.help.clone_from(&self.help);
        diagnostic
    }

    /// Returns the place in the old version, whose files stand behind `files` others.
    pub fn old_among(&self, files: u32) -> Option<Span> {
        self.old.map(|span| Span { file: span.file.behind(files), ..span })
    }

    /// Returns where the change stands in the order it is told in.
    fn position(&self) -> (bool, Option<Span>, Option<Span>, &'static str) {
        (self.new.is_none(), self.new, self.old, self.kind.code.id)
    }
}

/// Returns everything in a new version that breaks what was right with the old one, in the order of the new files.
pub fn compare(old: &Model, new: &Model) -> Vec<Change> {
    let comparison = Comparison::new(old, new);
    comparison.packages();
    comparison.items();
    let mut changes = comparison.told.into_inner();
    changes.sort_by(|a, b| a.position().cmp(&b.position()));
    changes
}

/// Two versions, and what has been told about them so far.
struct Comparison<'a> {
    old: &'a Model,
    new: &'a Model,
    pairs: Pairs,
    reach: Reach,
    told: RefCell<Vec<Change>>,
    /// The numbers met so far, for those who pin them.
    numberings: RefCell<Vec<Numbering>>,
}

/// Where something stands in both versions, and whether it is on the rest channel.
#[derive(Clone, Copy, Debug)]
struct Site {
    old: Option<Span>,
    new: Option<Span>,
    rest: bool,
}

impl<'a> Comparison<'a> {
    fn new(old: &'a Model, new: &'a Model) -> Self {
        let (pairs, reach) = (Pairs::new(old, new), Reach::new(old));
        Comparison { old, new, pairs, reach, told: RefCell::default(), numberings: RefCell::default() }
    }

    /// Tells of a change, unless all it breaks is a channel where the thing is not.
    fn tell(&self, kind: &'static Kind, site: Site, message: impl Into<String>) {
        self.tell_with(kind, site, message, None);
    }

    /// Tells of a change, with a line that says what to do.
    fn tell_with(&self, kind: &'static Kind, site: Site, message: impl Into<String>, help: Option<String>) {
        let absent = if site.rest { Surfaces::default() } else { Surfaces::of(&[Surface::Rest]) };
        self.push(kind, site, message.into(), kind.breaks.without(absent), help);
    }

    /// Tells of a change that breaks these surfaces, if any.
    fn push(&self, kind: &'static Kind, site: Site, message: String, breaks: Surfaces, help: Option<String>) {
        if !breaks.is_empty() {
            let help = help.into_iter().collect();
            let (old, new) = (site.old, site.new);
            self.told.borrow_mut().push(Change { kind, breaks, channel: None, message, old, new, help });
        }
    }
}

impl Site {
    fn new(old: Span, new: Span, rest: bool) -> Self {
        Site { old: Some(old), new: Some(new), rest }
    }
}
