//! What can be said about a text without the grammar: comments, characters that belong to no token, texts and comments
//! that do not end, and brackets nested too deeply.
//!
//! The grammar's parser is recursive, so the depth has to be known before it starts; and what is wrong with a single
//! token is said better here than as "expected this or that".

use crate::ast::Comment;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::problems::Problems;
use crate::source::{FileId, Span};
use crate::words::DECLARATIONS;
use std::collections::HashMap;
use std::ops::Range;

/// Brackets may be nested this deeply; nobody writes `list<list<…` so often, and no stack is that small.
pub(super) const DEEPEST: usize = 64;

/// What the scan found.
pub(super) struct Scan {
    /// The ordinary comments, in order.
    pub(super) comments: Vec<Comment>,
    /// Places about which a diagnostic has been given, in order: what the grammar says there is a consequence.
    pub(super) faults: Vec<Range<usize>>,
    /// Where the last word stands that a declaration can begin with.
    pub(super) last_declaration: Option<usize>,
    /// Where parentheses and square brackets stand that are never closed.
    pub(super) unclosed: Vec<usize>,
    /// Where each brace that is closed begins and ends.
    pub(super) braces: HashMap<usize, usize>,
    /// Whether the grammar must not see the text.
    pub(super) too_deep: bool,
}

/// Looks over a text once, from front to back.
pub(super) fn scan(text: &str, file: FileId, problems: &mut Problems) -> Scan {
    let found = Scan {
        comments: Vec::new(),
        faults: Vec::new(),
        last_declaration: None,
        unclosed: Vec::new(),
        braces: HashMap::new(),
        too_deep: false,
    };
    let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut scanner = Scanner { text, file, at, open: Vec::new(), found, problems };
    while scanner.at < text.len() && !scanner.found.too_deep {
        scanner.step();
    }
    scanner.leave(0);
    scanner.found
}

struct Scanner<'a> {
    text: &'a str,
    file: FileId,
    /// The next byte to look at, always the first of a character.
    at: usize,
    /// The brackets that are open here, as bytes, and where they stand.
    open: Vec<(u8, usize)>,
    found: Scan,
    problems: &'a mut Problems,
}

impl Scanner<'_> {
    /// Passes over one token or character.
    fn step(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        match rest[0] {
            b'/' if rest.starts_with(b"//") => self.line_comment(),
            b'/' if rest.starts_with(b"/*") => self.block_comment(),
            b'"' => self.string(),
            b'-' if rest.starts_with(b"->") => self.at += 2,
            b'=' if rest.starts_with(b"=>") => self.at += 2,
            bracket @ (b'(' | b'[' | b'{' | b'<') => self.open(bracket),
            b')' => self.close(b'('),
            b']' => self.close(b'['),
            b'>' => self.close(b'<'),
            b'}' => self.close(b'{'),
            b';' => self.end_types(),
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'=' | b'-' | b'.' | b'?' | b'@' => self.at += 1,
            byte if byte.is_ascii_digit() => self.number(),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => self.word(),
            b'\'' => self.single_quotes(),
            _ => self.stray(),
        }
    }

    /// Returns how far it is to the end of the line, without a `\r`.
    fn line_length(&self) -> usize {
        let rest = &self.text[self.at..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Passes over letters and digits, so that the digits of a name are not taken for a number.
    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let word = &rest[..rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()];
        if DECLARATIONS.contains(&word) {
            self.found.last_declaration = Some(self.at);
        }
        self.at += word.len();
    }

    /// Passes over a number; in its exponent a `+` has a meaning.
    fn number(&mut self) {
        self.word();
        let rest = &self.text.as_bytes()[self.at..];
        let exponent = matches!(self.text.as_bytes()[self.at - 1], b'e' | b'E');
        let signed = rest.first() == Some(&b'+') && rest.get(1).is_some_and(u8::is_ascii_digit);
        self.at += usize::from(exponent && signed);
    }

    fn line_comment(&mut self) {
        let end = self.at + self.line_length();
        let text = &self.text[self.at..end];
        let documents = text.starts_with("//!") || (text.starts_with("///") && !text.starts_with("////"));
        if documents {
            self.at = end;
        } else {
            self.comment(end);
        }
    }

    fn block_comment(&mut self) {
        let inside = self.at + "/*".len();
        match self.text[inside..].find("*/") {
            Some(length) => self.comment(inside + length + "*/".len()),
            None => {
                let opening = self.at..inside;
                let message = "this comment does not end";
                self.fault(catalogue::UNTERMINATED_COMMENT, opening, message, "begins here", |finding| {
                    finding.help("end it with `*/`, or begin each of its lines with `//`")
                });
                self.at = self.text.len();
            }
        }
    }

    fn comment(&mut self, end: usize) {
        let text = self.text[self.at..end].to_owned();
        self.found.comments.push(Comment { text, span: self.span(self.at..end) });
        self.at = end;
    }

    fn string(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let mut length = 1;
        while let Some(byte) = rest.get(length).filter(|byte| !matches!(byte, b'"' | b'\n')) {
            length += if *byte == b'\\' && rest.get(length + 1) != Some(&b'\n') { 2 } else { 1 };
        }
        if rest.get(length) == Some(&b'"') {
            self.at += length + 1;
            return;
        }
        let range = self.at..self.at + self.line_length();
        self.at = range.end;
        self.fault(
            catalogue::UNTERMINATED_STRING,
            range,
            "this text does not end on its line",
            "no closing `\"`",
            |it| it.help("end it with `\"`; a line break inside is written `\\n`"),
        );
    }

    /// Reports `'text'`, or a single quote on its own; far away from it no other is looked for.
    fn single_quotes(&mut self) {
        let inside = self.text[self.at + 1..].char_indices().take(200);
        let closing = inside.take_while(|(_, c)| *c != '\n').find(|(_, c)| *c == '\'');
        let Some((length, _)) = closing else { return self.stray() };
        let range = self.at..self.at + length + 2;
        let text = self.text[self.at + 1..range.end - 1].replace('\\', "\\\\").replace('"', "\\\"");
        let span = self.span(range.clone());
        // The grammar knows no such text, so the brackets in it count.
        self.at += 1;
        self.fault(catalogue::STRAY_CHARACTER, range, "text stands in double quotes", "single quotes", |finding| {
            finding.suggest("use double quotes", span, format!("\"{text}\""))
        });
    }

    /// Reports characters that belong to no token; a run of them once, a name with such letters as a whole.
    fn stray(&mut self) {
        let rest = &self.text[self.at..];
        let foreign_name = rest.starts_with(char::is_alphabetic);
        let belongs = |c: char| if foreign_name { is_name(c) } else { is_stray(c) };
        let length =
            rest.find(|c| !belongs(c)).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8));
        let before = if foreign_name { self.name_before() } else { 0 };
        let range = self.at - before..self.at + length;
        self.at = range.end;
        let text = shown(&self.text[range.clone()]);
        if foreign_name {
            let message = format!("the name {text} has letters other than `A` to `Z`");
            let help = "names consist of ASCII letters, digits and `_`";
            return self.fault(catalogue::STRAY_CHARACTER, range, &message, "not a name", |it| it.help(help));
        }
        let message = format!("{text} has no meaning here");
        let help = advice(text.trim_start_matches('`'));
        self.fault(catalogue::STRAY_CHARACTER, range, &message, "not part of the language", |finding| {
            help.into_iter().fold(finding, Diagnostic::help)
        });
    }

    /// Returns how many bytes of a name stand directly before, at most as many as a name reasonably has.
    fn name_before(&self) -> usize {
        let word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        self.text.as_bytes()[..self.at].iter().rev().take(100).take_while(word).count()
    }

    fn open(&mut self, bracket: u8) {
        self.open.push((bracket, self.at));
        if self.open.len() > DEEPEST {
            let message = format!("brackets are nested more than {DEEPEST} deep");
            self.found.too_deep = true;
            self.problems.push(Diagnostic::new(
                catalogue::TOO_DEEP,
                self.span(self.at..self.at + 1),
                message,
                "too deep; the file is not read any further",
            ));
        }
        self.at += 1;
    }

    /// Closes the nearest `bracket` and what is open inside it; only a brace closes across braces.
    fn close(&mut self, bracket: u8) {
        self.at += 1;
        let reach = match bracket {
            b'{' => 0,
            _ => self.open.iter().rposition(|(open, _)| *open == b'{').map_or(0, |brace| brace + 1),
        };
        let closes = |(open, _): &(u8, usize)| *open == bracket;
        let found = match bracket {
            b'<' => self.open.last().filter(|open| closes(open)).map(|_| self.open.len() - 1),
            _ => self.open[reach..].iter().rposition(closes).map(|index| reach + index),
        };
        if let Some(index) = found {
            self.leave(index + 1);
            let closed = self.open.drain(index..).filter(|_| bracket == b'{');
            self.found.braces.extend(closed.map(|(_, at)| (at, self.at)));
        }
    }

    /// Gives up the brackets that are open from the one with that index on.
    fn leave(&mut self, index: usize) {
        let left = self.open.drain(index..).filter(|(bracket, _)| matches!(bracket, b'(' | b'['));
        self.found.unclosed.extend(left.map(|(_, at)| at));
    }

    /// A type does not go on beyond `;`.
    fn end_types(&mut self) {
        self.at += 1;
        while self.open.last().is_some_and(|(bracket, _)| *bracket == b'<') {
            self.open.pop();
        }
    }

    /// Reports something, unless the line is spoilt already: a quotation mark too few makes the rest of it nonsense.
    fn fault(
        &mut self,
        code: &'static crate::diagnostic::Code,
        range: Range<usize>,
        message: &str,
        label: &str,
        finish: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let span = self.span(range.clone());
        let before = self.found.faults.last().map_or(0, |fault| fault.end);
        let between = self.text.get(before..range.start);
        let consequence = !self.found.faults.is_empty() && !between.is_some_and(|text| text.contains('\n'));
        if range.end > before {
            self.found.faults.push(range);
        }
        if !consequence && !self.problems.is_full() {
            self.problems.push(finish(Diagnostic::new(code, span, message, label)));
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: range.start as u32, end: range.end as u32 }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Returns whether no token and no comment has this character, quotes aside.
fn is_stray(c: char) -> bool {
    !(c.is_alphanumeric() || c.is_ascii_whitespace() || "_,:=-.?@;(){}[]<>\"'/".contains(c))
}

/// Returns what to write instead of characters that mean something in other languages.
fn advice(text: &str) -> Option<&'static str> {
    Some(match text.chars().next()? {
        '#' => "annotations begin with `@`, comments with `//`",
        '|' => "a choice is a declaration of its own, `union` or `enum`; the errors of a method stand after `throws`",
        '!' => "values are required unless their type has `?`",
        '&' | '*' => "there are neither references nor pointers, and methods name no `self`",
        _ => return None,
    })
}

/// Returns the characters in backticks, invisible ones by their number, long runs cut.
fn shown(text: &str) -> String {
    let first = text.chars().next().unwrap_or_default();
    if first.is_control() || first.is_whitespace() || "\u{FEFF}\u{200B}\u{200C}\u{200D}\u{2060}".contains(first) {
        return format!("the invisible character U+{:04X}", u32::from(first));
    }
    let start: String = text.chars().take(20).take_while(|c| !c.is_control()).collect();
    format!("`{start}{}`", if start.len() < text.len() { "…" } else { "" })
}
