//! The reference page: the table of what breaks what, and what does not.

use super::KINDS;
use std::fmt::Write;

/// What breaks nothing, so that nobody has to wonder.
const COMPATIBLE: &[&str] = &[
    "a new package, type, service, component, channel or method, wherever it stands",
    "a new field that is optional or has a default, a new variant of an enum, a new error after the first one: at the end, or pinned",
    "a looser constraint; roles added to `@roles`; `@auth` or `@roles` lifted",
    "another value of a default",
    "another name of a path parameter, or of any parameter of a method without a route",
    "docs, `@deprecated`, `@sensitive`, `@message`, `@timeout`, `@readonly`, `@idempotent`, `@once`, `@health`, `@reserved`",
    "another order of declarations, methods, services or channels",
];

const HEAD: &str = "\
# What an edit breaks

`aspyx-gen check svc --against main` compares with a git ref, a folder or a file, and tells of every change that breaks
one of these, as the callers of the old version meet it:

* `rust`: calls, matches with a `_` arm and `X::new` do not compile any more (struct literals and implementers do not
  count);
* `json`: what travels on `dispatch-json` and `dispatch-msgpack`;
* `protobuf`: what travels on `dispatch-protobuf`;
* `rest`: what travels on `rest`, only where the method is routed, or a routed method leads to the type. A type that no
  method uses counts too: another package may use it.

`aspyx-gen explain B0203` tells more about each. `--fix` pins numbers that have moved where they were.

";

/// Returns the page: the table of all breaking changes in Markdown, and the list of what breaks nothing.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| code | edit | breaks |\n|---|---|---|\n");
    for kind in KINDS {
        let _ = writeln!(page, "| {} | {} | {} |", kind.code.id, kind.code.title, breaks(kind));
    }
    page.push_str("\nWhat breaks nothing:\n\n");
    for edit in COMPATIBLE {
        let _ = writeln!(page, "* {edit}");
    }
    page
}

/// Returns what a kind breaks, in words.
fn breaks(kind: &super::Kind) -> String {
    match kind {
        kind if *kind == *super::CHANNEL_REMOVED => "that channel".to_owned(),
        kind if kind.breaks == super::Surfaces::ALL => "all".to_owned(),
        kind => kind.breaks.to_string(),
    }
}
