//! The rules of types: a call of the runtime for each.

use super::scope::Scope;
use crate::layout::{self, Place, newline};
use crate::literal::string;
use crate::names;
use aspyx_idl::model::{Constraint, EnumId, ErrorId, Field, Model, NewtypeId, StructId, Type, UnionId, UnionVariant};
use aspyx_templates::{Checks, Rules};

/// Decides how the rules of a newtype look.
pub(crate) fn newtype(scope: &Scope<'_>, id: NewtypeId) -> Rules {
    let item = &scope.model[id];
    let (ty, constraints) = (&item.ty, &item.constraints);
    let value = Checked { name: "", value: Expression::place("self.0"), ty, constraints, sensitive: item.sensitive };
    rules(&scope.facts[id], all(value.statement(scope, 8).into_iter().collect()))
}

/// Decides how the rules of a struct look.
pub(crate) fn structure(scope: &Scope<'_>, id: StructId) -> Rules {
    rules(&scope.facts[id], fields(scope, &scope.model[id].fields))
}

/// Decides how the rules of an error look.
pub(crate) fn error(scope: &Scope<'_>, id: ErrorId) -> Rules {
    rules(&scope.facts[id], fields(scope, &scope.model[id].fields))
}

/// Decides how the rules of an enum look.
pub(crate) fn enumeration(scope: &Scope<'_>, id: EnumId) -> Rules {
    rules(&scope.facts[id], if scope.model[id].open { Checks::Nothing } else { Checks::Known })
}

/// Decides how the rules of a union look.
pub(crate) fn union(scope: &Scope<'_>, id: UnionId) -> Rules {
    let reached = scope.facts.has_rules(&Type::Union(id));
    let arms = || scope.model[id].variants.iter().map(|variant| arm(scope, variant)).collect();
    rules(&scope.facts[id], if reached { Checks::Carried(arms()) } else { Checks::Nothing })
}

fn rules(name: &str, checks: Checks) -> Rules {
    Rules { name: name.to_owned(), checks }
}

fn all(statements: Vec<String>) -> Checks {
    if statements.is_empty() { Checks::Nothing } else { Checks::All(statements) }
}

fn fields(scope: &Scope<'_>, fields: &[Field]) -> Checks {
    let statements = fields.iter().filter_map(|field| {
        let value = Expression::place(&format!("self.{}", names::value(&field.name)));
        let (name, ty, constraints, sensitive) = (&field.name, &field.ty, &field.constraints, field.sensitive);
        Checked { name, value, ty, constraints, sensitive }.statement(scope, 8)
    });
    all(statements.collect())
}

/// Returns the arm of a union's variant.
fn arm(scope: &Scope<'_>, variant: &UnionVariant) -> String {
    let name = names::variant(&variant.name);
    let Some(ty) = &variant.ty else { return format!("Self::{name} => {{}}") };
    if !scope.facts.has_rules(ty) {
        return format!("Self::{name}(_) => {{}}");
    }
    let pattern = format!("Self::{name}(value) => ");
    let nested = |place: Place| call(place, "nested", &[string(&variant.name), "value".to_owned()]);
    let (check, sensitive) = (Place::line(12, 0).behind(&pattern), is_sensitive(scope.model, ty));
    if sensitive {
        let inner = newline(16);
        format!("{pattern}__rules.sensitive(|__rules| {{{inner}{};{}}}),", nested(Place::line(16, 1)), newline(12))
    } else {
        pattern + &layout::arm(check, nested)
    }
}

/// A value that is checked.
pub(crate) struct Checked<'m> {
    /// What a violation calls it; empty for the value itself.
    pub(crate) name: &'m str,
    /// Where it is found.
    pub(crate) value: Expression,
    /// Its type.
    pub(crate) ty: &'m Type,
    /// Its own rules, beside those of its type.
    pub(crate) constraints: &'m [Constraint],
    /// Whether nobody may see it.
    pub(crate) sensitive: bool,
}

/// Where a value is found.
pub(crate) struct Expression {
    text: String,
    /// Whether it is a reference already.
    reference: bool,
}

impl Expression {
    fn place(text: &str) -> Self {
        Self { text: text.to_owned(), reference: false }
    }

    /// Returns the expression of a reference.
    pub(crate) fn reference(text: &str) -> Self {
        Self { text: text.to_owned(), reference: true }
    }

    fn borrowed(&self) -> String {
        if self.reference { self.text.clone() } else { format!("&{}", self.text) }
    }

    /// Returns what is wrapped by this many newtypes.
    fn unwrapped(&self, depth: usize) -> Self {
        if depth == 0 {
            return Self { text: self.text.clone(), reference: self.reference };
        }
        Self::place(&format!("{}{}", self.text, ".0".repeat(depth)))
    }
}

impl Checked<'_> {
    /// Returns the statement that checks it, if there is something to check.
    pub(crate) fn statement(&self, scope: &Scope<'_>, indent: usize) -> Option<String> {
        if !self.sensitive && !is_sensitive(scope.model, self.ty) {
            return self.statements(scope, indent);
        }
        let inner = self.statements(scope, indent + 4)?;
        Some(format!("__rules.sensitive(|__rules| {{{}{inner}{}}});", newline(indent + 4), newline(indent)))
    }

    fn statements(&self, scope: &Scope<'_>, indent: usize) -> Option<String> {
        let place = Place::line(indent, 1);
        let nested = scope.facts.has_rules(self.ty);
        let nested = nested.then(|| call(place, "nested", &[string(self.name), self.value.borrowed()]) + ";");
        let own = (!self.constraints.is_empty()).then(|| self.own(scope, indent));
        let statements: Vec<_> = nested.into_iter().chain(own).collect();
        (!statements.is_empty()).then(|| statements.join(&newline(indent)))
    }

    /// Returns the checks of its own rules, which concern an optional value only if it is there.
    fn own(&self, scope: &Scope<'_>, indent: usize) -> String {
        let Type::Optional(inner) = self.ty else {
            return self.rules(scope, (&self.value, self.ty), indent);
        };
        let rules = self.rules(scope, (&Expression::reference("__value"), inner), indent + 4);
        let (open, close) = (newline(indent + 4), newline(indent));
        format!("if let Some(__value) = {} {{{open}{rules}{close}}}", self.value.borrowed())
    }

    fn rules(&self, scope: &Scope<'_>, (value, ty): (&Expression, &Type), indent: usize) -> String {
        let value = value.unwrapped(depth(scope.model, ty)).borrowed();
        let rule = |constraint: &Constraint| {
            let (function, bound) = bound(scope, constraint);
            let arguments =
                [string(self.name), value.clone()].into_iter().chain(bound).chain([string(&constraint.rule())]);
            call(Place::line(indent, 1), function, &arguments.collect::<Vec<_>>()) + ";"
        };
        self.constraints.iter().map(rule).collect::<Vec<_>>().join(&newline(indent))
    }
}

/// Returns the function that checks a rule, and what it is given besides the value.
fn bound(scope: &Scope<'_>, constraint: &Constraint) -> (&'static str, Option<String>) {
    match constraint {
        Constraint::Len { min, max } => {
            ("len", Some(format!("{min}..{}", max.map_or_else(String::new, |max| format!("={max}")))))
        }
        Constraint::Range { min, max, exclusive } => {
            let end = |end: &Option<_>| end.as_ref().map_or_else(String::new, |end| scope.expression(end));
            let dots = if max.is_some() && !exclusive { "..=" } else { ".." };
            ("range", Some(format!("{}{dots}{}", end(min), end(max))))
        }
        Constraint::Pattern(text) => ("pattern", Some(format!("::aspyx::codegen::pattern!({})", string(text)))),
        Constraint::Unique => ("unique", None),
    }
}

fn call(place: Place, function: &str, arguments: &[String]) -> String {
    let head = format!("__rules.{function}");
    format!("{head}{}", layout::arguments(place.behind(&head), arguments))
}

/// Returns how many newtypes a value is wrapped in.
fn depth(model: &Model, ty: &Type) -> usize {
    if let Type::Newtype(id) = ty { 1 + depth(model, &model[*id].ty) } else { 0 }
}

/// Returns whether a violation might show something sensitive: an element of a list, a key, what a newtype wraps.
fn is_sensitive(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Newtype(id) => model[*id].sensitive || is_sensitive(model, &model[*id].ty),
        Type::Optional(inner) | Type::List(inner) | Type::Set(inner) => is_sensitive(model, inner),
        Type::Map(key, value) => is_sensitive(model, key) || is_sensitive(model, value),
        Type::Scalar(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_) => false,
    }
}
