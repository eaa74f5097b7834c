//! The arguments, with their help.

use aspyx_gen::target::TARGETS;
use aspyx_idl::compare::Surface;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Compiles .svc files, the definitions of services and components.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  aspyx-gen check svc                       say everything that is wrong below svc/
  aspyx-gen fmt svc                         lay out all files below svc/ in the one style
  aspyx-gen check svc --against main        say what has changed since main that breaks something
  aspyx-gen generate svc --out src/gen      write Rust modules to src/gen/
  aspyx-gen generate svc --out src/gen --check
                                            fail if src/gen/ is not up to date
  aspyx-gen explain E0201                   say what a finding means

Exit status: 0 if all is well, 1 if something was found, 2 if the call was wrong.";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Says everything that is wrong with some files
    #[command(after_help = "\
Examples:
  aspyx-gen check svc
  aspyx-gen check svc --import ../common/svc
  aspyx-gen check svc --message-format json | jq -r .message
  aspyx-gen check svc --message-format github
  aspyx-gen check svc --against v1.2.0            what breaks since that tag?
  aspyx-gen check svc --against main --ignore rust
  aspyx-gen check svc --against main --fix        pin protobuf numbers that have moved

What breaks is told for each of rust (calls, matches and constructors that do not
compile any more), json (and msgpack), protobuf and rest. Compatible changes are
not mentioned.")]
    Check(CheckArgs),
    /// Lays files out in the one style there is
    #[command(after_help = "\
Examples:
  aspyx-gen fmt svc                 change the files that have to be
  aspyx-gen fmt svc --check         show what would change, and fail if anything would
  aspyx-gen fmt - < shop.svc        what comes in goes out formatted, for editors

Every comment stays, and nothing means anything else afterwards. Files with
syntax errors are not touched.")]
    Fmt(FmtArgs),
    /// Writes code and documents: Rust modules, .proto files and more
    #[command(after_help = "\
Examples:
  aspyx-gen generate svc --out src/gen      then: mod gen; in src/lib.rs
  aspyx-gen generate svc --out src/gen --no-server
  aspyx-gen generate svc --out src/gen --import ../common/svc \\
      --extern-package common.v1=::common_api::common::v1
  aspyx-gen generate svc --out src/gen --check
  aspyx-gen generate svc --out proto --target proto
  aspyx-gen generate svc --out gen --target rust,proto
                                            writes to gen/rust/ and gen/proto/

The files of packages that are only imported are written by the targets proto
and prost, whose output needs them, and not by rust.

Only files that change are written. Files of an earlier run that are no longer
needed are removed; files that aspyx-gen has not written are never touched.")]
    Generate(GenerateArgs),
    /// Shows what the compiler makes of some files, stage by stage
    #[command(after_help = "\
Examples:
  aspyx-gen inspect svc/shop.svc --stage ast")]
    Inspect(InspectArgs),
    /// Says what a finding means and how to mend it, or what an annotation does
    #[command(after_help = "\
Examples:
  aspyx-gen explain            list all codes and annotations
  aspyx-gen explain E0201
  aspyx-gen explain @len")]
    Explain(ExplainArgs),
}

/// What is read.
#[derive(Arguments, Debug)]
pub(crate) struct Input {
    /// Files, or folders with all .svc files below them
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// File or folder whose packages may be used, but are not generated; may be repeated
    #[arg(long = "import", value_name = "PATH")]
    pub(crate) imports: Vec<PathBuf>,
}

/// The arguments of `check`.
#[derive(Arguments, Debug)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) messages: Messages,
    /// Also say what breaks compared with an older version: a folder, a file, or else a git commit, branch or tag, of which the same paths are read
    #[arg(long, value_name = "VERSION")]
    pub(crate) against: Option<String>,
    /// Do not mind if this breaks; may be repeated, or a list with commas
    #[arg(long = "ignore", value_name = "SURFACE", value_delimiter = ',', requires = "against")]
    pub(crate) ignored: Vec<Ignored>,
    /// Write the `@tag`s that keep protobuf numbers where they were
    #[arg(long, requires = "against")]
    pub(crate) fix: bool,
}

/// What may break without being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ignored {
    /// Rust code that calls
    Rust,
    /// JSON and msgpack
    Json,
    /// Protobuf
    Protobuf,
    /// REST
    Rest,
}

impl From<Ignored> for Surface {
    fn from(ignored: Ignored) -> Self {
        match ignored {
            Ignored::Rust => Surface::Rust,
            Ignored::Json => Surface::Json,
            Ignored::Protobuf => Surface::Protobuf,
            Ignored::Rest => Surface::Rest,
        }
    }
}

/// How findings are shown.
#[derive(Arguments, Debug)]
pub(crate) struct Messages {
    /// How findings are shown: for people on standard error, or for machines on standard output, a line each
    #[arg(long = "message-format", value_name = "FORMAT", default_value = "human")]
    pub(crate) format: MessageFormat,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the lines they are about
    Human,
    /// One JSON object a line
    Json,
    /// One workflow command a line, which GitHub Actions shows beside the code
    Github,
}

/// The arguments of `fmt`.
#[derive(Arguments, Debug)]
pub(crate) struct FmtArgs {
    /// Files, or folders with all .svc files below them; `-`, or nothing in a pipe, is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    pub(crate) check: bool,
}

/// The arguments of `generate`.
#[derive(Arguments, Debug)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// What to write; of several, each goes to a folder of its name below DIR
    #[arg(long = "target", value_name = "TARGET", value_delimiter = ',', default_value = "rust", value_parser = targets())]
    pub(crate) targets: Vec<String>,
    /// The version of OpenAPI documents
    #[arg(long, value_name = "VERSION", default_value = "3.1")]
    pub(crate) openapi: OpenApiVersion,
    /// Where the Rust code of an imported package is: common.v1=::common_api::common::v1; may be repeated
    #[arg(long = "extern-package", value_name = "PACKAGE=PATH", value_parser = pair)]
    pub(crate) externs: Vec<(String, String)>,
    /// Leave clients out
    #[arg(long)]
    pub(crate) no_client: bool,
    /// Leave dispatchers and builders of components out
    #[arg(long)]
    pub(crate) no_server: bool,
    /// Add traits and clients for code that blocks
    #[arg(long)]
    pub(crate) blocking: bool,
    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

/// The versions of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OpenApiVersion {
    /// For tools that read no newer one
    #[value(name = "3.0")]
    V3_0,
    /// The one to be preferred
    #[value(name = "3.1")]
    V3_1,
}

impl From<OpenApiVersion> for aspyx_gen::OpenApi {
    fn from(version: OpenApiVersion) -> Self {
        match version {
            OpenApiVersion::V3_0 => Self::V3_0,
            OpenApiVersion::V3_1 => Self::V3_1,
        }
    }
}

/// The arguments of `inspect`.
#[derive(Arguments, Debug)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Which stage to show
    #[arg(long, value_name = "STAGE")]
    pub(crate) stage: Stage,
}

/// The stages of the compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The files as written
    Ast,
    /// What they mean
    Model,
    /// What the templates are given
    Views,
}

/// The arguments of `explain`.
#[derive(Arguments, Debug)]
pub(crate) struct ExplainArgs {
    /// The code of a finding, such as E0201, or an annotation, such as @len; without it, all are listed
    #[arg(value_name = "CODE|@NAME")]
    pub(crate) subject: Option<String>,
}

/// Returns the names of the targets, with what they are.
fn targets() -> PossibleValuesParser {
    TARGETS.iter().map(|target| PossibleValue::new(target.name).help(target.help)).collect::<Vec<_>>().into()
}

/// Reads `package=path`.
fn pair(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(package, path)| !package.is_empty() && !path.is_empty());
    let (package, path) = parts.ok_or("write it as package=path, such as common.v1=::common_api::common::v1")?;
    Ok((package.to_owned(), path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn an_extern_package_is_a_pair() {
        assert_eq!(pair("a.v1=::a::v1"), Ok(("a.v1".to_owned(), "::a::v1".to_owned())));
        assert!(pair("a.v1").is_err());
        assert!(pair("=x").is_err());
    }
}
