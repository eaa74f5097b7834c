//! The ends of `@len` and `@range`: numbers of the right kind, and something between them.

use super::defaults::{self, Misfit};
use super::scope::Scope;
use crate::ast::{Literal, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, Scalar, Type, Value};
use std::cmp::Ordering;

/// An end is wrong, which has been reported.
struct Reported;

/// Understands the range of `@len`, whose ends are made to belong to it.
pub(super) fn len(scope: Scope<'_>, argument: &Literal) -> Option<Constraint> {
    let (min, max, exclusive) = ends(argument, |end| count(scope, end))?;
    let min = min.unwrap_or(0);
    let last = max.map(|max| if exclusive { max.checked_sub(1) } else { Some(max) });
    match last {
        None => Some(Constraint::Len { min, max: None }),
        Some(Some(max)) if min <= max => Some(Constraint::Len { min, max: Some(max) }),
        Some(_) => empty(scope, argument, "no length", min.cmp(&max.unwrap_or(0))),
    }
}

/// Understands the range of `@range` for a type of numbers.
pub(super) fn range(scope: Scope<'_>, argument: &Literal, kind: Scalar) -> Option<Constraint> {
    let (min, max, exclusive) = ends(argument, |end| number(scope, end, kind))?;
    if let (Some(least), Some(greatest)) = (&min, &max)
        && is_empty(kind, least, greatest, exclusive)
    {
        let order = order(kind, least, greatest).unwrap_or(Ordering::Equal);
        return empty(scope, argument, &format!("no `{}`", kind.name()), order);
    }
    Some(Constraint::Range { min, max, exclusive })
}

/// Understands both ends, also the second one if the first is wrong, and returns whether the upper one is excluded.
fn ends<T>(argument: &Literal, end: impl Fn(&Literal) -> Result<T, Reported>) -> Option<(Option<T>, Option<T>, bool)> {
    let LiteralKind::Range { start, end: last, inclusive } = &argument.kind else { return None };
    let [min, max] = [start, last].map(|literal| literal.as_deref().map(&end).transpose());
    let (min, max) = (min.ok()?, max.ok()?);
    let exclusive = max.is_some() && !inclusive;
    Some((min, max, exclusive))
}

/// Understands an end of `@len`.
fn count(scope: Scope<'_>, end: &Literal) -> Result<u64, Reported> {
    let label = match &end.kind {
        LiteralKind::Integer(digits) => match digits.parse() {
            Ok(count) => return Ok(count),
            Err(_) if digits.starts_with('-') => "a length is not negative",
            Err(_) => "longer than anything",
        },
        LiteralKind::Bool(_)
        | LiteralKind::Float(_)
        | LiteralKind::String(_)
        | LiteralKind::Duration(_)
        | LiteralKind::Name(_)
        | LiteralKind::List(_)
        | LiteralKind::EmptyMap
        | LiteralKind::Range { .. } => "a whole number is needed",
    };
    let text = format!("`{}` is not a length", scope.world.sources.text(end.span));
    scope.report(Diagnostic::new(catalogue::BAD_BOUNDS, end.span, text, label));
    Err(Reported)
}

/// Understands an end of `@range` as a value of the type.
fn number(scope: Scope<'_>, end: &Literal, kind: Scalar) -> Result<Value, Reported> {
    let found =
        if kind == Scalar::Decimal { defaults::scalar(&quoted(end), kind) } else { defaults::scalar(end, kind) };
    found.map_err(|misfit| {
        let (verb, label) = match misfit {
            Misfit::Form(_) | Misfit::Text(_) if kind == Scalar::Decimal => {
                ("is no", "a number such as `12.50` is needed".to_owned())
            }
            Misfit::Form(form) | Misfit::Text(form) => ("is no", format!("{form} is needed")),
            Misfit::Range(range) => ("does not fit", range),
            Misfit::Never | Misfit::Reported => ("is no", String::new()),
        };
        let text = format!("`{}` {verb} `{}`", scope.world.sources.text(end.span), kind.name());
        scope.report(Diagnostic::new(catalogue::BAD_BOUNDS, end.span, text, label));
        Reported
    })
}

/// Returns a number as the text that decimals are made of.
fn quoted(end: &Literal) -> Literal {
    let (LiteralKind::Integer(digits) | LiteralKind::Float(digits)) = &end.kind else { return end.clone() };
    Literal { kind: LiteralKind::String(digits.clone()), span: end.span }
}

/// Refuses a range that holds nothing.
fn empty(scope: Scope<'_>, argument: &Literal, what: &str, order: Ordering) -> Option<Constraint> {
    let written = |literal: &Literal| scope.world.sources.text(literal.span);
    let text = format!("{what} lies in `{}`", written(argument));
    let refusal = Diagnostic::new(catalogue::BAD_BOUNDS, argument.span, text, "an empty range");
    let LiteralKind::Range { start, end: Some(last), .. } = &argument.kind else { return None };
    let start = start.as_deref().map_or("0", written);
    let last = written(last);
    scope.report(match order {
        Ordering::Greater => refusal.guess("put the smaller end first", argument.span, format!("{last}..={start}")),
        Ordering::Equal | Ordering::Less => {
            refusal.guess("with its upper end it is", argument.span, format!("{start}..={last}"))
        }
    });
    None
}

/// Returns whether no value lies between two ends.
fn is_empty(kind: Scalar, min: &Value, max: &Value, exclusive: bool) -> bool {
    match order(kind, min, max) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => exclusive,
        Some(Ordering::Less) | None => false,
    }
}

/// Returns how two numbers of a type compare.
pub(super) fn order(kind: Scalar, a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        // What differs as written may be the same number with fewer digits.
        (Value::Float(a), Value::Float(b)) if kind == Scalar::F32 => (*a as f32).partial_cmp(&(*b as f32)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Duration(a), Value::Duration(b)) => Some(a.cmp(b)),
        (Value::Decimal(a), Value::Decimal(b)) => Some(decimal(a)?.cmp(&decimal(b)?)),
        (_, _) => None,
    }
}

/// Returns the number a decimal's text stands for.
pub(super) fn decimal(text: &str) -> Option<rust_decimal::Decimal> {
    rust_decimal::Decimal::from_str_exact(text).ok()
}

/// Returns whether no value of a type keeps both constraints.
pub(super) fn disjoint(subject: &Type, a: &Constraint, b: &Constraint) -> bool {
    match (a, b) {
        (Constraint::Len { min: a, max: last_a }, Constraint::Len { min: b, max: last_b }) => {
            last_b.is_some_and(|last| *a > last) || last_a.is_some_and(|last| *b > last)
        }
        (
            Constraint::Range { min: a, max: last_a, exclusive: open_a },
            Constraint::Range { min: b, max: last_b, exclusive: open_b },
        ) => {
            let Type::Scalar(kind) = subject else { return false };
            let beyond = |min: &Option<Value>, max: &Option<Value>, exclusive: bool| {
                min.as_ref().zip(max.as_ref()).is_some_and(|(min, max)| is_empty(*kind, min, max, exclusive))
            };
            beyond(a, last_b, *open_b) || beyond(b, last_a, *open_a)
        }
        (_, _) => false,
    }
}
