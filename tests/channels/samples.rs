//! Values of the big types: empty, extreme, and with something in every place.

use aspyx::{Bytes, Decimal, Duration, Json, Timestamp, Uuid};
use aspyx_tests::conformance::v1::*;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn day() -> aspyx::Date {
    "2026-02-03".parse().expect("a date")
}

pub(crate) fn empty<K, V>() -> BTreeMap<K, V> {
    BTreeMap::new()
}

pub(crate) fn zeros() -> Everything {
    Everything {
        flag: false,
        small: 0,
        large: 0,
        count: 0,
        total: 0,
        ratio: 0.0,
        precise: -0.0,
        text: String::new(),
        blob: Bytes::new(),
        at: Timestamp::UNIX_EPOCH,
        day: day(),
        lasts: Duration::ZERO,
        id: Uuid::nil(),
        amount: Decimal::ZERO,
        anything: Json::Null,
    }
}

pub(crate) fn extremes(high: bool) -> Everything {
    Everything {
        flag: high,
        small: if high { i32::MAX } else { i32::MIN },
        large: if high { i64::MAX } else { i64::MIN },
        count: if high { u32::MAX } else { 1 },
        total: if high { u64::MAX } else { (1 << 53) + 1 },
        ratio: if high { f32::NAN } else { f32::MIN_POSITIVE },
        precise: if high { f64::MAX } else { 0.1 + 0.2 },
        text: if high { "\u{10FFFF}😀\0\u{7f}\u{2028}\\\"/\n\r\t".repeat(3) } else { " ".to_owned() },
        blob: (0..=255).collect::<Vec<u8>>().into(),
        at: if high { Timestamp::MAX } else { Timestamp::MIN },
        day: if high { aspyx::Date::MAX } else { "0001-01-01".parse().expect("a date") },
        lasts: if high { Duration::MAX } else { Duration::new(-1, -1) },
        id: Uuid::max(),
        amount: if high { Decimal::MAX } else { Decimal::new(-1, 28) },
        anything: serde_json::json!({ "a": [1, 2.5, null, true, "x", { "b": {} }], "": -1 }),
    }
}

pub(crate) fn name(text: &str) -> Name {
    Name(text.to_owned())
}

/// One choice for each variant, some of them within others.
pub(crate) fn choices() -> Vec<Choice> {
    let many = Choice::Many(vec![Choice::Neither, Choice::Many(vec![]), name("deep").into()]);
    let by_name = BTreeMap::from([(name(""), Choice::Neither), (name("x"), many.clone())]);
    let named = BTreeMap::from([(name("y"), Picked(1.5.into()))]);
    let holder = Holder { choices: vec![many.clone(), Holder::new().into()], by_name: named };
    vec![
        name("é\"").into(),
        f64::MIN_POSITIVE.into(),
        Leaf { name: String::new() }.into(),
        Path(vec![name("a")]).into(),
        many,
        by_name.into(),
        Json::Null.into(),
        serde_json::json!({ "neither": {} }).into(),
        holder.into(),
        Choice::Neither,
    ]
}

pub(crate) fn few_kinds() -> Kinds {
    let (ages, sets) = (Ages(empty()), BTreeSet::new());
    Kinds::new(
        name(""),
        ages,
        Ratio(0.0),
        Pin(String::new()),
        empty(),
        empty(),
        Choice::Neither,
        vec![],
        sets,
        BTreeSet::new(),
        BTreeSet::new(),
    )
}

pub(crate) fn many_kinds() -> Kinds {
    let (red, green) = (Shade(Color::Red), Shade(Color::Green));
    Kinds {
        name: name("n"),
        maybe: Some(Age(7)),
        shade: red.clone(),
        path: Path(vec![]),
        ages: Ages(BTreeMap::from([(name("a"), Age(1)), (name("b"), Age(2))])),
        ratio: Ratio(-0.5),
        pin: Pin("1234".to_owned()),
        secret: Some("hush".to_owned()),
        by_shade: BTreeMap::from([(red.clone(), vec![Age(3)]), (green.clone(), vec![])]),
        by_age: BTreeMap::from([(Age(0), None), (Age(9), Some(Picked(Choice::Neither)))]),
        choice: choices().remove(0),
        picked: Picked(Choice::Many(choices())),
        choices: choices(),
        maybe_choice: Some(Choice::Neither),
        numbers: BTreeSet::from([i64::MIN, 0, i64::MAX]),
        names: BTreeSet::new(),
        shades: BTreeSet::from([red, green]),
        paths: BTreeSet::from([Path(vec![]), Path(vec![name("p"), name("q")])]),
        maybe_set: Some(BTreeSet::from([Uuid::max(), Uuid::nil()])),
    }
}

pub(crate) fn full_boxes() -> Boxes {
    let leaf = |name: &str| Leaf { name: name.to_owned() };
    Boxes {
        maybe: Some(String::new()),
        many: vec![i64::MIN, 0, i64::MAX],
        nested: vec![vec![], vec!["a".to_owned(), String::new()]],
        holes: vec![None, Some("x".to_owned()), None],
        by_name: BTreeMap::from([(String::new(), leaf("empty")), ("a\"b\\c".to_owned(), leaf("odd"))]),
        by_number: BTreeMap::from([(0, vec![]), (u64::MAX, vec![leaf("max")])]),
        by_sign: BTreeMap::from([(i32::MIN, i64::MAX), (-1, 1)]),
        by_id: BTreeMap::from([(Uuid::nil(), None), (Uuid::max(), Some(true))]),
        by_color: BTreeMap::from([
            (Color::Red, BTreeMap::from([("x".to_owned(), Color::Blue)])),
            (Color::Green, empty()),
        ]),
        maybe_many: Some(vec![leaf("only")]),
        color: Color::Blue,
        defaults: vec![],
    }
}
