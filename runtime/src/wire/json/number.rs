//! Numbers: what a literal means for each type, and what is wrong with it.

use std::str::FromStr;

use crate::wire::DecodeErrorKind;

/// What is wrong with a literal, for a message.
pub(super) type Wrong = (DecodeErrorKind, String);

/// Reads an integer from a literal that JSON's grammar has let through.
pub(super) fn integer<T: FromStr>(literal: &str, name: &str) -> Result<T, Wrong> {
    literal.parse().map_err(|_| wrong_integer(literal, name))
}

#[cold]
fn wrong_integer(literal: &str, name: &str) -> Wrong {
    if literal.contains(['.', 'e', 'E']) {
        (DecodeErrorKind::Type, "expected an integer, found a fraction".to_owned())
    } else {
        (DecodeErrorKind::Range, format!("out of range of {name}"))
    }
}

/// Reads a float, rounding to the nearest one there is.
pub(super) fn float<T: FromStr + Into<f64> + Copy>(literal: &str, name: &str) -> Result<T, Wrong> {
    match literal.parse::<T>() {
        Ok(value) if value.into().is_finite() => Ok(value),
        Ok(_) | Err(_) => Err((DecodeErrorKind::Range, format!("out of range of {name}"))),
    }
}

/// Returns what the text of a float that is no number stands for.
pub(super) fn special(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// Returns the text that stands for a float that is no number.
pub(super) fn special_text(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

/// Reads an integer that is the key of a map, in its one spelling.
pub(super) fn key<T: FromStr>(text: &str, name: &str) -> Result<T, Wrong> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain =
        digits.starts_with(|first| matches!(first, '1'..='9')) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain || text == "0" {
        integer(text, name)
    } else {
        Err((DecodeErrorKind::Type, format!("expected a key that is an integer of type {name}")))
    }
}
