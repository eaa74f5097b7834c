//! What a generation is asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What to generate and where it will stand.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether there are clients.
    pub client: Side,
    /// Whether there are dispatchers and builders of components.
    pub server: Side,
    /// Whether there are traits and clients for code that blocks; there are none unless asked for.
    pub blocking: Side,
    /// How the packages come together.
    pub layout: Layout,
    /// The Rust paths of imported packages, by the package's name.
    pub externs: BTreeMap<String, String>,
    /// The files and folders that were named as sources; headers name files from there on, so that they are the same
    /// wherever the compiler is called from.
    pub roots: Vec<PathBuf>,
    /// The version of OpenAPI that documents are written in.
    pub openapi: OpenApi,
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

/// The versions of OpenAPI that documents may be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenApi {
    /// 3.0, for tools that read no newer one.
    V3_0,
    /// 3.1, whose schemas are JSON Schema.
    #[default]
    V3_1,
}

impl Options {
    /// Returns the path of a source from the root it was found below, or its name if it was named itself.
    pub(crate) fn path_below_root(&self, path: &str) -> String {
        let below = self.roots.iter().filter_map(|root| Path::new(path).strip_prefix(root).ok());
        let Some(below) = below.min_by_key(|below| below.as_os_str().len()) else { return path.to_owned() };
        let name = || Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
        if below.as_os_str().is_empty() { name().into_owned() } else { below.to_string_lossy().replace('\\', "/") }
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            client: Side::Generated,
            server: Side::Generated,
            blocking: Side::Left,
            layout: Layout::Included,
            externs: BTreeMap::new(),
            roots: Vec::new(),
            openapi: OpenApi::default(),
        }
    }
}

impl From<bool> for Side {
    fn from(wanted: bool) -> Self {
        if wanted { Side::Generated } else { Side::Left }
    }
}
