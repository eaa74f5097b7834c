//! The Rust names within a package: those of its declarations, and those generated code needs beside them.

use super::reports::Reports;
use super::world::{Symbol, World};
use crate::ast;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::ItemId;
use crate::names;
use std::collections::HashMap;

/// Who has a Rust name.
#[derive(Clone, Copy)]
struct Owner<'a> {
    /// The declaration or the method the name comes from.
    name: &'a ast::Ident,
    /// Whether the name was made for generated code.
    generated: bool,
}

/// Refuses names that would stand twice in a package's Rust module.
pub(super) fn check(world: &World<'_>, reports: &Reports) {
    for package in &world.packages {
        let mut owners = HashMap::new();
        let named = package.symbols.iter().filter(|symbol| {
            let owner = Owner { name: &symbol.head.name, generated: false };
            claim(&mut owners, names::type_name(&owner.name.text), owner, reports)
        });
        // What has no name of its own needs none beside it either: one finding is enough.
        let named: Vec<&Symbol<'_>> = named.collect();
        for (rust, name) in named.into_iter().flat_map(|symbol| beside(world, symbol)) {
            claim(&mut owners, rust, Owner { name, generated: true }, reports);
        }
    }
}

/// Takes a Rust name for somebody, and returns whether it was free.
fn claim<'a>(owners: &mut HashMap<String, Owner<'a>>, rust: String, owner: Owner<'a>, reports: &Reports) -> bool {
    match owners.get(&rust) {
        Some(first) => {
            reports.report(collision(&rust, *first, owner));
            false
        }
        None => owners.insert(rust, owner).is_none(),
    }
}

/// Words a collision; the blame is on the name somebody chose, not on one that was made.
fn collision(rust: &str, first: Owner<'_>, second: Owner<'_>) -> Diagnostic {
    if !second.generated {
        let text = format!("`{}` and `{}` are both `{rust}` in Rust", first.name.text, second.name.text);
        return Diagnostic::new(catalogue::NAME_COLLISION, second.name.span, text, format!("becomes `{rust}` too"))
            .also(first.name.span, "first declared here");
    }
    let text = format!("generated code needs the name `{rust}` for `{}`", second.name.text);
    Diagnostic::new(catalogue::GENERATED_NAME, first.name.span, text, format!("takes the name `{rust}`"))
        .also(second.name.span, "needed for this")
}

/// Returns the names generated code needs beside a declaration.
fn beside<'a>(world: &World<'a>, symbol: &Symbol<'a>) -> Vec<(String, &'a ast::Ident)> {
    let name = &symbol.head.name;
    match symbol.item {
        ItemId::Service(id) => beside_service(world.services[id.0 as usize].ast),
        ItemId::Component(_) => vec![(names::builder(&name.text), name)],
        ItemId::Newtype(_) | ItemId::Struct(_) | ItemId::Enum(_) | ItemId::Union(_) | ItemId::Error(_) => Vec::new(),
    }
}

/// Returns the names generated code needs beside a service, whatever is asked for when it is generated: what is right
/// for one build is right for all.
fn beside_service(service: &ast::Service) -> Vec<(String, &ast::Ident)> {
    let name = &service.head.name;
    let own = [names::client, names::dispatcher, names::object_trait, names::blocking, names::blocking_client];
    let own = own.map(|rust| rust(&name.text));
    let errors = errors(service).map(|method| (names::method_error(&name.text, &method.text), method));
    own.into_iter().map(|rust| (rust, name)).chain(errors).collect()
}

/// Returns the names of the methods that throw, each Rust name once; that they collide is said elsewhere.
fn errors(service: &ast::Service) -> impl Iterator<Item = &ast::Ident> {
    let mut seen = std::collections::HashSet::new();
    let throwing = service.methods.iter().filter(|method| !method.throws.is_empty());
    throwing.map(|method| &method.head.name).filter(move |name| seen.insert(names::type_name(&name.text)))
}
