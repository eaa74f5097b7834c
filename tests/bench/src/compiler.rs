//! How fast `.svc` files are compiled, beside tonic-prost-build on the same services.

use crate::child::{Cost, median};
use crate::corpus::Corpus;
use crate::jobs::Work;
use crate::table;
use anyhow::Result;

/// What is measured: the work, how many services, and the milliseconds it may take.
const MEASURED: [(&str, Work, usize, f64); 5] = [
    ("parse and check", Work::Check, 1000, 300.0),
    ("as in build.rs", Work::Build, 1000, 500.0),
    ("generate", Work::Generate, 1000, 3000.0),
    ("as in build.rs", Work::Build, 100, 60.0),
    ("tonic-prost-build over protox", Work::Tonic, 1000, f64::INFINITY),
];

/// The share of tonic's time that compiling the same services may take.
const SHARE: f64 = 0.05;
/// How many megabytes it may hold at once.
const MEMORY: f64 = 500.0;

/// Measures, prints, and returns how many bars were missed.
pub fn measure(rounds: u32) -> Result<usize> {
    let folder = tempfile::tempdir()?;
    let (small, large) = (Corpus::write(folder.path(), 100)?, Corpus::write(folder.path(), 1000)?);
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); MEASURED.len()];
    for round in 0..rounds {
        eprintln!("compiler: round {} of {rounds}", round + 1);
        for ((_, work, services, _), costs) in MEASURED.iter().zip(&mut costs) {
            let corpus = if *services == 100 { &small } else { &large };
            let input = if matches!(work, Work::Tonic) { &corpus.proto } else { &corpus.svc };
            // Each time into an empty folder: writing everything is part of the work.
            let output = tempfile::tempdir_in(&folder)?;
            costs.push(work.run(input, output.path())?);
        }
    }
    let medians: Vec<Cost> = costs.iter().map(|costs| median(costs)).collect();
    println!("Compiling services of ten methods and three records each, ten a package (median of {rounds})\n");
    let rows = MEASURED.iter().zip(&medians).map(|((name, _, services, _), cost)| row(name, *services, cost));
    table::print(&["", "services", "ms", "cpu ms", "peak MB"], &rows.collect::<Vec<_>>());
    Ok(bars(&medians, &costs))
}

fn row(name: &str, services: usize, cost: &Cost) -> Vec<String> {
    let figures = [milliseconds(cost), cost.cpu.as_secs_f64() * 1e3, megabytes(cost)];
    let figures = figures.iter().map(|figure| format!("{figure:.0}"));
    [name.to_owned(), services.to_string()].into_iter().chain(figures).collect()
}

fn bars(medians: &[Cost], costs: &[Vec<Cost>]) -> usize {
    let mut missed = 0;
    for ((name, _, services, limit), cost) in
        MEASURED.iter().zip(medians).filter(|(measured, _)| measured.3.is_finite())
    {
        missed += table::bar(&format!("{name}, {services} services, ms"), milliseconds(cost), *limit);
        missed += table::bar(&format!("{name}, {services} services, peak MB"), megabytes(cost), MEMORY);
    }
    // Each round's ratio for itself: what disturbed one has disturbed both.
    let ratios =
        costs[1].iter().zip(&costs[4]).map(|(ours, theirs)| ours.wall.as_secs_f64() / theirs.wall.as_secs_f64());
    let mut ratios: Vec<f64> = ratios.collect();
    ratios.sort_by(f64::total_cmp);
    missed + table::bar("as in build.rs, share of tonic-prost-build's time", ratios[ratios.len() / 2], SHARE)
}

fn milliseconds(cost: &Cost) -> f64 {
    cost.wall.as_secs_f64() * 1e3
}

fn megabytes(cost: &Cost) -> f64 {
    cost.peak as f64 / 1e6
}
