//! OpenAPI: a document for each component that is on the rest channel, as YAML for people and as JSON for programs.
//!
//! A component is what a server serves, so its document describes everything one can ask that server for, from whatever
//! packages its services come. Services that no component lists, and methods without a route, cannot be reached by REST
//! and are left out. A document describes what the runtime does, not more: each status an operation answers with, and
//! the members that really travel.

mod bodies;
mod document;
mod members;
mod names;
mod operations;
mod parameters;
mod paths;
mod problems;
mod reach;
mod responses;
mod rules;
mod schemas;
mod scope;
#[cfg(test)]
mod tests;
mod texts;

use crate::header::header;
use crate::tree::Tree;
use crate::{Files, OpenApi, Options};
use aspyx_idl::model::{Component, Model};
use scope::Scope;

/// The channel whose methods have paths.
const REST: &str = "rest";

/// Writes the documents of all components that are not only imported.
pub(crate) fn generate(model: &Model, options: &Options) -> Files {
    let [mark, advice] = header("openapi", &[], options);
    let (comment, mark) = (format!("# {mark}\n# {advice}\n"), format!("{mark} {advice}"));
    let mut files = Files::new();
    for component in model.components.iter().filter(|component| is_documented(model, component)) {
        let (scope, name) = (Scope::new(model, component, options.openapi), &component.wire_name);
        let yaml = Tree::from(document::build(&scope, None)).to_yaml();
        files.add(format!("{name}.openapi.yaml"), comment.clone() + &yaml);
        files.add(format!("{name}.openapi.json"), Tree::from(document::build(&scope, Some(&mark))).to_json());
    }
    files
}

fn is_documented(model: &Model, component: &Component) -> bool {
    !model[component.package].imported && component.channels.iter().any(|channel| channel == REST)
}

impl OpenApi {
    /// Returns the version as documents name it.
    fn name(self) -> &'static str {
        match self {
            OpenApi::V3_0 => "3.0.3",
            OpenApi::V3_1 => "3.1.0",
        }
    }
}
