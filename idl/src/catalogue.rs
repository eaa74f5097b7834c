//! Everything that can be wrong with a file, in one place: code, title, explanation.
//!
//! Codes are never reused. `E01` is syntax, `E02` names, `E03` types and defaults, `E04` annotations, `E05` services
//! and routes, `E06` components, `E09` what is not supported yet; `W` are warnings.

use crate::diagnostic::Code;

/// Declares the constants and the list of all of them, so that none can be forgotten.
macro_rules! catalogue {
    ($($name:ident = $id:literal, $title:literal, $explanation:literal;)*) => {
        $(#[doc = $title] pub const $name: &Code = &Code { id: $id, title: $title, explanation: $explanation };)*

        /// All codes, in the order of this file.
        pub const ALL: &[&Code] = &[$($name),*];
    };
}

catalogue! {
    // Syntax.

    // Names.

    // Types and defaults.

    // Annotations.

    // Services and routes.

    // Components.

    // Not supported yet.

    // Warnings.
}
