//! Projects as users have them, made for a measurement.

use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The dependencies of code that tonic and prost have generated.
pub const TONIC: &str = "[dependencies]\nprost = \"0.14\"\ntonic = \"0.14\"\ntonic-prost = \"0.14\"\n";

/// Returns the dependency of code that aspyx has generated.
pub fn aspyx() -> String {
    format!("[dependencies]\naspyx = {{ path = {:?} }}\n", home("runtime"))
}

/// Returns the path of a crate of this project.
pub fn home(krate: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(krate)
}

/// A project on the disk.
#[derive(Debug)]
pub struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// Where it is built.
    target: PathBuf,
}

impl Project {
    /// Writes a project of some files, each with its path.
    pub fn new(root: &Path, name: &str, dependencies: &str, files: &[(&str, &str)]) -> Result<Self> {
        let manifest = format!(
            "[workspace]\n[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n{dependencies}\
             [profile.dev]\ndebug = \"line-tables-only\"\n"
        );
        for (path, text) in files.iter().chain(&[("Cargo.toml", &*manifest)]) {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap_or(root))?;
            fs::write(path, text)?;
        }
        Ok(Project { root: root.to_owned(), target: root.join("target") })
    }

    /// Builds the project where others are built too, so that dependencies they share are built once.
    pub fn built_in(self, target: PathBuf) -> Self {
        Project { target, ..self }
    }

    /// Returns a quiet call of cargo in the project.
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.arg(command).arg("--quiet").current_dir(&self.root);
        cargo.env("CARGO_TARGET_DIR", &self.target).stdout(Stdio::null());
        cargo
    }
}
