//! How long a first project takes to build, from nothing, with all its dependencies and build dependencies.

use crate::child::{self, Cost};
use crate::project::{Project, TONIC, aspyx, home};
use crate::table;
use anyhow::Result;
use std::path::Path;

const SVC: &str = "package hello.v1;\nservice Hello { fn greet(name: string) -> string; }\n\
                   component Main { services: Hello; channels: dispatch-json; }\n";
const PROTO: &str = "syntax = \"proto3\";\npackage hello;\nmessage Greet { string name = 1; }\n\
                     service Hello { rpc Call(Greet) returns (Greet); }\n";
const TONIC_BUILD: &str = "fn main() {\n    let files = protox::compile([\"hello.proto\"], [\".\"]).unwrap();\n    \
                           tonic_prost_build::configure().compile_fds(files).unwrap();\n}\n";

/// Measures once and prints; no bar is set.
pub fn measure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let ours = build(&ours(folder.path())?, "aspyx")?;
    let theirs = build(&theirs(folder.path())?, "tonic")?;
    println!("Building a first project from nothing, debug\n");
    let row = |name: &str, (cost, crates): &(Cost, usize)| {
        let seconds = [cost.wall, cost.cpu].map(|time| format!("{:.0}", time.as_secs_f64()));
        [vec![name.to_owned(), crates.to_string()], seconds.to_vec()].concat()
    };
    table::print(&["", "crates", "s", "cpu s"], &[row("aspyx", &ours), row("tonic, prost, protox", &theirs)]);
    Ok(())
}

fn ours(folder: &Path) -> Result<Project> {
    let build =
        format!("[build-dependencies]\naspyx-gen = {{ path = {:?}, default-features = false }}\n", home("codegen"));
    let files = [
        ("build.rs", "fn main() {\n    aspyx_gen::compile(\"hello.svc\").unwrap_or_else(|error| error.exit())\n}\n"),
        ("hello.svc", SVC),
        ("src/main.rs", "aspyx::include_svc!();\nfn main() {}\n"),
    ];
    Project::new(&folder.join("ours"), "hello-aspyx", &(aspyx() + &build), &files)
}

fn theirs(folder: &Path) -> Result<Project> {
    let build = "[build-dependencies]\nprotox = \"0.10\"\ntonic-prost-build = \"0.14\"\n";
    let main = "pub mod hello { tonic::include_proto!(\"hello\"); }\nfn main() {}\n";
    let files = [("build.rs", TONIC_BUILD), ("hello.proto", PROTO), ("src/main.rs", main)];
    Project::new(&folder.join("theirs"), "hello-tonic", &(TONIC.to_owned() + build), &files)
}

/// Builds a project and returns what it has cost, and of how many crates it consists.
fn build(project: &Project, name: &str) -> Result<(Cost, usize)> {
    // Fetching is not building.
    child::run(&mut project.cargo("fetch"))?;
    eprintln!("cold build: {name}");
    let cost = child::run(&mut project.cargo("build"))?;
    let lock = std::fs::read_to_string(project.root.join("Cargo.lock"))?;
    Ok((cost, lock.matches("[[package]]").count()))
}
