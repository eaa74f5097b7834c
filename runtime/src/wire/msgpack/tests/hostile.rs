//! What bytes may not do to whoever reads them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::{others, read, refusal, refusal_kind, written};
use crate::wire::sample::strategies::everything;
use crate::wire::sample::{Everything, Product, one_of_each};
use crate::wire::{DecodeErrorKind as Kind, MsgpackReader, Reader};

const DEEP: usize = 100_000;

#[test]
fn nesting_ends_at_128_levels() {
    let nested = |depth: usize| [vec![0x91; depth - 1], vec![0x90]].concat();
    assert!(read::<Value>(&nested(128)).is_ok());
    assert_eq!(refusal_kind::<Value>(&nested(129)), Kind::TooDeep);
    let skipped = |depth: usize| [b"\x81\xa1?", nested(depth).as_slice()].concat();
    assert!(read::<Product>(&skipped(127)).is_ok());
    assert_eq!(refusal_kind::<Product>(&skipped(128)), Kind::TooDeep);
}

#[test]
fn no_depth_overflows_the_stack() {
    for opening in [&b"\x91"[..], b"\x81\xa1a", b"\x91\x81\xa1a", b"\x92\xc0", b"\xdd\0\0\0\x01"] {
        let deep = opening.repeat(DEEP);
        assert_eq!(refusal_kind::<Value>(&deep), Kind::TooDeep);
        assert_eq!(refusal_kind::<Product>(&[b"\x81\xa1?", deep.as_slice()].concat()), Kind::TooDeep);
    }
    assert_eq!(refusal_kind::<Everything>(&b"\x81\xa6parent".repeat(DEEP)), Kind::TooDeep);
}

#[test]
fn a_header_is_not_believed_beyond_the_end() {
    for header in
        [&b"\xdd\xff\xff\xff\xff"[..], b"\xdf\xff\xff\xff\xff", b"\xdb\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff"]
    {
        for bomb in [header.to_vec(), [header, &[0xc0; 100]].concat()] {
            assert_eq!(refusal_kind::<Value>(&bomb), if header[0] == 0xc6 { Kind::Type } else { Kind::Syntax });
            assert_eq!(refusal_kind::<Product>(&[b"\x81\xa1?", bomb.as_slice()].concat()), Kind::Syntax);
            assert!(read::<Vec<()>>(&bomb).is_err() && read::<BTreeMap<String, ()>>(&bomb).is_err());
            assert!(read::<bytes::Bytes>(&bomb).is_err() && read::<Everything>(&bomb).is_err());
        }
    }
    assert_eq!(refusal_kind::<Product>(b"\x81\xa1?\xc9\xff\xff\xff\xff\x01"), Kind::Syntax);
}

#[test]
fn what_is_cut_off_is_told_with_its_place() {
    let message = "unexpected end of what begins at byte 3";
    assert_eq!(refusal::<Value>(b"\x92\x01\xcd\x01"), (Kind::Syntax, format!("at `[1]`: {message}")));
    assert_eq!(refusal::<Value>(b"").1, "unexpected end of what begins at byte 0");
    let whole = written(&one_of_each());
    for length in 0..whole.len() {
        assert_eq!(refusal_kind::<Everything>(&whole[..length]), Kind::Syntax, "after {length} bytes");
        let skipped = MsgpackReader::new(&whole[..length]).skip();
        assert_eq!(skipped.map_err(|error| error.kind()), Err(Kind::Syntax), "after {length} bytes");
    }
}

#[test]
fn nothing_may_follow() {
    assert_eq!(refusal::<Product>(b"\x80\xc0"), (Kind::Trailing, "expected the end at byte 1".into()));
}

#[test]
fn invalid_utf8_is_refused() {
    assert_eq!(refusal::<String>(b"\xa3ab\xff"), (Kind::Syntax, "invalid UTF-8 at byte 3".into()));
    assert_eq!(refusal_kind::<Value>(b"\x81\xa1\xff\x01"), Kind::Syntax);
    assert_eq!(refusal_kind::<Product>(b"\x81\xa1\xff\x01"), Kind::Syntax);
    for skipped in [&b"\xa1\xff"[..], b"\x91\xa1\xff", b"\x81\xa1\xff\xc0", b"\xd9\x02\xc3\x28"] {
        assert_eq!(refusal_kind::<Product>(&[b"\x81\xa1?", skipped].concat()), Kind::Syntax, "{skipped:02x?}");
    }
}

/// Messages that are nearly right, which random bytes hardly ever are.
fn nearly_right() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>());
    (everything(), prop::collection::vec(change, 0..4)).prop_map(|(value, changes)| {
        let mut message = written(&value);
        changes.into_iter().for_each(|(place, byte)| *place.get_mut(&mut message) = byte);
        message
    })
}

/// Skips a whole message.
fn skipped(message: &[u8]) -> crate::wire::Result<()> {
    let mut reader = MsgpackReader::new(message);
    assert!(reader.skip()?.start == 0);
    reader.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_bytes_make_a_reader_panic(random in prop::collection::vec(any::<u8>(), 0..64), near in nearly_right()) {
        for message in [random, near] {
            let value = read::<Value>(&message);
            if let Ok(value) = read::<Everything>(&message) {
                prop_assert_eq!(read(&written(&value)), Ok(value));
            }
            let skipped = skipped(&message);
            prop_assert!(value.is_err() || skipped.is_ok(), "{:?}", skipped);
        }
    }

    #[test]
    fn the_same_is_well_formed_as_for_others(message in prop::collection::vec(any::<u8>(), 0..12)) {
        let mut others = rmp_serde::Deserializer::new(message.as_slice());
        let read: Result<IgnoredAny, _> = serde::Deserialize::deserialize(&mut others);
        // What others keep as bytes if it is no UTF-8 is refused here.
        match skipped(&message) {
            Ok(()) => prop_assert!(read.is_ok() && others.get_ref().is_empty(), "{:02x?}: {:?}", message, read),
            Err(error) if error.message().starts_with("invalid UTF-8") => {}
            Err(_) => prop_assert!(read.is_err() || !others.get_ref().is_empty(), "{:02x?}", message),
        }
    }
}

#[test]
fn a_null_of_another_size_is_the_same_value() {
    assert_eq!(read::<Value>(&others(&json!([null, [], {}]))), Ok(json!([null, [], {}])));
}
