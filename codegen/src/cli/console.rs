//! What is said, and where: results on standard output, everything about them on standard error.
//!
//! Nothing here fails: whoever closes a pipe early does not want to hear the rest.

use super::Status;
use super::args::Input;
use aspyx_gen::Compiled;
use aspyx_idl::load::LoadError;
use aspyx_idl::render;
use std::fmt::Display;
use std::io::{IsTerminal, Write};

/// Says a result.
pub(crate) fn say(text: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Says something about results.
pub(crate) fn note(text: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Says what is wrong with the call, and how the command ends therefore.
pub(crate) fn complain(errors: &[impl Display]) -> Status {
    for error in errors {
        note(format_args!("error: {error}"));
    }
    Status::Usage
}

/// Shows findings to people.
pub(crate) fn findings(compiled: &Compiled) {
    let color = styled();
    let text = render::human(&compiled.compilation.diagnostics, &compiled.sources, color);
    if !text.is_empty() {
        note(text.trim_end());
    }
}

/// Reads and compiles the input, or says why it cannot be read, and how the command ends therefore.
pub(crate) fn compile(input: &Input) -> Result<Compiled, Status> {
    Compiled::new(&input.paths, &input.imports).map_err(|errors| {
        let within = errors.iter().all(|error| matches!(error, LoadError::NotUtf8(..)));
        let status = complain(&errors);
        if within { Status::Found } else { status }
    })
}

/// Returns whether standard error shows colours, and nobody has asked for none.
pub(crate) fn styled() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    std::io::stderr().is_terminal() && !set("NO_COLOR") && !dumb
}
