//! Compiles the services of the suite, and takes in the goldens of `cases` as modules, so that a wrong one fails.

use std::path::{Path, PathBuf};

fn main() {
    aspyx_gen::builder()
        .source("svc")
        .import("common/svc")
        .extern_package("common.v1", "::common_api::common::v1")
        .blocking(true)
        .compile()
        .unwrap_or_else(|error| error.exit());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts"));
    typed(&out);
    for (file, cases, ending) in [("goldens.rs", "cases/ok", "expected"), ("plain.rs", "cases/proto", "prost")] {
        std::fs::write(out.join(file), goldens(Path::new(cases), ending)).expect("OUT_DIR can be written");
    }
}

/// Generates types of the sources that others have plain structs of, to hold the two against each other.
fn typed(out: &Path) {
    let sources = ["types", "unions", "calls"].map(|name| format!("cases/proto/{name}.svc"));
    sources
        .into_iter()
        .fold(aspyx_gen::builder(), |builder, source| builder.source(source))
        .out_dir(out.join("typed"))
        .compile()
        .unwrap_or_else(|error| error.exit());
}

/// One module for each folder of expected output that exists; none while they are written anew, for what they are until
/// then may not even compile.
fn goldens(cases: &Path, ending: &str) -> String {
    println!("cargo:rerun-if-changed={}", cases.display());
    println!("cargo:rerun-if-env-changed=BLESS");
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        return String::new();
    }
    let entries = std::fs::read_dir(cases).expect("the cases are beside this script");
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.retain(|path| path.extension().is_some_and(|it| it == ending));
    folders.sort();
    folders.iter().map(|folder| module(folder)).collect()
}

fn module(folder: &Path) -> String {
    let name = folder.file_stem().unwrap_or_default().to_string_lossy();
    let path = std::path::absolute(folder.join("mod.rs")).expect("the current folder is known");
    format!("#[path = {path:?}]\npub mod {name};\n")
}
