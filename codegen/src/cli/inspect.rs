//! `aspyx-gen inspect`: shows what the compiler makes of some files, stage by stage.

use super::Status;
use super::args::{InspectArgs, MessageFormat, Stage};
use super::{console, messages};
use aspyx_gen::{Compiled, Options};

/// Carries the command out.
pub(crate) fn run(args: &InspectArgs) -> Status {
    let compiled = match console::compile(&args.input) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    messages::show(&compiled.compilation.diagnostics, &compiled.sources, MessageFormat::Human);
    show(args.stage, &compiled);
    if compiled.compilation.has_errors() { Status::Found } else { Status::Fine }
}

/// Shows a stage, as far as the files have come: there is no model of files with errors, and no views.
fn show(stage: Stage, compiled: &Compiled) {
    let compilation = &compiled.compilation;
    match (stage, &compilation.model) {
        (Stage::Ast, _) => console::say(format_args!("{:#?}", compilation.files)),
        (Stage::Model, Some(model)) => console::say(format_args!("{model:#?}")),
        (Stage::Views, Some(model)) => {
            console::say(format_args!("{:#?}", aspyx_gen::views(model, &Options::default())));
        }
        (Stage::Model | Stage::Views, None) => (),
    }
}
