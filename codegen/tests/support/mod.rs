//! A folder a test has for itself.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder below the target folder, empty at first.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Creates the folder of a test.
    pub(crate) fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(module_path!().replace("::", "-")).join(test);
        if path.exists() {
            fs::remove_dir_all(&path).expect("the folder of an earlier run can be removed");
        }
        fs::create_dir_all(&path).expect("the target folder can be written");
        Folder(path)
    }

    /// Returns the path of something in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the target folder can be written");
        fs::write(path, text).expect("the target folder can be written");
    }

    /// Reads a file; if it cannot be read, says why instead, so that an assertion shows it.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| format!("{name}: {error}"))
    }
}
