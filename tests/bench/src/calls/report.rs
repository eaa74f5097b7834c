//! Shows what was found: as tables, as JSON, and beside the bars.

use super::load::Figures;
use super::payload::Payload;
use super::results::{Quartiles, Results, Series};
use crate::table;
use serde_json::{Value, json};

/// The contender that bars are about.
const OURS: &str = "dispatch-protobuf";
/// The load that bars are about.
const CALLERS: usize = 16;
/// How much of the floor's time a call of the hand-written pair may take for it to be worth comparing with.
const WORTHY: f64 = 1.35;

/// Who is not to be slower than whom, as share of the other's calls in a second.
const BARS: [(&str, &str, f64); 4] = [
    (OURS, "tonic", 2.0),
    (OURS, "dispatch-msgpack", 0.95),
    ("dispatch-msgpack", "dispatch-json", 0.95),
    ("dispatch-json", "rest", 0.95),
];
/// How many of the calls of the hand-written pair there are to be.
const OF_HYPER: f64 = 0.85;

/// Prints a table for each payload and number of callers.
pub fn print(results: &Results) {
    for load in results.series.chunk_by(|one, other| (one.payload, one.callers) == (other.payload, other.callers)) {
        println!("{}, callers: {} (quartiles in brackets)\n", load[0].payload.name(), load[0].callers);
        let rows: Vec<_> = load.iter().map(|series| row(results, series)).collect();
        table::print(&["", "calls/s", "of tonic", "of hyper", "p50 us", "p99 us", "cpu us/call"], &rows);
    }
    let megabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e6);
    let memory =
        |(name, [client, server]): &(&str, [u64; 2])| vec![(*name).to_owned(), megabytes(*client), megabytes(*server)];
    table::print(
        &["most memory at once, MB", "client", "server"],
        &results.peaks.iter().map(memory).collect::<Vec<_>>(),
    );
}

fn row(results: &Results, series: &Series) -> Vec<String> {
    let of = |peer| match results.ratio([series.contender, peer], (series.payload, series.callers), |it| it.rate) {
        Some(ratio) => with_quartiles(ratio, 2),
        None => "-".to_owned(),
    };
    let middle = |figure: fn(&Figures) -> f64, digits| format!("{:.digits$}", series.quartiles(figure).middle);
    let rate = with_quartiles(series.quartiles(|it| it.rate), 0);
    let [p50, p99, cpu] = [middle(|it| it.p50, 1), middle(|it| it.p99, 0), middle(|it| it.cpu, 1)];
    vec![series.contender.to_owned(), rate, of("tonic"), of("hyper"), p50, p99, cpu]
}

fn with_quartiles(Quartiles { low, middle, high }: Quartiles, digits: usize) -> String {
    format!("{middle:.digits$} ({low:.digits$}-{high:.digits$})")
}

/// Prints how the bars are kept, for each payload that was measured, and returns how many are not.
pub fn bars(results: &Results, payloads: &[Payload]) -> usize {
    payloads.iter().map(|payload| bars_for(results, *payload)).sum()
}

fn bars_for(results: &Results, payload: Payload) -> usize {
    let hold = |(one, other, least): (&str, &str, f64)| {
        let what = format!("{one} / {other}, calls/s, {}, {CALLERS} callers", payload.name());
        let Some(ratio) = results.ratio([one, other], (payload, CALLERS), |it| it.rate) else {
            println!("not measured {what}");
            return 0;
        };
        table::at_least(&what, ratio.middle, (ratio.low, ratio.high), least)
    };
    let missed = BARS.map(hold).iter().sum::<usize>();
    let floor = results.ratio(["hyper", "tcp"], (payload, 1), |it| it.p50).map(|ratio| ratio.middle);
    match floor {
        Some(floor) if floor > WORTHY => {
            let text = "the hand-written pair itself takes more time than it should, for one caller";
            println!("void   {OURS} / hyper, {}: {text}: {floor:.2} of tcp, more than {WORTHY}", payload.name());
            missed
        }
        _ => missed + hold((OURS, "hyper", OF_HYPER)),
    }
}

/// Returns everything that was found.
pub fn json(results: &Results) -> Value {
    let series = |series: &Series| {
        let quartiles = |figure: fn(&Figures) -> f64| {
            let Quartiles { low, middle, high } = series.quartiles(figure);
            json!([low, middle, high])
        };
        let cycles = series.cycles.iter();
        json!({
            "contender": series.contender,
            "payload": series.payload.name(),
            "callers": series.callers,
            "rate": quartiles(|it| it.rate),
            "p50_us": quartiles(|it| it.p50),
            "p99_us": quartiles(|it| it.p99),
            "cpu_us": quartiles(|it| it.cpu),
            "cycles": cycles.map(|it| json!([it.rate, it.p50, it.p99, it.cpu])).collect::<Vec<_>>(),
        })
    };
    let peaks = results
        .peaks
        .iter()
        .map(|(name, [client, server])| json!({ "contender": name, "client_bytes": client, "server_bytes": server }));
    json!({
        "series": results.series.iter().map(series).collect::<Vec<_>>(),
        "peak_memory": peaks.collect::<Vec<_>>(),
    })
}
