//! The words of the language, for whoever shows it: editors, documentation.
//!
//! They are words only where the grammar expects one; everywhere else they are names like others.

pub use crate::check::built_in_types;

/// The words a declaration may begin with.
pub const DECLARATIONS: [&str; 9] =
    ["package", "use", "type", "struct", "enum", "union", "error", "service", "component"];

/// The words inside declarations.
pub const INSIDE: [&str; 5] = ["as", "fn", "throws", "services", "channels"];

#[cfg(test)]
mod tests {
    use super::{DECLARATIONS, INSIDE};
    use std::collections::BTreeSet;

    #[test]
    fn these_are_the_words_of_the_grammar() {
        let rules = include_str!("svc.pest").lines().filter(|line| line.contains("_word ") && line.contains("= @{ \""));
        let words: BTreeSet<&str> = rules.filter_map(|line| line.split('"').nth(1)).collect();
        assert_eq!(DECLARATIONS.into_iter().chain(INSIDE).collect::<BTreeSet<_>>(), words);
    }
}
