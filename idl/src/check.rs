//! From syntax trees to the [`Model`]: names are looked up, types and defaults understood, rules enforced.
//!
//! It works in two passes. The first collects what every package declares and every file imports (`declare`), the
//! second gives each declaration its meaning, one module per kind of thing. All findings are collected. Whatever has
//! been found wrong is left out of what follows, so that one mistake is one diagnostic; warnings are only given for
//! input that is otherwise right.
//!
//! Packages may import each other mutually: Rust's modules have no trouble with it, and two packages that know each
//! other's types are the natural outcome of splitting one. What could not be built, a struct that contains itself by
//! way of whatever packages, is refused by `cycles`.

mod annotations;
mod arguments;
mod bounds;
mod calls;
mod collisions;
mod components;
mod constraints;
mod cycles;
mod declare;
mod defaults;
mod dependencies;
mod doubts;
mod embedding;
mod foreign;
mod graph;
mod identity;
mod imports;
mod members;
mod messages;
mod newtypes;
mod numbers;
mod paths;
mod patterns;
mod places;
mod records;
mod reports;
mod rest;
mod routes;
mod satisfied;
mod scope;
mod services;
mod texts;
mod types;
mod warnings;
mod wire;
mod world;

#[cfg(test)]
mod tests;

use crate::ast;
use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Model, NewtypeId, Package};
use crate::source::Sources;
use doubts::Doubts;
use reports::Reports;
pub use types::built_in_types;
use world::World;

/// Findings after which the rest of a file is unknown.
const ABANDONED: [&Code; 3] = [catalogue::TOO_LARGE, catalogue::TOO_DEEP, catalogue::TOO_MANY];

/// Returns the meaning of the files, or nothing if there are errors.
///
/// What is found is added to `diagnostics`, file by file and from top to bottom. Neither that nor the model depends on
/// the order of `files`. Where `diagnostics` holds syntax errors, what may only be a consequence of them is not told, and
/// nothing at all where a file was not read to its end.
pub fn check(files: &[ast::File], sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<Model> {
    if diagnostics.iter().any(|diagnostic| ABANDONED.contains(&diagnostic.code)) {
        return None;
    }
    let doubts = Doubts::new(files, sources, diagnostics);
    let reports = Reports::new();
    let world = declare::declare(files, sources, &reports);
    let mut model = build(&world, &reports);
    cycles::check(&mut model, &reports);
    components::link(&world, &mut model, &reports);
    routes::check(&world, &model, &reports);
    if doubts.is_none() && !reports.failed() {
        warnings::check(&world, &model, &reports);
    }
    let found = reports.into_sorted(sources).into_iter();
    diagnostics.extend(found.filter(|finding| doubts.as_ref().is_none_or(|doubts| doubts.allow(finding))));
    (!failed(diagnostics)).then(|| dependencies::with_uses(model))
}

/// Returns whether there are errors among findings.
fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.code.severity() == Severity::Error)
}

/// Builds everything in the order of the ids that [`declare`] gave.
fn build(world: &World<'_>, reports: &Reports) -> Model {
    Model {
        packages: world.packages.iter().map(package).collect(),
        newtypes: (0..)
            .zip(&world.newtypes)
            .map(|(id, one)| newtypes::newtype(world, reports, one, NewtypeId(id)))
            .collect(),
        unions: world.unions.iter().map(|one| records::union(world.scope(one.file, reports), one)).collect(),
        structs: world.structs.iter().map(|one| records::record(world.scope(one.file, reports), one)).collect(),
        enums: world.enums.iter().map(|one| records::choice(world.scope(one.file, reports), one)).collect(),
        errors: world.errors.iter().map(|one| records::error(world.scope(one.file, reports), one)).collect(),
        services: world.services.iter().map(|one| services::service(world.scope(one.file, reports), one)).collect(),
        components: world
            .components
            .iter()
            .map(|one| components::component(world.scope(one.file, reports), one))
            .collect(),
    }
}

/// Builds a package; what it uses is known only in the end.
fn package(scope: &world::PackageScope<'_>) -> Package {
    Package {
        name: scope.name.clone(),
        docs: scope.docs.clone(),
        imported: scope.imported,
        items: scope.symbols.iter().map(|symbol| symbol.item).collect(),
        uses: Vec::new(),
        files: scope.files.clone(),
    }
}
