//! What the first pass leaves behind: all declarations, and what each file can see of them.

use super::constraints::Rule;
use super::reports::Reports;
use super::scope::Scope;
use crate::ast;
use crate::model::{EnumId, ItemId, PackageId, Type};
use crate::source::{FileId, Sources, Span};
use std::cell::Cell;
use std::collections::HashMap;

/// All declarations of a compilation, in the order of the model.
pub(super) struct World<'a> {
    pub(super) sources: &'a Sources,
    /// Sorted by name; the position is the [`PackageId`].
    pub(super) packages: Vec<PackageScope<'a>>,
    /// Package by package, within one sorted by path.
    pub(super) files: Vec<FileScope<'a>>,
    pub(super) newtypes: Vec<Declared<'a, ast::Newtype>>,
    pub(super) structs: Vec<Declared<'a, ast::Struct>>,
    pub(super) enums: Vec<Declared<'a, ast::Enum>>,
    pub(super) unions: Vec<Declared<'a, ast::Union>>,
    pub(super) errors: Vec<Declared<'a, ast::Struct>>,
    pub(super) services: Vec<Declared<'a, ast::Service>>,
    pub(super) components: Vec<Declared<'a, ast::Component>>,
    /// What each newtype wraps; nothing where that is wrong, which has been reported.
    pub(super) wrapped: Vec<Option<Type>>,
    /// The rules of each newtype, without those of what it wraps.
    pub(super) rules: Vec<Vec<Rule>>,
}

/// A declaration and where it belongs.
pub(super) struct Declared<'a, T> {
    pub(super) ast: &'a T,
    pub(super) package: PackageId,
    /// An index of [`World::files`].
    pub(super) file: usize,
}

/// A package: the names all its files share.
pub(super) struct PackageScope<'a> {
    pub(super) name: String,
    pub(super) docs: Option<String>,
    pub(super) imported: bool,
    /// The paths of its files.
    pub(super) files: Vec<String>,
    /// What it declares, in order, without those whose name was taken.
    pub(super) symbols: Vec<Symbol<'a>>,
    /// Where a name stands in `symbols`.
    pub(super) names: HashMap<&'a str, usize>,
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub(super) struct Symbol<'a> {
    pub(super) head: &'a ast::Head,
    pub(super) package: PackageId,
    pub(super) item: ItemId,
}

/// A file: the names it imports.
pub(super) struct FileScope<'a> {
    pub(super) id: FileId,
    pub(super) package: PackageId,
    pub(super) uses: &'a [ast::Use],
    /// What it imports, in order.
    pub(super) imports: Vec<Import<'a>>,
    /// Where a name stands in `imports`.
    pub(super) names: HashMap<&'a str, usize>,
}

/// An imported name.
pub(super) struct Import<'a> {
    /// The name it has in this file.
    pub(super) name: &'a ast::Ident,
    /// The whole declaration if this is all it imports, for those who remove it.
    pub(super) whole: Option<Span>,
    /// What it stands for; nothing if it could not be found, which has been reported.
    pub(super) symbol: Option<Symbol<'a>>,
    /// Whether somebody asked for it.
    pub(super) used: Cell<bool>,
}

impl<'a> World<'a> {
    /// Creates the world before anything is declared.
    pub(super) fn new(sources: &'a Sources) -> Self {
        World {
            sources,
            packages: Vec::new(),
            files: Vec::new(),
            newtypes: Vec::new(),
            structs: Vec::new(),
            enums: Vec::new(),
            unions: Vec::new(),
            errors: Vec::new(),
            services: Vec::new(),
            components: Vec::new(),
            wrapped: Vec::new(),
            rules: Vec::new(),
        }
    }

    /// Returns the view of a file.
    pub(super) fn scope(&'a self, file: usize, reports: &'a Reports) -> Scope<'a> {
        Scope { world: self, file: &self.files[file], reports }
    }

    /// Returns a package by its name.
    pub(super) fn package(&self, name: &str) -> Option<PackageId> {
        let index = self.packages.binary_search_by(|package| package.name.as_str().cmp(name)).ok()?;
        Some(PackageId(index as u32))
    }

    /// Returns the scope of a package.
    pub(super) fn package_scope(&self, id: PackageId) -> &PackageScope<'a> {
        &self.packages[id.0 as usize]
    }

    /// Returns what a type is once all newtypes are taken off; nothing if one of them is wrong.
    pub(super) fn unwrapped<'t>(&'t self, ty: &'t Type) -> Option<&'t Type> {
        let Type::Newtype(id) = ty else { return Some(ty) };
        // No newtype leads back to itself: those that did have lost what they wrapped.
        self.wrapped[id.0 as usize].as_ref().and_then(|inner| self.unwrapped(inner))
    }

    /// Returns the declaration of an enum.
    pub(super) fn choice(&self, id: EnumId) -> &'a ast::Enum {
        self.enums[id.0 as usize].ast
    }
}

impl<'a> PackageScope<'a> {
    /// Returns what the package declares under a name.
    pub(super) fn get(&self, name: &str) -> Option<Symbol<'a>> {
        self.names.get(name).map(|index| self.symbols[*index])
    }
}

impl Symbol<'_> {
    /// Returns what kind of thing it is, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self.item {
            ItemId::Newtype(_) => "a newtype",
            ItemId::Union(_) => "a union",
            ItemId::Struct(_) => "a struct",
            ItemId::Enum(_) => "an enum",
            ItemId::Error(_) => "an error",
            ItemId::Service(_) => "a service",
            ItemId::Component(_) => "a component",
        }
    }
}
