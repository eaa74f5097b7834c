//! The command line: what the arguments mean, and which status the process ends with.
//!
//! 0 says that all is well, 1 that something was found, 2 that the call itself was wrong.

mod against;
mod args;
mod changes;
mod check;
mod console;
mod explain;
mod fmt;
mod generate;
mod git;
mod inspect;
mod messages;
mod older;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// All is well.
    Fine,
    /// Something was found.
    Found,
    /// The call was wrong.
    Usage,
}

/// Does what the arguments say.
pub(crate) fn run() -> ExitCode {
    let status = match Args::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Explain(args) => explain::run(&args),
    };
    ExitCode::from(match status {
        Status::Fine => 0,
        Status::Found => 1,
        Status::Usage => 2,
    })
}
