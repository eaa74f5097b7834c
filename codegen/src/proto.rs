//! Protocol buffers: `.proto` files, and the descriptor set they compile to.
//!
//! A model is lowered to a [`schema`], which has what proto3 has and nothing else; text and descriptors are two views
//! of it, so that they cannot differ. What proto3 has no form for is refused, with the places in the source: declarations
//! whose names become the same, numbers it keeps for itself, packages that import each other. Names of fields and of
//! values of enums never travel; those that become the same get their numbers behind them, `a_1_2` beside `a1`.
//!
//! | `.svc` | `.proto` |
//! |---|---|
//! | `struct`, `error` | a message; fields in snake case, with the name as written as `json_name` |
//! | `union` | a message with one `oneof`; a variant without a value is a `google.protobuf.Empty` |
//! | `enum` | an enum: `STATUS_DRAFT` after `STATUS_UNSPECIFIED = 0` |
//! | `type` | what it wraps, wherever it is used |
//! | a single value | a field with presence, required or not: what is missing can be told from what is zero |
//! | `date`, `uuid`, `decimal`, `json` | `string` |
//! | `timestamp`, `duration` | `google.protobuf.Timestamp` and `Duration` |
//! | `list<T>`, `set<T>` | `repeated`, numbers not packed |
//! | `map<K, V>` | `map`; keys that are enums travel as their number, as enums do everywhere |
//! | a list in a list or map, `T?` in one, `list<T>?` | a message `…Value` within the owner, with one field `value = 1` |
//! | `fn get(…) -> T throws E` | `rpc Get(CatalogGetRequest) returns (CatalogGetResponse)` |
//!
//! Imported packages are written too, since a `.proto` file is nothing without those it imports.

mod buf;
mod calls;
mod circles;
mod comments;
mod descriptors;
mod enums;
mod known;
mod messages;
mod names;
mod packages;
pub(crate) mod schema;
mod scope;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod unique;
mod writer;

use crate::target::TargetError;
use crate::{Files, Options};
use aspyx_idl::model::Model;
use prost::Message;

pub(crate) use descriptors::descriptor_set;

/// Where the descriptor set stands.
const DESCRIPTOR_SET: &str = "descriptor_set.binpb";

/// Writes everything a model says.
pub(crate) fn generate(model: &Model, options: &Options) -> Result<Files, Vec<TargetError>> {
    let files = lower(model, options)?;
    let mut output = Files::new();
    for file in &files {
        output.add(&file.path, text::text(file).text);
    }
    output.add(DESCRIPTOR_SET, descriptor_set(&files).encode_to_vec());
    output.add("buf.yaml", buf::configuration(&files, options));
    Ok(output)
}

/// Returns the files of all packages, each after those it imports.
pub(crate) fn lower(model: &Model, options: &Options) -> Result<Vec<schema::File>, Vec<TargetError>> {
    let (files, errors): (Vec<_>, Vec<_>) =
        packages::ids(model).map(|package| packages::lower(model, package, options)).unzip();
    let mut errors: Vec<_> = errors.into_iter().flatten().collect();
    match circles::sorted(files) {
        Ok(files) if errors.is_empty() => Ok(files),
        Ok(_) => Err(errors),
        Err(circle) => {
            errors.push(circle);
            Err(errors)
        }
    }
}
