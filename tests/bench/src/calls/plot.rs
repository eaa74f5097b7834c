//! Draws how many calls a second there were: bars in groups, one group a number of callers, one panel a payload.

use super::payload::Payload;
use super::results::{Results, Series};
use std::fmt::{self, Write};

const WIDTH: f64 = 960.0;
const PANEL: f64 = 320.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 84.0;
/// Height of the bars' area in a panel.
const AREA: f64 = 230.0;
/// What is left free between two groups, in bars.
const GAP: f64 = 1.5;
const LEGEND_COLUMN: f64 = 170.0;
const LEGEND_COLUMNS: usize = 5;

/// Ours in blue, tonic in orange, what both stand on in grey.
const COLOURS: [(&str, &str); 10] = [
    ("dispatch-protobuf", "#0b4f9c"),
    ("dispatch-msgpack", "#2f7fd0"),
    ("dispatch-json", "#6aa9e6"),
    ("rest", "#a9cdf2"),
    ("tonic", "#d9590b"),
    ("tonic-1-worker", "#ee8434"),
    ("tonic-1-thread", "#f6ab6c"),
    ("tonic-4-channels", "#fbd0a8"),
    ("hyper", "#555555"),
    ("tcp", "#aaaaaa"),
];

/// Returns the plot as SVG.
///
/// # Errors
///
/// Never: it writes into a text.
pub fn svg(results: &Results, payloads: &[Payload]) -> Result<String, fmt::Error> {
    let names: Vec<&str> = results.peaks.iter().map(|(name, _)| *name).collect();
    let height = TOP + PANEL * payloads.len() as f64;
    let mut svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' font-family='sans-serif' font-size='12'>\n\
         <rect width='{WIDTH}' height='{height}' fill='white'/>\n\
         <text x='{LEFT}' y='24' font-size='16'>Calls per second, median and quartiles</text>\n"
    );
    legend(&mut svg, &names)?;
    for (number, payload) in payloads.iter().enumerate() {
        panel(&mut svg, results, *payload, names.len(), TOP + PANEL * number as f64)?;
    }
    svg += "</svg>\n";
    Ok(svg)
}

fn colour(name: &str) -> &'static str {
    COLOURS.iter().find(|(named, _)| *named == name).map_or("black", |(_, colour)| colour)
}

fn legend(svg: &mut String, names: &[&str]) -> fmt::Result {
    for (number, name) in names.iter().enumerate() {
        let x = LEFT + LEGEND_COLUMN * (number % LEGEND_COLUMNS) as f64;
        let y = 38.0 + 18.0 * (number / LEGEND_COLUMNS) as f64;
        writeln!(svg, "<rect x='{x}' y='{y}' width='11' height='11' fill='{}'/>", colour(name))?;
        writeln!(svg, "<text x='{}' y='{}'>{name}</text>", x + 16.0, y + 10.0)?;
    }
    Ok(())
}

fn panel(svg: &mut String, results: &Results, payload: Payload, bars: usize, top: f64) -> fmt::Result {
    let series: Vec<&Series> = results.series.iter().filter(|series| series.payload == payload).collect();
    let groups: Vec<&[&Series]> = series.chunk_by(|one, other| one.callers == other.callers).collect();
    let highest = series.iter().map(|series| series.quartiles(|it| it.rate).high).fold(1.0, f64::max);
    let step = nice(highest / 5.0);
    let scale = AREA / ((highest / step).ceil() * step);
    let bottom = top + 30.0 + AREA;
    writeln!(svg, "<text x='{LEFT}' y='{}' font-weight='bold'>{}</text>", top + 18.0, payload.name())?;
    let mut line = 0.0;
    while line <= highest + step {
        grid(svg, bottom - line * scale, line, top)?;
        line += step;
    }
    let bar = (WIDTH - LEFT - 20.0) / (groups.len() as f64 * (bars as f64 + GAP));
    for (number, group) in groups.iter().enumerate() {
        let left = LEFT + bar * (GAP / 2.0 + number as f64 * (bars as f64 + GAP));
        for (place, series) in group.iter().enumerate() {
            draw(svg, series, (left + bar * place as f64, bar), (bottom, scale))?;
        }
        let (x, y) = (left + bar * bars as f64 / 2.0, bottom + 18.0);
        let callers = group[0].callers;
        let noun = if callers == 1 { "caller" } else { "callers" };
        writeln!(svg, "<text x='{x:.1}' y='{y}' text-anchor='middle'>{callers} {noun}</text>")?;
    }
    Ok(())
}

/// Draws a line of the grid, unless it would be above the panel's area.
fn grid(svg: &mut String, y: f64, value: f64, top: f64) -> fmt::Result {
    if y < top + 29.0 {
        return Ok(());
    }
    writeln!(svg, "<line x1='{LEFT}' x2='{}' y1='{y:.1}' y2='{y:.1}' stroke='#dddddd'/>", WIDTH - 20.0)?;
    writeln!(svg, "<text x='{}' y='{:.1}' text-anchor='end'>{value:.0}</text>", LEFT - 6.0, y + 4.0)
}

/// Draws a bar with a whisker from quartile to quartile.
fn draw(svg: &mut String, series: &Series, (x, width): (f64, f64), (bottom, scale): (f64, f64)) -> fmt::Result {
    let rate = series.quartiles(|it| it.rate);
    let [low, y, high] = [rate.low, rate.middle, rate.high].map(|rate| bottom - rate * scale);
    let (name, inner, middle) = (series.contender, width * 0.88, x + width * 0.44);
    let fill = colour(name);
    writeln!(
        svg,
        "<rect x='{x:.1}' y='{y:.1}' width='{inner:.1}' height='{:.1}' fill='{fill}'><title>{name}: {:.0}</title></rect>\n\
         <line x1='{middle:.1}' x2='{middle:.1}' y1='{low:.1}' y2='{high:.1}' stroke='black'/>",
        bottom - y,
        rate.middle,
    )
}

/// Rounds up to one, two or five times a power of ten.
fn nice(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0].into_iter();
    factors.map(|factor| factor * power).find(|nice| *nice >= value).unwrap_or(value)
}
