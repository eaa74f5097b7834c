//! The texts a compilation was given, and places in them.
//!
//! Nothing here touches the disk: whoever holds a text hands it in with the name to show for it.

use std::ops::Range;

/// One of the files of a [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// Returns the file's id where its sources stand behind others.
    pub(crate) fn behind(self, files: u32) -> Self {
        FileId(self.0 + files)
    }
}

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file the range lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the range that begins where `self` begins and ends where `other` ends.
    pub fn to(self, other: Span) -> Span {
        Span { end: other.end, ..self }
    }

    /// Returns whether another range lies within this one.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// One source text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as it is shown to people.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Whether its items are only to be referred to, not to be generated.
    pub imported: bool,
    /// Where each line begins, so that a position is found without reading the text again.
    lines: Vec<usize>,
}

impl Source {
    /// Returns the number of the line a byte stands in, counted from 1.
    pub(crate) fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }

    /// Returns where a line stands, without its `\n`.
    pub(crate) fn line(&self, number: usize) -> Range<usize> {
        let end = self.lines.get(number).map_or(self.text.len(), |next| next - 1);
        self.lines[number - 1]..end
    }
}

/// All source texts of one compilation.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Creates an empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text to be compiled.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(path.into(), text.into(), false)
    }

    /// Adds a text whose items may be referred to, but are not generated.
    pub fn import(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(path.into(), text.into(), true)
    }

    fn push(&mut self, path: String, text: String, imported: bool) -> FileId {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(Source { path, text, imported, lines });
        FileId(self.files.len() as u32 - 1)
    }

    /// Adds all texts of others, their paths with something before them, and returns how many there were already.
    pub fn append(&mut self, others: Sources, prefix: &str) -> u32 {
        let before = self.files.len() as u32;
        let renamed = |source: Source| Source { path: format!("{prefix}{}", source.path), ..source };
        self.files.extend(others.files.into_iter().map(renamed));
        before
    }

    /// Returns the ids of all files, in the order they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// Returns the text a span covers.
    pub fn text(&self, span: Span) -> &str {
        &self[span.file].text[span.start as usize..span.end as usize]
    }

    /// Returns line and column of a byte, both counted from 1, columns in characters.
    pub fn position(&self, file: FileId, byte: u32) -> (usize, usize) {
        let source = &self[file];
        let line = source.line_of(byte as usize);
        (line, source.text[source.lines[line - 1]..byte as usize].chars().count() + 1)
    }
}

impl std::ops::Index<FileId> for Sources {
    type Output = Source;

    fn index(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }
}
