//! The older version that `check --against` names: a file or folder, or what a git ref has at the same paths.
//!
//! Packages go by their names, never by paths. Where a file of the new version was not there at the ref, it may have been
//! moved: then files that are gone from the repository belong to the older version as well, if they are of its package.

use super::args::Input;
use super::git::{GitError, Tree};
use super::{Status, console};
use aspyx_gen::Compiled;
use aspyx_idl::ast::File;
use aspyx_idl::load::{self, Disk, LoadError, Memory};
use aspyx_idl::parse;
use aspyx_idl::source::Sources;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Reads the older version: a path if there is one, else a git ref.
pub(crate) fn read(input: &Input, against: &str, new: &Compiled) -> Result<Sources, Status> {
    let path = Path::new(against);
    if path.exists() {
        let paths = [path.to_owned()];
        return load::load(&Disk, &paths, &input.imports).map_err(|errors| console::not_loaded(&errors));
    }
    let read = at_ref(input, against, new).map_err(|error| console::complain(&[error]))?;
    read.map_err(|errors| console::not_loaded(&errors))
}

/// Reads the same paths as they were at a git ref; imports that are not in the repository are read as they are.
fn at_ref(input: &Input, name: &str, new: &Compiled) -> Result<Result<Sources, Vec<LoadError>>, GitError> {
    let first = input.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let tree = Tree::find(name, first)?;
    let (inside, outside): (Vec<PathBuf>, Vec<PathBuf>) =
        input.imports.iter().cloned().partition(|path| tree.relative(path).is_some());
    let mut sources = there(&tree, &input.paths)?;
    sources.extend(moved(&tree, new)?);
    if sources.is_empty() {
        console::note(format_args!("note: nothing of it was there at `{name}`, so that all is new"));
    }
    let imports = there(&tree, &inside)?;
    let wanted = tree.files().filter(|file| sources.iter().chain(&imports).any(|path| file.starts_with(path)));
    let texts = tree.read(&wanted.collect::<Vec<_>>())?;
    let files = texts.into_iter().fold(Memory::new(), |files, (path, text)| files.with(path, text));
    let loaded = load::load(&files, &sources, &imports);
    Ok(loaded.and_then(|loaded| {
        let mut named = Sources::new();
        named.append(loaded, &format!("{name}:"));
        named.append(load::load(&Disk, &[], &outside)?, "");
        Ok(named)
    }))
}

/// Returns paths as they are in the repository, without those that were not there: what is in them is new.
fn there(tree: &Tree, paths: &[PathBuf]) -> Result<Vec<PathBuf>, GitError> {
    let mut inside: Vec<PathBuf> = paths.iter().map(|path| tree.inside(path)).collect::<Result<_, _>>()?;
    inside.retain(|path| tree.files().any(|file| file.starts_with(path)));
    Ok(inside)
}

/// Returns the files that are gone from the repository, of packages to which others have come.
fn moved(tree: &Tree, new: &Compiled) -> Result<Vec<PathBuf>, GitError> {
    let known: BTreeSet<&Path> = tree.files().collect();
    let come = new.compilation.files.iter().filter(|file| {
        let path = tree.relative(Path::new(&new.sources[file.file].path));
        path.is_some_and(|path| !known.contains(path.as_path()))
    });
    let packages: BTreeSet<String> = come.filter_map(package).collect();
    if packages.is_empty() {
        return Ok(Vec::new());
    }
    let gone: Vec<&Path> = tree.files().filter(|file| !tree.has_still(file)).collect();
    let mut texts = tree.read(&gone)?;
    texts.retain(|(_, text)| package_of(text).is_some_and(|package| packages.contains(&package)));
    Ok(texts.into_iter().map(|(path, _)| path).collect())
}

/// Returns the package a text declares.
fn package_of(text: &[u8]) -> Option<String> {
    let mut sources = Sources::new();
    let file = sources.add("", String::from_utf8_lossy(text));
    package(&parse::parse(&sources, file, &mut Vec::new()))
}

/// Returns the name of a file's package.
fn package(file: &File) -> Option<String> {
    let parts = file.package.as_ref()?.parts.iter();
    Some(parts.map(|part| part.text.as_str()).collect::<Vec<_>>().join("."))
}
