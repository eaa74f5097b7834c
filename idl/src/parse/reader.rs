//! What all functions that read nodes have in common: spans, children, names, and where problems go.

use crate::ast::{Annotation, Comment, Docs, Head, Ident, Path};
use crate::parse::explain::place_of;
use crate::parse::grammar::{Rule, Svc};
use crate::parse::problems::{MOST, Problems};
use crate::parse::scan::Scan;
use crate::source::{FileId, Span};
use pest::Parser as _;
use pest::iterators::Pair;
use std::collections::HashMap;
use std::ops::Range;

/// A node of the parser's tree.
pub(super) type Node<'a> = Pair<'a, Rule>;

/// So much text the parser is given at first, and nonsense of that length ends the reading of a file.
///
/// The parser takes its time for what fits nowhere, and all the more in a debug build.
const WINDOW: usize = 32 << 10;

/// As far as this beyond a node the parser may have looked to find it.
const LOOKAHEAD: usize = 2 << 10;

/// Reads the nodes of one file.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) file: FileId,
    /// Where the piece begins whose nodes are being read; the nodes count from there.
    base: usize,
    /// Where the next piece begins.
    reached: usize,
    /// Where the last declaration of the file can begin.
    last_declaration: Option<usize>,
    /// Parentheses and square brackets that are never closed.
    pub(super) unclosed: Vec<usize>,
    /// Where each brace that is closed begins and ends.
    braces: HashMap<usize, usize>,
    /// Where reading was given up.
    unread: Option<usize>,
    /// The ordinary comments, in order.
    pub(super) comments: Vec<Comment>,
    /// Places about which something has been said already, in order.
    pub(super) faults: Vec<Range<usize>>,
    /// Pieces of text that do not become part of the tree.
    pub(super) gaps: Vec<Range<usize>>,
    pub(super) problems: &'a mut Problems,
}

/// Returns the children of a node whose rule always has the same number of them.
pub(super) fn children<const COUNT: usize>(node: Node<'_>) -> [Node<'_>; COUNT] {
    first(&mut node.into_inner())
}

/// Returns the children that every node of a rule begins with, and leaves those of varying number.
pub(super) fn first<'n, const COUNT: usize>(children: &mut impl Iterator<Item = Node<'n>>) -> [Node<'n>; COUNT] {
    std::array::from_fn(|_| children.next().expect("the grammar gives every node of a rule the same children"))
}

/// Returns the first child of that rule, if there is one.
pub(super) fn child(node: Node<'_>, rule: Rule) -> Option<Node<'_>> {
    node.into_inner().find(|child| child.as_rule() == rule)
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, file: FileId, scan: Scan, problems: &'a mut Problems) -> Self {
        Reader {
            text,
            file,
            base: 0,
            reached: 0,
            last_declaration: scan.last_declaration,
            unclosed: scan.unclosed,
            braces: scan.braces,
            unread: None,
            comments: scan.comments,
            gaps: scan.faults.iter().map(|fault| hidden(text, fault)).collect(),
            faults: scan.faults,
            problems,
        }
    }

    /// Returns the span of a range of bytes; the size of the text has been checked.
    pub(super) fn at(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: range.start as u32, end: range.end as u32 }
    }

    /// Parses the next piece of the text, which begins where the last one ended.
    pub(super) fn next(&mut self, rule: Rule) -> Option<Node<'a>> {
        self.base = self.reached;
        let window = self.window(self.base, WINDOW);
        let mut node = self.parsed(rule, window)?;
        if self.base + window.len() < self.text.len() && cuts(window, &node) {
            match self.is_hopeless(&node, window) {
                true => self.give_up(self.base + window.len()),
                false => node = self.parsed(rule, &self.text[self.base..])?,
            }
        }
        self.reached = self.base + node.as_span().end();
        Some(node)
    }

    fn parsed(&mut self, rule: Rule, text: &'a str) -> Option<Node<'a>> {
        Svc::parse(rule, text).map_err(|error| self.gave_up(self.base, &error)).ok()?.next()
    }

    /// Returns the text from a place on, about as much as asked for.
    pub(super) fn window(&self, start: usize, length: usize) -> &'a str {
        let end = self.text.len().min(start + length);
        let boundary = (end..self.text.len()).find(|at| self.text.is_char_boundary(*at));
        &self.text[start..boundary.unwrap_or(self.text.len())]
    }

    /// Returns whether a part that goes on beyond its window is nonsense, whatever may follow.
    fn is_hopeless(&self, part: &Node<'a>, window: &'a str) -> bool {
        if part.as_rule() != Rule::part {
            return false;
        }
        let [thing] = children(part.clone());
        if thing.as_rule() == Rule::bad_item {
            let start = self.start(&thing) - self.base;
            return self.last_declaration.is_none_or(|last| last < self.base)
                || is_stuck(&window[start..])
                || self.is_endless(&thing);
        }
        let Some(body) = thing.into_inner().last().and_then(|declaration| declaration.into_inner().last()) else {
            return false;
        };
        let mut slips = body.into_inner().filter(is_slip);
        let last = slips.clone().last();
        slips.nth(MOST).is_some() || last.is_some_and(|slip| self.is_endless(&slip))
    }

    /// Returns whether a bracket that is not closed makes nonsense of much text.
    fn is_endless(&self, slip: &Node<'_>) -> bool {
        let start = self.start(slip);
        let end = start + slip.as_str().len();
        end - start > WINDOW / 2 && self.unclosed.iter().any(|at| (start..end).contains(at))
    }

    /// Leaves the text unread from a place on; nothing is said about what the parser makes of its sudden end.
    fn give_up(&mut self, place: usize) {
        self.unread = Some(place);
        self.faults.retain(|fault| fault.start < place);
        self.faults.iter_mut().for_each(|fault| fault.end = fault.end.min(place));
        self.faults.push(place..self.text.len());
    }

    /// Returns where the text was left unread, if it was.
    pub(super) fn unread(&self) -> Option<usize> {
        self.unread
    }

    /// Returns where the body of a declaration ends in which another one begins at `place`, if that looks intended: the
    /// braces match, and the inner one stands further right or on the same line.
    pub(super) fn end_around(&self, opening: usize, place: usize) -> Option<usize> {
        let end = self.braces.get(&opening).copied().filter(|end| *end > place)?;
        let same_line = !self.text[opening..place].contains('\n');
        (same_line || self.indentation(place) > self.indentation(opening)).then_some(end)
    }

    /// Returns how many blanks the line of a place begins with.
    fn indentation(&self, place: usize) -> usize {
        let line = &self.text[self.text[..place].rfind('\n').map_or(0, |at| at + 1)..];
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }

    /// Leaves out the text up to a place.
    pub(super) fn skip(&mut self, text: Range<usize>) {
        self.reached = text.end;
        self.gaps.push(text);
    }

    /// Returns the byte at which a node begins.
    pub(super) fn start(&self, node: &Node<'_>) -> usize {
        self.base + node.as_span().start()
    }

    /// Returns where a token stands.
    pub(super) fn token(&self, node: &Node<'_>) -> Span {
        let span = node.as_span();
        self.at(self.base + span.start()..self.base + span.end())
    }

    /// Returns where a node stands, without the white space and comments the parser may have passed over at its end.
    pub(super) fn span(&self, node: &Node<'_>) -> Span {
        let start = self.start(node);
        self.at(start..self.end_before(self.base + node.as_span().end()).max(start))
    }

    /// Returns where the last token before a place ends.
    pub(super) fn end_before(&self, place: usize) -> usize {
        let mut end = place;
        loop {
            end = self.text[..end].trim_end_matches([' ', '\t', '\r', '\n']).len();
            let before = self.comments.partition_point(|comment| (comment.span.start as usize) < end);
            match self.comments[..before].last() {
                Some(comment) if comment.span.end as usize >= end => end = comment.span.start as usize,
                Some(_) | None => return end,
            }
        }
    }

    /// Puts together what every named thing begins with; `word` is its first token after docs and annotations.
    pub(super) fn heading(&mut self, span: Span, prelude: Node<'_>, word: &Node<'_>, name: &Node<'_>) -> Head {
        let (docs, annotations) = self.prelude(prelude);
        let start = annotations.first().map_or(self.start(word) as u32, |first| first.span.start);
        Head { docs, annotations, name: self.name(name), span: Span { start, ..span } }
    }

    fn prelude(&mut self, node: Node<'_>) -> (Docs, Vec<Annotation>) {
        let (mut docs, mut annotations) = (Docs::default(), Vec::new());
        for child in node.into_inner() {
            match child.as_rule() == Rule::doc {
                true => docs.lines.push(doc_line(child.as_str())),
                false => annotations.push(self.annotation(child)),
            }
        }
        (docs, annotations)
    }

    /// Reads the `//!` lines of a file.
    pub(super) fn head(&mut self, node: Node<'_>) -> Docs {
        Docs { lines: node.into_inner().map(|line| doc_line(line.as_str())).collect() }
    }

    pub(super) fn annotation(&mut self, node: Node<'_>) -> Annotation {
        let span = self.span(&node);
        let [name, arguments] = children(node);
        Annotation { name: self.name(&name), arguments: self.arguments(arguments), span }
    }

    /// Reads any token that is a name.
    pub(super) fn name(&self, node: &Node<'_>) -> Ident {
        Ident { text: node.as_str().to_owned(), span: self.token(node) }
    }

    pub(super) fn path(&self, node: Node<'_>) -> Path {
        let span = self.span(&node);
        let names = node.into_inner().filter(|child| child.as_rule() == Rule::name);
        Path { parts: names.map(|name| self.name(&name)).collect(), span }
    }
}

/// Returns how much text a fault takes away: a comment that does not end takes everything.
fn hidden(text: &str, fault: &Range<usize>) -> Range<usize> {
    let end = if text[fault.clone()].starts_with("/*") { text.len() } else { fault.end };
    fault.start..end
}

/// Returns whether the text went on where a node was found to end, or might have made a difference there.
fn cuts(window: &str, node: &Node<'_>) -> bool {
    node.as_span().end() + LOOKAHEAD >= window.len()
}

/// Returns whether it is clear long before the end of a text that it begins with no declaration.
fn is_stuck(text: &str) -> bool {
    Svc::parse(Rule::declaration, text).is_err_and(|error| place_of(&error) + LOOKAHEAD < text.len())
}

/// Returns whether a node stands for a slip.
fn is_slip(node: &Node<'_>) -> bool {
    let slips = [
        Rule::bad_field,
        Rule::bad_method,
        Rule::bad_line,
        Rule::missing_comma,
        Rule::missing_variant_comma,
        Rule::wrong_separator,
        Rule::wrong_variant_separator,
    ];
    slips.contains(&node.as_rule())
}

/// Returns what a documentation line says, without the marker and one leading space.
fn doc_line(line: &str) -> String {
    let text = line["///".len()..].trim_end();
    text.strip_prefix(' ').unwrap_or(text).to_owned()
}
