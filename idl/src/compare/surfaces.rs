//! What an edit can break: Rust source, and what travels.

use std::fmt;

/// One of the things that may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Surface {
    /// Calls, matches with a `_` arm and `X::new`, which no longer compile.
    Rust,
    /// What travels on `dispatch-json` and `dispatch-msgpack`.
    Json,
    /// What travels on `dispatch-protobuf`.
    Protobuf,
    /// What travels on `rest`.
    Rest,
}

impl Surface {
    /// All of them, in the order they are told in.
    pub const ALL: [Surface; 4] = [Surface::Rust, Surface::Json, Surface::Protobuf, Surface::Rest];

    /// Returns the name it is called by.
    pub fn name(self) -> &'static str {
        match self {
            Surface::Rust => "rust",
            Surface::Json => "json",
            Surface::Protobuf => "protobuf",
            Surface::Rest => "rest",
        }
    }
}

impl fmt::Display for Surface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of [`Surface`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Surfaces(u8);

impl Surfaces {
    /// Everything.
    pub const ALL: Surfaces = Surfaces::of(&Surface::ALL);

    /// Returns the set of these.
    pub const fn of(surfaces: &[Surface]) -> Self {
        let (mut bits, mut index) = (0, 0);
        while index < surfaces.len() {
            bits |= 1 << surfaces[index] as u8;
            index += 1;
        }
        Surfaces(bits)
    }

    /// Returns whether one is in it.
    pub fn contains(self, surface: Surface) -> bool {
        self.0 & (1 << surface as u8) != 0
    }

    /// Returns whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the set without those of another one.
    pub fn without(self, others: Surfaces) -> Self {
        Surfaces(self.0 & !others.0)
    }

    /// Returns what is in it, in the order of [`Surface::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Surface> {
        Surface::ALL.into_iter().filter(move |surface| self.contains(*surface))
    }
}

impl FromIterator<Surface> for Surfaces {
    fn from_iter<T: IntoIterator<Item = Surface>>(surfaces: T) -> Self {
        Surfaces(surfaces.into_iter().fold(0, |bits, surface| bits | 1 << surface as u8))
    }
}

impl fmt::Display for Surfaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Surface::name).collect();
        f.write_str(&names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::{Surface, Surfaces};

    #[test]
    fn a_set_holds_what_it_was_made_of() {
        let set = Surfaces::of(&[Surface::Rest, Surface::Rust]);
        assert_eq!(set.to_string(), "rust, rest");
        assert_eq!(Surfaces::ALL.without(set).to_string(), "json, protobuf");
        assert!(set.without(Surfaces::ALL).is_empty());
    }
}
