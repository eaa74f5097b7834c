//! What each file imports.
//!
//! A name that could not be found is entered all the same, so that those who use it are not blamed as well.

use super::declare::{dotted, item_name};
use super::reports::Reports;
use super::world::{Import, PackageScope, Symbol, World};
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::PackageId;
use crate::source::Span;
use std::cell::Cell;

/// Resolves the `use` declarations of all files.
pub(super) fn resolve(world: &mut World<'_>, reports: &Reports) {
    for file in 0..world.files.len() {
        for declaration in world.files[file].uses {
            let package = package(world, &declaration.package, reports);
            for name in &declaration.names {
                let whole = (declaration.names.len() == 1).then_some(declaration.span);
                let symbol = package.and_then(|package| symbol(world, package, &name.name, reports));
                let import = Import { name: local(name, reports), whole, symbol, used: Cell::new(false) };
                enter(world, file, import, reports);
            }
        }
    }
}

/// Finds a package.
fn package(world: &World<'_>, path: &ast::Path, reports: &Reports) -> Option<PackageId> {
    let name = dotted(path);
    let found = world.package(&name);
    if found.is_none() {
        let text = format!("there is no package `{name}`");
        let unknown = Diagnostic::new(catalogue::UNKNOWN_PACKAGE, path.span, text, "not among the files");
        let names = world.packages.iter().map(|package| package.name.as_str());
        reports.report(reports.did_you_mean(unknown, &name, path.span, names));
    }
    found
}

/// Returns the name something gets in the file that imports it.
fn local<'a>(name: &'a ast::UseName, reports: &Reports) -> &'a ast::Ident {
    let Some(alias) = &name.alias else { return &name.name };
    item_name(alias, reports);
    alias
}

/// Makes an imported name known in a file, unless it means something already.
fn enter<'a>(world: &mut World<'a>, file: usize, import: Import<'a>, reports: &Reports) {
    if let Some(taken) = taken(world, file, &import) {
        reports.report(taken);
        return;
    }
    let file = &mut world.files[file];
    file.names.insert(&import.name.text, file.imports.len());
    file.imports.push(import);
}

/// Finds a name in a package.
fn symbol<'a>(world: &World<'a>, package: PackageId, name: &ast::Ident, reports: &Reports) -> Option<Symbol<'a>> {
    let scope = world.package_scope(package);
    let found = scope.get(&name.text);
    if found.is_none() {
        let text = format!("package `{}` declares no `{}`", scope.name, name.text);
        let unknown = Diagnostic::new(catalogue::UNKNOWN_IMPORT, name.span, text, "not declared there");
        let names = scope.symbols.iter().map(|symbol| symbol.head.name.text.as_str());
        reports.report(reports.did_you_mean(unknown, &name.text, name.span, names));
    }
    found
}

/// Returns what is to be said if an imported name means something already.
fn taken(world: &World<'_>, file: usize, import: &Import<'_>) -> Option<Diagnostic> {
    let file = &world.files[file];
    let package = world.package_scope(file.package);
    let name = import.name;
    if import.symbol.is_some_and(|symbol| symbol.package == file.package) {
        return Some(of_own_package(name, package));
    }
    let rename = format!("`as` gives it another name: `{0} as Other{0}`", name.text);
    if let Some(own) = package.get(&name.text) {
        let text = format!("`{}` is also declared by package `{}`", name.text, package.name);
        return Some(collision(name, text, own.head.name.span, rename));
    }
    import.symbol?;
    let first = &file.imports[*file.names.get(name.text.as_str())?];
    let [one, two] = [first, import].map(|import| import.symbol.map(|symbol| symbol.head.name.span));
    let help = if one == two { "remove one of the two".to_owned() } else { rename };
    Some(collision(name, format!("`{}` is imported twice", name.text), first.name.span, help))
}

/// Words the refusal of an import whose name is taken.
fn collision(name: &ast::Ident, text: String, first: Span, help: String) -> Diagnostic {
    let collision = Diagnostic::new(catalogue::IMPORT_COLLISION, name.span, text, "the name is taken");
    collision.also(first, "first here").help(help)
}

/// Words the refusal of an import from the file's own package.
fn of_own_package(name: &ast::Ident, package: &PackageScope<'_>) -> Diagnostic {
    let text = format!("`{}` is imported from the file's own package", name.text);
    Diagnostic::new(catalogue::IMPORT_COLLISION, name.span, text, "needs no import")
        .help(format!("all files of package `{}` see what it declares", package.name))
}
