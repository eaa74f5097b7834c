//! What all functions that read nodes have in common: spans, children, names, and where problems go.

use crate::ast::{Annotation, Comment, Docs, Head, Ident, Path};
use crate::parse::grammar::{Rule, Svc};
use crate::parse::problems::Problems;
use crate::parse::scan::Scan;
use crate::source::{FileId, Span};
use pest::Parser as _;
use pest::iterators::Pair;
use std::ops::Range;

/// A node of the parser's tree.
pub(super) type Node<'a> = Pair<'a, Rule>;

/// Reads the nodes of one file.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) file: FileId,
    /// Where the piece begins whose nodes are being read; the nodes count from there.
    base: usize,
    /// Where the next piece begins.
    reached: usize,
    /// The ordinary comments, in order.
    pub(super) comments: Vec<Comment>,
    /// Places about which something has been said already, in order.
    pub(super) faults: Vec<Range<usize>>,
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
        Reader { text, file, base: 0, reached: 0, comments: scan.comments, faults: scan.faults, problems }
    }

    /// Returns the span of a range of bytes; the size of the text has been checked.
    pub(super) fn at(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: range.start as u32, end: range.end as u32 }
    }

    /// Parses the next piece of the text, which begins where the last one ended.
    pub(super) fn next(&mut self, rule: Rule) -> Option<Node<'a>> {
        self.base = self.reached;
        match Svc::parse(rule, &self.text[self.base..]) {
            Ok(mut nodes) => {
                let node = nodes.next()?;
                self.reached = self.base + node.as_span().end();
                Some(node)
            }
            Err(error) => {
                self.gave_up(self.base, &error);
                None
            }
        }
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

/// Returns what a documentation line says, without the marker and one leading space.
fn doc_line(line: &str) -> String {
    let text = line["///".len()..].trim_end();
    text.strip_prefix(' ').unwrap_or(text).to_owned()
}
