//! The table of annotations as a reference page prints it.

use super::{ALL, Annotation, Arguments, Target};
use std::fmt;

/// Returns the table in Markdown, a row for each annotation.
pub fn reference() -> String {
    let mut table = String::from("| annotation | stands before | takes | what it does |\n|---|---|---|---|\n");
    for annotation in ALL {
        let Annotation { name, arguments, help, .. } = annotation;
        table += &format!("| `@{name}` | {} | {arguments} | {help} |\n", places(annotation));
    }
    table
}

/// Returns what an annotation may stand before, in as few words as a column has room for.
fn places(annotation: &Annotation) -> String {
    let word = |text: String| text.trim_start_matches("an ").trim_start_matches("a ").to_owned();
    let words: Vec<String> = annotation.targets.iter().map(|target| word(target.to_string())).collect();
    words.join(", ")
}

/// Writes what it is for people who ask about this one.
impl fmt::Display for Annotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = if self.arguments == Arguments::None { "" } else { "(…)" };
        writeln!(f, "@{}{form}: {}\n", self.name, self.help)?;
        writeln!(f, "It stands before {}.", listed(self.targets))?;
        write!(f, "It takes {}.", self.arguments)
    }
}

/// Returns places in a sentence: `a newtype, a field or a parameter`.
fn listed(targets: &[Target]) -> String {
    let words: Vec<String> = targets.iter().map(Target::to_string).collect();
    match words.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        one => one.concat(),
    }
}
