//! What else is understood, and what is refused.

use std::collections::BTreeMap;

use super::sample::*;
use super::{block, hex, read, refusal, refusal_kind, written};
use crate::wire::{Decode, DecodeErrorKind, Unrecognized};

#[test]
fn numbers_may_come_in_blocks() {
    let numbers = |message: &str| read::<Numbers>(&hex(message)).map(|numbers| numbers.values);
    for message in ["0a03010203", "0801 0a020203", "0a0101 0a00 0802 0803", "0a00 0a03010203"] {
        assert_eq!(numbers(message), Ok(vec![1, 2, 3]), "{message}");
    }
    assert_eq!(numbers("0801 1005 0a020203"), Ok(vec![1, 2, 3]), "another field between");
    assert_eq!(numbers(""), Ok(vec![]));
    assert_eq!(numbers("0a00"), Ok(vec![]));
    assert_eq!(refusal_kind::<Numbers>(&hex("0a0180 01")), DecodeErrorKind::Syntax, "a block ends within a number");
    let colors = read::<Colors>(&hex("0a020102")).expect("readable");
    assert_eq!(colors.list, [Color::Red, Color::Green]);
}

#[test]
fn blocks_hold_numbers_of_every_layout() {
    let singles = "120800000000 0000803f 15 0000803f";
    let doubles = "190000000000000000 1a08000000000000f03f";
    let blocks =
        read::<Blocks>(&hex(&format!("0a03010002 0801 {singles} {doubles} 220401028002 2002"))).expect("readable");
    assert_eq!(blocks.flags, [true, false, true, true]);
    assert_eq!((blocks.singles, blocks.doubles), (vec![0.0, 1.0, 1.0], vec![0.0, 1.0]));
    assert_eq!(blocks.totals, [1, 2, 256].into());
    for message in ["0a0180", "1207 00000000 000000", "1a04 00000000", "0a02 01"] {
        assert_eq!(refusal_kind::<Blocks>(&hex(message)), DecodeErrorKind::Syntax, "{message}");
    }
    assert_eq!(refusal_kind::<Blocks>(&hex("0d00000000")), DecodeErrorKind::Type);
}

#[test]
fn what_is_cut_off_is_refused_wherever_that_happens() {
    let leaf = Tree { name: Some("x".repeat(200)), left: None, right: None };
    let tree = written(&Tree { name: None, left: Some(Box::new(leaf.clone())), right: Some(Box::new(leaf)) });
    let whole: Vec<usize> = (0..tree.len()).filter(|length| read::<Tree>(&tree[..*length]).is_ok()).collect();
    assert_eq!(whole, [0, tree.len() / 2], "between two fields, both of which may be absent");
    for length in (1..tree.len()).filter(|length| *length != tree.len() / 2) {
        assert_eq!(refusal_kind::<Tree>(&tree[..length]), DecodeErrorKind::Syntax, "after {length} bytes");
    }
}

#[test]
fn blocks_lie_in_lists_of_lists_as_well() {
    let nested = read::<Nested>(&hex("0a06 0801 0a020203 0a00")).expect("readable");
    assert_eq!(nested.rows, [vec![1, 2, 3], vec![]]);
}

#[test]
fn unknown_fields_are_skipped() {
    let fields = ["3801", "390000000000000000", "3a03616263", "3d00000000", "3b 0801 43 44 3a0161 3c", "ffffffff0f"];
    for field in &fields[..5] {
        let message = hex(&format!("{field} 0801 {field} 1002 {field}"));
        assert_eq!(read(&message), Ok(Sum { a: 1, b: 2 }), "{field}");
    }
    assert_eq!(refusal_kind::<Sum>(&hex(&format!("{} 08011002", fields[5]))), DecodeErrorKind::Syntax);
}

#[test]
fn groups_must_end_as_they_began() {
    for message in ["3b", "3b0801", "3b 44", "3c", "3b 43 3c 44", "08011002 3b"] {
        assert_eq!(refusal_kind::<Sum>(&hex(message)), DecodeErrorKind::Syntax, "{message}");
    }
}

#[test]
fn the_last_of_several_counts() {
    assert_eq!(read(&hex("0801 1002 0803")), Ok(Sum { a: 3, b: 2 }));
    let maps = read::<Maps>(&hex("0a05 0a0161 1001 0a05 0a0161 1002")).expect("readable");
    assert_eq!(maps.names, BTreeMap::from([("a".to_owned(), 2)]));
    assert_eq!(read(&hex("0801 120408010802 0803")), Ok(Choice::Number(3)));
    assert_eq!(read(&hex("0801 0805 3801")), Ok(Choice::Number(5)));
}

#[test]
fn fields_come_in_any_order() {
    assert_eq!(read(&hex("1002 0801")), Ok(Sum { a: 1, b: 2 }));
    let maps = read::<Maps>(&hex("0a05 1001 0a0161")).expect("readable");
    assert_eq!(maps.names, BTreeMap::from([("a".to_owned(), 1)]));
}

#[test]
fn entries_may_lack_anything() {
    let maps = read::<Maps>(&hex("0a00 1202 1200 1a03 380108")).map(drop);
    assert!(maps.is_err(), "an entry that ends within a tag");
    let maps = read::<Maps>(&hex("0a00 1200 1a00")).expect("readable");
    let empty = Maybe { value: None, list: None };
    assert_eq!(maps.names, BTreeMap::from([(String::new(), 0)]));
    assert_eq!((maps.rows, maps.sums), (BTreeMap::from([(0, vec![])]), BTreeMap::from([(0, empty)])));
    let colors = read::<Colors>(&hex("1200 1202 1001")).expect("readable");
    assert_eq!(colors.by_color, BTreeMap::from([(Color::Unrecognized(Unrecognized::Number(0)), true)]));
}

#[test]
fn integers_of_32_bits_are_the_lower_half() {
    assert_eq!(read(&hex("0880808080f0ffffffff01 108180808010")), Ok(Sum { a: 0, b: 1 }));
}

#[test]
fn every_number_but_zero_is_true() {
    let flags = |flag: &str| read::<Any>(&hex(&format!("0a0131 10{flag} 1800 2200"))).map(|any| any.flag);
    assert_eq!(flags("00"), Ok(false));
    for flag in ["01", "02", "808001", "80808080808080808001"] {
        assert_eq!(flags(flag), Ok(true), "{flag}");
    }
}

#[test]
fn varints_have_64_bits_and_no_more() {
    let large = |varint: &str| read::<Any>(&hex(&format!("0a0131 1000 18{varint} 2200"))).map(|any| any.large);
    assert_eq!(large("ffffffffffffffffff01"), Ok(u64::MAX));
    assert_eq!(large("8000"), Ok(0), "longer than need be");
    for varint in ["ffffffffffffffffff02", "8080808080808080808000", "ffffffffffffffffffff01"] {
        assert_eq!(large(varint).expect_err("too long").kind(), DecodeErrorKind::Syntax, "{varint}");
    }
}

#[test]
fn another_wire_type_is_another_type() {
    let told = |message: &str, expected: &str| {
        assert_eq!(refusal::<Sum>(&hex(message)), (DecodeErrorKind::Type, expected.to_owned()));
    };
    told("0a0161", "at `a`: expected an integer, found bytes with a length");
    told("0d00000000", "at `a`: expected an integer, found a 32-bit number");
    told("0b0c", "at `a`: expected an integer, found a group");
    let (kind, text) = refusal::<Text>(&hex("0801"));
    assert_eq!((kind, text.as_str()), (DecodeErrorKind::Type, "at `value`: expected a string, found a varint"));
    assert_eq!(refusal_kind::<Pair>(&hex("0801")), DecodeErrorKind::Type);
    assert_eq!(refusal_kind::<i32>(&hex("0801")), DecodeErrorKind::Type, "a number does not stand alone");
}

#[test]
fn errors_name_the_place() {
    let nested = refusal::<Nested>(&hex("0a00 0a03 0801 08"));
    assert_eq!(nested.0, DecodeErrorKind::Syntax);
    assert!(nested.1.starts_with("at `rows[1][1]`"), "{}", nested.1);
    let maps = refusal::<Maps>(&hex("1a06 0805 1202 0a00"));
    assert_eq!(maps.1, "at `sums[\"5\"].value`: expected an integer, found bytes with a length");
    assert_eq!(refusal::<Pair>(&hex("0a0408011002 12020801")).1, "at `right.b`: missing");
    let nanos = refusal::<Times>(&hex("0a021201 1200"));
    assert_eq!(nanos.0, DecodeErrorKind::Type);
    assert!(nanos.1.starts_with("at `at.nanos`"), "{}", nanos.1);
}

#[test]
fn malformed_messages_are_refused() {
    for message in ["0a", "0a05 6162", "0affffffffffffffffff01"] {
        assert_eq!(refusal_kind::<Text>(&hex(message)), DecodeErrorKind::Syntax, "{message}");
    }
    for message in ["08", "0880", "0001", "07", "0e00", "808080801001"] {
        assert_eq!(refusal_kind::<Sum>(&hex(message)), DecodeErrorKind::Syntax, "{message}");
    }
    assert_eq!(refusal_kind::<Text>(&hex("0a02c328")), DecodeErrorKind::Syntax, "not UTF-8");
}

#[test]
fn times_out_of_range_are_refused() {
    let kind = |at: &str, lasts: &str| refusal_kind::<Times>(&[block(1, &hex(at)), block(2, &hex(lasts))].concat());
    for at in ["1080 94ebdc03", "10ffffffffffffffffff01", "08ffffffffffffffff7f"] {
        assert_eq!(kind(at, ""), DecodeErrorKind::Range, "{at}");
    }
    for lasts in ["108094ebdc03", "0801 10ffffffffffffffffff01", "08ffffffffffffffffff01 1001"] {
        assert_eq!(kind("", lasts), DecodeErrorKind::Range, "{lasts}");
    }
}

#[test]
fn any_value_is_a_text_of_json() {
    let any = |text: &str| {
        let message = [block(1, text.as_bytes()), hex("1000 1800 22021234")].concat();
        read::<Any>(&message).map(|any| any.value)
    };
    assert_eq!(any("{\"a\": [1, null]}"), Ok(serde_json::json!({"a": [1, null]})));
    for text in ["", "{", "1 2", "{\"a\":1,\"a\":2}"] {
        assert!(any(text).is_err(), "{text}");
    }
}

#[test]
fn a_value_that_is_skipped_can_be_read_later() {
    let message = hex("1204 08011002 0805");
    let late = read::<Envelope>(&message).expect("readable").content.0;
    assert_eq!(late, 2..6);
    let mut reader = super::ProtobufReader::part(&message, late);
    assert_eq!(Sum::decode(&mut reader), Ok(Sum { a: 1, b: 2 }));
}
