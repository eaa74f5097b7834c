//! Values that chance makes. What compares by itself is made only: NaN is among the samples.

use super::samples::name;
use aspyx::{Bytes, Date, Decimal, Duration, Json, Timestamp, Uuid};
use aspyx_tests::conformance::v1::*;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of as maybe;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "\\PC{0,12}", any::<String>()]
}

fn float() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("NaN is not equal to itself", |value| !value.is_nan())
}

fn timestamp() -> impl Strategy<Value = Timestamp> {
    let (min, max) = (Timestamp::MIN.as_nanosecond(), Timestamp::MAX.as_nanosecond());
    (min..=max).prop_map(|nanoseconds| Timestamp::from_nanosecond(nanoseconds).expect("it is within the range"))
}

fn date() -> impl Strategy<Value = Date> {
    (-9999_i16..=9999, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| Date::constant(year, month, day))
}

fn duration() -> impl Strategy<Value = Duration> {
    (any::<i64>(), 0..1_000_000_000_i32)
        .prop_map(|(seconds, nanoseconds)| Duration::new(seconds, if seconds < 0 { -nanoseconds } else { nanoseconds }))
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0..=28_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        float().prop_filter("JSON has no infinity", |value| value.is_finite()).prop_map(Json::from),
        text().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Json::from),
            btree_map(text(), inner, 0..4).prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

pub(crate) fn everything() -> impl Strategy<Value = Everything> {
    let numbers = (any::<bool>(), any::<i32>(), any::<i64>(), any::<u32>(), any::<u64>(), float(), float());
    let others = (text(), vec(any::<u8>(), 0..40), timestamp(), date(), duration(), uuid(), decimal(), json());
    (numbers, others).prop_map(|((flag, small, large, count, total, ratio, precise), others)| {
        let (text, blob, at, day, lasts, id, amount, anything) = others;
        let (ratio, blob) = (ratio as f32, Bytes::from(blob));
        Everything {
            flag,
            small,
            large,
            count,
            total,
            ratio,
            precise,
            text,
            blob,
            at,
            day,
            lasts,
            id,
            amount,
            anything,
        }
    })
}

fn leaf() -> impl Strategy<Value = Leaf> {
    text().prop_map(|name| Leaf { name })
}

fn color() -> impl Strategy<Value = Color> {
    prop::sample::select(Color::ALL)
}

pub(crate) fn boxes() -> impl Strategy<Value = Boxes> {
    let lists = (
        maybe(text()),
        vec(any::<i64>(), 0..5),
        vec(vec(text(), 0..3), 0..4),
        vec(maybe(text()), 0..5),
        maybe(vec(leaf(), 0..3)),
        color(),
        vec(any::<i32>(), 0..5),
    );
    let maps = (
        btree_map(text(), leaf(), 0..4),
        btree_map(any::<u64>(), vec(leaf(), 0..3), 0..4),
        btree_map(any::<i32>(), any::<i64>(), 0..4),
        btree_map(uuid(), maybe(any::<bool>()), 0..4),
        btree_map(color(), btree_map(text(), color(), 0..3), 0..3),
    );
    (lists, maps).prop_map(|((maybe, many, nested, holes, maybe_many, color, defaults), maps)| {
        let (by_name, by_number, by_sign, by_id, by_color) = maps;
        Boxes { maybe, many, nested, holes, by_name, by_number, by_sign, by_id, by_color, maybe_many, color, defaults }
    })
}

fn path() -> impl Strategy<Value = Path> {
    vec(text().prop_map(Name), 0..3).prop_map(Path)
}

pub(crate) fn choice() -> impl Strategy<Value = Choice> {
    let leaf = prop_oneof![
        text().prop_map(|text| Choice::from(name(&text))),
        float().prop_map(Choice::from),
        leaf().prop_map(Choice::from),
        path().prop_map(Choice::from),
        json().prop_map(Choice::from),
        Just(Choice::Neither),
    ];
    leaf.prop_recursive(4, 16, 3, |inner| {
        let named = btree_map(text().prop_map(Name), inner.clone().prop_map(Picked), 0..3);
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Choice::Many),
            btree_map(text().prop_map(Name), inner.clone(), 0..3).prop_map(Choice::from),
            (vec(inner, 0..3), named).prop_map(|(choices, by_name)| Holder { choices, by_name }.into()),
        ]
    })
}

pub(crate) fn kinds() -> impl Strategy<Value = Kinds> {
    let age = || any::<u32>().prop_map(Age);
    let shade = || color().prop_map(Shade);
    let named = || text().prop_map(Name);
    let ages = btree_map(named(), age(), 0..4).prop_map(Ages);
    let plain = (named(), maybe(age()), shade(), path(), ages, float(), text(), maybe(text()));
    let choices = (choice(), choice().prop_map(Picked), vec(choice(), 0..3), maybe(choice()));
    let maps = (btree_map(shade(), vec(age(), 0..3), 0..3), btree_map(age(), maybe(choice().prop_map(Picked)), 0..3));
    let sets = (
        btree_set(any::<i64>(), 0..5),
        btree_set(named(), 0..4),
        btree_set(shade(), 0..3),
        btree_set(path(), 0..4),
        maybe(btree_set(uuid(), 0..3)),
    );
    (plain, choices, maps, sets).prop_map(|(plain, choices, maps, sets)| {
        let (name, maybe, shade, path, ages, ratio, pin, secret) = plain;
        let (choice, picked, choices, maybe_choice) = choices;
        let ((by_shade, by_age), (numbers, names, shades, paths, maybe_set)) = (maps, sets);
        Kinds {
            name,
            maybe,
            shade,
            path,
            ages,
            ratio: Ratio(ratio),
            pin: Pin(pin),
            secret,
            by_shade,
            by_age,
            choice,
            picked,
            choices,
            maybe_choice,
            numbers,
            names,
            shades,
            paths,
            maybe_set,
        }
    })
}

/// A tree as deep as chance will have it, by way of one field or the other, with leaves beside.
pub(crate) fn tree() -> impl Strategy<Value = Tree> {
    let leaf = |value| Tree { value, children: vec![], first: None };
    let by_list = vec((any::<i32>(), 0..3_usize), 0..50).prop_map(move |levels| {
        levels.into_iter().fold(leaf(0), |tree, (value, leaves)| {
            let children = std::iter::once(tree).chain((0..leaves).map(|_| leaf(-1))).collect();
            Tree { value, children, first: None }
        })
    });
    let by_field = vec((any::<i32>(), 0..3_usize), 0..100).prop_map(move |levels| {
        levels.into_iter().fold(leaf(0), |tree, (value, leaves)| Tree {
            value,
            children: (0..leaves).map(|_| leaf(1)).collect(),
            first: Some(Box::new(tree)),
        })
    });
    prop_oneof![by_list, by_field]
}
