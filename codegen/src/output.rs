//! The one place that writes: compares contents with a folder, and makes the folder hold them.
//!
//! Only what has changed is written, so that nothing is compiled again for no reason. Files of ours that are no longer
//! produced are removed; a file that is not ours is never touched, and in the way of one of ours it is an error. Ours is
//! what bears our mark; each target removes only what bears its own.

use crate::target::Target;
use crate::{Files, header};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// What has to happen to some files.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files that have to change, in the order of their paths.
    pub changes: Vec<Change>,
    /// The number of files that are as they should be.
    pub unchanged: usize,
}

/// One file that has to change.
#[derive(Debug)]
pub struct Change {
    /// Its path.
    pub path: PathBuf,
    /// What it holds, if it exists.
    pub before: Option<Vec<u8>>,
    /// What it should hold, if it should exist.
    pub after: Option<Vec<u8>>,
}

/// Why a folder could not be compared or written.
#[derive(Debug)]
pub enum OutputError {
    /// A file or folder could not be read.
    Unreadable(PathBuf, io::Error),
    /// A file or folder could not be written.
    Unwritable(PathBuf, io::Error),
    /// A file that somebody else wrote is in the way.
    Foreign(PathBuf),
    /// A file was changed by somebody else since it was read.
    Changed(PathBuf),
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OutputError::Unreadable(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
            OutputError::Unwritable(path, error) => write!(f, "cannot write `{}`: {error}", path.display()),
            OutputError::Foreign(path) => write!(
                f,
                "`{}` was not written by aspyx-gen and would be lost; move it, or choose another folder",
                path.display()
            ),
            OutputError::Changed(path) => {
                write!(f, "`{}` was changed while it was being worked on; try again", path.display())
            }
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            OutputError::Unreadable(_, error) | OutputError::Unwritable(_, error) => Some(error),
            OutputError::Foreign(_) | OutputError::Changed(_) => None,
        }
    }
}

/// The endings of the files that some target writes; others are not looked at.
const ENDINGS: [&str; 5] = ["binpb", "json", "proto", "rs", "yaml"];

/// Compares a folder, which need not exist, with what it should hold of a target.
///
/// # Errors
///
/// Fails if something in it cannot be read, or is in the way.
pub fn compare(folder: &Path, target: &Target, files: &Files) -> Result<Plan, OutputError> {
    let mut plan = Plan::default();
    let mut wanted = BTreeSet::new();
    for (path, content) in files.iter() {
        let path = folder.join(path);
        match read(&path)? {
            Some(before) if before == content => plan.unchanged += 1,
            Some(before) if !bears(&before, header::MARK) => return Err(OutputError::Foreign(path)),
            before => plan.changes.push(Change { path: path.clone(), before, after: Some(content.to_owned()) }),
        }
        wanted.insert(path);
    }
    let mark = target.mark();
    for path in all_files(folder)?.into_iter().filter(|path| !wanted.contains(path)) {
        let before = read(&path)?.filter(|content| bears(content, &mark));
        plan.changes.extend(before.map(|before| Change { path, before: Some(before), after: None }));
    }
    plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(plan)
}

/// Returns whether a content bears a mark where the header has it.
fn bears(content: &[u8], mark: &str) -> bool {
    let head = match text(content) {
        Some(text) if text.starts_with('{') => &content[..content.len().min(512)],
        Some(text) => text.lines().next().unwrap_or_default().as_bytes(),
        None => content,
    };
    head.windows(mark.len()).any(|part| part == mark.as_bytes())
}

/// Returns a content as a text, if that is what it is.
fn text(content: &[u8]) -> Option<&str> {
    let plain = |letter: char| !letter.is_control() || letter.is_ascii_whitespace();
    std::str::from_utf8(content).ok().filter(|text| text.chars().all(plain))
}

impl Plan {
    /// Adds what has to happen to another folder.
    pub fn add(&mut self, other: Plan) {
        self.changes.extend(other.changes);
        self.unchanged += other.unchanged;
    }

    /// Returns the number of files that have to be written.
    pub fn written(&self) -> usize {
        self.changes.iter().filter(|change| change.after.is_some()).count()
    }

    /// Returns the number of files that have to be removed.
    pub fn removed(&self) -> usize {
        self.changes.len() - self.written()
    }

    /// Makes the files hold what they should.
    ///
    /// # Errors
    ///
    /// Fails at the first file that cannot be written or removed.
    pub fn apply(&self) -> Result<(), OutputError> {
        self.changes.iter().try_for_each(Change::apply)
    }
}

impl Change {
    /// Returns the texts before and after, empty where there is no file; nothing if one of them is no text.
    pub fn texts(&self) -> Option<(&str, &str)> {
        let before = text(self.before.as_deref().unwrap_or_default())?;
        Some((before, text(self.after.as_deref().unwrap_or_default())?))
    }

    fn apply(&self) -> Result<(), OutputError> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let Some(content) = &self.after else {
            fs::remove_file(&self.path).map_err(|error| OutputError::Unwritable(self.path.clone(), error))?;
            // It fails as long as something else is in the folder, and then the folder is to stay.
            let _ = fs::remove_dir(folder);
            return Ok(());
        };
        fs::create_dir_all(folder).map_err(|error| OutputError::Unwritable(folder.to_owned(), error))?;
        fs::write(&self.path, content).map_err(|error| OutputError::Unwritable(self.path.clone(), error))
    }
}

/// Replaces the text of a file of the user's, unless somebody else has changed it meanwhile.
///
/// # Errors
///
/// Fails if the file cannot be read or written, or holds another text than expected.
pub fn rewrite(path: &Path, before: &str, after: &str) -> Result<(), OutputError> {
    if read(path)?.as_deref() != Some(before.as_bytes()) {
        return Err(OutputError::Changed(path.to_owned()));
    }
    fs::write(path, after).map_err(|error| OutputError::Unwritable(path.to_owned(), error))
}

/// Returns what a file holds, if it exists.
fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::Unreadable(path.to_owned(), error)),
    }
}

/// Returns the files in a folder and below that may be ours; links are not followed.
fn all_files(folder: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for (path, is_folder) in entries(&folder)? {
            if is_folder {
                open.push(path);
            } else if path.extension().is_some_and(|it| ENDINGS.iter().any(|ending| it == *ending)) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// Returns what is in a folder, and whether it is a folder itself; nothing if the folder does not exist.
fn entries(folder: &Path) -> Result<Vec<(PathBuf, bool)>, OutputError> {
    let entry = |entry: fs::DirEntry| Ok((entry.path(), entry.file_type()?.is_dir()));
    let read = || fs::read_dir(folder)?.map(|found| found.and_then(entry)).collect::<io::Result<Vec<_>>>();
    match read() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        result => result.map_err(|error| OutputError::Unreadable(folder.to_owned(), error)),
    }
}
