//! Any text is parsed to an end, and everything that is said about it can be shown.

#![no_main]

use aspyx_idl::finding::Finding;
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    let file = sources.add("fuzz.svc", text);
    let mut diagnostics = Vec::new();
    let tree = aspyx_idl::parse::parse(&sources, file, &mut diagnostics);
    assert!(tree.package.is_some() || !diagnostics.is_empty(), "a file without a package is an error");
    for diagnostic in &diagnostics {
        let place = Finding::new(diagnostic, &sources).place;
        assert!(place.line > 0 && (place.line, place.column) <= (place.end_line, place.end_column), "{place:?}");
    }
    human(&diagnostics, &sources, false);
});
