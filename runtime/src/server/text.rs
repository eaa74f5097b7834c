//! Reads single values out of text, as paths, query strings and headers carry them.
//!
//! Strict: `true` and `false` are the only bools, no spaces, no plus before a number. Types that JSON carries as text
//! are read by JSON's own reader, so that they look the same everywhere.

use crate::wire::{DecodeError, DecodeErrorKind, JsonReader, Reader, Result, shown};
use std::str::FromStr;

/// Reads a bool.
pub(super) fn bool(text: &str) -> Result<bool> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(unexpected("`true` or `false`", text)),
    }
}

/// Reads an integer: digits, or what JSON has for a whole number besides.
pub(super) fn integer<T: FromStr>(text: &str, read: fn(&mut JsonReader<'_>) -> Result<T>, expected: &str) -> Result<T> {
    let digit = |character: char| character.is_ascii_digit();
    let number = text.strip_prefix('-').unwrap_or(text).starts_with(digit) && text.ends_with(digit);
    let value = if number { text.parse().ok().or_else(|| json(text, read).ok()) } else { None };
    value.ok_or_else(|| unexpected(expected, text))
}

/// Reads a float: a number as in JSON, or one of the words JSON has to put in quotes.
pub(super) fn float<T>(text: &str, read: fn(&mut JsonReader<'_>) -> Result<T>) -> Result<T> {
    let number = text.starts_with(|first: char| first.is_ascii_digit() || first == '-') && text != "-Infinity";
    let value = if number && !text.ends_with(char::is_whitespace) { json(text, read) } else { quoted(text, read) };
    value.map_err(|_| unexpected("a number", text))
}

/// Reads a value that JSON carries as text.
pub(super) fn quoted<T>(text: &str, read: fn(&mut JsonReader<'_>) -> Result<T>) -> Result<T> {
    let quoted = serde_json::Value::from(text).to_string();
    json(&quoted, read)
}

/// Reads a value that is JSON.
pub(super) fn json<T>(text: &str, read: fn(&mut JsonReader<'_>) -> Result<T>) -> Result<T> {
    let mut reader = JsonReader::new(text.as_bytes());
    let value = read(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Reads any JSON value.
pub(super) fn any(text: &str) -> Result<serde_json::Value> {
    json(text, |reader| reader.json())
}

#[cold]
fn unexpected(expected: &str, found: &str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Value, format!("expected {expected}, found `{}`", shown(found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f64(text: &str) -> Result<f64> {
        float(text, |reader| reader.f64())
    }

    fn u32(text: &str) -> Result<u32> {
        integer(text, |reader| reader.u32(), "a number")
    }

    #[test]
    fn integers_are_whole_numbers_within_range() {
        for (text, expected) in [("4294967295", u32::MAX), ("007", 7), ("1.0", 1), ("1e3", 1000), ("-0", 0)] {
            assert_eq!(u32(text), Ok(expected), "{text}");
        }
        assert_eq!(integer::<i64>("-5", |reader| reader.i64(), "x"), Ok(-5));
        for text in ["", "x", "1.5", "1.", " 1", "1 ", "+1", "--1", "4294967296", "-1", "1e-3", "0x1"] {
            assert!(u32(text).is_err(), "{text}");
        }
    }

    #[test]
    fn floats_are_numbers_or_the_words_of_json() {
        assert_eq!(f64("-1.5e3"), Ok(-1500.0));
        assert_eq!(f64("2"), Ok(2.0));
        assert_eq!(f64("-Infinity"), Ok(f64::NEG_INFINITY));
        assert!(f64("NaN").is_ok_and(f64::is_nan));
        for text in ["", "inf", "nan", "1.", ".5", "1 ", " 1", "+1", "0x1", "1,5", "-"] {
            assert!(f64(text).is_err(), "{text}");
        }
    }

    #[test]
    fn bools_are_two_words() {
        assert_eq!((bool("true"), bool("false")), (Ok(true), Ok(false)));
        for text in ["", "1", "True", "yes", "false "] {
            assert!(bool(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_shows_what_came_but_not_all_of_it() {
        let error = u32("x").expect_err("no number");
        assert_eq!(error.message(), "expected a number, found `x`");
        let error = u32(&"x".repeat(1000)).expect_err("no number");
        assert!(error.message().len() < 200);
    }
}
