//! Tables of what was measured, and the bars it is held against.

use std::fmt::Display;

/// Prints rows under a head, columns aligned, the first to the left.
pub fn print(head: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([head[column].chars().count()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    line(&widths, head);
    for row in rows {
        line(&widths, row);
    }
    println!();
}

fn line(widths: &[usize], cells: &[impl Display]) {
    let mut text = String::new();
    for (column, (width, cell)) in widths.iter().zip(cells).enumerate() {
        let cell = cell.to_string();
        text += &if column == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") };
    }
    println!("{}", text.trim_end());
}

/// Prints whether a figure keeps its bar, and returns 1 if it does not.
pub fn bar(what: &str, value: f64, limit: f64) -> usize {
    let kept = value <= limit;
    println!("{} {what}: {value:.3}, wanted at most {limit}", if kept { "kept  " } else { "MISSED" });
    usize::from(!kept)
}

/// Prints whether a ratio, whose quartiles stand beside it, keeps its bar, and returns 1 if it does not.
pub fn at_least(what: &str, ratio: f64, (low, high): (f64, f64), limit: f64) -> usize {
    let kept = ratio >= limit;
    let verdict = if kept { "kept  " } else { "MISSED" };
    println!("{verdict} {what}: {ratio:.3} ({low:.3}-{high:.3}), wanted at least {limit}");
    usize::from(!kept)
}
