//! The cases of the suite: files and folders that are found, not listed.

use std::path::{Path, PathBuf};

/// A `.svc` file, or a folder of them.
pub struct Case {
    /// Relative to the folder of the suite, so that it looks the same everywhere.
    pub path: PathBuf,
}

impl Case {
    /// Returns whether the first line of a case that is a file asks for an option: `// options: blocking`.
    pub fn asks_for(&self, option: &str) -> bool {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        let options = text.lines().next().and_then(|line| line.strip_prefix("// options: ")).unwrap_or_default();
        options.split(", ").any(|it| it == option)
    }

    /// Returns the path of what belongs to the case, under another ending.
    pub fn beside(&self, ending: &str) -> PathBuf {
        self.path.with_extension(ending)
    }
}

/// Returns all cases of a folder of `cases/`, sorted.
///
/// # Panics
///
/// Panics if there are none: then the suite looks in the wrong place.
pub fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new("cases").join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_case(path)).collect();
    paths.sort();
    assert!(!paths.is_empty(), "there is no case in {}", folder.display());
    paths.into_iter().map(|path| Case { path }).collect()
}

fn is_case(path: &Path) -> bool {
    match path.extension() {
        Some(extension) => extension == "svc",
        None => path.is_dir(),
    }
}

/// Returns whether what comes out is to be accepted as what is expected.
pub fn bless() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}
