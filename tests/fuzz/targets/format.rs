//! Any text is refused or laid out, in which case all its comments are still there, it means the same, and laying it out
//! again changes nothing.

#![no_main]

use aspyx_idl::format::format;
use aspyx_idl::source::Sources;
use libfuzzer_sys::fuzz_target;

/// Returns what a text becomes, and what stands in it apart from places.
fn laid_out(text: &str) -> Option<(String, Vec<String>, String)> {
    let mut sources = Sources::new();
    let file = sources.add("fuzz.svc", text);
    let new = format(&sources, file).ok()?;
    let tree = aspyx_idl::parse::parse(&sources, file, &mut Vec::new());
    let comments = tree.comments.iter().map(|comment| words(&comment.text)).collect();
    let model = aspyx_idl::compile(&sources).model;
    // The model as JSON knows no places.
    let target = aspyx_gen::target::Target::named("json")?;
    let meaning = model.and_then(|model| (target.generate)(&model, &aspyx_gen::Options::default()).ok());
    Some((new, comments, format!("{meaning:?}")))
}

/// Returns a comment without the blanks that may change where its lines are moved.
fn words(comment: &str) -> String {
    comment.split_whitespace().collect::<Vec<_>>().join(" ")
}

fuzz_target!(|text: &str| {
    let Some((new, comments, meaning)) = laid_out(text) else { return };
    let (again, same_comments, same_meaning) = laid_out(&new).expect("what was laid out can be read");
    assert_eq!(comments, same_comments, "comments of\n{text}\n---\n{new}");
    assert_eq!(meaning, same_meaning, "meaning of\n{text}\n---\n{new}");
    assert_eq!(new, again, "laid out again");
});
