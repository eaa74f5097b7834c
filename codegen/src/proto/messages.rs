//! Messages: structs, errors, unions, and what methods take and answer with.

use super::schema::{Field, Head, Kind, Message, Oneof, Shape};
use super::scope::{Scope, reserved_fields};
use super::types::{Owner, well_known};
use super::{comments, known, names};
use aspyx_idl::model::{self, ErrorId, StructId, Type, UnionId, UnionVariant};
use aspyx_idl::source::Span;
use std::collections::HashSet;

/// A message that is put together.
#[derive(Debug)]
pub(super) struct Draft {
    full_name: String,
    /// What the message is made of, for people.
    what: String,
    /// What must differ of the names of its fields.
    names: HashSet<String>,
    fields: Vec<Field>,
    choices: Vec<Field>,
    wrappers: Vec<Message>,
}

/// A field of the source, whatever it belongs to.
pub(super) struct Member<'a> {
    /// What it is, `field`.
    pub(super) what: &'a str,
    /// Its name as written.
    pub(super) name: &'a str,
    /// Its docs.
    pub(super) docs: Option<&'a str>,
    /// Why it is deprecated, if it is.
    pub(super) deprecated: Option<&'a str>,
    /// What else is known of it.
    pub(super) notes: Vec<String>,
    /// Its number.
    pub(super) tag: u32,
    /// Its place.
    pub(super) span: Span,
}

impl Draft {
    /// Begins a message of a full name.
    pub(super) fn new(full_name: String, what: String) -> Self {
        let (fields, choices, wrappers) = (Vec::new(), Vec::new(), Vec::new());
        Draft { full_name, what, names: HashSet::new(), fields, choices, wrappers }
    }

    /// Adds a field.
    pub(super) fn field(&mut self, scope: &mut Scope<'_>, member: Member<'_>, ty: &Type) {
        let name = self.free_name(&member);
        let mut owner = Owner::new(&self.full_name, &name, member.span);
        let shape = owner.shape(scope, ty);
        self.wrappers.append(&mut owner.wrappers);
        let field = self.finished(scope, name, member, shape);
        self.fields.push(field);
    }

    /// Adds a field to the choice.
    fn choice(&mut self, scope: &mut Scope<'_>, member: Member<'_>, ty: Option<&Type>) {
        let name = self.free_name(&member);
        let mut owner = Owner::new(&self.full_name, &name, member.span);
        let kind = match ty {
            Some(ty) => owner.single(scope, ty),
            None => well_known(scope, known::EMPTY),
        };
        self.wrappers.append(&mut owner.wrappers);
        let field = self.finished(scope, name, member, Shape::Single(kind));
        self.choices.push(field);
    }

    /// Adds a field that the format asks for.
    pub(super) fn built_in(&mut self, head: Head, number: i32, kind: Kind) {
        self.names.insert(names::letters(&head.name));
        let json_name = names::json_name(&head.name);
        self.fields.push(Field { head, number, json_name, shape: Shape::Single(kind) });
    }

    /// Adds a field to the choice whose name, which nobody has written, gives way to others.
    pub(super) fn free_choice(&mut self, head: Head, number: i32, message: String) {
        self.names.insert(names::letters(&head.name));
        let json_name = names::json_name(&head.name);
        let shape = Shape::Single(Kind::Message(message));
        self.choices.push(Field { head, number, json_name, shape });
    }

    /// Returns whether a field has a name already, or one that is too much like it: compilers refuse names that differ
    /// in underscores only, since they may be the same in JSON.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(&names::letters(name))
    }

    /// Returns a name for a field: its own, followed by its number if another field has that already.
    fn free_name(&self, member: &Member<'_>) -> String {
        let mut name = names::field(member.name);
        while self.has(&name) {
            name = format!("{name}_{}", member.tag);
        }
        name
    }

    fn all(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(&self.choices)
    }

    fn finished(&mut self, scope: &mut Scope<'_>, name: String, member: Member<'_>, shape: Shape) -> Field {
        self.names.insert(names::letters(&name));
        let what = format!("{} `{}` of {}", member.what, member.name, self.what);
        let number = scope.number(member.tag, &what, member.span);
        let head = comments::head(name, member.docs, member.deprecated, member.notes);
        Field { head, number, json_name: member.name.to_owned(), shape }
    }

    /// Ends the message; the choice gets a name if there is one.
    pub(super) fn message(self, head: Head, reserved: &[u32], choice: &str) -> Message {
        let used: Vec<_> = self.all().map(|field| field.number).collect();
        let mut name = choice.to_owned();
        while self.all().any(|field| field.head.name == name) {
            name.push_str("_choice");
        }
        let oneof = (!self.choices.is_empty()).then_some(Oneof { name, fields: self.choices });
        let (fields, wrappers) = (self.fields, self.wrappers);
        Message { head, reserved: reserved_fields(reserved, &used), fields, oneof, wrappers }
    }
}

/// Lowers a struct.
pub(super) fn of_struct(scope: &mut Scope<'_>, id: StructId) -> Message {
    let source = &scope.model[id];
    let (head, draft) =
        begin(scope, ("struct", &source.name, source.span), (&source.docs, &source.deprecated), Vec::new());
    record(scope, draft, &source.fields).message(head, &source.reserved, "kind")
}

/// Lowers an error.
pub(super) fn of_error(scope: &mut Scope<'_>, id: ErrorId) -> Message {
    let source = &scope.model[id];
    let notes = vec![format!("An error; over HTTP its status is {}.", source.status)];
    let (head, draft) = begin(scope, ("error", &source.name, source.span), (&source.docs, &source.deprecated), notes);
    record(scope, draft, &source.fields).message(head, &source.reserved, "kind")
}

/// Lowers a union.
pub(super) fn of_union(scope: &mut Scope<'_>, id: UnionId) -> Message {
    let source = &scope.model[id];
    let (head, mut draft) =
        begin(scope, ("union", &source.name, source.span), (&source.docs, &source.deprecated), Vec::new());
    for variant in &source.variants {
        draft.choice(scope, arm(scope.model, variant), variant.ty.as_ref());
    }
    draft.message(head, &source.reserved, "kind")
}

type Texts<'a> = (&'a Option<String>, &'a Option<String>);

/// Begins a message that is declared, with its docs and why it is deprecated.
fn begin(
    scope: &mut Scope<'_>,
    (kind, name, span): (&str, &str, Span),
    (docs, deprecated): Texts<'_>,
    notes: Vec<String>,
) -> (Head, Draft) {
    let what = format!("{kind} `{name}`");
    let type_name = names::type_name(name);
    scope.claim(&type_name, &what, span);
    let full_name = scope.own_name(&type_name);
    (comments::head(type_name, docs.as_deref(), deprecated.as_deref(), notes), Draft::new(full_name, what))
}

fn record(scope: &mut Scope<'_>, mut draft: Draft, fields: &[model::Field]) -> Draft {
    for field in fields {
        let member = Member {
            what: "field",
            name: &field.name,
            docs: field.docs.as_deref(),
            deprecated: field.deprecated.as_deref(),
            notes: comments::of_field(scope.model, field),
            tag: field.tag,
            span: field.span,
        };
        draft.field(scope, member, &field.ty);
    }
    draft
}

fn arm<'m>(model: &model::Model, variant: &'m UnionVariant) -> Member<'m> {
    Member {
        what: "variant",
        name: &variant.name,
        docs: variant.docs.as_deref(),
        deprecated: variant.deprecated.as_deref(),
        notes: variant.ty.as_ref().map(|ty| comments::of_type(model, ty)).unwrap_or_default(),
        tag: variant.tag,
        span: variant.span,
    }
}
