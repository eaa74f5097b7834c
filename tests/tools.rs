//! Tools of other people that judge what is generated, fetched when a test first needs them.
//!
//! Each version of a package gets a virtual environment of its own below `~/.cache/aspyx` (or `$XDG_CACHE_HOME/aspyx`),
//! which later runs find again. A lock makes tests and processes wait for the one that fetches. What cannot be fetched
//! is not replaced by anything: the test says loudly that it did not run, and in CI it fails.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fmt};

/// Why there is no such tool here.
#[derive(Debug)]
pub struct Unavailable {
    tool: String,
    reason: String,
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be fetched: {}", self.tool, self.reason)
    }
}

impl Unavailable {
    /// Says that a test did not run, also where the output of tests that pass is not shown.
    ///
    /// # Panics
    ///
    /// Panics if the variable `CI` is `true`: there nothing may be left out.
    pub fn skip(&self, test: &str) {
        let text = format!("NOT RUN: {test}: {self}");
        assert!(env::var_os("CI").is_none_or(|value| value != "true"), "{text}");
        // Unlike what `eprintln` writes, this is not kept back by the harness.
        let _ = writeln!(std::io::stderr(), "\n*** {text}\n");
    }
}

/// Returns the folder with the programs of a Python package, and installs it before if that has not happened yet.
///
/// # Errors
///
/// Fails if Python is missing or the package cannot be fetched.
pub fn python_tool(package: &str, version: &str) -> Result<PathBuf, Unavailable> {
    let tool = format!("{package}=={version}");
    installed(&tool, &format!("{package}-{version}")).map_err(|reason| Unavailable { tool, reason })
}

fn installed(requirement: &str, name: &str) -> Result<PathBuf, String> {
    let cache = cache()?;
    let shown = |error: std::io::Error| format!("{}: {error}", cache.display());
    fs::create_dir_all(&cache).map_err(shown)?;
    let lock = File::create(cache.join(format!("{name}.lock"))).map_err(shown)?;
    lock.lock().map_err(shown)?;
    let folder = cache.join(name);
    let done = folder.join("complete");
    if !done.exists() {
        install(requirement, &folder)?;
        fs::write(&done, "").map_err(shown)?;
    }
    Ok(programs(&folder))
}

/// Installs into a folder that does not count before all is done, so what an interrupted run left is replaced.
fn install(requirement: &str, folder: &Path) -> Result<(), String> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let _ = writeln!(std::io::stderr(), "fetching {requirement} into {}", folder.display());
    run(Command::new(python).args(["-m", "venv", "--clear"]).arg(folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement];
    run(Command::new(programs(folder).join("python")).args(pip))
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    let said = || format!("{program}: {}{}", text(&output.stdout), text(&output.stderr));
    if output.status.success() { Ok(()) } else { Err(said()) }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn programs(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts" } else { "bin" })
}

fn cache() -> Result<PathBuf, String> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".cache"));
    let cache = set("XDG_CACHE_HOME").or_else(home).ok_or("neither XDG_CACHE_HOME nor HOME is set")?;
    Ok(cache.join("aspyx"))
}
