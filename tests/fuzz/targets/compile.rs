//! Any text either has errors or becomes code, the same each time.
//!
//! A line of `---` begins another file, so that packages can meet.

#![no_main]

use aspyx_gen::Options;
use aspyx_gen::target::TARGETS;
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    for (index, part) in text.split("\n---\n").enumerate() {
        sources.add(format!("fuzz{index}.svc"), part);
    }
    let compilation = aspyx_idl::compile(&sources);
    human(&compilation.diagnostics, &sources, false);
    assert_eq!(compilation.model.is_none(), compilation.has_errors());
    if let Some(model) = &compilation.model {
        for target in TARGETS {
            let options = Options::default();
            let make = || (target.generate)(model, &options).map_err(|errors| errors.len());
            assert_eq!(make(), make(), "{}", target.name);
        }
    }
});
