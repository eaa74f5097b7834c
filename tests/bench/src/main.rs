//! Measures aspyx beside its peers.
//!
//! What is compared takes turns within one run, so that a noisy machine disturbs all of it, and what counts are ratios.
//! Every measurement is a process of its own: its time and its peak memory are what the system says of it.

mod calls;
mod child;
mod cold;
mod compiler;
mod corpus;
mod generated;
mod jobs;
mod project;
mod table;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Measures aspyx beside its peers; without a command, everything
#[derive(Debug, Parser)]
#[command(version)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// End with status 1 where a bar is missed
    #[arg(long, global = true)]
    check: bool,
    /// How often each measurement is repeated
    #[arg(long, global = true, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// How fast .svc files are compiled, beside tonic-prost-build
    Compiler,
    /// How long generated code takes to compile, beside that of tonic and prost
    Generated,
    /// How long a first project takes to build from nothing, beside one with tonic
    Cold,
    /// How fast calls are, beside tonic, hyper and the bare connection
    Calls(calls::Args),
    #[command(flatten)]
    Part(calls::Part),
    /// Does one thing that is measured
    #[command(hide = true)]
    Job(jobs::Job),
}

fn main() -> Result<ExitCode> {
    // cargo calls a wrapper as `wrapper rustc args…`; the variable tells this from a call by a person.
    if let Some(note) = std::env::var_os(generated::NOTES) {
        return generated::stand_in(note.as_ref());
    }
    let args = Args::parse();
    let missed = match args.command {
        Some(Command::Job(job)) => return job.run().map(|()| ExitCode::SUCCESS),
        Some(Command::Compiler) => compiler::measure(args.rounds)?,
        Some(Command::Generated) => generated::measure(args.rounds)?,
        Some(Command::Cold) => cold::measure().map(|()| 0)?,
        Some(Command::Calls(args)) => calls::measure(&args)?,
        Some(Command::Part(part)) => return part.run().map(|()| ExitCode::SUCCESS),
        None => everything(args.rounds)?,
    };
    Ok(if args.check && missed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Measures everything that is measured, and returns how many bars were missed.
fn everything(rounds: u32) -> Result<usize> {
    let missed = compiler::measure(rounds)? + generated::measure(rounds)? + calls::measure(&calls::Args::default())?;
    cold::measure()?;
    Ok(missed)
}
