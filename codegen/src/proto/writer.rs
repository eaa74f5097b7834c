//! Text with places: what is written where, and which comment belongs to it.

/// A text, and where in it the declarations stand.
#[derive(Debug)]
pub(crate) struct Written {
    /// The text.
    pub(crate) text: String,
    /// The declarations, each before what is in it.
    pub(crate) locations: Vec<Location>,
}

/// Where a declaration stands.
#[derive(Debug)]
pub(crate) struct Location {
    /// Which declaration: numbers and indices of the fields that lead to it in a file's descriptor.
    pub(crate) path: Vec<i32>,
    /// Line and column of its begin, then of its end; the line of the end is left out if it is the same.
    pub(crate) span: Vec<i32>,
    /// The comment above it.
    pub(crate) comment: Vec<String>,
    /// A comment above that, which is not its own.
    pub(crate) detached: Vec<String>,
}

/// Writes text line by line.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    lines: i32,
    indent: usize,
    path: Vec<i32>,
    locations: Vec<Location>,
}

impl Writer {
    /// Writes a line.
    pub(super) fn line(&mut self, line: &str) {
        let indent = if line.is_empty() { 0 } else { self.indent };
        self.text.extend(std::iter::repeat_n("  ", indent));
        self.text.push_str(line);
        self.text.push('\n');
        self.lines += 1;
    }

    /// Writes a comment.
    fn comment(&mut self, comment: &[String]) {
        for line in comment {
            self.line(&if line.is_empty() { "//".to_owned() } else { format!("// {line}") });
        }
    }

    /// Writes a comment that belongs to nothing, and remembers it with the declaration that comes next.
    pub(super) fn detached(&mut self, comment: &[String], next: [i32; 1]) {
        self.comment(comment);
        self.line("");
        let (span, detached) = (Vec::new(), comment.to_vec());
        self.locations.push(Location { path: next.to_vec(), span, comment: Vec::new(), detached });
    }

    /// Writes a declaration with its comment. `step` leads to it from the one it stands in.
    pub(super) fn declaration(&mut self, step: &[i32], comment: &[String], write: impl FnOnce(&mut Self)) {
        self.comment(comment);
        self.path.extend(step);
        let index = self.location(comment);
        let start = (self.lines, self.column());
        write(self);
        self.locations[index].span = self.span(start);
        self.path.truncate(self.path.len() - step.len());
    }

    /// Writes a declaration whose members count as those of what it stands in.
    pub(super) fn group(&mut self, step: &[i32], write: impl FnOnce(&mut Self)) {
        let path = self.path.clone();
        self.declaration(step, &[], |writer| {
            let own = std::mem::replace(&mut writer.path, path);
            write(writer);
            writer.path = own;
        });
    }

    /// Returns the index of the location of the current path, which may be there since a comment came before it.
    fn location(&mut self, comment: &[String]) -> usize {
        let path = self.path.clone();
        if let Some(last) = self.locations.last_mut().filter(|last| last.path == path) {
            last.comment = comment.to_vec();
        } else {
            let (span, comment) = (Vec::new(), comment.to_vec());
            self.locations.push(Location { path, span, comment, detached: Vec::new() });
        }
        self.locations.len() - 1
    }

    fn column(&self) -> i32 {
        2 * self.indent as i32
    }

    /// Returns the span from a start to the end of the last line.
    fn span(&self, (line, column): (i32, i32)) -> Vec<i32> {
        let last = self.text.lines().next_back().unwrap_or_default();
        let (end_line, end_column) = (self.lines - 1, last.len() as i32);
        if line == end_line { vec![line, column, end_column] } else { vec![line, column, end_line, end_column] }
    }

    /// Writes a block in braces, `{}` if nothing is in it.
    pub(super) fn block(&mut self, head: &str, write: impl FnOnce(&mut Self)) {
        let before = self.text.len();
        self.line(&format!("{head} {{"));
        let begun = self.text.len();
        self.indent += 1;
        write(self);
        self.indent -= 1;
        if self.text.len() > begun {
            self.line("}");
        } else {
            self.text.truncate(before);
            self.lines -= 1;
            self.line(&format!("{head} {{}}"));
        }
    }

    /// Ends the text.
    pub(super) fn finish(self) -> Written {
        Written { text: self.text, locations: self.locations }
    }
}
