//! Whether constraints have become tighter: whether a value that kept the old ones may break the new ones.

use crate::model::{Constraint, Scalar, Type, Value};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Returns whether the new constraints of a value of this type, newtypes taken off, refuse what the old ones accept.
pub(super) fn tighter(old: &[Constraint], new: &[Constraint], ty: &Type) -> bool {
    let added = || new.iter().filter(|rule| !old.contains(rule));
    added().any(|rule| match rule {
        Constraint::Len { .. } => length(new).exceeds(length(old)),
        Constraint::Range { .. } => range_tighter(old, new, ty),
        Constraint::Pattern(_) => true,
        Constraint::Unique => !matches!(ty, Type::Set(_)),
    })
}

/// The lengths all constraints together allow.
#[derive(Clone, Copy)]
struct Lengths {
    min: u64,
    max: Option<u64>,
}

impl Lengths {
    /// Returns whether other lengths are allowed that these are not.
    fn exceeds(self, other: Lengths) -> bool {
        self.min > other.min || self.max.is_some_and(|max| other.max.is_none_or(|other| max < other))
    }
}

fn length(rules: &[Constraint]) -> Lengths {
    let mut lengths = Lengths { min: 0, max: None };
    for rule in rules {
        if let Constraint::Len { min, max } = rule {
            lengths.min = lengths.min.max(*min);
            lengths.max = lengths.max.into_iter().chain(*max).min();
        }
    }
    lengths
}

/// An end of a range: the value, and whether it is itself not allowed.
type End = (Value, bool);

fn range_tighter(old: &[Constraint], new: &[Constraint], ty: &Type) -> bool {
    let (old, new) = (range(old, ty), range(new, ty));
    new.0.is_some_and(|new| old.0.is_none_or(|old| narrows(&new, &old, Ordering::Greater)))
        || new.1.is_some_and(|new| old.1.is_none_or(|old| narrows(&new, &old, Ordering::Less)))
}

/// Returns the ends of what all ranges together allow, and the type.
fn range(rules: &[Constraint], ty: &Type) -> (Option<End>, Option<End>) {
    let (mut least, mut greatest) = bounds(ty);
    for rule in rules {
        let Constraint::Range { min, max, exclusive } = rule else { continue };
        narrow(&mut least, min.clone().map(|min| (min, false)), Ordering::Greater);
        narrow(&mut greatest, max.clone().map(|max| closed(max, *exclusive)), Ordering::Less);
    }
    (least, greatest)
}

/// Returns the ends of an integer type.
fn bounds(ty: &Type) -> (Option<End>, Option<End>) {
    let Type::Scalar(scalar) = ty else { return (None, None) };
    let ends: Option<(i128, i128)> = match scalar {
        Scalar::I32 => Some((i32::MIN.into(), i32::MAX.into())),
        Scalar::I64 => Some((i64::MIN.into(), i64::MAX.into())),
        Scalar::U32 => Some((0, u32::MAX.into())),
        Scalar::U64 => Some((0, u64::MAX.into())),
        Scalar::Bool
        | Scalar::F32
        | Scalar::F64
        | Scalar::String
        | Scalar::Bytes
        | Scalar::Timestamp
        | Scalar::Date
        | Scalar::Duration
        | Scalar::Uuid
        | Scalar::Decimal
        | Scalar::Json => None,
    };
    let end = |value| (Value::Integer(value), false);
    ends.map(|(least, greatest)| (end(least), end(greatest))).unzip()
}

/// Returns an upper end; of integers it is the last that is allowed.
fn closed(max: Value, exclusive: bool) -> End {
    match (max, exclusive) {
        (Value::Integer(value), true) => (Value::Integer(value.saturating_sub(1)), false),
        end => end,
    }
}

/// Takes another end if it allows less.
fn narrow(end: &mut Option<End>, other: Option<End>, inwards: Ordering) {
    let Some(other) = other else { return };
    if end.as_ref().is_none_or(|end| narrows(&other, end, inwards)) {
        *end = Some(other);
    }
}

/// Returns whether an end allows less than another one; where they cannot be compared, that is assumed.
fn narrows(end: &End, other: &End, inwards: Ordering) -> bool {
    match order(&end.0, &other.0) {
        Some(Ordering::Equal) => end.1 && !other.1,
        Some(order) => order == inwards,
        None => true,
    }
}

fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => Some(one.cmp(other)),
        (Value::Float(one), Value::Float(other)) => one.partial_cmp(other),
        (Value::Duration(one), Value::Duration(other)) => Some(one.cmp(other)),
        (Value::Decimal(one), Value::Decimal(other)) => Some(decimal(one)?.cmp(&decimal(other)?)),
        (one, other) => (one == other).then_some(Ordering::Equal),
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::tighter;
    use crate::model::{Constraint, Scalar, Type, Value};

    const TEXT: Type = Type::Scalar(Scalar::String);
    const COUNT: Type = Type::Scalar(Scalar::U32);
    const PRICE: Type = Type::Scalar(Scalar::Decimal);

    fn len(min: u64, max: Option<u64>) -> Constraint {
        Constraint::Len { min, max }
    }

    fn range(min: Option<i128>, max: Option<i128>, exclusive: bool) -> Constraint {
        Constraint::Range { min: min.map(Value::Integer), max: max.map(Value::Integer), exclusive }
    }

    #[test]
    fn lengths_are_tighter_where_an_end_moves_inwards() {
        for (old, new, expected) in [
            (vec![], vec![len(0, None)], false),
            (vec![], vec![len(1, None)], true),
            (vec![len(1, Some(8))], vec![len(0, Some(9))], false),
            (vec![len(1, Some(8))], vec![len(1, Some(7))], true),
            (vec![len(1, Some(8))], vec![len(1, None)], false),
            (vec![len(1, Some(8))], vec![], false),
            (vec![len(1, None), len(0, Some(8))], vec![len(1, Some(8))], false),
        ] {
            assert_eq!(tighter(&old, &new, &TEXT), expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn ranges_are_tighter_where_an_end_moves_inwards() {
        for (old, new, expected) in [
            (vec![], vec![range(Some(0), None, false)], false),
            (vec![], vec![range(Some(1), None, false)], true),
            (vec![range(None, Some(9), false)], vec![range(None, Some(10), true)], false),
            (vec![range(None, Some(9), false)], vec![range(None, Some(9), true)], true),
            (vec![range(Some(1), Some(9), false)], vec![range(Some(1), None, false)], false),
        ] {
            assert_eq!(tighter(&old, &new, &COUNT), expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn decimals_are_compared_by_value() {
        let up_to =
            |text: &str| Constraint::Range { min: None, max: Some(Value::Decimal(text.into())), exclusive: false };
        assert!(!tighter(&[up_to("9.50")], &[up_to("9.5")], &PRICE));
        assert!(!tighter(&[up_to("9.50")], &[up_to("10")], &PRICE));
        assert!(tighter(&[up_to("10")], &[up_to("9.5")], &PRICE));
    }

    #[test]
    fn a_pattern_that_has_changed_is_tighter_and_one_that_is_gone_is_not() {
        let pattern = |text: &str| Constraint::Pattern(text.to_owned());
        assert!(tighter(&[pattern("^a")], &[pattern("^b")], &TEXT));
        assert!(tighter(&[], &[Constraint::Unique], &Type::List(Box::new(TEXT))));
        assert!(!tighter(&[pattern("^a"), Constraint::Unique], &[], &TEXT));
    }
}
