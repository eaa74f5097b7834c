//! `aspyx-gen generate`: writes what the targets make, or says whether what is in a folder is up to date.

use super::Status;
use super::args::GenerateArgs;
use super::console;
use aspyx_gen::output::{self, Change, Plan};
use aspyx_gen::target::{TARGETS, Target, TargetError};
use aspyx_gen::{Compiled, Files, Layout, Options, Side};
use aspyx_idl::model::Model;
use similar::TextDiff;
use std::path::PathBuf;

/// Carries the command out.
pub(crate) fn run(args: &GenerateArgs) -> Status {
    generate(args).unwrap_or_else(|status| status)
}

fn generate(args: &GenerateArgs) -> Result<Status, Status> {
    let compiled = console::compile(&args.input)?;
    console::findings(&compiled);
    let model = compiled.compilation.model.as_ref().ok_or(Status::Found)?;
    let mut plan = Plan::default();
    for (target, folder, files) in generated(args, &compiled, model)? {
        plan.add(output::compare(&folder, target, &files).map_err(failed)?);
    }
    if args.check { Ok(check(&plan)) } else { write(&plan, model) }
}

/// Says why the folder could not be read or written.
fn failed(error: output::OutputError) -> Status {
    console::complain(&[error])
}

/// Returns what all targets make, or says everything that they cannot.
fn generated(
    args: &GenerateArgs,
    compiled: &Compiled,
    model: &Model,
) -> Result<Vec<(&'static Target, PathBuf, Files)>, Status> {
    let options = options(args);
    let (mut results, mut status) = (Vec::new(), None);
    for (target, folder) in folders(args) {
        match (target.generate)(model, &options) {
            Ok(files) => results.push((target, folder, files)),
            Err(errors) => status = Some(refused(&errors, compiled)),
        }
    }
    status.map_or(Ok(results), Err)
}

/// Returns the targets that are asked for, each once, with their folders.
fn folders(args: &GenerateArgs) -> impl Iterator<Item = (&'static Target, PathBuf)> {
    let asked: Vec<_> = TARGETS.iter().filter(|target| args.targets.iter().any(|name| name == target.name)).collect();
    let single = asked.len() == 1;
    let folder = move |target: &Target| if single { args.out.clone() } else { args.out.join(target.name) };
    asked.into_iter().map(move |target| (target, folder(target)))
}

/// Says why a target cannot write the files. Paths of packages are part of the call, all else is found in the source.
fn refused(errors: &[TargetError], compiled: &Compiled) -> Status {
    let shown: Vec<_> = errors.iter().map(|error| error.show(&compiled.sources)).collect();
    let status = console::complain(&shown);
    let called = errors.iter().any(|error| matches!(error, TargetError::Extern(_)));
    if called { status } else { Status::Found }
}

fn options(args: &GenerateArgs) -> Options {
    Options {
        client: Side::from(!args.no_client),
        server: Side::from(!args.no_server),
        layout: Layout::Folders,
        externs: args.externs.iter().cloned().collect(),
        roots: args.input.paths.clone(),
        openapi: args.openapi.into(),
    }
}

/// Shows what would change.
fn check(plan: &Plan) -> Status {
    for change in &plan.changes {
        console::say(diff(change).trim_end());
    }
    if plan.changes.is_empty() {
        console::say(format_args!("{} unchanged", count(plan.unchanged, "file")));
        return Status::Fine;
    }
    console::note(format_args!("error: {} out of date", count(plan.changes.len(), "file")));
    Status::Found
}

/// Returns the difference as `patch` reads it, or that there is one if it cannot be shown.
fn diff(change: &Change) -> String {
    let path = change.path.display().to_string();
    let Some((before, after)) = change.texts() else { return format!("Binary file {path} differs") };
    let name = |content: &Option<Vec<u8>>| if content.is_some() { path.as_str() } else { "/dev/null" };
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().header(name(&change.before), name(&change.after)).to_string()
}

fn write(plan: &Plan, model: &Model) -> Result<Status, Status> {
    plan.apply().map_err(failed)?;
    let packages = model.packages.iter().filter(|package| !package.imported).count();
    let removed = if plan.removed() == 0 { String::new() } else { format!(", {} removed", plan.removed()) };
    console::say(format_args!(
        "{}, {} written, {} unchanged{removed}",
        count(packages, "package"),
        count(plan.written(), "file"),
        plan.unchanged
    ));
    Ok(Status::Fine)
}

/// Returns a number with its noun.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
