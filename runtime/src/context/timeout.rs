//! The header `grpc-timeout`: at most eight digits and a unit, as the protocol of gRPC over HTTP/2 defines it.

use http::HeaderValue;
use std::time::Duration;

/// The largest number there is room for.
const MAX: u128 = 99_999_999;

/// How long the header can be.
const ROOM: usize = 9;

/// Reads the header; `None` if it makes no sense.
pub(super) fn parse(value: &[u8]) -> Option<Duration> {
    let (unit, digits) = value.split_last()?;
    if !(1..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let count = digits.iter().fold(0, |count: u64, digit| count * 10 + u64::from(digit - b'0'));
    match unit {
        b'H' => Some(Duration::from_secs(count * 3600)),
        b'M' => Some(Duration::from_secs(count * 60)),
        b'S' => Some(Duration::from_secs(count)),
        b'm' => Some(Duration::from_millis(count)),
        b'u' => Some(Duration::from_micros(count)),
        b'n' => Some(Duration::from_nanos(count)),
        _ => None,
    }
}

/// Writes the header: in milliseconds, or in the next unit that has room for the number.
pub(super) fn header(timeout: Duration) -> HeaderValue {
    let (milliseconds, seconds) = (timeout.as_millis(), u128::from(timeout.as_secs()));
    let (count, unit) = if milliseconds <= MAX {
        (milliseconds.max(1), b'm')
    } else if seconds <= MAX {
        (seconds, b'S')
    } else {
        ((seconds / 3600).min(MAX), b'H')
    };
    let mut digits = itoa::Buffer::new();
    let digits = digits.format(count as u64).as_bytes();
    let mut text = [unit; ROOM];
    text[..digits.len()].copy_from_slice(digits);
    HeaderValue::from_bytes(&text[..=digits.len()]).expect("digits and a letter are fit for a header")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_understood() {
        let day = Duration::from_secs(24 * 3600);
        let cases = [("24H", day), ("1440M", day), ("86400S", day), ("86400000m", day), ("0S", Duration::ZERO)];
        for (text, expected) in cases {
            assert_eq!(parse(text.as_bytes()), Some(expected), "{text}");
        }
        assert_eq!(parse(b"7u"), Some(Duration::from_micros(7)));
        assert_eq!(parse(b"99999999n"), Some(Duration::from_nanos(99_999_999)));
    }

    #[test]
    fn rubbish_is_no_limit() {
        for text in
            ["", "m", "1", "S1", "+1S", "-1S", "1.5S", " 1S", "1 S", "1s", "1h", "123456789m", "1mm", "\u{661}m"]
        {
            assert_eq!(parse(text.as_bytes()), None, "`{text}`");
        }
    }

    #[test]
    fn what_is_written_has_room_and_is_no_longer_than_what_is_left() {
        let cases = [
            (Duration::ZERO, "1m"),
            (Duration::from_micros(2900), "2m"),
            (Duration::from_secs(30), "30000m"),
            (Duration::from_secs(100_000), "100000S"),
            (Duration::MAX, "99999999H"),
        ];
        for (timeout, expected) in cases {
            assert_eq!(header(timeout), expected);
        }
    }
}
