//! Files as they were at a git ref, read with the `git` of the machine.
//!
//! It refuses refs that do not exist, and folders that are in no repository.

use aspyx_idl::load::Memory;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why there is no older version.
#[derive(Debug)]
pub(crate) enum GitError {
    /// There is no git.
    Missing,
    /// It could not be started.
    Unstartable(std::io::Error),
    /// The folder is in no repository.
    NoRepository(PathBuf),
    /// There is no such ref.
    UnknownRef(String, PathBuf),
    /// The path is not in the repository.
    Outside(PathBuf, PathBuf),
    /// It says something else.
    Failed(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GitError::Missing => f.write_str("there is no `git` on this machine; give a folder or a file instead"),
            GitError::Unstartable(error) => write!(f, "`git` cannot be started: {error}"),
            GitError::NoRepository(folder) => {
                write!(f, "`{}` is in no git repository; give a folder or a file instead", folder.display())
            }
            GitError::UnknownRef(name, root) => write!(
                f,
                "there is no file or folder `{name}`, and no commit, branch or tag of this name in `{}`",
                root.display()
            ),
            GitError::Outside(path, root) => {
                write!(f, "`{}` is not in the repository `{}`", path.display(), root.display())
            }
            GitError::Failed(text) => write!(f, "git: {}", text.trim()),
        }
    }
}

impl std::error::Error for GitError {}

impl GitError {
    /// Returns what it means that git fails to find the repository of a folder.
    fn in_no_repository(self, folder: &Path) -> Self {
        let none = matches!(&self, GitError::Failed(text) if text.contains("not a git repository"));
        if none { GitError::NoRepository(folder.to_owned()) } else { self }
    }

    /// Returns what it means that git fails, if it was git that failed.
    fn or(self, meaning: impl FnOnce() -> Self) -> Self {
        if matches!(self, GitError::Failed(_)) { meaning() } else { self }
    }
}

/// A tree of a repository.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The folder of the repository.
    root: PathBuf,
    /// What names the tree, a hash.
    id: String,
}

impl Tree {
    /// Finds the tree of a ref, in the repository that a path is in.
    pub(crate) fn find(name: &str, path: &Path) -> Result<Self, GitError> {
        let folder = existing(path);
        let root = git(&folder, &["rev-parse", "--show-toplevel"]).map_err(|error| error.in_no_repository(&folder))?;
        let root = PathBuf::from(root.trim_end_matches(['\r', '\n']));
        let unknown = || GitError::UnknownRef(name.to_owned(), root.clone());
        if name.is_empty() || name.starts_with('-') {
            return Err(unknown());
        }
        let tree = format!("{name}^{{tree}}");
        let id = git(&root, &["rev-parse", "--verify", "--quiet", &tree]).map_err(|error| error.or(unknown))?;
        Ok(Tree { id: id.trim().to_owned(), root })
    }

    /// Returns a path as it is in the repository; nothing if it is not in there.
    pub(crate) fn relative(&self, path: &Path) -> Option<PathBuf> {
        let existing = existing(path);
        let rest = absolute(path).strip_prefix(absolute(&existing)).ok()?.to_owned();
        let whole = existing.canonicalize().ok()?.join(rest);
        Some(whole.strip_prefix(self.root.canonicalize().ok()?).ok()?.to_owned())
    }

    /// Returns a path as it is in the repository.
    pub(crate) fn inside(&self, path: &Path) -> Result<PathBuf, GitError> {
        self.relative(path).ok_or_else(|| GitError::Outside(path.to_owned(), self.root.clone()))
    }

    /// Reads the `.svc` files at and below a path of the repository; none if it was not there.
    pub(crate) fn read(&self, path: &Path, mut files: Memory) -> Result<(Memory, usize), GitError> {
        let place = path.to_string_lossy().replace('\\', "/");
        let mut call = vec!["ls-tree", "-r", "-z", "--full-tree", &self.id];
        call.extend(["--", place.as_str()].into_iter().filter(|_| !place.is_empty()));
        let listed = git(&self.root, &call)?;
        let found: Vec<(&str, &str)> = listed.split('\0').filter_map(entry).collect();
        for (id, name) in &found {
            files = files.with(*name, output(&self.root, &["cat-file", "blob", id])?);
        }
        Ok((files, found.len()))
    }
}

/// Reads `<mode> blob <id>\t<path>`, if it is that of a `.svc` file.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (head, name) = line.split_once('\t')?;
    let mut head = head.split(' ').skip(1);
    let is_file = head.next() == Some("blob") && name.ends_with(".svc");
    head.next().filter(|_| is_file).map(|id| (id, name))
}

/// Returns the nearest folder at or above a path that exists.
fn existing(path: &Path) -> PathBuf {
    let whole = absolute(path);
    let found = whole.ancestors().find(|folder| folder.is_dir());
    found.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Runs git, and returns what it prints.
fn git(folder: &Path, arguments: &[&str]) -> Result<String, GitError> {
    output(folder, arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn output(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let mut command = Command::new("git");
    // What a hook is told about its own repository may not be about this one.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").arg("-C").arg(folder).arg("--literal-pathspecs").args(arguments);
    match command.output() {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => Err(GitError::Failed(String::from_utf8_lossy(&output.stderr).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(GitError::Missing),
        Err(error) => Err(GitError::Unstartable(error)),
    }
}
