//! The texts of values that formats without a form of their own for them carry as text.
//!
//! Reading is strict where lenience would give one value several texts that peers disagree on.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp, civil::Date};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What a text that is no timestamp is told.
pub(crate) const TIMESTAMP: &str = "not a timestamp like 2025-06-30T12:00:00Z";
/// What a text that is no duration is told.
pub(crate) const DURATION: &str = "not a duration like 3.5s";

/// Reads a timestamp of RFC 3339, for which the library by itself would accept other forms of ISO 8601, too.
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    let (day, time) = text.split_once(['T', 't', ' '])?;
    date(day)?;
    is_time(time).then(|| text.parse().ok())?
}

/// Returns whether a text looks like `12:00:00.5Z` or `12:00:00+02:00`.
fn is_time(text: &str) -> bool {
    let Some((clock, rest)) = text.split_at_checked(8) else { return false };
    let digits = rest.strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count() + 1);
    let zone = &rest[digits..];
    has_shape(clock, "00:00:00") && digits != 1 && (zone.eq_ignore_ascii_case("Z") || is_offset(zone))
}

fn is_offset(text: &str) -> bool {
    text.strip_prefix(['+', '-']).is_some_and(|clock| has_shape(clock, "00:00"))
}

/// Returns whether a text has a digit wherever the shape has a zero, and else the same.
fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

/// Reads a date, for which the library by itself would accept a time as well.
pub(crate) fn date(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

/// Reads a UUID in any of its usual spellings.
pub(crate) fn uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}

/// Reads a decimal number without rounding it.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    Digits::of(text)?;
    Decimal::from_str_exact(text).ok()
}

/// Reads a duration of the pattern `^-?\d+(\.\d{1,9})?s$`.
pub(crate) fn duration(text: &str) -> Option<SignedDuration> {
    let digits = Digits::of(text.strip_suffix('s')?)?;
    let fraction = digits.fraction.unwrap_or("0");
    let nanoseconds: i32 = format!("{fraction:0<9}").parse().ok().filter(|_| fraction.len() <= 9)?;
    let seconds: i128 = digits.whole.parse().ok()?;
    let sign = if digits.negative { -1 } else { 1 };
    Some(SignedDuration::new(i64::try_from(seconds * i128::from(sign)).ok()?, nanoseconds * sign))
}

/// A number taken apart: `-?\d+(\.\d+)?`.
struct Digits<'a> {
    negative: bool,
    whole: &'a str,
    fraction: Option<&'a str>,
}

impl<'a> Digits<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
        (is_digits(whole) && fraction.is_none_or(is_digits)).then_some(Self { negative, whole, fraction })
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes a duration, with as many digits as it needs.
pub(crate) fn write_duration(value: SignedDuration) -> String {
    let sign = if value.is_negative() { "-" } else { "" };
    let mut text = format!("{sign}{}", value.as_secs().unsigned_abs());
    let nanoseconds = value.subsec_nanos().unsigned_abs();
    if nanoseconds != 0 {
        let fraction = format!("{nanoseconds:09}");
        // Writing into a string cannot fail.
        let _ = write!(text, ".{}", fraction.trim_end_matches('0'));
    }
    text.push('s');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_follow_their_pattern() {
        for text in ["0s", "3.5s", "-3.5s", "-0.000000001s", "9223372036854775807.999999999s", "-9223372036854775808s"]
        {
            assert_eq!(duration(text).map(write_duration).as_deref(), Some(text));
        }
        assert_eq!(duration("1.50s"), duration("1.5s"));
        for text in [
            "",
            "s",
            "3",
            "3.s",
            ".5s",
            "+3s",
            "3.0000000001s",
            "3 s",
            "3S",
            "--3s",
            "PT3S",
            "3ms",
            "9223372036854775808s",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn timestamps_are_those_of_rfc_3339() {
        for text in ["2025-06-30T12:00:00Z", "2025-06-30 12:00:00.25z", "2025-06-30t14:00:00+02:00"] {
            assert!(timestamp(text).is_some(), "{text}");
        }
        for text in [
            "2025-06-30",
            "2025-06-30T12:00:00",
            "2025-06-30T12:00Z",
            "20250630T120000Z",
            "2025-06-30T12:00:00.Z",
            "2025-06-30T12:00:00+02",
            "2025-06-30T12:00:00Z[UTC]",
            "2025-02-30T12:00:00Z",
            "2025-06-30T25:00:00Z",
            "1751284800",
        ] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn dates_have_no_time() {
        assert!(date("2024-02-29").is_some());
        for text in ["2025-02-29", "2025-6-30", "20250630", "2025-06-30T12:00:00", "2025-06-30Z", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_are_never_rounded() {
        for text in ["0", "-1.50", "79228162514264337593543950335", "0.0000000000000000000000000001"] {
            assert_eq!(decimal(text).map(|value| value.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1e3",
            "1_000",
            "+1",
            "79228162514264337593543950336",
            "0.00000000000000000000000000001",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
