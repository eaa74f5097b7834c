//! Which variant of an enum a name or a number means, or what it is kept as if none.

use super::{EnumShape, Unrecognized, number};

/// Finds the variant of a name.
pub(super) fn by_name(shape: &EnumShape, name: &str) -> Result<usize, Unrecognized> {
    let index = shape.variants.iter().position(|variant| variant.name == name);
    index.ok_or_else(|| Unrecognized::Name(name.to_owned()))
}

/// Finds the variant of a number.
pub(super) fn by_number(shape: &EnumShape, number: i32) -> Result<usize, Unrecognized> {
    let index = shape.variants.iter().position(|variant| i64::from(variant.number) == i64::from(number));
    index.ok_or(Unrecognized::Number(number))
}

/// Finds a variant where everything is text, as in a key or a query string: a number stands there as its digits.
pub(crate) fn variant_in_text(shape: &EnumShape, text: &str) -> Result<usize, Unrecognized> {
    match (by_name(shape, text), number::key(text, "i32")) {
        (Err(_), Ok(number)) => by_number(shape, number),
        (named, _) => named,
    }
}
