//! When two values written in a file are the same value.
//!
//! Texts may differ where values do not: `1.0` and `1.00` are one decimal, and a set is the same in any order.

use super::world::World;
use crate::model::{Type, Value};

/// Returns a text that two values of a type share if and only if they are the same.
pub(super) fn of(world: &World<'_>, ty: &Type, value: &Value) -> String {
    match (world.unwrapped(ty), value) {
        (Some(Type::List(element)), Value::List(values)) => all(world, element, values).join(","),
        (Some(Type::Set(element)), Value::List(values)) => {
            let mut all = all(world, element, values);
            all.sort();
            all.join(",")
        }
        (_, Value::Decimal(text)) => decimal(text),
        // A zero is one, whatever its sign.
        (_, Value::Float(number)) if *number == 0.0 => "0".to_owned(),
        (_, value) => format!("{value:?}"),
    }
}

/// Returns the texts of elements, each in brackets, since they may hold commas.
fn all(world: &World<'_>, element: &Type, values: &[Value]) -> Vec<String> {
    values.iter().map(|value| format!("[{}]", of(world, element, value))).collect()
}

/// Returns a decimal number without zeros at its end.
fn decimal(text: &str) -> String {
    text.parse::<rust_decimal::Decimal>().map_or_else(|_| text.to_owned(), |number| number.normalize().to_string())
}
