//! `aspyx-gen generate`: writes what the targets make, or says whether what is in a folder is up to date.

use super::args::{GenerateArgs, MessageFormat, Messages};
use super::changes::{self, count};
use super::{Status, console, messages};
use aspyx_gen::output::{self, Plan};
use aspyx_gen::target::{TARGETS, Target, TargetError};
use aspyx_gen::{Compiled, Files, Layout, Options, Side};
use aspyx_idl::model::Model;
use std::fmt::Display;
use std::path::PathBuf;

/// Carries the command out.
pub(crate) fn run(args: &GenerateArgs) -> Status {
    generate(args).unwrap_or_else(|status| status)
}

fn generate(args: &GenerateArgs) -> Result<Status, Status> {
    let compiled = console::compile(&args.input)?;
    messages::show(&compiled.compilation.diagnostics, &compiled.sources, args.messages.format);
    let model = compiled.compilation.model.as_ref().ok_or(Status::Found)?;
    let mut plan = Plan::default();
    for (target, folder, files) in generated(args, &compiled, model)? {
        plan.add(output::compare(&folder, target, &files).map_err(failed)?);
    }
    if args.check { Ok(check(&plan, &args.messages)) } else { write(&plan, model, &args.messages) }
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
        blocking: Side::from(args.blocking),
        layout: Layout::Folders,
        externs: args.externs.iter().cloned().collect(),
        roots: args.input.paths.clone(),
        openapi: args.openapi.into(),
    }
}

/// Shows what would change.
fn check(plan: &Plan, messages: &Messages) -> Status {
    if plan.changes.is_empty() {
        result(messages, format_args!("{} unchanged", count(plan.unchanged, "file")));
    }
    changes::check(plan, "out of date")
}

fn write(plan: &Plan, model: &Model, messages: &Messages) -> Result<Status, Status> {
    plan.apply().map_err(failed)?;
    let packages = model.packages.iter().filter(|package| !package.imported).count();
    let removed = if plan.removed() == 0 { String::new() } else { format!(", {} removed", plan.removed()) };
    let (packages, written) = (count(packages, "package"), count(plan.written(), "file"));
    result(messages, format_args!("{packages}, {written} written, {} unchanged{removed}", plan.unchanged));
    Ok(Status::Fine)
}

/// Says a result, where it does not disturb machines that read findings.
fn result(messages: &Messages, text: impl Display) {
    match messages.format {
        MessageFormat::Human => console::say(text),
        MessageFormat::Json | MessageFormat::Github => console::note(text),
    }
}
