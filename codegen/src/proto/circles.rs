//! The order of files, in which each follows those it imports; there is none if they import each other.

use super::schema::File;
use crate::target::TargetError;
use std::collections::{HashMap, HashSet};

/// Sorts files, or names a circle.
pub(super) fn sorted(files: Vec<File>) -> Result<Vec<File>, TargetError> {
    let (mut waiting, mut done) = (files, Vec::new());
    while !waiting.is_empty() {
        let paths: HashSet<String> = waiting.iter().map(|file| file.path.clone()).collect();
        let is_ready = |file: &File| !file.imports.keys().any(|path| paths.contains(path));
        let (ready, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            return Err(circle(&later));
        }
        done.extend(ready);
        waiting = later;
    }
    Ok(done)
}

/// Names a circle among files each of which imports another one of them.
fn circle(files: &[File]) -> TargetError {
    let by_path: HashMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let next = |file: &File| {
        file.imports.iter().find_map(|(path, span)| by_path.get(path.as_str()).map(|file| (*file, *span)))
    };
    let mut way: Vec<(&File, _)> = Vec::new();
    let mut step = files.first().map(|file| (file, None));
    while let Some((file, span)) = step {
        way.push((file, span));
        if let Some(start) = way[..way.len() - 1].iter().position(|(known, _)| known.path == file.path) {
            way.drain(..start);
            break;
        }
        step = next(file);
    }
    let names: Vec<_> = way.iter().map(|(file, _)| format!("`{}`", file.package)).collect();
    let message = format!(
        "packages need each other in a circle, which .proto files cannot: {}; move what they share to a package of its \
         own",
        names.join(" needs ")
    );
    TargetError::Unsayable { message, places: way.iter().skip(1).filter_map(|(_, span)| *span).collect() }
}
