//! The few lines of a text that a diagnostic shows.
//!
//! However large the text and however long its lines, an excerpt is small: lines far from every label are left empty,
//! and of a long line only what is near a label is kept. Line numbers stay right; columns are right in whole lines.

use crate::source::{FileId, Sources, Span};
use std::ops::Range;

/// Lines of more characters are cut.
const LONGEST_LINE: usize = 200;

/// How many characters of a long line are kept before each end of a label.
const BEFORE: usize = 42;

/// How many characters of a long line are kept after each end of a label.
const AFTER: usize = 54;

/// How many lines around each end of a label are kept; the renderer shows at most these.
const NEAR: usize = 5;

/// The lines around some places of a file.
pub(super) struct Excerpt<'a> {
    pub(super) path: &'a str,
    pub(super) text: String,
    /// The number of the first line.
    pub(super) line: usize,
    /// Whether a line was cut, so that its columns are not those of the file.
    pub(super) cut: bool,
    source: &'a str,
    pieces: Vec<Piece>,
}

/// A part of the file that is in the excerpt.
struct Piece {
    /// Where it stands in the file.
    range: Range<usize>,
    /// Where it begins in the excerpt.
    at: usize,
}

impl<'a> Excerpt<'a> {
    /// Cuts out what is to be seen of some spans of one file.
    pub(super) fn new(file: FileId, spans: impl Iterator<Item = Span>, sources: &'a Sources) -> Self {
        let source = &sources[file];
        let mut places: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).map(|at| at as usize).collect();
        places.sort_unstable();
        let lines: Vec<usize> = places.iter().map(|at| source.line_of(*at)).collect();
        let (first, last) = (lines.first().copied().unwrap_or(1), lines.last().copied().unwrap_or(1));
        let (path, text) = (source.path.as_str(), String::new());
        let mut excerpt = Excerpt { path, text, line: first, cut: false, source: &source.text, pieces: Vec::new() };
        for number in first..=last {
            if number > first {
                excerpt.text.push('\n');
            }
            if lines.iter().any(|line| line.abs_diff(number) <= NEAR) {
                excerpt.add_line(source.line(number), &places);
            }
        }
        excerpt
    }

    /// Returns where a span of the file stands in the excerpt.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        self.place(span.start as usize)..self.place(span.end.max(span.start) as usize)
    }

    fn place(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.range.start <= at);
        let piece = self.pieces[..after].last();
        piece.map_or(0, |piece| piece.at + at.min(piece.range.end) - piece.range.start)
    }

    fn add_line(&mut self, line: Range<usize>, places: &[usize]) {
        if count_at_most(&self.source[line.clone()], LONGEST_LINE) {
            return self.add(line);
        }
        self.cut = true;
        let mut reached = line.start;
        for window in windows(self.source, &line, places) {
            if window.start > reached {
                self.text.push('…');
            }
            reached = window.end;
            self.add(window);
        }
        if reached < line.end {
            self.text.push('…');
        }
    }

    fn add(&mut self, range: Range<usize>) {
        let at = self.text.len();
        self.text.push_str(&self.source[range.clone()]);
        self.pieces.push(Piece { range, at });
    }
}

/// Returns what to show of a long line: its parts around the places in it, or its beginning if there are none.
fn windows(source: &str, line: &Range<usize>, places: &[usize]) -> Vec<Range<usize>> {
    let inside = |at: &usize| (line.start..=line.end).contains(at);
    let mut centres: Vec<usize> = places.iter().copied().filter(inside).collect();
    if centres.is_empty() {
        centres.push(line.start);
    }
    let mut windows: Vec<Range<usize>> = Vec::new();
    for centre in centres {
        let start = back(source, line.start..centre, BEFORE);
        let end = forward(source, centre..line.end, AFTER);
        match windows.last_mut().filter(|last| last.end >= start) {
            Some(last) => last.end = end,
            None => windows.push(start..end),
        }
    }
    windows
}

/// Returns the place so many characters before the end of a range, or its start.
fn back(source: &str, range: Range<usize>, count: usize) -> usize {
    let text = &source[range.clone()];
    text.char_indices().rev().nth(count - 1).map_or(range.start, |(at, _)| range.start + at)
}

/// Returns the place so many characters after the start of a range, or its end.
fn forward(source: &str, range: Range<usize>, count: usize) -> usize {
    let text = &source[range.clone()];
    text.char_indices().nth(count).map_or(range.end, |(at, _)| range.start + at)
}

/// Returns whether a text has no more characters than that, without going through more of them.
pub(super) fn count_at_most(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().nth(most).is_none()
}
