//! Comments: the docs, and what the types of proto3 do not say.

use super::schema::Head;
use aspyx_idl::model::{Constraint, Field, Model, NewtypeId, Parameter, Scalar, Type, Value};

/// Creates the head of something declared.
pub(super) fn head(name: String, docs: Option<&str>, deprecated: Option<&str>, notes: Vec<String>) -> Head {
    let reason = deprecated
        .filter(|reason| !reason.is_empty())
        .map(|reason| format!("Deprecated: {}.", reason.trim_end_matches('.')));
    let notes: Vec<_> = notes.into_iter().chain(reason).collect();
    let mut comment = docs.map(lines).unwrap_or_default();
    if !comment.is_empty() && !notes.is_empty() {
        comment.push(String::new());
    }
    comment.extend(notes.iter().flat_map(|note| lines(note)));
    Head { name, comment, deprecated: deprecated.is_some() }
}

/// Returns the lines of a text as a comment may hold them.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.replace(char::is_control, " ").trim_end().to_owned()).collect()
}

/// Returns what is known of a field beyond its name, number and type.
pub(super) fn of_field(model: &Model, field: &Field) -> Vec<String> {
    member(model, &field.ty, field.default.as_ref(), &field.constraints, field.sensitive)
}

/// Returns what is known of a parameter beyond its name, number and type.
pub(super) fn of_parameter(model: &Model, parameter: &Parameter) -> Vec<String> {
    member(model, &parameter.ty, parameter.default.as_ref(), &parameter.constraints, parameter.sensitive)
}

/// Returns what is known of a type beyond what becomes of it here.
pub(super) fn of_type(model: &Model, ty: &Type) -> Vec<String> {
    member(model, ty, None, &[], false)
}

fn member(
    model: &Model,
    ty: &Type,
    default: Option<&Value>,
    constraints: &[Constraint],
    sensitive: bool,
) -> Vec<String> {
    let mut newtypes = Vec::new();
    let hidden = find(model, ty, &mut newtypes);
    let mut notes: Vec<_> = hidden.then(|| format!("Type: `{}`.", model.spell(ty))).into_iter().collect();
    notes.extend(newtypes.iter().flat_map(|id| newtype(model, *id)));
    notes.extend(rules(constraints).map(|rules| format!("Must keep {rules}.")));
    // A list or map that is left out is empty here, whatever is declared.
    let told = default.filter(|default| !matches!(default, Value::List(_) | Value::EmptyMap));
    notes.extend(told.map(|default| format!("Default: `{}`.", model.literal(default))));
    if sensitive || newtypes.iter().any(|id| model[*id].sensitive) {
        notes.push("Sensitive: neither shown nor logged.".to_owned());
    }
    notes
}

/// Returns what is known of a newtype, which does not appear otherwise.
fn newtype(model: &Model, id: NewtypeId) -> impl Iterator<Item = String> {
    let newtype = &model[id];
    let docs = newtype.docs.as_deref().map(|docs| format!("`{}`: {docs}", newtype.name));
    let inner = format!("`{}` is a `{}`.", newtype.name, model.spell(&newtype.ty));
    let rules = rules(&newtype.constraints).map(|rules| format!("`{}` must keep {rules}.", newtype.name));
    docs.into_iter().chain([inner]).chain(rules)
}

fn rules(constraints: &[Constraint]) -> Option<String> {
    let rules: Vec<_> = constraints.iter().map(|rule| format!("`{}`", rule.rule())).collect();
    (!rules.is_empty()).then(|| rules.join(", "))
}

/// Finds the newtypes in a type, and returns whether proto3 says less than the type does.
fn find(model: &Model, ty: &Type, newtypes: &mut Vec<NewtypeId>) -> bool {
    match ty {
        Type::Scalar(scalar) => matches!(scalar, Scalar::Date | Scalar::Uuid | Scalar::Decimal | Scalar::Json),
        Type::Optional(inner) | Type::List(inner) => find(model, inner, newtypes),
        Type::Set(inner) => {
            find(model, inner, newtypes);
            true
        }
        Type::Map(key, value) => {
            let (key_hidden, value_hidden) = (find(model, key, newtypes), find(model, value, newtypes));
            key_hidden || value_hidden || matches!(model.unwrapped(key), Type::Enum(_))
        }
        Type::Newtype(id) => {
            if !newtypes.contains(id) {
                newtypes.push(*id);
                find(model, &model[*id].ty, newtypes);
            }
            true
        }
        Type::Struct(_) | Type::Enum(_) | Type::Union(_) => false,
    }
}
