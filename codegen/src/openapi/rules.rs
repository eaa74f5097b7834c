//! Rules that values must keep, as JSON Schema can say them; what it cannot say is put into words.

use crate::OpenApi;
use crate::travel;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Constraint, Model, Scalar, Type, Value};

/// What is said of a value beside its type.
#[derive(Default)]
pub(super) struct Rules {
    /// In keywords.
    pub(super) keywords: Map,
    /// In words.
    pub(super) notes: Vec<String>,
}

/// Says the rules of a value of a type.
pub(super) fn rules(model: &Model, version: OpenApi, ty: &Type, constraints: &[Constraint]) -> Rules {
    let mut rules = Rules::default();
    for constraint in constraints {
        match keywords(model, version, bare(model, ty), constraint) {
            Some(keywords) => rules.keywords = rules.keywords.and(keywords),
            None => rules.notes.push(format!("Must keep `{}`.", constraint.rule())),
        }
    }
    rules
}

/// Returns a type without the newtypes and the question mark around it.
pub(super) fn bare<'m>(model: &'m Model, ty: &'m Type) -> &'m Type {
    if let Type::Optional(inner) = ty { bare(model, inner) } else { model.unwrapped(ty) }
}

fn keywords(model: &Model, version: OpenApi, ty: &Type, constraint: &Constraint) -> Option<Map> {
    match constraint {
        Constraint::Len { min, max } => Some(length(ty, *min, *max)),
        Constraint::Range { min, max, exclusive } => {
            is_number(ty).then(|| range(model, version, (min.as_ref(), max.as_ref()), *exclusive))
        }
        Constraint::Pattern(pattern) => is_portable(pattern).then(|| Map::new().with("pattern", pattern)),
        Constraint::Unique => Some(Map::new().with("uniqueItems", true)),
    }
}

fn length(ty: &Type, min: u64, max: Option<u64>) -> Map {
    // Base64 has four letters for three bytes.
    let letters = |bytes: u64| bytes.div_ceil(3).saturating_mul(4);
    let (least, most, min, max) = match ty {
        Type::List(_) | Type::Set(_) => ("minItems", "maxItems", min, max),
        Type::Map(..) => ("minProperties", "maxProperties", min, max),
        Type::Scalar(Scalar::Bytes) => ("minLength", "maxLength", letters(min), max.map(letters)),
        Type::Scalar(_) | Type::Optional(_) | Type::Newtype(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_) => {
            ("minLength", "maxLength", min, max)
        }
    };
    Map::new().with_some(least, (min > 0).then_some(min)).with_some(most, max)
}

/// Returns whether JSON carries values of a type as numbers.
fn is_number(ty: &Type) -> bool {
    use Scalar::{F32, F64, I32, I64, U32, U64};
    matches!(ty, Type::Scalar(I32 | I64 | U32 | U64 | F32 | F64))
}

fn range(model: &Model, version: OpenApi, ends: (Option<&Value>, Option<&Value>), exclusive: bool) -> Map {
    let (min, max) = (ends.0.map(|end| travel::json(model, end)), ends.1.map(|end| travel::json(model, end)));
    let keywords = Map::new().with_some("minimum", min);
    match (max, exclusive, version) {
        (Some(max), true, OpenApi::V3_1) => keywords.with("exclusiveMaximum", max),
        (Some(max), true, OpenApi::V3_0) => keywords.with("maximum", max).with("exclusiveMaximum", Tree::Bool(true)),
        (max, _, _) => keywords.with_some("maximum", max),
    }
}

/// Returns whether JSON Schema, whose patterns are those of ECMAScript, takes a pattern for the same as the crate
/// `regex`: what only one of them knows begins with these, or is a class within a class.
fn is_portable(pattern: &str) -> bool {
    const FOREIGN: &[&str] =
        &["\\A", "\\z", "\\p", "\\P", "\\x{", "\\u{", "\\U", "\\a", "\\<", "\\>", "&&", "~~", "--"];
    let groups = pattern.match_indices("(?").all(|(at, _)| pattern[at..].starts_with("(?:"));
    groups && !FOREIGN.iter().any(|foreign| pattern.contains(foreign)) && !has_nested_class(pattern)
}

fn has_nested_class(pattern: &str) -> bool {
    let (mut within, mut escaped) = (false, false);
    for letter in pattern.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if within => return true,
            '[' => within = true,
            ']' => within = false,
            _ => (),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_mean_the_same_are_portable() {
        for pattern in ["^[A-Z0-9-]+$", r"\d{3}", "(?:a|b)*", r"^\[x\]$", "[^a-z]", "a.b"] {
            assert!(is_portable(pattern), "{pattern}");
        }
        for pattern in ["(?i)a", r"\Aa\z", r"\p{L}", "[[:alpha:]]", "[a-z&&[^b]]", "(?P<n>a)", r"\x{41}"] {
            assert!(!is_portable(pattern), "{pattern}");
        }
    }
}
