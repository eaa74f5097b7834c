//! Names that must differ from each other, and what is said where two do not.

use crate::target::TargetError;
use aspyx_idl::source::Span;
use std::collections::HashMap;

/// The names of a scope.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: HashMap<String, (String, Span)>,
}

impl Names {
    /// Returns whether nothing has a name yet.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// Takes a name for something, or says what has it already.
    pub(crate) fn claim(&mut self, name: &str, what: impl Into<String>, span: Span) -> Result<(), TargetError> {
        let what = what.into();
        let Some((other, place)) = self.taken.get(name) else {
            self.taken.insert(name.to_owned(), (what, span));
            return Ok(());
        };
        let message = format!(
            "{what} and {other} are both `{name}` in a .proto file, where capitals and underscores may not be all the \
             difference; rename one of them"
        );
        Err(TargetError::Unsayable { message, places: vec![span, *place] })
    }
}
