//! Everything that can be wrong with a file, in one place: code, title, explanation.
//!
//! Codes are never reused. `E01` is syntax, `E02` names, `E03` types and defaults, `E04` annotations, `E05` services
//! and routes, `E06` components, `E07` numbers, `E09` what is not supported yet; `W` are warnings. Each of these topics
//! has a file. `B` is what an edit breaks, which stands in the table of [`compare`].

/// Declares the constants of a topic and the list of all of them, so that none can be forgotten.
macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal, $explanation:literal;)*) => {
        use crate::diagnostic::Code;

        $(#[doc = $title] pub const $name: &Code = &Code { id: $id, title: $title, explanation: $explanation };)*

        /// The codes of this topic, in the order of the file.
        pub(super) const CODES: &[&Code] = &[$($name),*];
    };
}
use codes;

mod annotations;
mod components;
mod names;
mod numbers;
mod services;
mod syntax;
mod types;
mod unsupported;
mod warnings;

use crate::compare;
use crate::diagnostic::Code;

pub use annotations::*;
pub use components::*;
pub use names::*;
pub use numbers::*;
pub use services::*;
pub use syntax::*;
pub use types::*;
pub use unsupported::*;
pub use warnings::*;

/// The topics, in the order of their codes.
const TOPICS: &[&[&Code]] = &[
    compare::CODES,
    syntax::CODES,
    names::CODES,
    types::CODES,
    annotations::CODES,
    services::CODES,
    components::CODES,
    numbers::CODES,
    unsupported::CODES,
    warnings::CODES,
];

/// All codes, topic by topic.
pub const ALL: &[&Code] = &joined::<{ count() }>();

/// Returns how many codes there are.
const fn count() -> usize {
    let (mut count, mut topic) = (0, 0);
    while topic < TOPICS.len() {
        count += TOPICS[topic].len();
        topic += 1;
    }
    count
}

/// Returns the codes of all topics in one list.
const fn joined<const COUNT: usize>() -> [&'static Code; COUNT] {
    let mut all = [TOPICS[0][0]; COUNT];
    let (mut filled, mut topic, mut code) = (0, 0, 0);
    while filled < COUNT {
        if code < TOPICS[topic].len() {
            all[filled] = TOPICS[topic][code];
            filled += 1;
            code += 1;
        } else {
            topic += 1;
            code = 0;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn codes_are_in_order_and_none_is_used_twice() {
        let ids: Vec<&str> = ALL.iter().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    }

    #[test]
    fn every_explanation_shows_what_is_wrong_and_what_is_right() {
        for code in ALL {
            let [wrong, right] = ["// wrong", "// right"].map(|mark| code.explanation.find(mark));
            assert!(wrong.is_some() && wrong < right, "{}: {}", code.id, code.explanation);
        }
    }
}
