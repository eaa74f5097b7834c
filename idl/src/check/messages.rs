//! The texts of errors: `@message("no product {what}")`.
//!
//! A field in braces stands for its value, `{{` and `}}` for braces. Refused are fields without a text that somebody
//! would want to read, and those that nobody shall read.

use super::annotations::Annotations;
use super::scope::Scope;
use super::texts::Text;
use crate::ast;
use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Field, MessagePart, Scalar, Type};
use std::ops::Range;

/// A text that is being taken apart.
struct Message<'a> {
    scope: Scope<'a>,
    text: Text<'a>,
    declared: &'a [ast::Field],
    fields: &'a [Field],
}

/// Understands `@message`; what is wrong is reported and left out.
pub(super) fn message(
    scope: Scope<'_>,
    annotations: &Annotations<'_>,
    declared: &[ast::Field],
    fields: &[Field],
) -> Option<Vec<MessagePart>> {
    let text = annotations.text("message")?;
    if text.text.trim().is_empty() {
        let empty = "an error without a text tells nobody anything";
        scope.report(
            Diagnostic::new(catalogue::BAD_MESSAGE, text.span, empty, "empty")
                .help("without `@message` the text is made of the error's name and its fields"),
        );
    }
    Some(Message { scope, text, declared, fields }.parts())
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
        let end = rest.find('}').filter(|end| !rest[1..*end].contains('{'));
        match end.filter(|_| rest.starts_with('{')) {
            Some(end) => (end + 1, self.field(&rest[1..end], at..at + end + 1)),
            None => {
                let brace = &rest[..1];
                let label = if brace == "{" { "never closed" } else { "never opened" };
                let text = format!("a `{brace}` that belongs to no field");
                let alone = self.refusal(catalogue::BAD_MESSAGE, at..at + 1, text, label);
                let span = alone.label.span;
                self.scope.report(alone.suggest("for the brace itself, write", span, brace.repeat(2)));
                (1, None)
            }
        }
    }

    /// Finds the field of a name.
    fn field(&self, name: &str, range: Range<usize>) -> Option<usize> {
        let Some(index) = self.fields.iter().position(|field| field.name == name) else {
            if !self.declared.iter().any(|field| field.head.name.text == name) {
                self.unknown(name, range);
            }
            return None;
        };
        let (field, declared) = (&self.fields[index], self.declared.iter().find(|field| field.head.name.text == name)?);
        let refusal = if field.sensitive || self.is_sensitive(&field.ty) {
            let text = format!("`{name}` is sensitive and cannot stand in a message");
            let refusal = self.refusal(catalogue::MESSAGE_FIELD, range, text, "would be seen in logs");
            refusal.also(declared.head.name.span, "`@sensitive`, or of such a type")
        } else if !self.is_text(&field.ty) {
            let text = format!("a `{}` cannot stand in a message", self.scope.spell(&field.ty));
            let refusal = self.refusal(catalogue::MESSAGE_FIELD, range, text, "no short text");
            refusal
                .also(declared.ty.span, "its type")
                .help("a message may hold scalars other than `bytes` and `json`, enums, and newtypes of these")
        } else {
            return Some(index);
        };
        self.scope.report(refusal);
        None
    }

    /// Refuses a field the error does not have.
    fn unknown(&self, name: &str, range: Range<usize>) {
        let text = if name.trim().is_empty() {
            "nothing stands between the braces".to_owned()
        } else {
            format!("the error has no field `{name}`")
        };
        let unknown = self.refusal(catalogue::MESSAGE_FIELD, range, text, "names no field");
        let span = unknown.label.span;
        let names = || self.declared.iter().map(|field| field.head.name.text.as_str());
        let meant = names().find(|field| *field == name.trim()).or_else(|| self.scope.reports.meant(name, names()));
        self.scope.report(match meant {
            Some(near) => unknown.suggest(format!("did you mean `{near}`?"), span, format!("{{{near}}}")),
            None => unknown.help("a field is written `{name}`, a brace `{{` or `}}`"),
        });
    }

    /// Words a refusal of a part of the text.
    fn refusal(&self, code: &'static Code, range: Range<usize>, text: String, label: &str) -> Diagnostic {
        Diagnostic::new(code, self.text.part(self.scope.world.sources, range), text, label)
    }

    /// Returns whether a newtype around a value keeps it out of logs.
    fn is_sensitive(&self, ty: &Type) -> bool {
        let world = self.scope.world;
        let mut heads = world.newtypes_around(ty).map(|id| &world.newtypes[id.0 as usize].ast.head);
        heads.any(|head| head.annotations.iter().any(|annotation| annotation.name.text == "sensitive"))
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
