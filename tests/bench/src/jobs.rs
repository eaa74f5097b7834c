//! The things that are measured, each in a process of its own.

use crate::child::{self, Cost};
use anyhow::{Result, anyhow, bail};
use aspyx_gen::target::Target;
use aspyx_gen::{Compiled, Layout, Options, output};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One thing to do.
#[derive(Args, Debug)]
pub struct Job {
    /// What to do
    work: Work,
    /// What to read
    input: PathBuf,
    /// Where to write
    output: PathBuf,
}

/// What can be done.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Work {
    /// Parse and check .svc files
    Check,
    /// Compile .svc files as a build script does
    Build,
    /// The same without servers
    ClientOnly,
    /// The same without clients
    ServerOnly,
    /// Generate Rust from .svc files, to be kept beside other code
    Generate,
    /// Compile .proto files as a build script does that uses tonic
    Tonic,
}

impl Work {
    /// Does it in a process of its own.
    pub fn run(self, input: &Path, output: &Path) -> Result<Cost> {
        let name = self.to_possible_value().ok_or_else(|| anyhow!("a job without a name"))?;
        let this = std::env::current_exe()?;
        let mut command = Command::new(this);
        child::run(command.arg("job").arg(name.get_name()).arg(input).arg(output).stdout(Stdio::null()))
    }
}

impl Job {
    /// Does it here.
    pub fn run(&self) -> Result<()> {
        match self.work {
            Work::Check => check(&self.input).map(drop),
            Work::Build => self.build(true, true),
            Work::ClientOnly => self.build(true, false),
            Work::ServerOnly => self.build(false, true),
            Work::Generate => self.generate(),
            Work::Tonic => self.tonic(),
        }
    }

    fn build(&self, client: bool, server: bool) -> Result<()> {
        let builder = aspyx_gen::builder().source(&self.input).out_dir(&self.output);
        builder.client(client).server(server).compile().map_err(|error| anyhow!("{error}"))
    }

    fn generate(&self) -> Result<()> {
        let compiled = check(&self.input)?;
        let model = compiled.compilation.model.as_ref().ok_or_else(|| anyhow!("there is no model"))?;
        let options = Options { layout: Layout::Folders, roots: vec![self.input.clone()], ..Options::default() };
        let rust = Target::named("rust").ok_or_else(|| anyhow!("there is no target `rust`"))?;
        let files = (rust.generate)(model, &options).map_err(|errors| anyhow!("{errors:?}"))?;
        output::compare(&self.output, rust, &files)?.apply()?;
        Ok(())
    }

    fn tonic(&self) -> Result<()> {
        let files: Vec<PathBuf> =
            std::fs::read_dir(&self.input)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        let protos = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "proto"));
        let descriptors = protox::compile(protos, [&self.input])?;
        tonic_prost_build::configure().out_dir(&self.output).compile_fds(descriptors)?;
        Ok(())
    }
}

/// Parses and checks everything below a folder.
fn check(input: &Path) -> Result<Compiled> {
    let compiled = Compiled::new(&[input.to_owned()], &[]).map_err(|errors| anyhow!("{errors:?}"))?;
    if compiled.compilation.has_errors() {
        bail!("the corpus has errors");
    }
    Ok(compiled)
}
