//! What has a length, and how a violation shows it.

use crate::wire::shown;
use bytes::Bytes;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A value that has a length.
pub trait Length {
    /// Returns how many characters, bytes, elements or entries there are.
    fn length(&self) -> u64;

    /// Returns what a violation shows: how long the value is, since what it holds may be long and is not at fault.
    fn shown(&self) -> Value {
        self.length().into()
    }
}

/// Characters are Unicode scalar values. A violation shows the beginning of the text.
impl Length for str {
    fn length(&self) -> u64 {
        self.chars().count() as u64
    }

    fn shown(&self) -> Value {
        shown(self).into()
    }
}

impl Length for String {
    fn length(&self) -> u64 {
        self.as_str().length()
    }

    fn shown(&self) -> Value {
        self.as_str().shown()
    }
}

impl Length for Bytes {
    fn length(&self) -> u64 {
        self.len() as u64
    }
}

impl<T> Length for Vec<T> {
    fn length(&self) -> u64 {
        self.len() as u64
    }
}

impl<T> Length for BTreeSet<T> {
    fn length(&self) -> u64 {
        self.len() as u64
    }
}

impl<K, V> Length for BTreeMap<K, V> {
    fn length(&self) -> u64 {
        self.len() as u64
    }
}
