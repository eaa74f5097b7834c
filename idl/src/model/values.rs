//! Values written in the source: defaults, and the rules values must keep.

use super::{EnumId, UnionId};

/// A default, known to fit the type it stands at; for a newtype it is a value of what that wraps.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// For `bool`.
    Bool(bool),
    /// For the integers, in range.
    Integer(i128),
    /// For the floats.
    Float(f64),
    /// For `string`.
    String(String),
    /// For `bytes`: the UTF-8 of the text.
    Bytes(Vec<u8>),
    /// For `duration`, in nanoseconds.
    Duration(i64),
    /// For `timestamp`: valid RFC 3339.
    Timestamp(String),
    /// For `date`: valid `YYYY-MM-DD`.
    Date(String),
    /// For `uuid`: valid, lower case, hyphenated.
    Uuid(String),
    /// For `decimal`: valid, as written.
    Decimal(String),
    /// For an enum: the index of the variant.
    Variant(EnumId, usize),
    /// For a union: the index of a variant that carries no value.
    Arm(UnionId, usize),
    /// For `list<T>` and `set<T>`; in a set no value stands twice.
    List(Vec<Value>),
    /// `{}` for `map<K, V>`.
    EmptyMap,
}

/// A rule that a value must keep, known to fit its type; on an optional type it concerns the value that is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint {
    /// `@len`: how many characters, bytes or elements there may be, both ends included.
    Len {
        /// The fewest.
        min: u64,
        /// The most, if there is a bound.
        max: Option<u64>,
    },
    /// `@range`: between which numbers it must lie; at least one end is given.
    Range {
        /// The least.
        min: Option<Value>,
        /// The greatest.
        max: Option<Value>,
        /// Whether the greatest is itself not allowed.
        exclusive: bool,
    },
    /// `@pattern`: a regular expression that must be found in the text, in the syntax of the crate `regex`.
    Pattern(String),
    /// `@unique`: no two elements of a list are equal.
    Unique,
}
