//! Where comments go: with the token before them, with the one after, or on lines of their own.

use super::layout::{Layout, Line, Op};
use super::tokens::{Gap, Remark};

impl<'a> Layout<'a> {
    /// Hands on the comments that end the line of the token before.
    pub(super) fn trailing(&mut self) {
        let gap = &mut self.tokens[self.at].before;
        let count = trailing(gap);
        let remarks: Vec<Remark> = gap.remarks.drain(..count).collect();
        for (index, remark) in remarks.into_iter().enumerate() {
            self.ops.push(Op::Space);
            self.remark(remark, index + 1 == count);
        }
    }

    /// Hands on the comments before the next token: those on lines of their own, then those on its line.
    pub(super) fn leading(&mut self) {
        let gap = &mut self.tokens[self.at].before;
        let (remarks, lines) = (std::mem::take(&mut gap.remarks), gap.lines);
        let own = own_lines(&remarks, lines);
        let breaks: Vec<usize> = remarks.iter().skip(1).map(|remark| remark.lines).chain([lines]).collect();
        for (index, (remark, after)) in remarks.into_iter().zip(breaks).enumerate() {
            if index < own && remark.lines > 0 {
                self.ops.push(Op::Fresh);
            }
            self.blank(remark.lines);
            self.remark(remark, index < own && after > 0);
        }
        if own > 0 {
            self.blank(lines);
        }
    }

    /// Hands on the comments before a closing bracket, which are indented like what is inside.
    pub(super) fn closing(&mut self, line: Line) {
        self.trailing();
        let gap = &mut self.tokens[self.at].before;
        // What follows is a line of the bracket's own, if any.
        gap.lines = gap.lines.min(1);
        if gap.remarks.is_empty() {
            return;
        }
        self.ops.push(Op::Line(line));
        let from = self.ops.len();
        self.leading();
        let blank = usize::from(line == Line::Space);
        for op in &mut self.ops[from..] {
            if let Op::Remark { width, .. } = op {
                // The closing bracket has a blank before it, which is counted with the line.
                *width -= blank;
            }
        }
    }

    /// Hands on a separator, or drops it. Comments before it that would end the line go behind it.
    pub(super) fn separator(&mut self, separator: Option<Op<'a>>) {
        let gap = std::mem::take(&mut self.tokens[self.at].before);
        let inline = gap.remarks.iter().take_while(|remark| remark.lines == 0 && !remark.is_line()).count();
        let mut remarks = gap.remarks;
        let rest = remarks.split_off(inline);
        for remark in remarks {
            self.remark(remark, false);
        }
        self.ops.extend(separator);
        self.at += 1;
        self.tokens[self.at].before.prepend(rest);
    }

    fn remark(&mut self, remark: Remark, ends: bool) {
        let width = remark.text.chars().count() + 1;
        self.ops.push(Op::Remark { ends, tall: remark.is_tall(), text: remark.text, width });
    }

    /// Asks for an empty line where there was one.
    pub(super) fn blank(&mut self, lines: usize) {
        if lines > 1 {
            self.ops.push(Op::Blank);
        }
    }
}

impl Gap {
    /// Puts comments before all others.
    fn prepend(&mut self, mut remarks: Vec<Remark>) {
        if remarks.last().is_some_and(Remark::is_line) {
            let lines = self.remarks.first_mut().map_or(&mut self.lines, |first| &mut first.lines);
            *lines = (*lines).max(1);
        }
        remarks.append(&mut self.remarks);
        self.remarks = remarks;
    }
}

/// Returns how many comments end the line of the token before: all on that line, unless the next token is there, too.
fn trailing(gap: &Gap) -> usize {
    let same_line = gap.remarks.iter().take_while(|remark| remark.lines == 0).count();
    if same_line == gap.remarks.len() && gap.lines == 0 { 0 } else { same_line }
}

/// Returns how many comments are on lines without the next token.
fn own_lines(remarks: &[Remark], lines: usize) -> usize {
    match lines {
        0 => remarks.iter().rposition(|remark| remark.lines > 0).unwrap_or(0),
        _ => remarks.len(),
    }
}
