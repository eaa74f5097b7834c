//! The first pass: what every package declares, over all its files, and what every file imports.
//!
//! It gives every declaration its id, in an order that depends on nothing but the names of packages and files. It
//! refuses names that are taken twice or not free to take.

use super::reports::Reports;
use super::world::{Declared, FileScope, PackageScope, Symbol, World};
use super::{collisions, constraints, imports, members, newtypes, types};
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{ComponentId, EnumId, ErrorId, ItemId, NewtypeId, PackageId, ServiceId, StructId, UnionId};
use crate::source::{FileId, Sources};
use heck::ToSnakeCase;
use std::collections::{BTreeMap, HashMap};

/// Stands for the package of a file that does not say it; no package can have this name.
const UNNAMED: &str = "(unnamed)";

/// Returns the world of the files.
pub(super) fn declare<'a>(files: &'a [ast::File], sources: &'a Sources, reports: &Reports) -> World<'a> {
    let mut world = World::new(sources);
    for ((name, _), files) in by_package(files, sources) {
        package(&mut world, name, &files, reports);
    }
    collisions::check(&world, reports);
    imports::resolve(&mut world, reports);
    newtypes::resolve(&mut world, reports);
    constraints::resolve(&mut world, reports);
    world
}

/// Sorts the files by package and path; each of those without a package is one of its own.
fn by_package<'a>(files: &'a [ast::File], sources: &Sources) -> BTreeMap<(String, Option<FileId>), Vec<&'a ast::File>> {
    let mut sorted: Vec<&ast::File> = files.iter().collect();
    sorted.sort_by_key(|file| (&sources[file.file].path, file.file));
    let mut packages = BTreeMap::<_, Vec<&ast::File>>::new();
    for file in sorted {
        let unnamed = || (UNNAMED.to_owned(), Some(file.file));
        packages.entry(file.package.as_ref().map_or_else(unnamed, |path| (dotted(path), None))).or_default().push(file);
    }
    packages
}

/// Returns a path as it is written.
pub(super) fn dotted(path: &ast::Path) -> String {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.text.as_str()).collect();
    parts.join(".")
}

/// Adds a package and all its declarations.
fn package<'a>(world: &mut World<'a>, name: String, files: &[&'a ast::File], reports: &Reports) {
    let id = PackageId(world.packages.len() as u32);
    let sources = world.sources;
    world.packages.push(PackageScope {
        name,
        docs: package_docs(files),
        imported: files.iter().all(|file| sources[file.file].imported),
        files: files.iter().map(|file| sources[file.file].path.clone()).collect(),
        symbols: Vec::new(),
        names: HashMap::new(),
    });
    for file in files {
        package_name(file, reports);
        self::file(world, id, file, reports);
    }
}

/// Adds a file and its declarations.
fn file<'a>(world: &mut World<'a>, package: PackageId, file: &'a ast::File, reports: &Reports) {
    world.files.push(FileScope {
        id: file.file,
        package,
        uses: &file.uses,
        imports: Vec::new(),
        names: HashMap::new(),
    });
    for item in &file.items {
        let symbol = Symbol { head: item.head(), package, item: number(world, package, item) };
        item_name(&symbol.head.name, reports);
        enter(&mut world.packages[package.0 as usize], symbol, reports);
    }
}

/// Gives a declaration its id.
fn number<'a>(world: &mut World<'a>, package: PackageId, item: &'a ast::Item) -> ItemId {
    let file = world.files.len() - 1;
    match item {
        ast::Item::Newtype(ast) => {
            ItemId::Newtype(NewtypeId(push(&mut world.newtypes, Declared { ast, package, file })))
        }
        ast::Item::Struct(ast) => ItemId::Struct(StructId(push(&mut world.structs, Declared { ast, package, file }))),
        ast::Item::Enum(ast) => ItemId::Enum(EnumId(push(&mut world.enums, Declared { ast, package, file }))),
        ast::Item::Union(ast) => ItemId::Union(UnionId(push(&mut world.unions, Declared { ast, package, file }))),
        ast::Item::Error(ast) => ItemId::Error(ErrorId(push(&mut world.errors, Declared { ast, package, file }))),
        ast::Item::Service(ast) => {
            ItemId::Service(ServiceId(push(&mut world.services, Declared { ast, package, file })))
        }
        ast::Item::Component(ast) => {
            ItemId::Component(ComponentId(push(&mut world.components, Declared { ast, package, file })))
        }
    }
}

/// Appends to a list and returns the position.
fn push<T>(list: &mut Vec<T>, value: T) -> u32 {
    list.push(value);
    list.len() as u32 - 1
}

/// Makes a name known, unless it is taken.
fn enter<'a>(package: &mut PackageScope<'a>, symbol: Symbol<'a>, reports: &Reports) {
    let name = &symbol.head.name;
    if let Some(first) = package.get(&name.text) {
        let text = format!("`{}` is declared twice in package `{}`", name.text, package.name);
        let duplicate = Diagnostic::new(catalogue::DUPLICATE_NAME, name.span, text, "declared again here");
        reports.report(
            duplicate
                .also(first.head.name.span, "first declared here")
                .help("types, errors, services and components of a package share one namespace"),
        );
        return;
    }
    package.names.insert(&name.text, package.symbols.len());
    package.symbols.push(symbol);
}

/// Refuses names that nothing of one's own can have.
pub(super) fn item_name(name: &ast::Ident, reports: &Reports) {
    members::legal(name, reports);
    if types::is_built_in(&name.text) {
        let text = format!("`{}` is a built-in type", name.text);
        reports.report(Diagnostic::new(catalogue::RESERVED_NAME, name.span, text, "choose another name"));
    }
}

/// Refuses a package that could not be a Rust module, or would be the same one as another.
fn package_name(file: &ast::File, reports: &Reports) {
    let parts = file.package.iter().flat_map(|path| &path.parts);
    for part in parts.filter(|part| !is_segment(&part.text)) {
        let text = format!("`{}` cannot be part of a package's name", part.text);
        let label = if is_keyword(&part.text) { "a word with a meaning in Rust" } else { "not a lower-case word" };
        let mut bad = Diagnostic::new(catalogue::PACKAGE_NAME, part.span, text, label);
        let better = part.text.to_snake_case();
        if is_segment(&better) {
            bad = bad.guess(format!("write `{better}`"), part.span, better);
        }
        reports.report(bad);
    }
}

/// Returns whether a name may be part of a package's name.
///
/// An item can never take the place of the module of a package below: their names begin with an upper-case letter or an
/// underscore, these never do.
fn is_segment(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.to_snake_case() == name && !is_keyword(name)
}

/// Returns whether a name is one that Rust's paths begin with, and that no module can have.
fn is_keyword(name: &str) -> bool {
    matches!(name, "self" | "super" | "crate")
}

/// Joins the docs of a package's files.
fn package_docs(files: &[&ast::File]) -> Option<String> {
    let texts: Vec<String> = files.iter().filter_map(|file| docs(&file.docs)).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// Returns documentation as one text, if there is any.
pub(super) fn docs(docs: &ast::Docs) -> Option<String> {
    let text = docs.lines.join("\n");
    (!text.trim().is_empty()).then_some(text)
}
