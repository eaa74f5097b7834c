//! From paths to a model: what the build script and the command line have in common.

use aspyx_idl::Compilation;
use aspyx_idl::load::{Disk, LoadError, load};
use aspyx_idl::source::Sources;
use std::path::PathBuf;

/// What has been read, and what has become of it.
#[derive(Debug)]
pub struct Compiled {
    /// The texts.
    pub sources: Sources,
    /// What they mean.
    pub compilation: Compilation,
}

impl Compiled {
    /// Reads and compiles files and folders; `imports` are only referred to.
    ///
    /// # Errors
    ///
    /// Fails if a path cannot be read; what is wrong within a text is part of the result.
    pub fn new(sources: &[PathBuf], imports: &[PathBuf]) -> Result<Self, Vec<LoadError>> {
        let sources = load(&Disk, sources, imports)?;
        let compilation = aspyx_idl::compile(&sources);
        Ok(Compiled { sources, compilation })
    }
}
