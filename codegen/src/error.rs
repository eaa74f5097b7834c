//! Why a build script could not compile its `.svc` files.

use crate::OutputError;
use aspyx_idl::load::LoadError;
use std::fmt;

/// Why there is no generated code; shown, it says everything there is to say, each diagnostic with its place.
pub struct Error(pub(crate) Kind);

/// The reasons.
pub(crate) enum Kind {
    /// There is neither an output folder nor the variable that names it.
    NoOutDir,
    /// No source was named.
    NoSource,
    /// Some paths could not be read.
    Load(Vec<LoadError>),
    /// The texts are wrong; the findings as they are shown to people.
    Findings(String),
    /// A target has no form for what the files say; as that is shown to people.
    Target(Vec<String>),
    /// The output could not be written.
    Output(OutputError),
}

impl Error {
    /// Prints the error and ends the process with status 1, as befits a build script.
    ///
    /// ```no_run
    /// aspyx_gen::compile("svc").unwrap_or_else(|error| error.exit())
    /// ```
    pub fn exit(&self) -> ! {
        eprintln!("{self}");
        std::process::exit(1)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::NoOutDir => f.write_str(
                "error: the variable OUT_DIR is not set: call this from a build script, or name a folder with `out_dir`",
            ),
            Kind::NoSource => f.write_str("error: nothing to compile: name a file or folder with `source`"),
            Kind::Load(errors) => list(f, errors),
            Kind::Findings(text) => f.write_str(text.trim_end()),
            Kind::Target(errors) => list(f, errors),
            Kind::Output(error) => write!(f, "error: {error}"),
        }
    }
}

/// Shows errors, one a line.
fn list(f: &mut fmt::Formatter<'_>, errors: &[impl fmt::Display]) -> fmt::Result {
    errors.iter().enumerate().try_for_each(|(index, error)| {
        let before = if index == 0 { "" } else { "\n" };
        write!(f, "{before}error: {error}")
    })
}

// A build script that unwraps, or returns the error from `main`, shows it with `Debug`: that should read well too.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Error {}
