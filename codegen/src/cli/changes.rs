//! What files would be changed, as `patch` reads it.

use super::{Status, console};
use aspyx_gen::output::{Change, Plan};
use similar::TextDiff;

/// Shows what would change, and fails if anything would; `state` says what the files are then.
pub(crate) fn check(plan: &Plan, state: &str) -> Status {
    for change in &plan.changes {
        console::say(diff(change).trim_end());
    }
    if plan.changes.is_empty() {
        return Status::Fine;
    }
    console::note(format_args!("error: {} {state}", count(plan.changes.len(), "file")));
    Status::Found
}

/// Returns the difference, or that there is one if it cannot be shown.
fn diff(change: &Change) -> String {
    let path = change.path.display().to_string();
    let Some((before, after)) = change.texts() else { return format!("Binary file {path} differs") };
    let name = |content: &Option<Vec<u8>>| if content.is_some() { path.as_str() } else { "/dev/null" };
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().header(name(&change.before), name(&change.after)).to_string()
}

/// Returns a number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
