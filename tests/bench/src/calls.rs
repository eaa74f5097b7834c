//! How fast calls are, beside tonic, a hand-written pair on hyper, and the bare connection.
//!
//! Client and server are processes of their own, a pair for each contender. In every cycle all of them take turns, for
//! each load in a new random order, so that what disturbs the machine disturbs all; what counts are the ratios within
//! cycles. Everything goes over loopback, with a connection for each call that is under way where HTTP/1.1 is spoken.

mod allocations;
mod contender;
mod floor;
mod grpc;
mod load;
mod ours;
mod pair;
mod payload;
mod plot;
mod process;
mod raw;
mod report;
mod results;

use anyhow::Result;
use clap::Subcommand;
use contender::Contender;
use load::Times;
use pair::Pair;
use payload::Payload;
use results::{Results, Series};
use std::path::PathBuf;
use std::time::Duration;

/// How much of a measurement is spent before it counts.
const WARM_UP: f64 = 0.2;

/// What is measured, and how long.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// How often everything is measured
    #[arg(long, default_value_t = Args::default().cycles, value_parser = clap::value_parser!(u32).range(1..))]
    cycles: u32,
    /// How long a single measurement takes
    #[arg(long, default_value_t = Args::default().seconds)]
    seconds: f64,
    /// How many call at once
    #[arg(long, value_delimiter = ',', default_values_t = Args::default().callers)]
    callers: Vec<usize>,
    /// What is sent
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = Args::default().payloads)]
    payloads: Vec<Payload>,
    /// Who is measured, instead of all
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Count allocations instead; needs the feature of the same name
    #[arg(long)]
    allocations: bool,
    /// Where to write all figures
    #[arg(long)]
    json: Option<PathBuf>,
    /// Where to draw calls per second
    #[arg(long)]
    svg: Option<PathBuf>,
}

/// What the processes do that measurements are made of.
#[derive(Debug, Subcommand)]
pub enum Part {
    /// Serves
    #[command(name = "calls-server", hide = true)]
    Server { contender: String },
    /// Calls
    #[command(name = "calls-client", hide = true)]
    Client { contender: String, address: String, server: u32 },
    /// Serves or calls, and counts allocations
    #[command(name = "calls-count", hide = true)]
    Count { contender: String, client: Vec<String> },
}

impl Part {
    /// Does it.
    pub fn run(&self) -> Result<()> {
        match self {
            Part::Server { contender } => pair::serve(contender),
            Part::Client { contender, address, server } => pair::call(contender, address, *server),
            Part::Count { contender, client } => allocations::run(contender, client),
        }
    }
}

/// Measures, prints, and returns how many bars were missed.
pub fn measure(args: &Args) -> Result<usize> {
    let contenders = args.contenders()?;
    if args.allocations {
        return allocations::measure(&contenders, &args.payloads).map(|()| 0);
    }
    let results = args.run(&contenders)?;
    println!("Calls, {} cycles of {} s for each contender and load\n", args.cycles, args.seconds);
    report::print(&results);
    if let Some(path) = &args.json {
        std::fs::write(path, format!("{:#}\n", report::json(&results)))?;
    }
    if let Some(path) = &args.svg {
        std::fs::write(path, plot::svg(&results, &args.payloads)?)?;
    }
    Ok(report::bars(&results, &args.payloads))
}

impl Default for Args {
    fn default() -> Self {
        Args {
            cycles: 8,
            seconds: 1.0,
            callers: vec![1, 16, 64],
            payloads: vec![Payload::Flat, Payload::Tree],
            only: Vec::new(),
            allocations: false,
            json: None,
            svg: None,
        }
    }
}

impl Args {
    fn contenders(&self) -> Result<Vec<&'static Contender>> {
        if self.only.is_empty() {
            return Ok(contender::ALL.iter().collect());
        }
        self.only.iter().map(|name| Contender::named(name)).collect()
    }

    fn times(&self) -> Result<Times> {
        let measured = Duration::try_from_secs_f64(self.seconds)?;
        Ok(Times { warm_up: measured.mul_f64(WARM_UP), measured })
    }

    /// Measures all contenders under all loads, in all cycles.
    fn run(&self, contenders: &[&'static Contender]) -> Result<Results> {
        let times = self.times()?;
        let mut pairs = contenders.iter().map(|contender| Pair::start(contender)).collect::<Result<Vec<_>>>()?;
        let mut series = self.series(contenders);
        for cycle in 1..=self.cycles {
            eprintln!("calls: cycle {cycle} of {}", self.cycles);
            for load in series.chunks_mut(contenders.len()) {
                let mut turns: Vec<_> = load.iter_mut().zip(&mut pairs).collect();
                fastrand::shuffle(&mut turns);
                for (series, pair) in turns {
                    series.cycles.push(pair.measure(series.payload, series.callers, times)?);
                }
            }
        }
        let peaks = contenders.iter().zip(&pairs).map(|(contender, pair)| Ok((contender.name, pair.peak()?)));
        Ok(Results { series, peaks: peaks.collect::<Result<_>>()? })
    }

    /// Returns an empty series for each load and contender, in the order in which they are shown.
    fn series(&self, contenders: &[&'static Contender]) -> Vec<Series> {
        let loads = self.payloads.iter().flat_map(|payload| self.callers.iter().map(|callers| (*payload, *callers)));
        let all = loads.flat_map(|(payload, callers)| {
            let empty = move |contender: &&'static Contender| Series {
                contender: contender.name,
                payload,
                callers,
                cycles: Vec::new(),
            };
            contenders.iter().map(empty)
        });
        all.collect()
    }
}
