//! How long generated code takes to compile, beside that of tonic and prost for the same services.
//!
//! A crate that holds nothing but generated code is checked without incremental compilation, after its dependencies
//! have been built. In rustc's place stands this program, which notes what the compiler has cost for that crate alone.

use crate::child::{self, Cost, median};
use crate::corpus::Corpus;
use crate::jobs::Work;
use crate::project::Project;
use crate::table;
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The variable that tells a stand-in for rustc where to note the cost.
pub const NOTES: &str = "ASPYX_BENCH_NOTES";

/// How many services the code is generated for.
const SERVICES: usize = 100;
/// How much of tonic's and prost's time the code may take.
const SHARE: f64 = 1.0;

/// What is measured.
const MEASURED: [(&str, Work); 4] = [
    ("aspyx", Work::Build),
    ("aspyx, client only", Work::ClientOnly),
    ("aspyx, server only", Work::ServerOnly),
    ("tonic + prost", Work::Tonic),
];

/// Measures, prints, and returns how many bars were missed.
pub fn measure(rounds: u32) -> Result<usize> {
    let folder = tempfile::tempdir()?;
    let corpus = Corpus::write(folder.path(), SERVICES)?;
    let subjects = MEASURED.iter().map(|(name, work)| Subject::new(folder.path(), name, *work, &corpus));
    let subjects: Vec<Subject> = subjects.collect::<Result<_>>()?;
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); subjects.len()];
    // The first round builds the dependencies as well and does not count.
    for round in 0..=rounds {
        eprintln!("generated code: round {round} of {rounds}");
        for (subject, costs) in subjects.iter().zip(&mut costs) {
            let cost = subject.check()?;
            costs.extend((round > 0).then_some(cost));
        }
    }
    println!(
        "Checking the code of {SERVICES} services with ten methods each, CARGO_INCREMENTAL=0 (median of {rounds})\n"
    );
    let rows = subjects.iter().zip(&costs).map(|(subject, costs)| subject.row(&median(costs)));
    table::print(&["", "lines", "s", "cpu s", "peak MB"], &rows.collect::<Result<Vec<_>>>()?);
    let [ours, .., theirs] = costs.as_slice() else { return Ok(0) };
    let mut ratios: Vec<f64> =
        ours.iter().zip(theirs).map(|(ours, theirs)| ours.cpu.as_secs_f64() / theirs.cpu.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    Ok(table::bar("compile time, share of tonic + prost", ratios[ratios.len() / 2], SHARE))
}

/// A crate of generated code.
struct Subject {
    name: &'static str,
    project: Project,
    /// The folder of the generated code.
    generated: PathBuf,
}

impl Subject {
    fn new(folder: &Path, name: &'static str, work: Work, corpus: &Corpus) -> Result<Self> {
        let root = folder.join(name.replace([' ', ',', '+'], ""));
        let generated = root.join("generated");
        fs::create_dir_all(&generated)?;
        let input = if matches!(work, Work::Tonic) { &corpus.proto } else { &corpus.svc };
        work.run(input, &generated)?;
        let (dependencies, source) = if matches!(work, Work::Tonic) {
            let module = |package: &String| {
                format!("pub mod {package} {{ include!({:?}); }}\n", generated.join(format!("{package}.rs")))
            };
            (crate::project::TONIC.to_owned(), corpus.packages.iter().map(module).collect())
        } else {
            (crate::project::aspyx(), format!("include!({:?});\n", generated.join("aspyx/mod.rs")))
        };
        let project = Project::new(&root, "subject", &dependencies, &[("src/lib.rs", &source)])?;
        let project = project.built_in(folder.join("target"));
        Ok(Subject { name, project, generated })
    }

    /// Checks the crate and returns what the compiler has cost for it.
    fn check(&self) -> Result<Cost> {
        let notes = self.project.root.join("notes");
        fs::write(&notes, "")?;
        fs::File::options().append(true).open(self.project.root.join("src/lib.rs"))?.write_all(b"// Again.\n")?;
        let mut cargo = self.project.cargo("check");
        child::run(
            cargo.env("RUSTC_WRAPPER", std::env::current_exe()?).env(NOTES, &notes).env("CARGO_INCREMENTAL", "0"),
        )?;
        let text = fs::read_to_string(&notes)?;
        read_note(&text).with_context(|| format!("{}: nothing was noted of the crate", self.name))
    }

    fn row(&self, cost: &Cost) -> Result<Vec<String>> {
        let lines = lines(&self.generated)?;
        let seconds = [cost.wall, cost.cpu].map(|time| format!("{:.2}", time.as_secs_f64()));
        let [wall, cpu] = seconds;
        Ok(vec![self.name.to_owned(), lines.to_string(), wall, cpu, format!("{:.0}", cost.peak as f64 / 1e6)])
    }
}

/// Counts the lines of all Rust files in a folder; what only leads to others does not count.
fn lines(folder: &Path) -> Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("only") {
            lines += self::lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(lines)
}

/// Does what rustc would, and notes what it has cost if the crate is the one that is measured.
pub fn stand_in(notes: &Path) -> Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments.next().context("cargo names the compiler")?;
    let arguments: Vec<_> = arguments.collect();
    let measured = arguments.windows(2).any(|pair| pair[0] == "--crate-name" && pair[1] == "subject");
    let Ok(cost) = child::run(Command::new(rustc).args(&arguments)) else { return Ok(ExitCode::FAILURE) };
    if measured {
        fs::write(notes, format!("{} {} {}", cost.wall.as_micros(), cost.cpu.as_micros(), cost.peak))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read_note(text: &str) -> Option<Cost> {
    let mut figures = text.split(' ').map(str::parse::<u64>);
    let mut next = || figures.next()?.ok();
    let (wall, cpu, peak) = (next()?, next()?, next()?);
    Some(Cost { wall: std::time::Duration::from_micros(wall), cpu: std::time::Duration::from_micros(cpu), peak })
}
