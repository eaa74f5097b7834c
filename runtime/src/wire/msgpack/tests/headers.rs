//! Numbers, lengths and records, each in its shortest form and in all others that there are.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{others, read, refusal, written};
use crate::wire::sample::{Part, record};
use crate::wire::{Decode, DecodeErrorKind as Kind, Encode, Field, Reader, Result, Shape, Writer, required};

/// Integers around every bound of a form.
fn bounds() -> impl Iterator<Item = i128> {
    let powers = [0, 5, 7, 8, 15, 16, 31, 32, 63, 64].map(|bits| 1_i128 << bits);
    powers.into_iter().flat_map(|power| [power - 1, power, power + 1, -power - 1, -power, -power + 1])
}

#[test]
fn integers_take_the_form_that_others_choose() {
    for bound in bounds() {
        if let Ok(value) = i64::try_from(bound) {
            assert_eq!(written(&value), others(&value), "{value}");
            assert_eq!(read::<i64>(&others(&value)), Ok(value));
        }
        if let Ok(value) = u64::try_from(bound) {
            assert_eq!(written(&value), others(&value), "{value}");
            assert_eq!(read::<u64>(&others(&value)), Ok(value));
        }
        assert_eq!(
            i32::try_from(bound).ok().map(|value| written(&value)),
            i32::try_from(bound).ok().map(|it| others(&it))
        );
        assert_eq!(
            u32::try_from(bound).ok().map(|value| written(&value)),
            u32::try_from(bound).ok().map(|it| others(&it))
        );
    }
}

#[test]
fn integers_are_read_from_every_form_that_holds_them() {
    for message in [
        &b"\x05"[..],
        b"\xcc\x05",
        b"\xcd\0\x05",
        b"\xce\0\0\0\x05",
        b"\xcf\0\0\0\0\0\0\0\x05",
        b"\xd0\x05",
        b"\xd1\0\x05",
        b"\xd2\0\0\0\x05",
        b"\xd3\0\0\0\0\0\0\0\x05",
        b"\xca\x40\xa0\0\0",
        b"\xcb\x40\x14\0\0\0\0\0\0",
    ] {
        assert_eq!((read::<i32>(message), read::<u64>(message), read::<f64>(message)), (Ok(5), Ok(5), Ok(5.0)));
        assert_eq!((read::<i64>(message), read::<u32>(message), read::<f32>(message)), (Ok(5), Ok(5), Ok(5.0)));
    }
    assert_eq!(read::<i32>(b"\xd3\xff\xff\xff\xff\xff\xff\xff\xff"), Ok(-1));
}

#[test]
fn lengths_take_the_form_that_others_choose() {
    for length in [0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536] {
        let text = "x".repeat(length);
        assert!(written(&text) == others(&text), "a text of {length}");
        assert!(read::<String>(&others(&text)).as_ref() == Ok(&text), "a text of {length}");
        let list = vec![1; length];
        assert!(written(&list) == others(&list), "a list of {length}");
        assert!(read::<Vec<i32>>(&others(&list)).as_ref() == Ok(&list), "a list of {length}");
        let map: BTreeMap<String, bool> = (0..length).map(|index| (index.to_string(), true)).collect();
        assert!(written(&map) == others(&map), "a map of {length}");
        assert!(read::<BTreeMap<String, bool>>(&others(&map)).as_ref() == Ok(&map), "a map of {length}");
        let bytes = bytes::Bytes::from(vec![7; length]);
        let header: &[u8] = match length {
            0..=0xff => &[0xc4, length as u8],
            0x100..=0xffff => &[0xc5, (length >> 8) as u8, length as u8],
            _ => &[0xc6, 0, 1, 0, 0],
        };
        assert!(written(&bytes) == [header, &bytes].concat(), "bytes of {length}");
        assert!(read::<bytes::Bytes>(&written(&bytes)).as_ref() == Ok(&bytes), "bytes of {length}");
    }
}

record!(Wide {
    a: Option<i32>, b: Option<i32>, c: Option<i32>, d: Option<i32>, e: Option<i32>, f: Option<i32>, g: Option<i32>,
    h: Option<i32>, i: Option<i32>, j: Option<i32>, k: Option<i32>, l: Option<i32>, m: Option<i32>, n: Option<i32>,
    o: Option<i32>, p: Option<Part>, q: Option<Box<Wide>>,
});

#[test]
fn a_record_has_all_its_fields_absent_ones_as_null() {
    let part = Part { title: "x".into(), amount: 1, note: None };
    assert_eq!(written(&part), b"\x83\xa5title\xa1x\xa6amount\x01\xa4note\xc0");
    let none: Wide = read(b"\x80").expect("all is optional");
    let message = written(&none);
    assert!(message.starts_with(b"\xde\0\x11\xa1a\xc0\xa1b\xc0"), "{message:x?}");
    assert_eq!(read::<Wide>(&message), Ok(none.clone()));
    let outer = Wide { a: Some(1), p: Some(part), q: Some(Box::new(none.clone())), ..none };
    assert_eq!(read::<Wide>(&written(&outer)), Ok(outer));
}

#[test]
fn integers_may_be_floats_that_are_whole() {
    let limit = 2_f64.powi(63);
    assert_eq!(read::<i64>(&others(&-limit)), Ok(i64::MIN));
    assert_eq!(refusal::<i64>(&others(&limit)), (Kind::Range, "out of range of i64".into()));
    assert_eq!(read::<u64>(&others(&limit)), Ok(1 << 63));
    assert_eq!((read::<u32>(&others(&-0.0)), read::<i32>(&others(&1e3))), (Ok(0), Ok(1000)));
    for value in [1.5, f64::NAN, f64::INFINITY] {
        assert_eq!(refusal::<i32>(&others(&value)), (Kind::Type, "expected an integer, found a fraction".into()));
    }
    for value in [1e10, 1e300, -1e300] {
        assert_eq!(refusal::<i32>(&others(&value)), (Kind::Range, "out of range of i32".into()));
    }
}

#[test]
fn floats_are_written_with_64_bits_and_read_from_any_number() {
    assert_eq!(written(&0.5_f32), others(&0.5_f64));
    assert_eq!(read::<f32>(&others(&0.1_f32)), Ok(0.1));
    assert_eq!((read::<f64>(&others(&u64::MAX)), read::<f64>(&others(&-3))), (Ok(u64::MAX as f64), Ok(-3.0)));
    for value in [f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!((read::<f64>(&written(&value)), read::<f32>(&written(&value))), (Ok(value), Ok(value as f32)));
    }
    assert!(read::<f64>(&written(&f32::NAN)).is_ok_and(f64::is_nan));
    assert_eq!(refusal::<f32>(&others(&1e39)), (Kind::Range, "out of range of f32".into()));
}

proptest! {
    #[test]
    fn numbers_and_texts_are_those_of_others(int: i64, unsigned: u64, wide: f64, narrow: f32, text: String) {
        prop_assert_eq!(written(&int), others(&int));
        prop_assert_eq!(written(&unsigned), others(&unsigned));
        prop_assert_eq!(written(&wide), others(&wide));
        prop_assert_eq!(read::<f32>(&written(&narrow)), Ok(narrow));
        prop_assert_eq!(written(&text), others(&text));
        prop_assert_eq!(read::<f64>(&others(&narrow)), Ok(f64::from(narrow)));
    }
}
