//! Files as they were at a git ref, read with the `git` of the machine.
//!
//! It refuses refs that do not exist, and folders that are in no repository.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

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

/// The `.svc` files of a tree of a repository.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The folder of the repository.
    root: PathBuf,
    /// What names the contents, by path.
    blobs: BTreeMap<PathBuf, String>,
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
        let listed = git(&root, &["ls-tree", "-r", "-z", "--full-tree", id.trim()])?;
        let blobs = listed.split('\0').filter_map(entry).map(|(id, path)| (path.into(), id.to_owned())).collect();
        Ok(Tree { root, blobs })
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

    /// Returns the paths of the files, in order.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.blobs.keys().map(PathBuf::as_path)
    }

    /// Returns whether a file of the tree is there today.
    pub(crate) fn has_still(&self, file: &Path) -> bool {
        self.root.join(file).is_file()
    }

    /// Reads files of the tree.
    pub(crate) fn read(&self, files: &[&Path]) -> Result<Vec<(PathBuf, Vec<u8>)>, GitError> {
        let known: Vec<(&Path, &String)> =
            files.iter().filter_map(|file| Some((*file, self.blobs.get(*file)?))).collect();
        let asked: String = known.iter().map(|(_, id)| format!("{id}\n")).collect();
        let answer = answer(&self.root, &["cat-file", "--batch"], asked.into_bytes())?;
        let mut left = answer.as_slice();
        let read = known.iter().map(|(file, _)| Some((file.to_path_buf(), content(&mut left)?.to_vec())));
        read.collect::<Option<_>>().ok_or_else(|| GitError::Failed("some files cannot be read".to_owned()))
    }
}

/// Takes `<id> blob <length>`, a line, and that many bytes and another line end off what is left.
fn content<'a>(left: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = left.iter().position(|byte| *byte == b'\n')?;
    let (head, rest) = left.split_at_checked(end)?;
    let length: usize = std::str::from_utf8(head).ok()?.rsplit(' ').next()?.parse().ok()?;
    let content = rest.get(1..)?.get(..length)?;
    *left = rest.get(length.checked_add(2)?..)?;
    Some(content)
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
    answer(folder, arguments, Vec::new()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Runs git with something to read, and returns what it prints.
fn answer(folder: &Path, arguments: &[&str], asked: Vec<u8>) -> Result<Vec<u8>, GitError> {
    let output = started(folder, arguments).and_then(|mut git| {
        // Written beside reading, since git may print more than a pipe holds before it has read all.
        let writer = git.stdin.take().map(|mut input| std::thread::spawn(move || input.write_all(&asked)));
        let output = git.wait_with_output();
        // That it did not read all is seen from what it prints.
        drop(writer.map(std::thread::JoinHandle::join));
        output
    });
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => Err(GitError::Failed(String::from_utf8_lossy(&output.stderr).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(GitError::Missing),
        Err(error) => Err(GitError::Unstartable(error)),
    }
}

fn started(folder: &Path, arguments: &[&str]) -> std::io::Result<Child> {
    let mut command = Command::new("git");
    // What a hook is told about its own repository may not be about this one.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").arg("-C").arg(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
}
