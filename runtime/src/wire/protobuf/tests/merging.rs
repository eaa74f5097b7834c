//! Messages that come again: what is read is what their bytes mean one behind the other.

use super::super::cursor::tags_taken;
use super::sample::*;
use super::{block, hex, read, written};
use crate::wire::{Decode, DecodeErrorKind};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn a_message_that_comes_again_is_merged() {
    let pair = Pair { left: Sum { a: 1, b: 4 }, right: Sum { a: 5, b: 6 } };
    assert_eq!(read(&hex("0a0408011003 120408051006 0a021004")), Ok(pair.clone()));
    assert_eq!(read(&hex("0a020801 120408051006 0a00 0a021004")), Ok(pair), "no part is whole");
}

#[test]
fn merging_goes_as_deep_as_the_messages() {
    let tree = |name: Option<&str>, left: Option<Tree>| Tree {
        name: name.map(str::to_owned),
        left: left.map(Box::new),
        right: None,
    };
    let parts = [
        tree(Some("a"), Some(tree(None, Some(tree(Some("b"), None))))),
        tree(None, Some(tree(Some("c"), None))),
        tree(None, Some(tree(None, Some(tree(None, Some(tree(Some("d"), None))))))),
    ];
    let merged = tree(Some("a"), Some(tree(Some("c"), Some(tree(Some("b"), Some(tree(Some("d"), None)))))));
    let message: Vec<u8> = parts.iter().flat_map(|part| block(2, &written(part))).collect();
    assert_eq!(read(&message), Ok(tree(None, Some(merged))));
}

#[test]
fn lists_of_several_occurrences_are_one() {
    let maybe = read::<Maybe>(&hex("12020801 0807 12020802 1200")).expect("readable");
    assert_eq!(maybe.list, Some(vec![1, 2]));
    assert_eq!(read(&hex("12020801 12020802")), Ok(Choice::List(vec![1, 2])));
}

#[test]
fn elements_of_lists_are_not_merged() {
    let nested = read::<Nested>(&hex("0a020801 0a020802")).expect("readable");
    assert_eq!(nested.rows, [vec![1], vec![2]]);
}

#[test]
fn a_variant_is_merged_with_what_stands_right_before() {
    let sum = Choice::Sum(Sum { a: 1, b: 2 });
    assert_eq!(read(&hex("22020801 3801 22021002")), Ok(sum.clone()), "an unknown field between");
    assert!(read::<Choice>(&hex("22020801 0801 22021002")).is_err(), "another variant between");
    assert_eq!(read(&hex("1a04 0a020801 1a04 0a021002")), Ok(Choice::Maybe(Some(Sum { a: 1, b: 2 }))));
    assert_eq!(read(&hex("0a04 22020801 0a04 22021002")), Ok(Picked { choice: sum }), "in two unions");
}

#[test]
fn what_a_variant_supersedes_is_well_formed() {
    let superseded = |value: &str| read::<Choice>(&hex(&format!("{value} 0803")));
    // Half of a sum, an optional one that is empty, a list, a sum in two halves, and one variant between others.
    for value in ["22020801", "1a00", "120408010802", "22020801 22021002", "0805 22020801 0806 22021002"] {
        assert_eq!(superseded(value), Ok(Choice::Number(3)), "{value}");
    }
    for (value, kind) in [
        ("22020a00", DecodeErrorKind::Type),
        ("220108", DecodeErrorKind::Syntax),
        ("2207 08ffffffffffff", DecodeErrorKind::Syntax),
        ("2000", DecodeErrorKind::Type),
        ("1a040a02 0a00", DecodeErrorKind::Type),
        ("0805 120208 80 0806 22020801", DecodeErrorKind::Syntax),
    ] {
        assert_eq!(superseded(value).map_err(|error| error.kind()), Err(kind), "{value}");
    }
}

#[test]
fn values_that_do_not_count_are_well_formed() {
    let maps = |entry: &str| read::<Maps>(&block(1, &hex(entry))).map(|maps| maps.names);
    assert_eq!(maps("0a0161 0a0162 1001 1002"), Ok(BTreeMap::from([("b".to_owned(), 2)])));
    for (entry, kind) in [
        ("0801 0a0162 1002", DecodeErrorKind::Type),
        ("0a02c328 0a0162 1002", DecodeErrorKind::Syntax),
        ("0a0162 0a02c328 0a0162", DecodeErrorKind::Syntax),
        ("0a0162 1500000000 1002", DecodeErrorKind::Type),
    ] {
        assert_eq!(maps(entry).map_err(|error| error.kind()), Err(kind), "{entry}");
    }
    let gaps = |gap: &str| read::<Nested>(&block(2, &hex(gap))).map(|nested| nested.gaps);
    assert_eq!(gaps("0a0161 0a0162"), Ok(vec![Some("b".to_owned())]));
    assert_eq!(gaps("0801 0a0162").map_err(|error| error.kind()), Err(DecodeErrorKind::Type));
    assert_eq!(gaps("0a02c328 0a0162").map_err(|error| error.kind()), Err(DecodeErrorKind::Syntax));
}

#[test]
fn values_of_entries_are_merged() {
    let maps = read::<Maps>(&hex("1a0a 0801 12020805 1200 0802")).expect("readable");
    assert_eq!(maps.sums.into_iter().collect::<Vec<_>>(), [(2, Maybe { value: Some(5), list: None })]);
}

/// Returns how many fields are looked at for each byte of a message, which is read or refused.
fn effort<T: Decode>(message: &[u8]) -> usize {
    let before = tags_taken();
    let _ = read::<T>(message);
    (tags_taken() - before) / message.len().max(1)
}

/// Each field is looked at once by whoever reads the message it lies in, and once more for each message that may be merged
/// there, of which no type here has more than three. At two bytes a field at least, that is less than four for each byte.
const EFFORT: usize = 4;

#[test]
fn merging_is_no_more_work_the_deeper_it_goes() {
    // At every level, a large part and a small one: who reads the large one again for the small one doubles the work.
    let mut bomb = [block(3, &[]).repeat(1000), block(2, &[])].concat();
    for _ in 0..100 {
        bomb = [block(2, &bomb), block(2, &[])].concat();
    }
    let flat = block(2, &block(2, &block(2, &[]))).repeat(20_000);
    let runs = [hex("22020801"), hex("22021002"), hex("0801")].concat().repeat(20_000);
    let entries = block(3, &[hex("0801"), block(2, &[]).repeat(20_000), hex("0802").repeat(20_000)].concat());
    let gaps = block(3, &[block(1, &hex("0801")).repeat(20_000), hex("0a00")].concat());
    for message in [&bomb, &flat] {
        assert!(read::<Tree>(message).is_ok() && effort::<Tree>(message) <= EFFORT, "{}", effort::<Tree>(message));
    }
    for message in [&runs, &hex("22020801").repeat(20_000), &hex("0801 1200").repeat(20_000)] {
        assert!(effort::<Choice>(message) <= EFFORT, "{}", effort::<Choice>(message));
        assert!(effort::<Picked>(&block(1, message)) <= EFFORT);
    }
    assert!(read::<Maps>(&entries).is_ok() && effort::<Maps>(&entries) <= EFFORT, "{}", effort::<Maps>(&entries));
    assert!(read::<Nested>(&gaps).is_ok() && effort::<Nested>(&gaps) <= EFFORT, "{}", effort::<Nested>(&gaps));
}

fn trees() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop::collection::vec(prop_oneof![Just(block(1, b"x")), Just(hex("3801"))], 0..4);
    leaf.prop_map(|fields| fields.concat()).prop_recursive(8, 200, 6, |inner| {
        prop::collection::vec((2_u8..4, inner), 0..6)
            .prop_map(|parts| parts.iter().flat_map(|(number, part)| block(*number, part)).collect())
    })
}

proptest! {
    #[test]
    fn no_tree_is_more_work_than_its_bytes(tree in trees()) {
        prop_assert!(read::<Tree>(&tree).is_ok());
        prop_assert!(effort::<Tree>(&tree) <= EFFORT);
    }
}
