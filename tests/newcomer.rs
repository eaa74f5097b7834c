//! What somebody does who has just read the README: a new crate elsewhere, a `.svc` file of their own, build, run.
//!
//! The crate lies outside of the workspace and depends on it by path. Its target folder is kept between runs, so that
//! only the first one compiles the dependencies.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MANIFEST: &str = r#"[package]
name = "newcomer"
version = "0.1.0"
edition = "2024"

[dependencies]
aspyx = { path = "{root}/runtime" }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[build-dependencies]
aspyx-gen = { path = "{root}/codegen", default-features = false }

[workspace]

[profile.dev]
debug = false
"#;

const BUILD: &str = r#"fn main() {
    aspyx_gen::compile("svc").unwrap_or_else(|error| error.exit());
}
"#;

const SERVICE: &str = r#"package clock.v1;

/// What time it is.
struct Reading { hours: u32, minutes: u32 }

error Stopped { why: string }

@rest("/clock")
service Clock {
    @get("/") fn read(offset: i32 = 0) -> Reading throws Stopped;
}

component Tower { services: Clock; channels: dispatch-json, rest; }
"#;

/// Strict on purpose: whatever is generated must not warn.
const MAIN: &str = r#"#![deny(warnings, missing_docs, unreachable_pub, clippy::all)]
//! A clock.

aspyx::include_svc!();

use aspyx::{Result, Server, ServiceManager};
use clock::v1::*;

struct Sundial;

impl Clock for Sundial {
    async fn read(&self, offset: i32) -> std::result::Result<Reading, ClockReadError> {
        let hours = u32::try_from(12 + offset).map_err(|_| Stopped { why: "it is night".to_owned() })?;
        Ok(Reading { hours, minutes: 0 })
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let manager = ServiceManager::new();
    let tower = Tower::builder().clock(Sundial).build();
    let server = Server::builder(manager.clone()).component(tower).bind("127.0.0.1:0").await?.start().await?;
    for channel in ["local", "dispatch-json", "rest"] {
        let clock = manager.get_service::<ClockClient>()?.preferred_channel(channel)?;
        println!("{channel}: {:?} {:?}", clock.read(2).await.map(|it| it.hours), clock.read(-20).await);
    }
    server.stop().await
}
"#;

#[test]
fn the_readme_can_be_copied() {
    let readme = include_str!("../README.md");
    let block = |language: &str, mark: &str| {
        let blocks = readme.split("```").skip(1).step_by(2);
        let found = blocks.filter_map(|block| block.strip_prefix(language)).find(|block| block.contains(mark));
        found.unwrap_or_else(|| panic!("README has no {language} block with {mark:?}")).to_owned()
    };
    let newcomer = Newcomer::create("readme");
    let dependencies = block("toml", "[build-dependencies]").replace('…', &root().to_string_lossy());
    let package = "[package]\nname = \"readme\"\nedition = \"2021\"\n[workspace]\n[profile.dev]\ndebug = false\n";
    newcomer.write("Cargo.toml", &format!("{package}{dependencies}"));
    newcomer.write("svc/hello.svc", &block("text", "package hello;"));
    let annotated = block("text", "type Sku");
    let component = "component Prices { services: Catalog; channels: rest; }";
    newcomer.write("svc/prices.svc", &format!("package prices;\n{annotated}\n{component}\n"));
    newcomer.write("build.rs", &block("rust,ignore", "fn main() {\n    aspyx_gen::compile"));
    std::fs::remove_file(newcomer.folder.join("src/main.rs")).expect("it was just written");
    newcomer.write("src/bin/server.rs", &block("rust,ignore", "src/main.rs of a server"));
    newcomer.write("src/bin/client.rs", &block("rust,ignore", "src/main.rs of a client"));
    let output = newcomer.cargo(&["build"]);
    let text = errors(&output);
    assert!(output.status.success() && !text.contains("warning"), "{text}");
}

#[test]
fn the_page_about_the_language_is_right() {
    let page = include_str!("../idl/README.md");
    let example =
        page.split("```svc\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the page has an example");
    let common = "package common.v1;\nstruct Money { amount: decimal }\nerror NotFound { what: string }\n";
    let mut sources = aspyx_idl::source::Sources::new();
    sources.add("page.svc", example);
    sources.add("common.svc", common);
    let compilation = aspyx_idl::compile(&sources);
    let findings = aspyx_idl::render::human(&compilation.diagnostics, &sources, false);
    assert!(findings.is_empty(), "{findings}");
}

/// One test, since its steps share a crate and follow each other.
#[test]
fn a_crate_outside_of_the_workspace_builds_runs_and_rebuilds_only_when_it_must() {
    let newcomer = Newcomer::create("newcomer");

    let output = newcomer.cargo(&["run"]);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", errors(&output));
    for channel in ["local", "dispatch-json", "rest"] {
        let expected = format!("{channel}: Ok(14) Err(Stopped(Stopped {{ why: \"it is night\" }}))");
        assert!(printed.contains(&expected), "{expected:?} is not in:\n{printed}");
    }

    assert!(!errors(&newcomer.cargo(&["build"])).contains("Compiling"), "nothing has changed, nothing is built");

    newcomer.write("svc/clock.svc", &SERVICE.replace("minutes: u32", "minutes: u32 = 0, seconds: u32"));
    let output = newcomer.cargo(&["build"]);
    assert!(errors(&output).contains("missing field `seconds`"), "the changed file is compiled:\n{}", errors(&output));

    newcomer.write("svc/clock.svc", &SERVICE.replace("-> Reading", "-> Readin").replace("u32,", "int,"));
    let output = newcomer.cargo(&["build"]);
    let text = errors(&output);
    assert!(!output.status.success());
    assert!(text.contains("svc/clock.svc:4:25") && text.contains("svc/clock.svc:10:43"), "both mistakes:\n{text}");
    assert!(text.contains("Reading") && text.contains("i32"), "with what to do:\n{text}");
    assert!(!text.contains("panicked"), "{text}");

    newcomer.write("svc/clock.svc", SERVICE);
    newcomer.write("svc/more/second.svc", "package second;\nstruct New { text: string }\n");
    newcomer.write(
        "src/main.rs",
        &MAIN.replace("struct Sundial;", "struct Sundial;\n/// It is there.\npub type New = second::New;"),
    );
    let output = newcomer.cargo(&["build"]);
    assert!(output.status.success(), "a new file in a new folder is found:\n{}", errors(&output));

    newcomer.write("src/main.rs", &MAIN.replace(".clock(Sundial)", ""));
    let output = newcomer.cargo(&["build"]);
    assert!(errors(&output).contains("a service is missing here"), "{}", errors(&output));
}

struct Newcomer {
    folder: PathBuf,
}

impl Newcomer {
    fn create(name: &str) -> Self {
        let newcomer = Self { folder: std::env::temp_dir().join(format!("aspyx-{name}-{}", std::process::id())) };
        let root = root();
        newcomer.write("Cargo.toml", &MANIFEST.replace("{root}", &root.to_string_lossy()));
        newcomer.write("build.rs", BUILD);
        newcomer.write("src/main.rs", MAIN);
        newcomer.write("svc/clock.svc", SERVICE);
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).expect("the workspace has a lock file");
        newcomer.write("Cargo.lock", &lock);
        newcomer
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().expect("it is below the folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("newcomer"))
            .env("CARGO_TERM_COLOR", "never")
            .output()
            .expect("cargo runs, since it runs this test")
    }
}

impl Drop for Newcomer {
    fn drop(&mut self) {
        // What is left in the temporary folder does no harm.
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the suite is a folder of the workspace")
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
