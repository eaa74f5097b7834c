//! What a generation results in: contents by path. Nothing here touches the disk; [`output`](crate::output) does.

use std::collections::BTreeMap;

/// Texts and other contents by their path, which is relative and has `/` between its parts on every system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    contents: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Creates an empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text or other content; a later one of the same path wins.
    pub fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.contents.insert(path.into(), content.into());
    }

    /// Returns the text of a path, if there is one and it is a text.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.contents.get(path).and_then(|content| std::str::from_utf8(content).ok())
    }

    /// Returns all paths and contents, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.contents.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }
}

impl IntoIterator for Files {
    type Item = (String, Vec<u8>);
    type IntoIter = std::collections::btree_map::IntoIter<String, Vec<u8>>;

    fn into_iter(self) -> Self::IntoIter {
        self.contents.into_iter()
    }
}

impl Extend<(String, Vec<u8>)> for Files {
    fn extend<T: IntoIterator<Item = (String, Vec<u8>)>>(&mut self, contents: T) {
        self.contents.extend(contents);
    }
}
