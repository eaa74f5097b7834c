//! Messages that come again: what is read is what their bytes mean one behind the other.

use super::sample::*;
use super::{block, hex, read, written};

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
fn values_of_entries_are_merged() {
    let maps = read::<Maps>(&hex("1a0a 0801 12020805 1200 0802")).expect("readable");
    assert_eq!(maps.sums.into_iter().collect::<Vec<_>>(), [(2, Maybe { value: Some(5), list: None })]);
}

#[test]
fn messages_made_to_be_merged_take_no_longer() {
    // At every level, a large part and a small one: who reads the large one again for the small one doubles the work.
    let mut bomb = written(&Tree { name: Some("x".repeat(100_000)), left: None, right: None });
    for _ in 0..100 {
        bomb = [block(2, &bomb), block(2, &[])].concat();
    }
    let many: Vec<u8> = std::iter::repeat_n(block(2, &block(2, &hex("0a0161"))), 100_000).flatten().collect();
    for message in [bomb, many] {
        // Twice as much work at each of a hundred levels would never end.
        assert!(read::<Tree>(&message).is_ok());
    }
}
