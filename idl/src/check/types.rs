//! Types: names become ids, forms are checked.

use super::foreign;
use super::newtypes::Chains;
use super::scope::{Found, Scope};
use super::world::Symbol;
use crate::ast::{Ident, TypeExpr, TypeKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{ItemId, Scalar, Type};
use crate::source::Span;

/// The built-in types that hold others.
const CONTAINERS: [&str; 3] = ["list", "set", "map"];

/// The built-in types of a later version.
const LATER: [&str; 2] = ["stream", "page"];

/// Returns whether a name is that of a built-in type.
pub(super) fn is_built_in(name: &str) -> bool {
    built_in_types().any(|known| known == name)
}

/// Returns the names of all built-in types, those of a later version included.
pub fn built_in_types() -> impl Iterator<Item = &'static str> {
    Scalar::ALL.into_iter().map(Scalar::name).chain(CONTAINERS).chain(LATER)
}

/// Returns the built-in type of a name that holds one value.
fn scalar(name: &str) -> Option<Scalar> {
    Scalar::ALL.into_iter().find(|scalar| scalar.name() == name)
}

impl Scope<'_> {
    /// Understands a type; nothing if something about it is wrong, which is then reported.
    pub(super) fn ty(&self, expr: &TypeExpr) -> Option<Type> {
        let ty = self.resolve(expr)?;
        self.verify(expr, &ty).then_some(ty)
    }

    /// Finds out what the names in a type stand for.
    pub(super) fn resolve(&self, expr: &TypeExpr) -> Option<Type> {
        match &expr.kind {
            TypeKind::Name(name) => self.named(name, expr.span),
            TypeKind::Generic(name, arguments) => self.generic(name, arguments, expr.span),
            TypeKind::Optional(inner) => self.optional(inner, expr.span),
        }
    }

    /// Refuses keys and elements of sets that cannot be such, which depends on what newtypes wrap; returns whether all is
    /// well.
    pub(super) fn verify(&self, expr: &TypeExpr, ty: &Type) -> bool {
        match (&expr.kind, ty) {
            (TypeKind::Optional(expr), Type::Optional(ty)) => self.verify(expr, ty),
            (TypeKind::Generic(_, parts), Type::List(element)) => self.verify_all(parts, &[element]),
            (TypeKind::Generic(_, parts), Type::Set(element)) => {
                self.verify_all(parts, &[element]) && self.element(&parts[0], element)
            }
            (TypeKind::Generic(_, parts), Type::Map(key, value)) => {
                self.verify_all(parts, &[key, value]) && self.key(&parts[0], key)
            }
            (TypeKind::Name(_), Type::Newtype(_)) => self.world.unwrapped(ty).is_some(),
            (_, _) => true,
        }
    }

    /// Verifies each part, also after one that is wrong.
    fn verify_all(&self, parts: &[TypeExpr], types: &[&Type]) -> bool {
        parts.iter().zip(types).filter(|(expr, ty)| !self.verify(expr, ty)).count() == 0
    }

    /// Understands `T?`.
    fn optional(&self, inner: &TypeExpr, span: Span) -> Option<Type> {
        if !matches!(inner.kind, TypeKind::Optional(_)) {
            return Some(Type::Optional(Box::new(self.resolve(inner)?)));
        }
        let text = "an optional cannot be optional again";
        self.report(
            Diagnostic::new(catalogue::NESTED_OPTIONAL, span, text, "more than one `?`")
                .help("absent and null are the same, so one `?` says it all"),
        );
        None
    }

    /// Understands a name without type arguments.
    fn named(&self, name: &Ident, span: Span) -> Option<Type> {
        if let Some(scalar) = scalar(&name.text) {
            return Some(Type::Scalar(scalar));
        }
        if is_built_in(&name.text) {
            return self.generic(name, &[], span);
        }
        match self.find(&name.text) {
            Found::Item(ItemId::Newtype(id), _) => Some(Type::Newtype(id)),
            Found::Item(ItemId::Union(id), _) => Some(Type::Union(id)),
            Found::Item(ItemId::Struct(id), _) => Some(Type::Struct(id)),
            Found::Item(ItemId::Enum(id), _) => Some(Type::Enum(id)),
            Found::Item(ItemId::Error(_), symbol) => self.error_as_type(name, symbol),
            Found::Item(ItemId::Service(_) | ItemId::Component(_), symbol) => {
                self.wrong_kind(name, symbol, "a type of values")
            }
            Found::Broken => None,
            Found::Missing => self.unknown_type(name),
        }
    }

    /// Understands a name with type arguments.
    fn generic(&self, name: &Ident, arguments: &[TypeExpr], span: Span) -> Option<Type> {
        match (name.text.as_str(), arguments) {
            ("list", [element]) => Some(Type::List(Box::new(self.resolve(element)?))),
            ("set", [element]) => Some(Type::Set(Box::new(self.resolve(element)?))),
            ("map", [key, value]) => {
                let (key, value) = (self.resolve(key), self.resolve(value));
                Some(Type::Map(Box::new(key?), Box::new(value?)))
            }
            (_, _) => {
                // What is wrong in the arguments is told at once, although nothing comes of it.
                arguments.iter().for_each(|argument| drop(self.resolve(argument)));
                self.misapplied(name, span)
            }
        }
    }

    /// Refuses a name that cannot have these type arguments.
    fn misapplied(&self, name: &Ident, span: Span) -> Option<Type> {
        match name.text.as_str() {
            "list" => self.wrong_arguments("`list` takes one type", "write `list<string>`", span),
            "set" => self.wrong_arguments("`set` takes one type", "write `set<string>`", span),
            "map" => self.wrong_arguments("`map` takes two types", "write `map<string, i32>`", span),
            later if LATER.contains(&later) => self.later(later, span),
            known if scalar(known).is_some() => self.takes_none(name, span),
            other => match self.find(other) {
                Found::Item(_, _) => self.takes_none(name, span),
                Found::Broken => None,
                Found::Missing => self.unknown_type(name),
            },
        }
    }

    /// Refuses what cannot be the key of a map.
    fn key(&self, expr: &TypeExpr, key: &Type) -> bool {
        let fits = self.world.unwrapped(key).is_none_or(is_key);
        if !fits {
            let text = format!("`{}` cannot be the key of a map", self.world.sources.text(expr.span));
            self.report(
                Diagnostic::new(catalogue::MAP_KEY, expr.span, text, "not a key")
                    .help("keys are `string`, `i32`, `i64`, `u32`, `u64`, `uuid`, enums, and newtypes of these"),
            );
        }
        fits
    }

    /// Refuses what cannot be an element of a set.
    fn element(&self, expr: &TypeExpr, element: &Type) -> bool {
        let fits = is_ordered(&self.world.chains, element);
        if !fits {
            let text = format!("`{}` cannot be an element of a set", self.world.sources.text(expr.span));
            self.report(
                Diagnostic::new(catalogue::SET_ELEMENT, expr.span, text, "has no order")
                    .help("a `list` with `@unique` holds distinct elements of any type"),
            );
        }
        fits
    }

    /// Returns a type as it is written.
    pub(super) fn spell(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.name().to_owned(),
            Type::Optional(inner) => format!("{}?", self.spell(inner)),
            Type::List(element) => format!("list<{}>", self.spell(element)),
            Type::Set(element) => format!("set<{}>", self.spell(element)),
            Type::Map(key, value) => format!("map<{}, {}>", self.spell(key), self.spell(value)),
            Type::Struct(id) => self.world.structs[id.0 as usize].ast.head.name.text.clone(),
            Type::Newtype(id) => self.world.newtypes[id.0 as usize].ast.head.name.text.clone(),
            Type::Enum(id) => self.world.choice(*id).head.name.text.clone(),
            Type::Union(id) => self.world.unions[id.0 as usize].ast.head.name.text.clone(),
        }
    }

    /// Refuses a number of type arguments.
    fn wrong_arguments(&self, text: &str, help: &str, span: Span) -> Option<Type> {
        self.report(Diagnostic::new(catalogue::TYPE_ARGUMENTS, span, text, "wrong number of types").help(help));
        None
    }

    /// Refuses type arguments where none can be.
    fn takes_none(&self, name: &Ident, span: Span) -> Option<Type> {
        let text = format!("`{}` takes no type arguments", name.text);
        self.report(
            Diagnostic::new(catalogue::TYPE_ARGUMENTS, span, text, "nothing can stand in `<>`")
                .help("only `list`, `set` and `map` do"),
        );
        None
    }

    /// Refuses a type of a later version.
    fn later(&self, name: &str, span: Span) -> Option<Type> {
        let text = format!("`{name}` is not supported yet");
        self.report(
            Diagnostic::new(catalogue::UNSUPPORTED_TYPE, span, text, "of a later version")
                .help("use `list` instead, for now"),
        );
        None
    }

    /// Refuses an error where a value is meant.
    fn error_as_type(&self, name: &Ident, symbol: Symbol<'_>) -> Option<Type> {
        let text = format!("`{}` is an error, which is thrown and is no type of values", name.text);
        self.report(
            Diagnostic::new(catalogue::WRONG_KIND, name.span, text, "an error cannot stand here")
                .also(symbol.head.name.span, "declared here")
                .help(format!("a method raises it with `throws {}`; shared fields belong into a struct", name.text)),
        );
        None
    }

    /// Refuses a type nobody knows, with what may have been meant.
    fn unknown_type(&self, name: &Ident) -> Option<Type> {
        // What a newtype wraps is never the newtype itself, however much alike the names are.
        let around =
            |symbol: &Symbol<'_>| matches!(symbol.item, ItemId::Newtype(_)) && symbol.head.span.contains(name.span);
        let fits = |symbol: &Symbol<'_>| is_value(symbol.item) && !around(symbol);
        let text = format!("there is no type `{}`", name.text);
        let unknown = Diagnostic::new(catalogue::UNKNOWN_TYPE, name.span, text.clone(), "not found");
        if self.elsewhere(&name.text, fits).is_some() {
            return self.unknown(catalogue::UNKNOWN_TYPE, name, text, fits);
        }
        let built_in: Vec<&'static str> = Scalar::ALL.into_iter().map(Scalar::name).chain(CONTAINERS).collect();
        self.report(if let Some(advice) = foreign::advice(&name.text) {
            unknown.help(advice)
        } else if let Some(meant) = foreign::built_in(&name.text) {
            unknown.guess(format!("the built-in type is called `{meant}`"), name.span, meant)
        } else {
            self.did_you_mean(unknown, name, self.visible(fits).chain(built_in))
        });
        None
    }
}

/// Returns whether a type can be the key of a map.
fn is_key(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => {
            matches!(scalar, Scalar::String | Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64 | Scalar::Uuid)
        }
        Type::Enum(_) => true,
        Type::Optional(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Map(_, _)
        | Type::Newtype(_)
        | Type::Struct(_)
        | Type::Union(_) => false,
    }
}

/// Returns whether the values of a type have an order, so that a set can hold them.
pub(super) fn is_ordered(chains: &Chains, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => !matches!(scalar, Scalar::F32 | Scalar::F64 | Scalar::Json),
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => is_ordered(chains, inner),
        Type::Map(key, value) => is_ordered(chains, key) && is_ordered(chains, value),
        Type::Newtype(id) => chains.is_ordered(*id),
        Type::Enum(_) => true,
        Type::Struct(_) | Type::Union(_) => false,
    }
}

/// Returns whether a declaration is a type of values.
fn is_value(item: ItemId) -> bool {
    match item {
        ItemId::Newtype(_) | ItemId::Struct(_) | ItemId::Enum(_) | ItemId::Union(_) => true,
        ItemId::Error(_) | ItemId::Service(_) | ItemId::Component(_) => false,
    }
}
