//! The header `traceparent` of the W3C's recommendation Trace Context: which trace a call belongs to.
//!
//! Nothing is recorded here; a trace only goes on, so that those who record find their pieces together.

use http::HeaderValue;
use std::fmt;

/// The flags with a meaning: sampled, and that the id is random. All others are to be sent as zero.
const KNOWN_FLAGS: u8 = 0b11;

/// Those of a trace that begins here: whoever samples as their caller does should see it.
const SAMPLED: u8 = 1;

/// How long the header is in version 00, and at least in any later one.
const LENGTH: usize = 55;

/// A place in a trace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Trace {
    /// Never zero.
    id: u128,
    /// The id of the span that calls; never zero.
    parent: u64,
    flags: u8,
}

impl Trace {
    /// Begins a trace.
    pub(super) fn begin() -> Self {
        Self { id: fastrand::u128(..).max(1), parent: span(), flags: SAMPLED }
    }

    /// Returns another place in the same trace.
    pub(super) fn child(self) -> Self {
        Self { parent: span(), ..self }
    }

    /// Reads the header; `None` if it is not valid. Of later versions the part is read that they share with 00.
    pub(super) fn parse(value: &[u8]) -> Option<Self> {
        let (known, rest) = value.split_at_checked(LENGTH)?;
        let dashed = [2, 35, 52].iter().all(|place| known[*place] == b'-');
        let version = hex(&known[..2])?;
        let later = rest.is_empty() || (version > 0 && rest.starts_with(b"-"));
        let id = hex(&known[3..35])?;
        let parent = hex(&known[36..52])?.try_into().ok()?;
        let flags = u8::try_from(hex(&known[53..])?).ok()? & KNOWN_FLAGS;
        let valid = dashed && later && version != 0xff && id != 0 && parent != 0;
        valid.then_some(Self { id, parent, flags })
    }

    /// Returns the id of the trace.
    pub(super) fn id(&self) -> String {
        format!("{:032x}", self.id)
    }

    /// Writes the header.
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_bytes(&self.text()).expect("hexadecimal digits and dashes are fit for a header")
    }

    fn text(self) -> [u8; LENGTH] {
        let mut text = *b"00-iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii-pppppppppppppppp-ff";
        write_hex(&mut text[3..35], self.id);
        write_hex(&mut text[36..52], self.parent.into());
        write_hex(&mut text[53..], self.flags.into());
        text
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.text()))
    }
}

/// Returns a new id of a span.
fn span() -> u64 {
    fastrand::u64(..).max(1)
}

/// Reads hexadecimal digits in lower case, which is all the recommendation allows.
fn hex(text: &[u8]) -> Option<u128> {
    text.iter().try_fold(0, |value, byte| {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        Some(value << 4 | u128::from(digit))
    })
}

/// Writes as many hexadecimal digits as there is place for.
fn write_hex(place: &mut [u8], mut value: u128) {
    for digit in place.iter_mut().rev() {
        *digit = b"0123456789abcdef"[(value & 0xf) as usize];
        value >>= 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    fn read(text: &str) -> Option<String> {
        Trace::parse(text.as_bytes()).map(|trace| format!("{trace:?}"))
    }

    #[test]
    fn a_valid_header_is_read_and_written_the_same() {
        assert_eq!(read(VALID).as_deref(), Some(VALID));
    }

    #[test]
    fn of_a_later_version_the_known_part_is_read() {
        for later in [VALID.replacen("00", "cc", 1), VALID.replacen("00", "01", 1) + "-what-the-future-brings"] {
            assert_eq!(read(&later).as_deref(), Some(VALID), "{later}");
        }
    }

    #[test]
    fn flags_without_a_meaning_are_not_passed_on() {
        let odd = format!("{}ff", &VALID[..53]);
        assert_eq!(read(&odd), Some(format!("{}03", &VALID[..53])));
    }

    #[test]
    fn all_else_is_invalid() {
        let (zero_id, zero_parent) = ("0".repeat(32), "0".repeat(16));
        let cases = [
            String::new(),
            VALID.to_uppercase(),
            VALID.replacen("00", "ff", 1),
            VALID.replacen("00", "0", 1),
            VALID.replacen("0af7651916cd43dd8448eb211c80319c", &zero_id, 1),
            VALID.replacen("b7ad6b7169203331", &zero_parent, 1),
            VALID.replace('-', "_"),
            VALID.replacen("0af7", "0ag7", 1),
            VALID.replacen("0af7", "+af7", 1),
            format!("{VALID}-more"),
            format!("{VALID}0"),
            VALID.replacen("00", "01", 1) + "0",
            VALID[..54].to_owned(),
            format!(" {VALID}"),
            VALID.replacen("0af7", "\u{e4}\u{e4}", 1),
        ];
        for case in cases {
            assert_eq!(read(&case), None, "{case}");
        }
    }

    #[test]
    fn a_child_has_its_trace_and_an_id_of_its_own() {
        let trace = Trace::begin();
        let child = trace.child();
        assert_eq!((child.id, child.flags), (trace.id, SAMPLED));
        assert_ne!(child.parent, trace.parent);
    }
}
