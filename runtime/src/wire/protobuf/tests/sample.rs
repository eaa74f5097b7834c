//! Types as the compiler would generate them.

use std::collections::{BTreeMap, BTreeSet};

use crate::wire::{Decode, Encode, EnumShape, Field, Reader, Result, Shape, Unrecognized, Variant, Writer, required};

macro_rules! record {
    ($name:ident { $($field:ident: $ty:ty = $tag:literal),* $(,)? }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub(super) struct $name {
            $(pub(super) $field: $ty),*
        }

        impl $name {
            const SHAPE: &'static Shape =
                &Shape { name: stringify!($name), fields: &[$(Field { name: stringify!($field), tag: $tag }),*] };
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut dyn Writer) {
                writer.message(Self::SHAPE, &[$(&self.$field),*]);
            }
        }

        impl Decode for $name {
            fn decode(reader: &mut dyn Reader) -> Result<Self> {
                $(let mut $field = required();)*
                reader.message(Self::SHAPE, &mut [$(&mut $field),*])?;
                Ok(Self { $($field: $field.take()?),* })
            }
        }
    };
}

record!(Text { value: String = 1 });
record!(Sum { a: i32 = 1, b: i32 = 2 });
record!(Numbers { values: Vec<i32> = 1 });
record!(Blocks { flags: Vec<bool> = 1, singles: Vec<f32> = 2, doubles: Vec<f64> = 3, totals: BTreeSet<u64> = 4 });
record!(Floats { single: f32 = 1, double: f64 = 2 });
record!(Maybe { value: Option<i64> = 1, list: Option<Vec<i32>> = 2 });
record!(Nested { rows: Vec<Vec<i32>> = 1, gaps: Vec<Option<String>> = 2, both: Vec<Option<Vec<i32>>> = 3 });
record!(Maps { names: BTreeMap<String, i32> = 1, rows: BTreeMap<i32, Vec<i32>> = 2, sums: BTreeMap<u64, Maybe> = 3 });
record!(Colors { list: Vec<Color> = 1, by_color: BTreeMap<Color, bool> = 2, set: BTreeSet<u32> = 3 });
record!(Times { at: jiff::Timestamp = 1, lasts: jiff::SignedDuration = 2 });
record!(Tree { name: Option<String> = 1, left: Option<Box<Tree>> = 2, right: Option<Box<Tree>> = 3 });
record!(Pair { left: Sum = 1, right: Sum = 2 });
record!(Picked { choice: Choice = 1 });
record!(Any { value: serde_json::Value = 1, flag: bool = 2, large: u64 = 3, blob: bytes::Bytes = 4 });

record!(Envelope { number: i32 = 1, content: Late = 2 });

/// A value that is passed over.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Late(pub(super) std::ops::Range<usize>);

impl Decode for Late {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        reader.skip().map(Self)
    }
}

impl Encode for Late {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.bytes(&[]);
    }
}

/// An enum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Color {
    Red,
    Green,
    Unrecognized(Unrecognized),
}

impl Color {
    const SHAPE: &'static EnumShape = &EnumShape {
        name: "Color",
        variants: &[Variant { name: "red", number: 1 }, Variant { name: "green", number: 2 }],
    };
}

impl Encode for Color {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::Red => writer.variant(&Self::SHAPE.variants[0]),
            Self::Green => writer.variant(&Self::SHAPE.variants[1]),
            Self::Unrecognized(value) => writer.unrecognized(value),
        }
    }
}

impl Decode for Color {
    const PACKABLE: bool = true;

    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        Ok(match reader.variant(Self::SHAPE)? {
            Ok(0) => Self::Red,
            Ok(_) => Self::Green,
            Err(other) => Self::Unrecognized(other),
        })
    }
}

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    Number(i32),
    List(Vec<i32>),
    Maybe(Option<Sum>),
    Sum(Sum),
}

impl Choice {
    const SHAPE: &'static Shape = &Shape {
        name: "Choice",
        fields: &[
            Field { name: "number", tag: 1 },
            Field { name: "list", tag: 2 },
            Field { name: "maybe", tag: 3 },
            Field { name: "sum", tag: 4 },
        ],
    };
}

impl Encode for Choice {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::Number(value) => writer.union(Self::SHAPE, 0, value),
            Self::List(value) => writer.union(Self::SHAPE, 1, value),
            Self::Maybe(value) => writer.union(Self::SHAPE, 2, value),
            Self::Sum(value) => writer.union(Self::SHAPE, 3, value),
        }
    }
}

impl Decode for Choice {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        let (mut number, mut list, mut maybe, mut sum) = (required(), required(), required(), required());
        let index = reader.union(Self::SHAPE, &mut [&mut number, &mut list, &mut maybe, &mut sum])?;
        Ok(match index {
            0 => Self::Number(number.take()?),
            1 => Self::List(list.take()?),
            2 => Self::Maybe(maybe.take()?),
            _ => Self::Sum(sum.take()?),
        })
    }
}
