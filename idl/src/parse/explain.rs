//! Says what is wrong with a piece of text that is none of what could stand in its place.
//!
//! The piece is parsed once more, as what it should have been; the parser's own error tells how far that goes and what
//! could have followed. The usual slips then get words of their own ([`slips`](super::slips)).

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::expected;
use crate::parse::grammar::{Rule, Svc};
use crate::parse::reader::{Node, Reader};
use crate::parse::slips;
use crate::parse::token::{self, Token};
use crate::source::Span;
use pest::Parser as _;
use pest::error::{Error, ErrorVariant, InputLocation};

/// So many bytes after a piece are enough to tell where it goes wrong.
const ENOUGH: usize = 2 << 10;

/// A place where the text is not what it should be.
pub(super) struct Slip<'a> {
    pub(super) text: &'a str,
    /// What the piece should have been.
    pub(super) entry: Rule,
    /// Where the piece begins.
    pub(super) start: usize,
    /// Where the token before the wrong one ends.
    pub(super) before: usize,
    /// Where the token before that one ends.
    pub(super) ahead: usize,
    /// Where the wrong token stands.
    pub(super) found: Token<'a>,
    /// The span of the wrong token.
    pub(super) span: Span,
    /// What could have stood there.
    pub(super) expected: Vec<Rule>,
}

impl<'a> Slip<'a> {
    pub(super) fn expects(&self, rule: Rule) -> bool {
        self.expected.contains(&rule)
    }

    /// Returns whether the wrong token stands where a declaration or member could begin.
    pub(super) fn begins(&self) -> bool {
        let whole = [Rule::item, Rule::field, Rule::variant, Rule::arm, Rule::method];
        self.expects(Rule::doc) || whole.into_iter().any(|rule| self.expects(rule))
    }

    /// Returns whether the wrong token is the very first of the piece.
    pub(super) fn is_first(&self) -> bool {
        self.start == self.span.start as usize
    }

    /// Returns whether a name could have stood there.
    pub(super) fn wants_name(&self) -> bool {
        let names = [Rule::name, Rule::field, Rule::variant, Rule::arm, Rule::path, Rule::type_name];
        names.into_iter().any(|rule| self.expects(rule))
    }

    /// Returns the word that ends directly before the wrong token, or nothing if it is no word.
    pub(super) fn word_before(&self) -> &'a str {
        let text = &self.text[self.start..self.before];
        let length = text.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        &text[text.len() - length..]
    }

    /// Returns the span of [`Slip::word_before`].
    pub(super) fn span_before(&self) -> Span {
        Span { start: (self.before - self.word_before().len()) as u32, end: self.before as u32, ..self.span }
    }

    /// Returns the place directly after the token before.
    pub(super) fn gap(&self) -> Span {
        Span { start: self.before as u32, end: self.before as u32, ..self.span }
    }

    /// Returns the token after the wrong one, as far as no comment stands between.
    pub(super) fn next(&self) -> Token<'a> {
        token::at(self.text, self.next_start())
    }

    /// Returns the span of [`Slip::next`].
    pub(super) fn next_span(&self) -> Span {
        let start = self.next_start();
        Span { start: start as u32, end: (start + self.next().text.len()) as u32, ..self.span }
    }

    /// Returns whether nothing stands between the wrong token and that before it.
    pub(super) fn touches(&self) -> bool {
        self.before == self.span.start as usize
    }

    /// Returns whether nothing stands between the wrong token and that after it.
    pub(super) fn next_touches(&self) -> bool {
        self.next_start() == self.span.end as usize
    }

    /// Returns where the token after the wrong one begins.
    pub(super) fn next_start(&self) -> usize {
        self.text.len() - self.text[self.span.end as usize..].trim_start().len()
    }

    /// Returns whether the wrong token is the first of its line.
    pub(super) fn on_new_line(&self) -> bool {
        self.text[self.before..self.span.start as usize].contains('\n')
    }
}

impl<'a> Reader<'a> {
    /// Reports what is wrong with a piece of text that should have been an `entry`.
    pub(super) fn explain(&mut self, entry: Rule, node: &Node<'_>) {
        let start = self.start(node);
        self.gaps.push(start..start + node.as_str().len());
        if self.problems.is_full() {
            return;
        }
        let (place, expected) = self.stuck(entry, start, node);
        if self.is_faulty(start, self.end_of_line(place)) {
            return;
        }
        let slip = self.slip(entry, start, place, expected);
        self.problems.push(slips::find(&slip).unwrap_or_else(|| unexpected(&slip)));
    }

    /// Returns how far a piece of text can be read as an `entry`, and what could have followed.
    fn stuck(&self, entry: Rule, start: usize, node: &Node<'_>) -> (usize, Vec<Rule>) {
        // An error costs as much as the line it is in, so the parser is not given more than it needs.
        let mut window = self.window(start, node.as_str().len() + ENOUGH);
        loop {
            let error = match Svc::parse(entry, window) {
                Ok(_) => return (start, Vec::new()),
                Err(error) => error,
            };
            let whole = self.unread().is_some() || start + window.len() == self.text.len();
            if whole || place_of(&error) + ENOUGH / 2 < window.len() {
                return (start + place_of(&error), rules_of(error));
            }
            window = &self.text[start..];
        }
    }

    fn slip(&self, entry: Rule, start: usize, place: usize, expected: Vec<Rule>) -> Slip<'a> {
        let found = token::at(self.text, place);
        let span = self.at(place..place + found.text.len());
        let before = self.end_before(place).max(start);
        let mut slip = Slip { text: self.text, entry, start, before, ahead: start, found, span, expected };
        slip.ahead = self.end_before(before - slip.word_before().len()).max(start);
        slip
    }

    /// Returns whether something in that piece has been reported when the text was first looked at.
    pub(super) fn is_faulty(&self, start: usize, end: usize) -> bool {
        let after = self.faults.partition_point(|fault| fault.end <= start);
        self.faults.get(after).is_some_and(|fault| fault.start < end)
    }

    /// Returns where the line of a place ends: what is wrong further on is another matter.
    fn end_of_line(&self, place: usize) -> usize {
        self.text[place..].find('\n').map_or(self.text.len(), |length| place + length)
    }

    /// Reports that the parser stopped for want of stack; everything else is grammar.
    pub(super) fn gave_up(&mut self, start: usize, error: &Error<Rule>) {
        let place = (start + place_of(error)).min(self.text.len());
        let finding = Diagnostic::new(
            catalogue::TOO_DEEP,
            self.at(place..place),
            "the stack is too small for this",
            "not read any further",
        );
        self.problems.push(finding);
    }
}

pub(super) fn place_of(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(place) => place,
        InputLocation::Span((start, _)) => start,
    }
}

fn rules_of(error: Error<Rule>) -> Vec<Rule> {
    match error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            let mut rules: Vec<Rule> = positives.into_iter().map(beginning).collect();
            rules.sort();
            rules
        }
        ErrorVariant::CustomError { .. } => Vec::new(),
    }
}

/// Returns the token that a body begins with, and every other rule as it is.
fn beginning(rule: Rule) -> Rule {
    match rule {
        Rule::fields | Rule::variants | Rule::arms | Rule::methods | Rule::lines => Rule::open_brace,
        _ => rule,
    }
}

/// What is said if the slip is none of the usual ones.
fn unexpected(slip: &Slip<'_>) -> Diagnostic {
    let found = slip.found.describe();
    match expected::describe(&slip.expected) {
        Some(expected) => {
            let message = format!("expected {expected}, found {found}");
            Diagnostic::new(catalogue::UNEXPECTED, slip.span, message, format!("expected {expected}"))
        }
        None => Diagnostic::new(catalogue::UNEXPECTED, slip.span, format!("{found} has no place here"), "unexpected"),
    }
}
