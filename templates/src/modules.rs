//! The tree of modules that packages stand in.

use askama::Template;

/// Shows a module and those below it.
#[derive(Debug, Template)]
#[template(path = "modules.jinja")]
pub struct Module {
    /// Its docs.
    pub docs: Vec<String>,
    /// Whether it stands at the top, where the lints are set for all below.
    pub top: bool,
    /// Its name.
    pub name: String,
    /// Where its contents are.
    pub body: Body,
}

/// Where the contents of a [`Module`] are.
#[derive(Debug)]
pub enum Body {
    /// In a file of its own.
    File {
        /// The path, as a literal, where the name does not lead to it.
        path: Option<String>,
    },
    /// Between its braces.
    Inline {
        /// The file of the package, as the argument of `include!`, if there is such a package.
        include: Option<String>,
        /// The modules below.
        modules: Vec<Module>,
    },
}
