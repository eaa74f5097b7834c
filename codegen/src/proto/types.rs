//! What types become: a kind where proto3 has one, otherwise a message that wraps the value.

use super::schema::{Field, Head, Kind, Message, Scalar, Shape};
use super::scope::Scope;
use super::{known, names};
use aspyx_idl::model::{self, Type};
use aspyx_idl::source::Span;

/// A field whose type is lowered.
#[derive(Debug)]
pub(super) struct Owner {
    /// The full name of the message the field belongs to.
    message: String,
    /// The name of a wrapper, should it need one.
    wrapper: String,
    /// Where the field stands in the source.
    span: Span,
    /// The wrappers that were needed.
    pub(super) wrappers: Vec<Message>,
}

impl Owner {
    /// Begins the type of a field.
    pub(super) fn new(message: &str, field: &str, span: Span) -> Self {
        Owner { message: message.to_owned(), wrapper: names::wrapper(field), span, wrappers: Vec::new() }
    }

    /// Lowers the type of a field.
    pub(super) fn shape(&mut self, scope: &mut Scope<'_>, ty: &Type) -> Shape {
        let model = scope.model;
        match model.unwrapped(ty) {
            Type::Optional(inner) if is_container(model.unwrapped(inner)) => Shape::Single(self.wrapped(scope, inner)),
            Type::Optional(inner) => self.shape(scope, inner),
            Type::List(element) | Type::Set(element) => Shape::Repeated(self.element(scope, element)),
            Type::Map(key, value) => Shape::Map(map_key(model.unwrapped(key)), self.element(scope, value)),
            plain @ (Type::Scalar(_) | Type::Newtype(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_)) => {
                Shape::Single(kind(scope, plain, self.span))
            }
        }
    }

    /// Lowers a type that cannot be a container: that of a variant.
    pub(super) fn single(&mut self, scope: &mut Scope<'_>, ty: &Type) -> Kind {
        self.element(scope, ty)
    }

    /// Lowers a type within a container.
    fn element(&mut self, scope: &mut Scope<'_>, ty: &Type) -> Kind {
        let plain = scope.model.unwrapped(ty);
        let has_form = !is_container(plain) && !matches!(plain, Type::Optional(_));
        if has_form { kind(scope, plain, self.span) } else { self.wrapped(scope, ty) }
    }

    /// Makes a message around a value, which begins a scope of its own.
    fn wrapped(&mut self, scope: &mut Scope<'_>, ty: &Type) -> Kind {
        let name = self.wrapper.clone();
        let full = format!("{}.{name}", self.message);
        let mut inner =
            Owner { message: full.clone(), wrapper: "Value".to_owned(), span: self.span, wrappers: Vec::new() };
        let shape = inner.shape(scope, ty);
        let field = Field { head: Head::plain("value"), number: 1, json_name: "value".to_owned(), shape };
        let mut head = Head::plain(name);
        head.comment = vec![format!("Holds a `{}`, which has no form of its own here.", scope.model.spell(ty))];
        let (fields, wrappers) = (vec![field], inner.wrappers);
        self.wrappers.push(Message { head, reserved: Vec::new(), fields, oneof: None, wrappers });
        Kind::Message(full)
    }
}

fn is_container(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Set(_) | Type::Map(..))
}

/// Lowers a type that is no container.
fn kind(scope: &mut Scope<'_>, ty: &Type, span: Span) -> Kind {
    let model = scope.model;
    match ty {
        Type::Scalar(scalar) => built_in(scope, *scalar),
        Type::Struct(id) => Kind::Message(scope.full_name(model[*id].package, &model[*id].name, span)),
        Type::Union(id) => Kind::Message(scope.full_name(model[*id].package, &model[*id].name, span)),
        Type::Enum(id) => Kind::Enum(scope.full_name(model[*id].package, &model[*id].name, span)),
        Type::Newtype(id) => kind(scope, &model[*id].ty, span),
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) | Type::Map(_, inner) => kind(scope, inner, span),
    }
}

fn built_in(scope: &mut Scope<'_>, scalar: model::Scalar) -> Kind {
    if scalar == model::Scalar::Timestamp {
        well_known(scope, known::TIMESTAMP)
    } else if scalar == model::Scalar::Duration {
        well_known(scope, known::DURATION)
    } else {
        Kind::Scalar(text_or_number(scalar))
    }
}

/// Returns a well-known message, and imports its file.
pub(super) fn well_known(scope: &mut Scope<'_>, name: &str) -> Kind {
    scope.imports.entry(known::path(name)).or_insert(None);
    Kind::Message(name.to_owned())
}

fn text_or_number(scalar: model::Scalar) -> Scalar {
    match scalar {
        model::Scalar::Bool => Scalar::Bool,
        model::Scalar::I32 => Scalar::Int32,
        model::Scalar::I64 => Scalar::Int64,
        model::Scalar::U32 => Scalar::Uint32,
        model::Scalar::U64 => Scalar::Uint64,
        model::Scalar::F32 => Scalar::Float,
        model::Scalar::F64 => Scalar::Double,
        model::Scalar::Bytes => Scalar::Bytes,
        model::Scalar::String
        | model::Scalar::Timestamp
        | model::Scalar::Date
        | model::Scalar::Duration
        | model::Scalar::Uuid
        | model::Scalar::Decimal
        | model::Scalar::Json => Scalar::String,
    }
}

/// Lowers the key of a map. An enum is its number there as it is everywhere, but proto3 does not allow to say so.
fn map_key(ty: &Type) -> Scalar {
    match ty {
        Type::Scalar(scalar) => text_or_number(*scalar),
        Type::Enum(_) => Scalar::Int32,
        Type::Optional(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Map(..)
        | Type::Newtype(_)
        | Type::Struct(_)
        | Type::Union(_) => Scalar::String,
    }
}
