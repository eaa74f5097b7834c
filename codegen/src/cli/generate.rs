//! `aspyx-gen generate`: writes Rust modules, or says whether those in a folder are up to date.

use super::Status;
use super::args::GenerateArgs;
use super::console;
use aspyx_gen::output::{self, Change, Plan};
use aspyx_gen::target::TARGETS;
use aspyx_gen::{Files, Layout, Options, Side};
use aspyx_idl::model::Model;
use similar::TextDiff;

/// Carries the command out.
pub(crate) fn run(args: &GenerateArgs) -> Status {
    generate(args).unwrap_or_else(|status| status)
}

fn generate(args: &GenerateArgs) -> Result<Status, Status> {
    let compiled = console::compile(&args.input)?;
    console::findings(&compiled);
    let model = compiled.compilation.model.as_ref().ok_or(Status::Found)?;
    let options = options(args);
    let errors = compiled.extern_errors(&options);
    if !errors.is_empty() {
        return Err(console::complain(&errors));
    }
    let files = files(args, model, &options);
    let plan = output::compare(&args.out, &files).map_err(failed)?;
    if args.check { Ok(check(&plan)) } else { write(&plan, model) }
}

/// Says why the folder could not be read or written.
fn failed(error: output::OutputError) -> Status {
    console::complain(&[error])
}

fn files(args: &GenerateArgs, model: &Model, options: &Options) -> Files {
    let mut files = Files::new();
    for target in TARGETS.iter().filter(|target| target.name == args.target) {
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

/// Returns the difference as `patch` reads it.
fn diff(change: &Change) -> String {
    let path = change.path.display().to_string();
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let name = |text: Option<&str>| text.map_or("/dev/null", |_| &path);
    let diff = TextDiff::from_lines(before.unwrap_or_default(), after.unwrap_or_default());
    diff.unified_diff().header(name(before), name(after)).to_string()
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
