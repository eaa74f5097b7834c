//! Values of the source as they travel in JSON.

use crate::tree::{Map, Tree};
use aspyx_idl::model::{Model, Value};

/// Returns a value as JSON carries it.
pub(crate) fn json(model: &Model, value: &Value) -> Tree {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Float(value) => Tree::number(*value),
        Value::Bytes(bytes) => base64(bytes).into(),
        Value::Duration(nanoseconds) => duration((*nanoseconds).into()).into(),
        Value::String(text) | Value::Timestamp(text) | Value::Date(text) | Value::Uuid(text) | Value::Decimal(text) => {
            text.into()
        }
        Value::Variant(id, index) => (&model[*id].variants[*index].name).into(),
        Value::Arm(id, index) => Map::new().with(&model[*id].variants[*index].name, Map::new()).into(),
        Value::List(values) => Tree::list(values.iter().map(|value| json(model, value))),
        Value::EmptyMap => Map::new().into(),
    }
}

/// Returns a length of time in seconds, with as many digits as it needs: `1.5s`.
pub(crate) fn duration(nanoseconds: i128) -> String {
    const SECOND: u128 = 1_000_000_000;
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let length = nanoseconds.unsigned_abs();
    let fraction = format!("{:09}", length % SECOND);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{}s", length / SECOND),
        digits => format!("{sign}{}.{digits}s", length / SECOND),
    }
}

/// Returns bytes as text (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        let letter = |at: usize| char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
        (0..4).map(|at| if at <= group.len() { letter(at) } else { '=' }).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_padded_base64() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("ÿ~?", "w79+Pw==")];
        for (bytes, text) in cases {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn durations_have_the_digits_they_need() {
        let cases = [(0, "0s"), (1_500_000_000, "1.5s"), (-1, "-0.000000001s"), (-60_000_000_000, "-60s")];
        for (nanoseconds, text) in cases {
            assert_eq!(duration(nanoseconds), text);
        }
    }
}
