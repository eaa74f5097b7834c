//! What a file can see, and how a name in it is understood.

use super::declare::dotted;
use super::reports::Reports;
use super::world::{FileScope, PackageScope, Symbol, World};
use crate::ast;
use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ErrorId, ItemId, ServiceId};

/// The view of one file.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) world: &'a World<'a>,
    pub(super) file: &'a FileScope<'a>,
    pub(super) reports: &'a Reports,
}

/// What a name is found to be.
pub(super) enum Found<'a> {
    /// Something of the model.
    Item(ItemId, Symbol<'a>),
    /// Something that has been reported already.
    Broken,
    /// Nothing.
    Missing,
}

impl<'a> Scope<'a> {
    /// Adds a finding.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.reports.report(diagnostic);
    }

    /// Looks a name up, in the package first, then in the file's imports.
    pub(super) fn find(&self, name: &str) -> Found<'a> {
        let found = self.package().get(name).map(Some).or_else(|| self.imported(name));
        match found {
            Some(Some(symbol)) => Found::Item(symbol.item, symbol),
            Some(None) => Found::Broken,
            None => Found::Missing,
        }
    }

    /// Looks an imported name up and notes that it is used.
    fn imported(&self, name: &str) -> Option<Option<Symbol<'a>>> {
        let import = &self.file.imports[*self.file.names.get(name)?];
        import.used.set(true);
        Some(import.symbol)
    }

    /// Returns the file's package.
    fn package(&self) -> &'a PackageScope<'a> {
        self.world.package_scope(self.file.package)
    }

    /// Returns the error an entry of `throws` names.
    pub(super) fn error(&self, path: &ast::Path) -> Option<ErrorId> {
        let wanted = |item| if let ItemId::Error(id) = item { Some(id) } else { None };
        self.entry(path, "an error", wanted)
    }

    /// Returns the service an entry of `services` names.
    pub(super) fn service(&self, path: &ast::Path) -> Option<ServiceId> {
        let wanted = |item| if let ItemId::Service(id) = item { Some(id) } else { None };
        self.entry(path, "a service", wanted)
    }

    /// Returns what an entry of a list names, if it is of the wanted kind.
    fn entry<T>(&self, path: &ast::Path, kind: &str, wanted: impl Fn(ItemId) -> Option<T>) -> Option<T> {
        let name = self.single(path)?;
        match self.find(&name.text) {
            Found::Item(item, symbol) => wanted(item).or_else(|| self.wrong_kind(name, symbol, kind)),
            Found::Broken => None,
            Found::Missing => {
                let bare = kind.split_once(' ').map_or(kind, |(_, bare)| bare);
                let text = format!("there is no {bare} `{}`", name.text);
                let fits = |symbol: &Symbol<'_>| wanted(symbol.item).is_some();
                self.unknown(catalogue::UNKNOWN_NAME, name, text, fits)
            }
        }
    }

    /// Returns the one name of a path.
    fn single<'p>(&self, path: &'p ast::Path) -> Option<&'p ast::Ident> {
        if let [name] = path.parts.as_slice() {
            return Some(name);
        }
        let name = dotted(path);
        let last = path.parts.last()?;
        let text = format!("`{name}` is written with its package");
        self.report(
            Diagnostic::new(catalogue::QUALIFIED_NAME, path.span, text, "only a name can stand here")
                .help(format!("write `use {name};` at the head of the file, and `{}` here", last.text)),
        );
        None
    }

    /// Refuses a name that stands for something else than what is wanted.
    pub(super) fn wrong_kind<T>(&self, name: &ast::Ident, symbol: Symbol<'_>, wanted: &str) -> Option<T> {
        let text = format!("`{}` is {}, not {wanted}", name.text, symbol.kind());
        let wrong = Diagnostic::new(catalogue::WRONG_KIND, name.span, text, format!("{wanted} is needed here"));
        self.report(wrong.also(symbol.head.name.span, "declared here"));
        None
    }

    /// Refuses a name nobody knows, with what may have been meant.
    pub(super) fn unknown<T>(
        &self,
        code: &'static Code,
        name: &ast::Ident,
        text: String,
        fits: impl Fn(&Symbol<'_>) -> bool,
    ) -> Option<T> {
        let unknown = Diagnostic::new(code, name.span, text, "not found");
        self.report(if let Some(package) = self.elsewhere(&name.text, &fits) {
            unknown.help(format!("package `{package}` declares it: write `use {package}.{};`", name.text))
        } else {
            self.did_you_mean(unknown, name, self.visible(&fits))
        });
        None
    }

    /// Adds to the refusal of a name what may have been meant, or what to do if nothing is like it.
    pub(super) fn did_you_mean<'c>(
        &self,
        refusal: Diagnostic,
        name: &ast::Ident,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Diagnostic {
        match self.reports.meant(&name.text, candidates) {
            Some(near) => refusal.guess(format!("did you mean `{near}`?"), name.span, near),
            None => refusal.help("declare it in this package, or bring it in from another one with `use`"),
        }
    }

    /// Returns the first package that declares a name of the wanted kind.
    pub(super) fn elsewhere(&self, name: &str, fits: impl Fn(&Symbol<'_>) -> bool) -> Option<&'a str> {
        let mut packages = self.world.packages.iter();
        packages.find(|package| package.get(name).is_some_and(|symbol| fits(&symbol))).map(|one| one.name.as_str())
    }

    /// Returns the names of the wanted kind the file can see, in order.
    pub(super) fn visible(&self, fits: impl Fn(&Symbol<'_>) -> bool + Copy) -> impl Iterator<Item = &'a str> {
        let own = self.package().symbols.iter().map(|symbol| (&symbol.head.name, *symbol));
        let imported = self.file.imports.iter().filter_map(|import| Some((import.name, import.symbol?)));
        own.chain(imported).filter(move |(_, symbol)| fits(symbol)).map(|(name, _)| name.text.as_str())
    }
}
