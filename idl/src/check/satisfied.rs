//! Defaults keep the rules: those of the member, of the newtypes around it, and of newtypes that are elements.

use super::bounds;
use super::constraints::Rule;
use super::scope::Scope;
use crate::ast::{self, Literal, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, Scalar, Type, Value};
use std::cmp::Ordering;
use std::collections::HashSet;

impl Scope<'_> {
    /// Understands the default of a member, which must keep the member's rules and those of its type.
    pub(super) fn default_within(&self, member: &ast::Field, ty: &Type, rules: &[Rule]) -> Option<Value> {
        let literal = member.default.as_ref()?;
        let value = self.default(literal, ty)?;
        self.keeps(literal, &value, ty, rules);
        Some(value)
    }

    /// Refuses a value that breaks a rule, be it by one of its elements.
    fn keeps(&self, literal: &Literal, value: &Value, ty: &Type, own: &[Rule]) {
        let Some(subject) = self.world.subject(ty) else { return };
        let inherited = self.world.newtypes_around(ty).flat_map(|id| &self.world.rules[id.0 as usize]);
        let broken = own.iter().chain(inherited).find_map(|rule| Some((rule, breach(rule, value, subject)?)));
        if let Some((rule, breach)) = broken {
            self.report(self.broken(literal, rule, breach));
        } else if let (Type::List(element) | Type::Set(element), Value::List(values), LiteralKind::List(literals)) =
            (subject, value, &literal.kind)
        {
            literals.iter().zip(values).for_each(|(literal, value)| self.keeps(literal, value, element, &[]));
        }
    }

    /// Words the refusal of a default.
    fn broken(&self, literal: &Literal, rule: &Rule, breach: String) -> Diagnostic {
        let [written, rule_text] = [literal.span, rule.span].map(|span| self.world.sources.text(span));
        let text = format!("`{written}` does not keep `{rule_text}`");
        Diagnostic::new(catalogue::DEFAULT_BREAKS_RULE, literal.span, text, breach).also(rule.span, "the rule")
    }
}

/// Says how a value breaks a rule, if it does.
fn breach(rule: &Rule, value: &Value, subject: &Type) -> Option<String> {
    match &rule.constraint {
        Constraint::Len { min, max } => {
            let (count, what) = count(value)?;
            let fits = *min <= count && max.is_none_or(|max| count <= max);
            (!fits).then(|| format!("{count} {what}{}", if count == 1 { "" } else { "s" }))
        }
        Constraint::Range { min, max, exclusive } => {
            let Type::Scalar(kind) = subject else { return None };
            outside(*kind, value, min.as_ref(), max.as_ref().map(|max| (max, *exclusive))).map(str::to_owned)
        }
        Constraint::Pattern(_) => {
            let Value::String(text) = value else { return None };
            let found = rule.regex.as_ref().is_none_or(|regex| regex.is_match(text));
            (!found).then(|| "does not match".to_owned())
        }
        Constraint::Unique => {
            let Value::List(values) = value else { return None };
            let mut seen = HashSet::new();
            (!values.iter().all(|value| seen.insert(identity(value)))).then(|| "holds equal elements".to_owned())
        }
    }
}

/// Returns how many of what a value has.
fn count(value: &Value) -> Option<(u64, &'static str)> {
    Some(match value {
        Value::String(text) => (text.chars().count() as u64, "character"),
        Value::Bytes(bytes) => (bytes.len() as u64, "byte"),
        Value::List(values) => (values.len() as u64, "element"),
        Value::EmptyMap => (0, "element"),
        Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Duration(_)
        | Value::Timestamp(_)
        | Value::Date(_)
        | Value::Uuid(_)
        | Value::Decimal(_)
        | Value::Variant(..)
        | Value::Arm(..) => return None,
    })
}

/// Says on which side of a range a number lies, if it is outside.
fn outside(kind: Scalar, value: &Value, min: Option<&Value>, max: Option<(&Value, bool)>) -> Option<&'static str> {
    if min.is_some_and(|min| bounds::order(kind, value, min) == Some(Ordering::Less)) {
        return Some("too small");
    }
    let beyond = max.is_some_and(|(max, exclusive)| match bounds::order(kind, value, max) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => exclusive,
        Some(Ordering::Less) | None => false,
    });
    beyond.then_some("too large")
}

/// Returns a text that is the same for values that are equal, and for no others of the type.
fn identity(value: &Value) -> String {
    match value {
        Value::Decimal(text) => bounds::decimal(text).map_or_else(String::new, |number| number.normalize().to_string()),
        Value::Float(number) => (number + 0.0).to_string(),
        Value::List(values) => format!("{:?}", values.iter().map(identity).collect::<Vec<_>>()),
        other => format!("{other:?}"),
    }
}
