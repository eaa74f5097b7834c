//! Errors that methods may raise.

use super::scope::Scope;
use super::structs::Record;
use aspyx_idl::model::ErrorId;
use aspyx_templates::Error;

/// Decides how an error looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ErrorId) -> Error {
    let item = &scope.model[id];
    let record =
        Record { declared: &item.name, name: &scope.facts[id], docs: item.docs.as_deref(), fields: &item.fields };
    Error {
        record: record.lower(scope),
        full_name: scope.full_name(&item.name),
        status: item.status,
        str: scope.prelude.str,
        u16: scope.prelude.u16,
    }
}
