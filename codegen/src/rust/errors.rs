//! Errors that methods may raise.

use super::scope::Scope;
use super::structs::{Record, SENSITIVE};
use crate::layout::{self, Place};
use crate::literal::string;
use crate::names;
use aspyx_idl::model::{self, ErrorId, Field, MessagePart, Scalar, Type};
use aspyx_templates::Error;

/// Decides how an error looks.
pub(crate) fn lower(scope: &Scope<'_>, id: ErrorId) -> Error {
    let item = &scope.model[id];
    let record = Record {
        declared: &item.name,
        name: &scope.facts[id],
        docs: item.docs.as_deref(),
        deprecated: item.deprecated.as_deref(),
        fields: &item.fields,
    };
    Error {
        record: record.lower(scope),
        full_name: scope.full_name(&item.name),
        status: item.status,
        text: text(scope, item),
        str: scope.prelude.str,
        u16: scope.prelude.u16,
    }
}

/// Returns the expression that writes the text of an error.
fn text(scope: &Scope<'_>, item: &model::Error) -> String {
    let text = match &item.message {
        Some(parts) => message(scope, item, parts),
        None => listed(scope, item),
    };
    if text.values.is_empty() {
        let plain = text.format.replace("{{", "{").replace("}}", "}");
        return format!("__f.write_str({})", string(&plain));
    }
    format!(
        "write!{}",
        layout::formatted(Place::line(8, 0).behind("write!"), "__f", &string(&text.format), &text.values)
    )
}

/// A text with values in it.
#[derive(Default)]
struct Text {
    /// The format, with `{}` or `{:?}` in the place of each value.
    format: String,
    values: Vec<String>,
}

impl Text {
    fn push(&mut self, text: &str) {
        self.format += &text.replace('{', "{{").replace('}', "}}");
    }

    fn push_value(&mut self, form: &str, value: String) {
        self.format += form;
        self.values.push(value);
    }
}

/// Returns the text that `@message` gives.
fn message(scope: &Scope<'_>, item: &model::Error, parts: &[MessagePart]) -> Text {
    let mut text = Text::default();
    for part in parts {
        match part {
            MessagePart::Text(part) => text.push(part),
            MessagePart::Field(index) => {
                let field = &item.fields[*index];
                let ty = if let Type::Optional(inner) = &field.ty { inner } else { &field.ty };
                let form = if field.sensitive || scope.has_text(ty) { "{}" } else { "{:?}" };
                text.push_value(form, value(field));
            }
        }
    }
    text
}

/// Returns the text of an error without a message of its own: its name and its fields.
fn listed(scope: &Scope<'_>, item: &model::Error) -> Text {
    let mut text = Text::default();
    text.push(&item.name);
    for (index, field) in item.fields.iter().enumerate() {
        text.push(if index == 0 { ": " } else { ", " });
        text.push(&field.name);
        text.push(" = ");
        match quoted(scope, field) {
            Some(inner) => text.push_value("{:?}", inner),
            None if field.sensitive || scope.has_text(&field.ty) => {
                text.push_value("{}", value(field));
            }
            None => text.push_value("{:?}", value(field)),
        }
    }
    text
}

/// Returns the text that a field holds in the end, unless that is something else: it is shown in quotes, so that it is
/// clear where it ends.
fn quoted(scope: &Scope<'_>, field: &Field) -> Option<String> {
    let is_text = scope.has_text(&field.ty) && *scope.model.unwrapped(&field.ty) == Type::Scalar(Scalar::String);
    (is_text && !field.sensitive).then(|| {
        let mut path = value(field);
        let mut ty = &field.ty;
        while let Type::Newtype(id) = ty {
            path += ".0";
            ty = &scope.model[*id].ty;
        }
        path
    })
}

/// Returns the expression of a field's value as it may be shown.
fn value(field: &Field) -> String {
    let name = names::value(&field.name);
    if field.sensitive {
        SENSITIVE.to_owned()
    } else if let Type::Optional(_) = field.ty {
        format!("::aspyx::codegen::Maybe(&self.{name})")
    } else {
        format!("self.{name}")
    }
}
