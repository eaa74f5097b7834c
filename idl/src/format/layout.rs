//! From tokens to ops: texts, and the places between them where a line may or must end.

use super::tokens::{Kind, Token};

/// What the printer is told, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op<'a> {
    /// A token.
    Text(&'a str),
    /// A line of documentation, which has its line for itself.
    Docs(&'a str),
    /// A comment.
    Remark {
        text: String,
        /// Whether the line ends after it.
        ends: bool,
        /// Whether it has several lines.
        tall: bool,
        /// How much of a line it takes, a blank beside it included.
        width: usize,
    },
    /// A blank, unless the line ends here.
    Space,
    /// A place where the line may end.
    Line(Line),
    /// The line ends before a closing bracket.
    Closing(Line),
    /// The line ends, wherever this is.
    Fresh,
    /// If the line ends here, an empty one follows.
    Blank,
    /// A comma if the group is on several lines.
    Comma,
    /// A group begins: it is on one line, or all its places for line ends are used.
    Open(Reach),
    /// It ends.
    Close,
    /// From here on, lines begin further right.
    Indent,
    /// Not any more.
    Dedent,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It must.
    Hard,
    /// Otherwise there is a blank.
    Space,
    /// Otherwise there is nothing.
    Nothing,
}

impl Line {
    /// Returns what is between two entries, if this is before the first.
    fn between(self) -> Line {
        match self {
            Line::Hard => Line::Hard,
            Line::Space | Line::Nothing => Line::Space,
        }
    }
}

/// What must fit behind a group that is to be on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Everything up to the next place where the line may end.
    Near,
    /// The groups that follow as well: those should rather stay whole than this one.
    Far,
}

/// Makes ops of tokens.
pub(super) struct Layout<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// The next token.
    pub(super) at: usize,
    pub(super) ops: Vec<Op<'a>>,
}

/// Something in brackets.
pub(super) struct Brackets {
    pub(super) close: &'static str,
    /// What is at both ends.
    pub(super) line: Line,
    pub(super) reach: Reach,
    pub(super) separation: Separation,
}

/// How entries are kept apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separation {
    /// By commas.
    Commas,
    /// By commas, and empty lines between them stay.
    Paragraphs,
    /// By what they end with; empty lines between them stay.
    Statements,
}

/// Returns the ops for the tokens of a file.
pub(super) fn layout(tokens: Vec<Token<'_>>) -> Vec<Op<'_>> {
    let mut layout = Layout { tokens, at: 0, ops: Vec::new() };
    layout.file();
    layout.ops
}

impl<'a> Layout<'a> {
    /// Returns the text of the next token.
    pub(super) fn text(&self) -> &'a str {
        self.tokens[self.at].text
    }

    /// Returns whether the next token has this text.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text() == text
    }

    /// Returns the kind of the next token.
    pub(super) fn kind(&self) -> Kind {
        self.tokens[self.at].kind
    }

    /// Returns whether the token after the next has this text.
    pub(super) fn is_after(&self, text: &str) -> bool {
        self.tokens.get(self.at + 1).is_some_and(|token| token.text == text)
    }

    /// Returns whether the next token was on a new line.
    pub(super) fn breaks(&self) -> bool {
        self.tokens[self.at].before.breaks()
    }

    /// Hands on the next token, all comments before it first.
    pub(super) fn take(&mut self) {
        self.trailing();
        self.leading();
        self.ops.push(match self.kind() {
            Kind::Docs => Op::Docs(self.text()),
            Kind::Value | Kind::Other | Kind::End => Op::Text(self.text()),
        });
        // The end of the file is never taken.
        self.at = (self.at + 1).min(self.tokens.len() - 1);
    }

    /// Hands on the next token with a blank after it.
    pub(super) fn take_spaced(&mut self) {
        self.take();
        self.space();
    }

    /// Puts a blank before the next token.
    pub(super) fn space(&mut self) {
        self.ops.push(Op::Space);
    }

    /// Ends a line, or may do so.
    pub(super) fn line(&mut self, line: Line) {
        self.trailing();
        self.ops.push(Op::Line(line));
    }

    /// Ends a line; an empty one that follows stays.
    pub(super) fn paragraph(&mut self, line: Line) {
        self.line(line);
        let gap = &self.tokens[self.at].before;
        if gap.remarks.is_empty() {
            self.blank(gap.lines);
        }
    }

    /// Begins a group with the next token; comments before it are not part of the group.
    pub(super) fn open(&mut self, reach: Reach) {
        self.trailing();
        self.leading();
        self.ops.push(Op::Open(reach));
    }

    /// Begins a group with a place where the line may end.
    pub(super) fn open_line(&mut self) {
        self.trailing();
        self.ops.push(Op::Open(Reach::Near));
        self.ops.push(Op::Line(Line::Space));
    }

    /// Ends a group.
    pub(super) fn close(&mut self) {
        self.ops.push(Op::Close);
    }

    /// Lays out something in brackets, of which the first is the next token.
    pub(super) fn list(&mut self, brackets: &Brackets, entry: impl Fn(&mut Self)) {
        self.open(brackets.reach);
        self.take();
        if self.is(brackets.close) && self.tokens[self.at].before.remarks.is_empty() {
            self.take();
            return self.close();
        }
        self.ops.push(Op::Indent);
        let mut line = brackets.line;
        while !self.is(brackets.close) && self.kind() != Kind::End {
            match brackets.separation {
                Separation::Commas => self.line(line),
                Separation::Paragraphs | Separation::Statements => self.paragraph(line),
            }
            line = line.between();
            entry(self);
            if brackets.separation != Separation::Statements {
                self.comma(brackets.close);
            }
        }
        self.closing(brackets.line);
        self.ops.extend([Op::Dedent, Op::Closing(brackets.line)]);
        self.take();
        self.close();
    }

    /// Lays out the comma after an entry; the last one depends on how many lines there are.
    fn comma(&mut self, close: &str) {
        if self.is(",") {
            let last = self.is_after(close);
            self.separator(Some(if last { Op::Comma } else { Op::Text(",") }));
        } else {
            self.ops.push(Op::Comma);
        }
    }

    /// Lays out names after a word: on its line, or each on its own.
    pub(super) fn names(&mut self, name: impl Fn(&mut Self)) {
        self.trailing();
        self.ops.extend([Op::Open(Reach::Near), Op::Indent]);
        loop {
            self.line(Line::Space);
            name(self);
            if !self.is(",") {
                break;
            }
            if self.is_after(";") {
                self.separator(None);
                break;
            }
            self.separator(Some(Op::Text(",")));
        }
        self.ops.extend([Op::Dedent, Op::Close]);
    }
}
