//! `aspyx-gen generate`: writes Rust modules, or says whether those in a folder are up to date.

use super::args::{GenerateArgs, MessageFormat, Messages};
use super::changes::{self, count};
use super::{Status, console, messages};
use aspyx_gen::output::{self, Plan};
use aspyx_gen::target::TARGETS;
use aspyx_gen::{Files, Layout, Options, Side};
use aspyx_idl::model::Model;
use std::fmt::Display;

/// Carries the command out.
pub(crate) fn run(args: &GenerateArgs) -> Status {
    generate(args).unwrap_or_else(|status| status)
}

fn generate(args: &GenerateArgs) -> Result<Status, Status> {
    let compiled = console::compile(&args.input)?;
    messages::show(&compiled.compilation.diagnostics, &compiled.sources, args.messages.format);
    let model = compiled.compilation.model.as_ref().ok_or(Status::Found)?;
    let options = options(args);
    let errors = compiled.extern_errors(&options);
    if !errors.is_empty() {
        return Err(console::complain(&errors));
    }
    let files = files(model, &options);
    let plan = output::compare(&args.out, &files).map_err(failed)?;
    if args.check { Ok(check(&plan, &args.messages)) } else { write(&plan, model, &args.messages) }
}

/// Says why the folder could not be read or written.
fn failed(error: output::OutputError) -> Status {
    console::complain(&[error])
}

fn files(model: &Model, options: &Options) -> Files {
    let mut files = Files::new();
    for target in TARGETS {
        files.extend((target.generate)(model, options));
    }
    files
}

fn options(args: &GenerateArgs) -> Options {
    Options {
        client: Side::from(!args.no_client),
        server: Side::from(!args.no_server),
        layout: Layout::Folders,
        externs: args.externs.iter().cloned().collect(),
        roots: args.input.paths.clone(),
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
