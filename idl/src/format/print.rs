//! From ops to text: decides which groups are on one line, and writes.
//!
//! Line ends and blanks are only remembered, and written before the next text; so no line ends in a blank, and a text
//! never follows a comment that goes on to the end of its line.

use super::layout::{Line, Op, Reach};

/// Lines are not longer, if that can be helped.
const WIDTH: usize = 120;

/// So far lines begin to the right of those they belong to.
const STEP: usize = 4;

/// Returns the text that ops describe.
pub(super) fn print(ops: &[Op<'_>]) -> String {
    let mut printer = Printer { ops, groups: groups(ops), ..Printer::default() };
    for (index, op) in ops.iter().enumerate() {
        printer.op(index, op);
    }
    printer.out.push('\n');
    printer.out
}

/// What is known of a group before anything is written; other ops have an entry without meaning.
#[derive(Clone, Copy, Default)]
struct Group {
    /// Where it ends.
    close: usize,
    /// Whether a line ends in it whatever its length.
    broken: bool,
    /// The width of all up to this op, if it were on one line.
    before: usize,
}

fn groups(ops: &[Op<'_>]) -> Vec<Group> {
    let (mut groups, mut open, mut before) = (vec![Group::default(); ops.len()], Vec::<usize>::new(), 0);
    for (index, op) in ops.iter().enumerate() {
        groups[index].before = before;
        before += width(op);
        if matches!(op, Op::Open(_)) {
            open.push(index);
            continue;
        }
        let mut broken = forces(op);
        if let Some(group) = open.pop_if(|_| *op == Op::Close) {
            groups[group].close = index;
            broken = groups[group].broken;
        }
        open.last().into_iter().for_each(|group| groups[*group].broken |= broken);
    }
    groups
}

/// Returns how much of a line an op takes, if its group is on one.
fn width(op: &Op<'_>) -> usize {
    match op {
        Op::Text(text) | Op::Docs(text) => text.chars().count(),
        Op::Remark { width, .. } => *width,
        Op::Space | Op::Line(Line::Space) | Op::Closing(Line::Space) => 1,
        Op::Line(Line::Hard | Line::Nothing) | Op::Closing(Line::Hard | Line::Nothing) => 0,
        Op::Fresh | Op::Blank | Op::Comma | Op::Open(_) | Op::Close | Op::Indent | Op::Dedent => 0,
    }
}

/// Returns whether a group with this op in it is on several lines.
fn forces(op: &Op<'_>) -> bool {
    match op {
        Op::Docs(_) | Op::Fresh | Op::Line(Line::Hard) | Op::Closing(Line::Hard) => true,
        Op::Remark { ends, tall, .. } => *ends || *tall,
        Op::Line(Line::Space | Line::Nothing) | Op::Closing(Line::Space | Line::Nothing) => false,
        Op::Text(_) | Op::Space | Op::Blank | Op::Comma | Op::Open(_) | Op::Close | Op::Indent | Op::Dedent => false,
    }
}

#[derive(Default)]
struct Printer<'o> {
    ops: &'o [Op<'o>],
    groups: Vec<Group>,
    out: String,
    /// The width of the line so far.
    column: usize,
    /// Where lines begin now.
    indent: usize,
    /// Where the line being written began.
    line_indent: usize,
    /// For each open group whether it is on one line.
    flat: Vec<bool>,
    /// The line ends to be written before the next text, and where the line after them begins.
    lines: usize,
    next_indent: usize,
    /// Whether a blank is to be written before the next text.
    space: bool,
    /// Whether a comment was written last.
    after_remark: bool,
}

impl Printer<'_> {
    fn op(&mut self, index: usize, op: &Op<'_>) {
        match op {
            Op::Text(text) => self.text(text),
            Op::Docs(text) => self.docs(text),
            Op::Remark { text, ends, .. } => self.remark(text, *ends),
            Op::Space => self.space = true,
            Op::Line(line) => self.line(*line),
            Op::Closing(line) => {
                self.lines = self.lines.min(1);
                self.line(*line);
            }
            Op::Fresh => self.fresh(),
            Op::Blank => self.blank(),
            Op::Comma if self.is_flat() => (),
            Op::Comma => self.text(","),
            Op::Open(reach) => self.flat.push(self.is_flat() || self.fits(index, *reach)),
            Op::Close => drop(self.flat.pop()),
            Op::Indent => self.indent += STEP,
            Op::Dedent => self.indent -= STEP,
        }
    }

    fn is_flat(&self) -> bool {
        self.flat.last().is_some_and(|flat| *flat)
    }

    /// Returns whether a group has room on the line, with what cannot be put on the next.
    fn fits(&self, open: usize, reach: Reach) -> bool {
        let group = self.groups[open];
        let inside = self.groups[group.close].before - self.groups[open].before;
        let start = if self.lines > 0 { self.next_indent } else { self.column + usize::from(self.space) };
        !group.broken && start + inside + self.behind(group.close, reach) <= WIDTH
    }

    /// Returns the width of what stands behind a group up to the next place where the line may end.
    fn behind(&self, close: usize, reach: Reach) -> usize {
        let (mut total, mut depth) = (0, 0_usize);
        for (index, op) in self.ops.iter().enumerate().skip(close + 1) {
            match op {
                Op::Remark { ends: true, .. } | Op::Fresh => break,
                Op::Line(_) | Op::Closing(_) if depth == 0 || reach == Reach::Near => break,
                Op::Open(_) if self.may_break_before(index) => break,
                Op::Open(_) => depth += 1,
                Op::Close => depth = depth.saturating_sub(1),
                Op::Comma if depth == 0 => total += 1,
                Op::Text(_) | Op::Docs(_) | Op::Remark { .. } | Op::Space | Op::Line(_) | Op::Closing(_) => {
                    total += width(op);
                }
                Op::Blank | Op::Comma | Op::Indent | Op::Dedent => (),
            }
            if total > WIDTH {
                break;
            }
        }
        total
    }

    /// Returns whether a group begins with a place where the line may end.
    fn may_break_before(&self, open: usize) -> bool {
        matches!(self.ops[open + 1..], [Op::Line(_), ..] | [Op::Indent, Op::Line(_), ..])
    }

    fn line(&mut self, line: Line) {
        if line == Line::Hard || !self.is_flat() {
            self.end_line(self.indent);
        } else if line == Line::Space {
            self.space = true;
        }
    }

    fn end_line(&mut self, indent: usize) {
        self.lines = self.lines.max(1);
        self.next_indent = indent;
    }

    /// Ends the line, unless that has been done.
    fn fresh(&mut self) {
        if self.lines == 0 {
            self.end_line(self.indent + STEP);
        }
    }

    /// Leaves a line empty between two others, but not behind an opening bracket.
    fn blank(&mut self) {
        if self.lines > 0 && !self.out.ends_with(['{', '(', '[', '<']) {
            self.lines = 2;
        }
    }

    fn text(&mut self, text: &str) {
        if self.after_remark && !matches!(text, "," | ";" | ")" | "]" | "}" | ">" | "?" | ":" | ".") {
            self.space = true;
        }
        self.write(text);
    }

    fn docs(&mut self, text: &str) {
        self.fresh();
        self.write(text);
        self.end_line(self.line_indent);
    }

    fn remark(&mut self, text: &str, ends: bool) {
        let first = self.lines > 0 || self.out.is_empty();
        if !self.out.ends_with(['{', '(', '[', '<']) {
            self.space = true;
        }
        self.write(text);
        self.after_remark = true;
        if ends {
            self.end_line(if first { self.line_indent } else { self.indent + STEP });
        }
    }

    /// Writes a text, and before it what is due.
    fn write(&mut self, text: &str) {
        if self.lines > 0 && !self.out.is_empty() {
            self.out.extend(std::iter::repeat_n('\n', self.lines));
            self.out.extend(std::iter::repeat_n(' ', self.next_indent));
            (self.column, self.line_indent) = (self.next_indent, self.next_indent);
        } else if self.space && !self.out.is_empty() {
            self.out.push(' ');
            self.column += 1;
        }
        self.out.push_str(text);
        self.column = match text.rsplit_once('\n') {
            Some((_, last)) => last.chars().count(),
            None => self.column + text.chars().count(),
        };
        (self.lines, self.space, self.after_remark) = (0, false, false);
    }
}
