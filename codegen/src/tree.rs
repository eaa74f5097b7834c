//! Documents of named values, as JSON and YAML both can show them.
//!
//! A tree of our own rather than one of serde: members keep their order without a feature that would change the maps of
//! every other crate of a build, and a build script compiles nothing for it.

mod json;
#[cfg(test)]
mod tests;
mod yaml;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Integer(i128),
    /// A finite number; others have no form in JSON.
    Float(f64),
    Text(String),
    List(Vec<Tree>),
    Map(Map),
}

/// Members in the order they were added, each name once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Map(Vec<(String, Tree)>);

impl Map {
    /// Creates a map without members.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a member.
    pub(crate) fn add(&mut self, name: impl Into<String>, value: impl Into<Tree>) {
        self.0.push((name.into(), value.into()));
    }

    /// Returns the map with one more member.
    pub(crate) fn with(mut self, name: impl Into<String>, value: impl Into<Tree>) -> Self {
        self.add(name, value);
        self
    }

    /// Returns the map with one more member if there is a value for it.
    pub(crate) fn with_some(self, name: &str, value: Option<impl Into<Tree>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Returns the map with one more member if that holds anything.
    pub(crate) fn with_filled(self, name: &str, value: impl Into<Tree>) -> Self {
        let value = value.into();
        if value.is_hollow() { self } else { self.with(name, value) }
    }

    /// Returns the map with the members of another one, which replace those of the same name.
    pub(crate) fn and(mut self, other: Map) -> Self {
        for (name, value) in other.0 {
            match self.get_mut(&name) {
                Some(known) => *known = value,
                None => self.0.push((name, value)),
            }
        }
        self
    }

    /// Returns a member.
    pub(crate) fn get(&self, name: &str) -> Option<&Tree> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Returns a member to be changed.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Tree> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Returns the names of the members.
    #[cfg(test)]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Returns whether there are no members.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Tree {
    /// Returns a list.
    pub(crate) fn list(values: impl IntoIterator<Item = impl Into<Tree>>) -> Self {
        Tree::List(values.into_iter().map(Into::into).collect())
    }

    /// Returns a number, which is a text where JSON has no number for it, as on the wire.
    pub(crate) fn number(value: f64) -> Self {
        match value {
            value if value.is_finite() => Tree::Float(value),
            value if value.is_nan() => "NaN".into(),
            value if value > 0.0 => "Infinity".into(),
            _ => "-Infinity".into(),
        }
    }

    /// Returns the document as JSON, with an end of line at its end.
    pub(crate) fn to_json(&self) -> String {
        json::document(self)
    }

    /// Returns the document as YAML that readers of versions 1.1 and 1.2 understand alike.
    pub(crate) fn to_yaml(&self) -> String {
        yaml::document(self)
    }

    /// Returns whether it is a list or a map without anything in it.
    fn is_hollow(&self) -> bool {
        match self {
            Tree::List(values) => values.is_empty(),
            Tree::Map(map) => map.is_empty(),
            Tree::Null | Tree::Bool(_) | Tree::Integer(_) | Tree::Float(_) | Tree::Text(_) => false,
        }
    }
}

macro_rules! from {
    ($($ty:ty: $value:ident => $tree:expr;)*) => {
        $(impl From<$ty> for Tree {
            fn from($value: $ty) -> Self {
                $tree
            }
        })*
    };
}

from! {
    bool: value => Tree::Bool(value);
    u16: value => Tree::Integer(value.into());
    u32: value => Tree::Integer(value.into());
    u64: value => Tree::Integer(value.into());
    i128: value => Tree::Integer(value);
    &str: value => Tree::Text(value.to_owned());
    String: value => Tree::Text(value);
    &String: value => Tree::Text(value.clone());
    Vec<Tree>: value => Tree::List(value);
    Map: value => Tree::Map(value);
}

impl<T: Into<Tree>> From<Option<T>> for Tree {
    fn from(value: Option<T>) -> Self {
        value.map_or(Tree::Null, Into::into)
    }
}

impl FromIterator<(String, Tree)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Tree)>>(members: I) -> Self {
        Map(members.into_iter().collect())
    }
}
