//! The texts of errors: `@message("no product {what}")`.
//!
//! A field in braces stands for its value, `{{` and `}}` for braces. Refused are fields without a text that somebody
//! would want to read, and those that nobody shall read.

use super::annotations::{Annotations, written};
use super::scope::Scope;
use super::texts::Text;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Field, MessagePart, Scalar, Type};
use crate::source::Span;
use std::collections::HashMap;
use std::ops::Range;

/// A text that is being taken apart.
struct Message<'a> {
    scope: Scope<'a>,
    text: Text<'a>,
    fields: &'a [ast::Field],
    declared: HashMap<&'a str, &'a ast::Field>,
    built: HashMap<&'a str, (usize, &'a Field)>,
}

/// Understands `@message`; what is wrong is reported and left out.
pub(super) fn message(
    scope: Scope<'_>,
    annotations: &Annotations<'_>,
    fields: &[ast::Field],
    built: &[Field],
) -> Option<Vec<MessagePart>> {
    let text = annotations.text("message")?;
    if text.text.trim().is_empty() {
        let empty = "an error without a text tells nobody anything";
        scope.report(
            Diagnostic::new(catalogue::BAD_MESSAGE, text.span, empty, "empty")
                .help("without `@message` the text is made of the error's name and its fields"),
        );
    }
    let declared = fields.iter().map(|field| (field.head.name.text.as_str(), field)).collect();
    let built = built.iter().enumerate().map(|(index, field)| (field.name.as_str(), (index, field))).collect();
    Some(Message { scope, text, fields, declared, built }.parts())
}

impl Message<'_> {
    /// Takes the text apart.
    fn parts(&self) -> Vec<MessagePart> {
        let (mut parts, mut plain, mut at) = (Vec::new(), String::new(), 0);
        while let Some(brace) = self.text.text[at..].find(['{', '}']).map(|found| at + found) {
            plain.push_str(&self.text.text[at..brace]);
            let rest = &self.text.text[brace..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                plain.push_str(&rest[..1]);
                at = brace + 2;
            } else {
                let (length, field) = self.braced(brace, rest);
                if let Some(index) = field {
                    text_part(&mut parts, std::mem::take(&mut plain));
                    parts.push(MessagePart::Field(index));
                }
                at = brace + length;
            }
        }
        text_part(&mut parts, plain + &self.text.text[at..]);
        parts
    }

    /// Understands what begins with a single brace, and returns its length.
    fn braced(&self, at: usize, rest: &str) -> (usize, Option<usize>) {
        let inside = rest.strip_prefix('{').and_then(|inside| Some(&inside[..inside.find(['{', '}'])?]));
        let name = inside.filter(|inside| rest[1 + inside.len()..].starts_with('}'));
        let Some(name) = name else {
            self.alone(at, &rest[..1]);
            return (1, None);
        };
        let length = name.len() + "{}".len();
        (length, self.field(name, at..at + length))
    }

    /// Refuses a brace without another one.
    fn alone(&self, at: usize, brace: &str) {
        let label = if brace == "{" { "never closed" } else { "never opened" };
        let text = format!("a `{brace}` that belongs to no field");
        let alone = self.refusal(catalogue::BAD_MESSAGE, at..at + 1, text, label);
        let span = alone.label.span;
        self.scope.report(alone.guess("for the brace itself, write", span, brace.repeat(2)));
    }

    /// Finds the field of a name, which must have a text that may be seen.
    fn field(&self, name: &str, range: Range<usize>) -> Option<usize> {
        let Some(declared) = self.declared.get(name) else {
            self.unknown(name, range);
            return None;
        };
        // What is not built has been reported.
        let (index, field) = *self.built.get(name)?;
        let refusal = if let Some(why) = self.sensitive(field) {
            let text = format!("`{name}` is sensitive and cannot stand in a message");
            self.refusal(catalogue::MESSAGE_FIELD, range, text, "would be seen in logs")
                .also(why, "declared `@sensitive`")
        } else if !self.is_text(&field.ty) {
            let text = format!("`{name}` is of a type that has no short text");
            let refusal = self.refusal(catalogue::MESSAGE_FIELD, range, text, "cannot stand in a message");
            refusal
                .also(declared.ty.span, "its type")
                .help("a message may hold scalars other than `bytes` and `json`, enums, and newtypes of these")
        } else {
            return Some(index);
        };
        self.scope.report(refusal);
        None
    }

    /// Refuses a name that is not exactly that of a field.
    fn unknown(&self, name: &str, range: Range<usize>) {
        let trimmed = name.trim();
        let text = match trimmed {
            "" => "nothing stands between the braces".to_owned(),
            _ if self.declared.contains_key(trimmed) => "braces hold the name of a field and nothing else".to_owned(),
            _ => format!("the error has no field `{trimmed}`"),
        };
        let unknown = self.refusal(catalogue::MESSAGE_FIELD, range, text, "names no field");
        let span = unknown.label.span;
        let names = || self.fields.iter().map(|field| field.head.name.text.as_str());
        let spaced =
            names().find(|field| *field == trimmed).map(|field| ("write it without white space".to_owned(), field));
        let meant = || self.scope.reports.meant(trimmed, names()).map(|near| (format!("did you mean `{near}`?"), near));
        self.scope.report(match spaced.or_else(meant) {
            Some((what, field)) => unknown.guess(what, span, format!("{{{field}}}")),
            None => unknown.help("braces hold the name of a field of the error; a brace itself is `{{` or `}}`"),
        });
    }

    /// Words a refusal of a part of the text.
    fn refusal(&self, code: &'static Code, range: Range<usize>, text: String, label: &str) -> Diagnostic {
        Diagnostic::new(code, self.text.part(self.scope.world.sources, range), text, label)
    }

    /// Returns what is kept out of logs: the field, or a newtype around its value.
    fn sensitive(&self, field: &Field) -> Option<Span> {
        if field.sensitive {
            return Some(field.span);
        }
        let world = self.scope.world;
        let mut heads = world.newtypes_around(&field.ty).map(|id| &world.newtypes[id.0 as usize].ast.head);
        let sensitive = |head: &&ast::Head| written(head, "sensitive").is_some();
        heads.find(sensitive).map(|head| head.name.span)
    }

    /// Returns whether a value has a short text, if it is there.
    fn is_text(&self, ty: &Type) -> bool {
        match self.scope.world.subject(ty) {
            Some(Type::Scalar(scalar)) => !matches!(scalar, Scalar::Bytes | Scalar::Json),
            // What is wrong has been reported.
            Some(Type::Enum(_)) | None => true,
            Some(Type::Optional(_) | Type::List(_) | Type::Set(_) | Type::Map(..)) => false,
            Some(Type::Newtype(_) | Type::Struct(_) | Type::Union(_)) => false,
        }
    }
}

/// Adds plain text, if there is any.
fn text_part(parts: &mut Vec<MessagePart>, text: String) {
    if !text.is_empty() {
        parts.push(MessagePart::Text(text));
    }
}
