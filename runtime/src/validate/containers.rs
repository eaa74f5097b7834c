//! Values made of other values, which have the rules of what they hold; and the scalars, which have none.

use super::{Rules, Validate};
use crate::wire::{Encode, Step, key_text};
use std::collections::{BTreeMap, BTreeSet};

macro_rules! without_rules {
    ($($ty:ty),* $(,)?) => {
        $(impl Validate for $ty {})*
    };
}

without_rules! {
    bool,
    i32,
    i64,
    u32,
    u64,
    f32,
    f64,
    String,
    bytes::Bytes,
    jiff::Timestamp,
    jiff::civil::Date,
    jiff::SignedDuration,
    uuid::Uuid,
    rust_decimal::Decimal,
    serde_json::Value,
}

impl<T: Validate + ?Sized> Validate for &T {
    fn check(&self, rules: &mut Rules) {
        (**self).check(rules);
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn check(&self, rules: &mut Rules) {
        (**self).check(rules);
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, rules: &mut Rules) {
        if let Some(value) = self {
            value.check(rules);
        }
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, rules: &mut Rules) {
        check_all(self, rules);
    }
}

impl<T: Validate> Validate for BTreeSet<T> {
    fn check(&self, rules: &mut Rules) {
        check_all(self, rules);
    }
}

fn check_all<'a, T: Validate + 'a>(items: impl IntoIterator<Item = &'a T>, rules: &mut Rules) {
    for (index, item) in items.into_iter().enumerate() {
        if rules.is_full() {
            return;
        }
        rules.within(|| Step::Index(index), |rules| item.check(rules));
    }
}

/// A violation by a key stands where one by its value would.
impl<K: Validate + Encode, V: Validate> Validate for BTreeMap<K, V> {
    fn check(&self, rules: &mut Rules) {
        for (key, value) in self {
            if rules.is_full() {
                return;
            }
            rules.within(
                || Step::Key(key_text(key)),
                |rules| {
                    key.check(rules);
                    value.check(rules);
                },
            );
        }
    }
}
