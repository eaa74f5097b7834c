//! The one place that reads files: from paths to [`Sources`].
//!
//! Folders are walked with all below them, in the order of their names; hidden ones are left out, links are followed
//! once. Only `.svc` files are taken. It refuses paths that do not exist or cannot be read, folders without any `.svc`
//! file, and texts that are not UTF-8; all such errors are collected.

use crate::source::{FileId, Sources};
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something with a content.
    File,
    /// Something with entries.
    Folder,
}

/// Where files come from.
pub trait Files {
    /// Returns what a path is.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// Returns the paths of what is directly in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Returns the content of a file.
    fn read(&self, file: &Path) -> io::Result<Vec<u8>>;

    /// Returns a path that is the same for all ways to the same file or folder.
    fn identity(&self, path: &Path) -> io::Result<PathBuf>;
}

/// The files of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let metadata = std::fs::metadata(path)?;
        Ok(if metadata.is_dir() { Kind::Folder } else { Kind::File })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    }

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(file)
    }

    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }
}

/// Files that exist only in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// Creates an empty set of files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; the folders above it exist from then on.
    pub fn with(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), content.into());
        self
    }
}

impl Files for Memory {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        if self.files.contains_key(path) {
            return Ok(Kind::File);
        }
        let inside = self.files.keys().any(|file| file.starts_with(path));
        inside.then_some(Kind::Folder).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let below = self.files.keys().filter_map(|file| file.strip_prefix(folder).ok()?.components().next());
        let mut entries: Vec<PathBuf> = below.map(|entry| folder.join(entry)).collect();
        entries.dedup();
        Ok(entries)
    }

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        self.files.get(file).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path).map(|_| path.to_owned())
    }
}

/// Why a path gave no source.
#[derive(Debug)]
pub enum LoadError {
    /// There is no such file or folder.
    NotFound(PathBuf),
    /// It could not be read.
    Unreadable(PathBuf, io::Error),
    /// The file is not UTF-8 from this byte on.
    NotUtf8(PathBuf, usize),
    /// No file in the folder ends in `.svc`.
    NothingIn(PathBuf),
    /// The path names a single file that does not end in `.svc`.
    NotSvc(PathBuf),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NotFound(path) => {
                write!(
                    f,
                    "there is no file or folder `{}`; relative paths begin at the working directory",
                    path.display()
                )
            }
            LoadError::Unreadable(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
            LoadError::NotUtf8(path, byte) => {
                write!(f, "`{}` is not UTF-8 at byte {byte}; save it with that encoding", path.display())
            }
            LoadError::NothingIn(path) => {
                write!(f, "there is no `.svc` file in `{}`, nor in the folders below it", path.display())
            }
            LoadError::NotSvc(path) => write!(f, "`{}` does not end in `.svc`; rename it", path.display()),
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            LoadError::Unreadable(_, error) => Some(error),
            LoadError::NotFound(_) | LoadError::NotUtf8(..) | LoadError::NothingIn(_) | LoadError::NotSvc(_) => None,
        }
    }
}

/// Reads all `.svc` files that are named or below a named folder; what is among both counts as a source.
///
/// # Errors
///
/// Fails with everything that could not be read, not only the first.
pub fn load(files: &dyn Files, sources: &[PathBuf], imports: &[PathBuf]) -> Result<Sources, Vec<LoadError>> {
    let mut loader = Loader { files, sources: Sources::new(), errors: Vec::new(), taken: HashSet::new() };
    for path in sources {
        loader.load(path, Sources::add);
    }
    for path in imports {
        loader.load(path, Sources::import);
    }
    if loader.errors.is_empty() { Ok(loader.sources) } else { Err(loader.errors) }
}

/// One of the two ways to add a text.
type Add = fn(&mut Sources, String, String) -> FileId;

struct Loader<'a> {
    files: &'a dyn Files,
    sources: Sources,
    errors: Vec<LoadError>,
    /// The identities of the files taken so far, since there are several ways to one file.
    taken: HashSet<PathBuf>,
}

impl Loader<'_> {
    /// Takes a file, or all files below a folder.
    fn load(&mut self, path: &Path, add: Add) {
        match self.files.kind(path) {
            Ok(Kind::Folder) => self.load_folder(path, add),
            Ok(Kind::File) if is_svc(path) => self.load_file(path, add),
            Ok(Kind::File) => self.errors.push(LoadError::NotSvc(path.to_owned())),
            Err(error) => self.fail(path, error),
        }
    }

    fn load_folder(&mut self, folder: &Path, add: Add) {
        let before = self.errors.len();
        let found = self.walk(folder);
        if found.is_empty() && self.errors.len() == before {
            self.errors.push(LoadError::NothingIn(folder.to_owned()));
        }
        for file in found {
            self.load_file(&file, add);
        }
    }

    /// Returns the `.svc` files below a folder, in the order of their names, each folder before what comes after it.
    fn walk(&mut self, folder: &Path) -> Vec<PathBuf> {
        let (mut found, mut visited) = (Vec::new(), HashSet::new());
        let mut left = vec![folder.to_owned()];
        while let Some(path) = left.pop() {
            match self.files.kind(&path) {
                Ok(Kind::Folder) => left.extend(self.entries(&path, &mut visited)),
                Ok(Kind::File) if is_svc(&path) => found.push(path),
                Err(error) if is_svc(&path) => self.fail(&path, error),
                // A link that leads nowhere is no business of ours.
                Ok(Kind::File) | Err(_) => (),
            }
        }
        found
    }

    /// Returns what is in a folder, last name first; nothing if it has been visited, as happens where links form a circle.
    fn entries(&mut self, folder: &Path, visited: &mut HashSet<PathBuf>) -> Vec<PathBuf> {
        let listed = self.files.identity(folder).and_then(|identity| match visited.insert(identity) {
            true => self.files.list(folder).map(Some),
            false => Ok(None),
        });
        match listed {
            Ok(Some(mut entries)) => {
                entries.retain(|entry| !is_hidden(entry));
                entries.sort_unstable_by(|a, b| b.cmp(a));
                entries
            }
            Ok(None) => Vec::new(),
            Err(error) => {
                self.fail(folder, error);
                Vec::new()
            }
        }
    }

    fn load_file(&mut self, path: &Path, add: Add) {
        let content = self.files.identity(path).and_then(|identity| match self.taken.insert(identity) {
            true => self.files.read(path).map(Some),
            false => Ok(None),
        });
        match content.map(|content| content.map(String::from_utf8)) {
            Ok(Some(Ok(text))) => {
                add(&mut self.sources, path.display().to_string(), text);
            }
            Ok(Some(Err(error))) => {
                let byte = error.utf8_error().valid_up_to();
                self.errors.push(LoadError::NotUtf8(path.to_owned(), byte));
            }
            Ok(None) => (),
            Err(error) => self.fail(path, error),
        }
    }

    fn fail(&mut self, path: &Path, error: io::Error) {
        self.errors.push(match error.kind() == io::ErrorKind::NotFound {
            true => LoadError::NotFound(path.to_owned()),
            false => LoadError::Unreadable(path.to_owned(), error),
        });
    }
}

fn is_svc(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "svc")
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::{Disk, LoadError, Memory, load};
    use crate::source::Sources;
    use std::path::PathBuf;

    fn paths(paths: &[&str]) -> Vec<PathBuf> {
        paths.iter().map(PathBuf::from).collect()
    }

    fn loaded(files: &Memory, sources: &[&str], imports: &[&str]) -> Sources {
        load(files, &paths(sources), &paths(imports)).expect("all files are readable")
    }

    fn errors(files: &Memory, sources: &[&str]) -> Vec<String> {
        let errors = load(files, &paths(sources), &[]).expect_err("something is wrong");
        errors.iter().map(LoadError::to_string).collect()
    }

    fn names(sources: &Sources) -> Vec<&str> {
        sources.ids().map(|id| sources[id].path.as_str()).collect()
    }

    #[test]
    fn walks_folders_in_the_order_of_names() {
        let files = Memory::new()
            .with("svc/z.svc", "")
            .with("svc/a/deep/x.svc", "")
            .with("svc/b.svc", "")
            .with("svc/readme.md", "")
            .with("svc/.git/hidden.svc", "");
        let loaded = loaded(&files, &["svc"], &[]);
        assert_eq!(names(&loaded), ["svc/a/deep/x.svc", "svc/b.svc", "svc/z.svc"]);
    }

    #[test]
    fn a_file_reached_twice_is_read_once_and_as_a_source() {
        let files = Memory::new().with("all/a.svc", "").with("all/b.svc", "");
        let loaded = loaded(&files, &["all/b.svc", "all/b.svc"], &["all"]);
        let imported: Vec<bool> = loaded.ids().map(|id| loaded[id].imported).collect();
        assert_eq!(names(&loaded), ["all/b.svc", "all/a.svc"]);
        assert_eq!(imported, [false, true]);
    }

    #[test]
    fn says_everything_that_is_wrong() {
        let files = Memory::new().with("bad.svc", [b'a', 0xFF]).with("empty/readme.md", "").with("shop.txt", "");
        let errors = errors(&files, &["bad.svc", "empty", "nowhere", "shop.txt"]);
        assert_eq!(errors.len(), 4, "{errors:#?}");
        for (error, part) in errors.iter().zip(["UTF-8 at byte 1", "no `.svc` file in `empty`", "`nowhere`", "rename"])
        {
            assert!(error.contains(part), "`{error}` does not say `{part}`");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_that_form_a_circle_are_followed_once() {
        let root = std::env::temp_dir().join(format!("aspyx-idl-load-{}", std::process::id()));
        std::fs::create_dir_all(root.join("inner")).expect("a folder");
        std::fs::write(root.join("inner/a.svc"), "package a;").expect("a file");
        std::os::unix::fs::symlink(&root, root.join("inner/circle")).expect("a link");
        std::os::unix::fs::symlink("nowhere", root.join("dangling")).expect("a link");
        let loaded = load(&Disk, std::slice::from_ref(&root), &[]);
        std::fs::remove_dir_all(&root).expect("the folder is ours");
        let loaded = loaded.expect("everything is readable");
        assert_eq!(names(&loaded), [root.join("inner/a.svc").display().to_string()]);
    }
}
