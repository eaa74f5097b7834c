//! Numbers: what a literal means for each type, and what is wrong with it.

use std::str::FromStr;

use super::DecodeErrorKind;

/// What is wrong with a literal, for a message.
pub(super) type Wrong = (DecodeErrorKind, String);

/// Reads an integer from a literal that JSON's grammar has let through. How it is written does not matter, as long as it
/// is whole: `1.0` and `1e3` are what other languages make of integers.
pub(super) fn integer<T: FromStr>(literal: &str, name: &str) -> Result<T, Wrong> {
    literal.parse().or_else(|_| written_otherwise(literal, name))
}

#[cold]
fn written_otherwise<T: FromStr>(literal: &str, name: &str) -> Result<T, Wrong> {
    match whole(literal) {
        Whole::Digits(digits) => digits.parse().map_err(|_| out_of_range(name)),
        Whole::TooLong => Err(out_of_range(name)),
        Whole::Fraction => Err(fraction()),
    }
}

/// Makes an integer of the type it is to have out of one.
#[inline]
pub(super) fn fitting<T: TryFrom<i128>>(value: i128, name: &str) -> Result<T, Wrong> {
    T::try_from(value).map_err(|_| out_of_range(name))
}

/// Makes an integer of a float that is a whole number, as [`integer`] does of a literal.
pub(super) fn whole_float<T: TryFrom<i128>>(value: f64, name: &str) -> Result<T, Wrong> {
    // What is no number has a fraction that is none either.
    if value.fract() != 0.0 {
        return Err(fraction());
    }
    #[expect(clippy::cast_possible_truncation, reason = "what is too large becomes the largest, which no integer is")]
    fitting(value as i128, name)
}

#[cold]
fn fraction() -> Wrong {
    (DecodeErrorKind::Type, "expected an integer, found a fraction".to_owned())
}

#[cold]
pub(super) fn out_of_range(name: &str) -> Wrong {
    (DecodeErrorKind::Range, format!("out of range of {name}"))
}

/// What a number is that is not written as an integer.
enum Whole {
    /// A whole number after all, in its shortest form.
    Digits(String),
    /// One with more digits than any integer has; how many there would be is up to the peer.
    TooLong,
    Fraction,
}

/// As many digits as the longest integer has.
const DIGITS: usize = 20;

/// Moves the point of a number to where the exponent says; no float is involved, so that nothing is rounded.
fn whole(literal: &str) -> Whole {
    let (sign, number) = literal.strip_prefix('-').map_or(("", literal), |number| ("-", number));
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [before, after].concat();
    let significant = all.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Whole::Digits("0".to_owned());
    }
    let dropped = all.len() - all.trim_end_matches('0').len();
    let zeros = shift(exponent) + length(dropped) - length(after.len());
    match usize::try_from(zeros) {
        Err(_) => Whole::Fraction,
        Ok(zeros) if significant.len().saturating_add(zeros) > DIGITS => Whole::TooLong,
        Ok(zeros) => Whole::Digits([sign, significant, &"0".repeat(zeros)].concat()),
    }
}

/// Returns an exponent; one that is beyond all bounds is as good as the nearest that is not.
fn shift(exponent: &str) -> i128 {
    let bound = if exponent.starts_with('-') { -i128::from(u64::MAX) } else { i128::from(u64::MAX) };
    exponent.parse().map_or(bound, |shift: i128| shift.clamp(-bound.abs(), bound.abs()))
}

fn length(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn i64(literal: &str) -> Option<i64> {
        integer(literal, "i64").ok()
    }

    #[test]
    fn whole_numbers_are_integers_however_they_are_written() {
        let same = [("1.0", 1), ("1e3", 1000), ("-1.50E+1", -15), ("1200e-2", 12), ("0.001e3", 1), ("-0.0", 0)];
        for (literal, expected) in same {
            assert_eq!(i64(literal), Some(expected), "{literal}");
        }
        assert_eq!(i64("0e99999999999999999999999999999999999999999999"), Some(0));
        assert_eq!((integer::<u32>("-0", "u32"), integer::<u32>("-0e1", "u32")), (Ok(0), Ok(0)));
    }

    #[test]
    fn nothing_is_rounded_on_the_way() {
        assert_eq!(i64("9007199254740993.0"), Some(9_007_199_254_740_993));
        assert_eq!(i64("9223372036854775807.000"), Some(i64::MAX));
        assert_eq!(i64("9223372036854775808.0"), None);
        assert_eq!(i64("-922337203685477580.8e1"), Some(i64::MIN));
        assert_eq!(integer("1844674407370955161.5e1", "u64"), Ok(u64::MAX));
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let kind = |literal: &str| integer::<i64>(literal, "i64").map_err(|(kind, _)| kind);
        for literal in ["1.5", "1e-1", "10.01", "1e-99999999999999999999999999999999999999999999"] {
            assert_eq!(kind(literal), Err(DecodeErrorKind::Type), "{literal}");
        }
        for literal in ["1e19", "1e400", "-1e999999999999999999999999999999999999999999999", "99999999999999999999"] {
            assert_eq!(kind(literal), Err(DecodeErrorKind::Range), "{literal}");
        }
    }
}
