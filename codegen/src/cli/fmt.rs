//! `aspyx-gen fmt`: lays files out in the one style there is.
//!
//! A file with syntax errors is not touched; the others are formatted nevertheless.

use super::args::{FmtArgs, MessageFormat};
use super::{Status, changes, console, messages};
use aspyx_gen::output::{Change, Plan};
use aspyx_idl::diagnostic::Diagnostic;
use aspyx_idl::format::format;
use aspyx_idl::load::{Disk, load};
use aspyx_idl::source::{FileId, Sources};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

/// What stands for standard input.
const STDIN: &str = "-";

/// Carries the command out.
pub(crate) fn run(args: &FmtArgs) -> Status {
    let stdin = args.paths.iter().filter(|path| *path == Path::new(STDIN)).count();
    let status = match (args.paths.len(), stdin) {
        (0, _) if std::io::stdin().is_terminal() => {
            return console::complain(&["nothing to format: name files or folders, or `-` for standard input"]);
        }
        (0, _) | (1, 1) => filter(args),
        (_, 0) => files(args),
        _ => return console::complain(&["`-` is standard input and cannot be formatted together with files"]),
    };
    status.unwrap_or_else(|status| status)
}

/// Formats what comes in; the result goes out.
fn filter(args: &FmtArgs) -> Result<Status, Status> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| console::complain(&[error]))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        console::complain(&[format!("standard input is not UTF-8 at byte {}", error.utf8_error().valid_up_to())]);
        Status::Found
    })?;
    let mut sources = Sources::new();
    sources.add("<stdin>", text);
    let outcome = Outcome::new(&sources);
    if args.check || !outcome.refused.is_empty() {
        return Ok(outcome.check(&sources));
    }
    let change = outcome.plan.changes.first().and_then(Change::texts).map(|(_, after)| after);
    let text = change.unwrap_or_else(|| sources.ids().next().map_or("", |file| &sources[file].text));
    console::say(text.trim_end_matches('\n'));
    Ok(Status::Fine)
}

/// Formats files in their place.
fn files(args: &FmtArgs) -> Result<Status, Status> {
    let sources = load(&Disk, &args.paths, &[]).map_err(|errors| console::not_loaded(&errors))?;
    let outcome = Outcome::new(&sources);
    if args.check { Ok(outcome.check(&sources)) } else { outcome.write(&sources) }
}

/// What has become of some files.
#[derive(Default)]
struct Outcome {
    plan: Plan,
    /// What is wrong with those that cannot be formatted.
    refused: Vec<Diagnostic>,
}

impl Outcome {
    fn new(sources: &Sources) -> Self {
        let mut outcome = Outcome::default();
        sources.ids().for_each(|file| outcome.add(sources, file));
        outcome
    }

    fn add(&mut self, sources: &Sources, file: FileId) {
        let source = &sources[file];
        match format(sources, file) {
            Ok(text) if text == source.text => self.plan.unchanged += 1,
            Ok(text) => self.plan.changes.push(Change {
                path: PathBuf::from(&source.path),
                before: Some(source.text.clone().into_bytes()),
                after: Some(text.into_bytes()),
            }),
            Err(found) => self.refused.extend(found),
        }
    }

    /// Returns how the command ends if nothing else is found.
    fn status(&self, sources: &Sources) -> Status {
        messages::show(&self.refused, sources, MessageFormat::Human);
        if self.refused.is_empty() { Status::Fine } else { Status::Found }
    }

    /// Shows what would change.
    fn check(&self, sources: &Sources) -> Status {
        let (changes, refused) = (changes::check(&self.plan, "not formatted"), self.status(sources));
        if changes != Status::Fine || refused != Status::Fine {
            return Status::Found;
        }
        console::say(format_args!("{} unchanged", changes::count(self.plan.unchanged, "file")));
        Status::Fine
    }

    /// Changes the files that have to be.
    fn write(&self, sources: &Sources) -> Result<Status, Status> {
        self.plan.apply().map_err(|error| console::complain(&[error]))?;
        for change in &self.plan.changes {
            console::say(format_args!("formatted {}", change.path.display()));
        }
        let changed = changes::count(self.plan.changes.len(), "file");
        console::say(format_args!("{changed} formatted, {} unchanged", self.plan.unchanged));
        Ok(self.status(sources))
    }
}
