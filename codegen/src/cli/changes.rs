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

fn diff(change: &Change) -> String {
    let path = change.path.display().to_string();
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let name = |text: Option<&str>| text.map_or("/dev/null", |_| &path);
    let diff = TextDiff::from_lines(before.unwrap_or_default(), after.unwrap_or_default());
    diff.unified_diff().header(name(before), name(after)).to_string()
}

/// Returns a number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
