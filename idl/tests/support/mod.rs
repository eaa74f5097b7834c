//! What tests of the front end share: random files, and what makes two of them the same.

pub(crate) mod trees;
pub(crate) mod values;
pub(crate) mod words;

use aspyx_idl::ast::File;
use aspyx_idl::parse::parse;
use aspyx_idl::render::human;
use aspyx_idl::source::Sources;

/// Parses a text that must be right.
#[track_caller]
pub(crate) fn parsed(text: &str) -> File {
    let mut sources = Sources::new();
    let file = sources.add("test.svc", text);
    let mut diagnostics = Vec::new();
    let tree = parse(&sources, file, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}\nin:\n{text}", human(&diagnostics, &sources, false));
    tree
}

/// Returns what a file says, without places and comments.
pub(crate) fn meaning(file: &File) -> String {
    let file = File { comments: Vec::new(), ..file.clone() };
    let text = format!("{file:#?}");
    let mut meaning = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.ends_with("span: Span {") {
            lines.by_ref().find(|line| line.trim_start() == "},").expect("every place has an end");
        } else {
            meaning = meaning + line + "\n";
        }
    }
    meaning
}

/// Returns the comments of a file, without blanks at the ends of their lines.
pub(crate) fn comments(file: &File) -> Vec<String> {
    let lines = |text: &str| text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n");
    file.comments.iter().map(|comment| lines(&comment.text)).collect()
}
