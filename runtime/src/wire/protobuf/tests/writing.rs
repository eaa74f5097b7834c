//! Values and their one form.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use super::sample::*;
use super::{hex, read, try_write, written};
use crate::wire::{Decode, Encode, Unrecognized};

/// Makes sure that a value becomes these bytes, and they become the value.
#[track_caller]
fn same<T: Encode + Decode + PartialEq + Debug>(value: T, message: &str) {
    assert_eq!(written(&value), hex(message), "{value:?}");
    assert_eq!(read::<T>(&hex(message)).expect("readable"), value, "{message}");
}

#[test]
fn calls_look_like_those_of_the_original() {
    same(Text { value: "world".to_owned() }, "0a05776f726c64");
    same(Sum { a: 2, b: -3 }, "080210fdffffffffffffffff01");
    same(Sum { a: -1, b: 0 }, "08ffffffffffffffffff01 1000");
    same(Numbers { values: vec![1, 2, 3] }, "080108020803");
}

#[test]
fn floats_have_their_own_sizes() {
    same(Floats { single: 1.5, double: -2.0 }, "0d0000c03f 1100000000000000c0");
}

#[test]
fn zero_and_empty_are_written() {
    same(Sum { a: 0, b: 0 }, "08001000");
    same(Text { value: String::new() }, "0a00");
    same(Maybe { value: Some(0), list: Some(vec![]) }, "0800 1200");
    same(Maybe { value: None, list: None }, "");
}

#[test]
fn what_has_no_form_where_it_stands_lies_in_a_message() {
    same(Maybe { value: None, list: Some(vec![7]) }, "12020807");
    let gaps = vec![None, Some(String::new())];
    let both = vec![None, Some(vec![]), Some(vec![1])];
    let value = Nested { rows: vec![vec![], vec![1, 2]], gaps, both };
    same(value, "0a00 0a0408010802 1200 12020a00 1a00 1a020a00 1a040a020801");
}

#[test]
fn entries_of_maps_are_messages() {
    let value = Maps {
        names: BTreeMap::from([("a".to_owned(), 0)]),
        rows: BTreeMap::from([(-1, vec![2])]),
        sums: BTreeMap::from([(9, Maybe { value: Some(3), list: None })]),
    };
    same(value, "0a05 0a0161 1000 120f 08ffffffffffffffffff01 12020802 1a06 0809 12020803");
}

#[test]
fn enums_are_numbers_everywhere() {
    let other = Color::Unrecognized(Unrecognized::Number(-7));
    let by_color = BTreeMap::from([(Color::Green, false)]);
    let value = Colors { list: vec![Color::Red, other], by_color, set: BTreeSet::from([1, 2]) };
    same(value, "0801 08f9ffffffffffffffff01 1204 0802 1000 1801 1802");
}

#[test]
fn a_variant_known_by_name_only_cannot_be_written() {
    let other = Color::Unrecognized(Unrecognized::Name("blue".to_owned()));
    let error = try_write(&Colors { list: vec![other], by_color: BTreeMap::new(), set: BTreeSet::new() });
    assert_eq!(error.expect_err("no number").to_string(), "the number of the variant `blue` is not known");
}

#[test]
fn only_messages_stand_alone() {
    for error in [try_write("a"), try_write(&1_i32), try_write(&vec![1_i32])] {
        assert_eq!(error.expect_err("bare").to_string(), "only a message can stand alone in protobuf");
    }
}

#[test]
fn unions_are_messages_with_one_field() {
    same(Choice::Number(0), "0800");
    same(Choice::List(vec![]), "1200");
    same(Choice::List(vec![1, 2]), "120408010802");
    same(Choice::Maybe(None), "1a00");
    same(Choice::Maybe(Some(Sum { a: 1, b: 2 })), "1a06 0a04 08011002");
    same(Picked { choice: Choice::Sum(Sum { a: 1, b: 2 }) }, "0a06 2204 08011002");
}

#[test]
fn times_leave_out_what_is_zero() {
    let time = |text: &str| text.parse().expect("a timestamp");
    let zero = jiff::SignedDuration::ZERO;
    same(Times { at: time("1970-01-01T00:00:00Z"), lasts: zero }, "0a00 1200");
    // Half a second before 1970 is half a second after the last second before.
    let lasts = jiff::SignedDuration::new(-1, -500_000_000);
    let message = "0a11 08ffffffffffffffffff01 1080cab5ee01 1216 08ffffffffffffffffff01 1080b6ca91feffffffff01";
    same(Times { at: time("1969-12-31T23:59:59.5Z"), lasts }, message);
}

#[test]
fn long_lengths_find_their_place() {
    for length in [0, 100, 121, 122, 125, 126, 127, 128, 129, 16_380, 16_384, 300_000] {
        let leaf = Tree { name: Some("x".repeat(length)), left: None, right: None };
        let mut tree = leaf.clone();
        for _ in 0..20 {
            tree = Tree { name: None, left: Some(Box::new(tree)), right: Some(Box::new(leaf.clone())) };
        }
        assert_eq!(read::<Tree>(&written(&tree)).expect("readable"), tree, "{length}");
    }
}

#[test]
fn a_writer_appends_to_what_is_there() {
    let mut writer = super::ProtobufWriter::new(vec![0xff; 3]);
    let long = Tree { name: Some("x".repeat(200)), left: None, right: None };
    let tree = Tree { name: None, left: Some(Box::new(long)), right: None };
    tree.encode(&mut writer);
    let message = writer.finish().expect("writable");
    assert_eq!((&message[..3], &message[3..]), (&[0xff; 3][..], &written(&tree)[..]));
}
