//! What each place of a file is, by its syntax tree.

use aspyx_idl::ast::{Annotation, Field, File, Head, Ident, Item, Literal, LiteralKind, Method, TypeExpr, TypeKind};
use aspyx_idl::source::Span;
use aspyx_idl::words::built_in_types;

/// Returns places with the scope they should have.
pub(crate) fn colours(file: &File, text: &str) -> Vec<(Span, &'static str)> {
    let mut colours = Colours { text, found: Vec::new() };
    file.comments.iter().for_each(|comment| colours.add(comment.span, "comment"));
    file.package.iter().for_each(|path| path.parts.iter().for_each(|part| colours.add(part.span, "entity.name")));
    for import in &file.uses {
        colours.word_at(import.span.start as usize, import.span);
        import.names.iter().for_each(|name| colours.add(name.name.span, "entity.name"));
    }
    file.items.iter().for_each(|item| colours.item(item));
    colours.found
}

struct Colours<'a> {
    text: &'a str,
    found: Vec<(Span, &'static str)>,
}

impl Colours<'_> {
    fn add(&mut self, span: Span, colour: &'static str) {
        self.found.push((span, colour));
    }

    /// Adds the keyword at a place.
    fn word_at(&mut self, start: usize, span: Span) {
        let length = self.text[start..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or_default();
        self.add(Span { start: start as u32, end: (start + length) as u32, ..span }, "keyword");
    }

    /// Adds the keyword before a name.
    fn word_before(&mut self, name: &Ident) {
        let before = self.text[..name.span.start as usize].trim_end();
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        self.word_at(start, name.span);
    }

    fn annotations(&mut self, annotations: &[Annotation]) {
        for annotation in annotations {
            self.add(annotation.name.span, "storage.type.annotation");
            annotation.arguments.iter().for_each(|argument| self.literal(argument));
        }
    }

    fn named(&mut self, head: &Head, colour: &'static str) {
        self.annotations(&head.annotations);
        self.add(head.name.span, colour);
    }

    fn declared(&mut self, head: &Head, colour: &'static str) {
        self.named(head, colour);
        self.word_before(&head.name);
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Newtype(it) => {
                self.declared(&it.head, "entity.name.type");
                self.ty(&it.ty);
            }
            Item::Struct(it) | Item::Error(it) => {
                self.declared(&it.head, "entity.name.type");
                it.fields.iter().for_each(|field| self.field(field));
            }
            Item::Enum(it) => {
                self.declared(&it.head, "entity.name.type");
                it.variants.iter().for_each(|variant| self.named(variant, "variable.other.enummember"));
            }
            Item::Union(it) => {
                self.declared(&it.head, "entity.name.type");
                for variant in &it.variants {
                    self.named(&variant.head, "variable.other.enummember");
                    variant.ty.iter().for_each(|ty| self.ty(ty));
                }
            }
            Item::Service(it) => {
                self.declared(&it.head, "entity.name.type");
                it.methods.iter().for_each(|method| self.method(method));
            }
            Item::Component(it) => {
                self.declared(&it.head, "entity.name.type");
                let services = it.services.iter().flatten().flat_map(|path| &path.parts);
                services.for_each(|part| self.add(part.span, "entity.name.type"));
                for channel in it.channels.iter().flatten() {
                    self.add(channel.span, if channel.quoted { "string" } else { "constant.other.channel" });
                }
            }
        }
    }

    fn field(&mut self, field: &Field) {
        self.named(&field.head, "variable.other.member");
        self.ty(&field.ty);
        field.default.iter().for_each(|default| self.literal(default));
    }

    fn method(&mut self, method: &Method) {
        self.declared(&method.head, "entity.name.function");
        method.parameters.iter().for_each(|parameter| self.field(parameter));
        method.result.iter().for_each(|result| self.ty(result));
        for throw in &method.throws {
            self.annotations(&throw.annotations);
            throw.error.parts.iter().for_each(|part| self.add(part.span, "entity.name.type"));
        }
    }

    fn ty(&mut self, ty: &TypeExpr) {
        match &ty.kind {
            TypeKind::Name(name) => self.type_name(name),
            TypeKind::Optional(inner) => self.ty(inner),
            TypeKind::Generic(name, arguments) => {
                self.type_name(name);
                arguments.iter().for_each(|argument| self.ty(argument));
            }
        }
    }

    fn type_name(&mut self, name: &Ident) {
        let built_in = built_in_types().any(|known| known == name.text);
        self.add(name.span, if built_in { "support.type" } else { "entity.name.type" });
    }

    fn literal(&mut self, literal: &Literal) {
        match &literal.kind {
            LiteralKind::Bool(_) => self.add(literal.span, "constant.language"),
            LiteralKind::Integer(_) | LiteralKind::Float(_) | LiteralKind::Duration(_) => {
                self.add(literal.span, "constant.numeric");
            }
            LiteralKind::String(_) => self.add(literal.span, "string"),
            LiteralKind::Name(name) => self.add(name.span, "variable.other.enummember"),
            LiteralKind::List(list) => list.iter().for_each(|value| self.literal(value)),
            LiteralKind::EmptyMap => (),
            LiteralKind::Range { start, end, .. } => {
                start.iter().chain(end).for_each(|bound| self.literal(bound));
            }
        }
    }
}
