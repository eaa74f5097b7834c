//! What a generation is asked for.

use std::collections::BTreeMap;

/// What to generate and where it will stand.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether there are clients.
    pub client: Side,
    /// Whether there are dispatchers and builders of components.
    pub server: Side,
    /// How the packages come together.
    pub layout: Layout,
    /// The Rust paths of imported packages, by the package's name.
    pub externs: BTreeMap<String, String>,
    /// How the reader of a generated file gets it anew, for the header: `build again`.
    pub command: String,
}

/// Whether one side of the services is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It is.
    Generated,
    /// It is not.
    Left,
}

/// How the packages come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A file a package, included into a tree of modules, as a build script writes it.
    Included,
    /// Modules in folders, as people keep them beside their own code.
    Folders,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            client: Side::Generated,
            server: Side::Generated,
            layout: Layout::Included,
            externs: BTreeMap::new(),
            command: "build again".to_owned(),
        }
    }
}

impl From<bool> for Side {
    fn from(wanted: bool) -> Self {
        if wanted { Side::Generated } else { Side::Left }
    }
}
