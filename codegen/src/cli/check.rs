//! `aspyx-gen check`: says everything that is wrong with some files.

use super::Status;
use super::against;
use super::args::{CheckArgs, MessageFormat};
use super::{changes, console, messages};

/// Carries the command out.
pub(crate) fn run(args: &CheckArgs) -> Status {
    let compiled = match console::compile(&args.input) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    let diagnostics = &compiled.compilation.diagnostics;
    messages::show(diagnostics, &compiled.sources, args.messages.format);
    if diagnostics.is_empty() && args.messages.format == MessageFormat::Human && args.against.is_none() {
        let files = compiled.sources.ids().count();
        console::say(format_args!("{} checked, nothing found", changes::count(files, "file")));
    }
    match &args.against {
        Some(_) if compiled.compilation.has_errors() => Status::Found,
        Some(against) => against::run(args, against, compiled).unwrap_or_else(|status| status),
        None if compiled.compilation.has_errors() => Status::Found,
        None => Status::Fine,
    }
}
