//! Percent-encoding, read strictly: what is no encoding is an error, and not taken for text.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// What is wrong with a `%` that encodes nothing.
pub(super) const ILL_FORMED: &str = "there is a `%` without two hexadecimal digits after it";

/// Decodes a text.
///
/// # Errors
///
/// Fails with what is wrong with it.
pub(super) fn decode(text: &str) -> Result<Cow<'_, str>, &'static str> {
    if !is_well_formed(text) {
        return Err(ILL_FORMED);
    }
    percent_decode_str(text).decode_utf8().map_err(|_| "not UTF-8")
}

/// Returns whether each `%` has two hexadecimal digits after it.
pub(super) fn is_well_formed(text: &str) -> bool {
    let is_encoded = |piece: &str| piece.len() >= 2 && piece.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    text.split('%').skip(1).all(is_encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_percent_sign_needs_two_digits() {
        for (text, decoded) in [("", ""), ("a", "a"), ("%41b%c3%BC", "Abü"), ("%2541", "%41")] {
            assert_eq!(decode(text).as_deref(), Ok(decoded), "{text}");
        }
        for text in ["%", "a%", "%4", "%zz", "%4g", "%%41", "%ü"] {
            assert_eq!(decode(text), Err(ILL_FORMED), "{text}");
        }
        assert_eq!(decode("%FF"), Err("not UTF-8"));
    }
}
