//! Types as the compiler would generate them, one of each kind.

pub(crate) mod strategies;

use std::collections::{BTreeMap, BTreeSet};

use crate::wire::{
    Decode, Empty, Encode, EnumShape, Field, Reader, Result, Shape, Unrecognized, Variant, Writer, or, required,
};

macro_rules! record {
    ($name:ident { $($field:ident: $ty:ty $(= $default:expr)?),* $(,)? }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: $ty),*
        }

        impl $name {
            const SHAPE: &'static Shape =
                &Shape { name: stringify!($name), fields: &[$(Field { name: stringify!($field), tag: 0 }),*] };
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut dyn Writer) {
                writer.message(Self::SHAPE, &[$(&self.$field),*]);
            }
        }

        impl Decode for $name {
            fn decode(reader: &mut dyn Reader) -> Result<Self> {
                $(let mut $field = record!(@slot $($default)?);)*
                reader.message(Self::SHAPE, &mut [$(&mut $field),*])?;
                Ok(Self { $($field: $field.take()?),* })
            }
        }
    };
    (@slot) => { required() };
    (@slot $default:expr) => { or(|| $default) };
}
pub(crate) use record;

record!(Scalars {
    bool: bool,
    i32: i32,
    i64: i64,
    u32: u32,
    u64: u64,
    f32: f32,
    f64: f64,
    string: String,
    bytes: bytes::Bytes,
    timestamp: jiff::Timestamp,
    date: jiff::civil::Date,
    duration: jiff::SignedDuration,
    uuid: uuid::Uuid,
    decimal: rust_decimal::Decimal,
    json: serde_json::Value,
});

record!(Everything {
    scalars: Scalars,
    optional: Option<i32>,
    status: Status,
    payment: Payment,
    list: Vec<Vec<String>>,
    set: BTreeSet<i32>,
    by_text: BTreeMap<String, Option<bool>>,
    by_number: BTreeMap<i64, f64>,
    by_size: BTreeMap<u64, String>,
    by_uuid: BTreeMap<uuid::Uuid, BTreeMap<Status, i32>>,
    parent: Option<Box<Everything>>,
    limit: u32 = 50,
});

record!(Part { title: String, amount: i32 = 1, note: Option<String> });
record!(Product { parts: Vec<Part> = Vec::new(), names: BTreeMap<String, Part> = BTreeMap::new() });

/// An enum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Draft,
    Active,
    Unrecognized(Unrecognized),
}

impl Status {
    pub(crate) const SHAPE: &'static EnumShape = &EnumShape {
        name: "Status",
        variants: &[Variant { name: "draft", number: 1 }, Variant { name: "active", number: 2 }],
    };
}

impl Encode for Status {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::Draft => writer.variant(&Self::SHAPE.variants[0]),
            Self::Active => writer.variant(&Self::SHAPE.variants[1]),
            Self::Unrecognized(value) => writer.unrecognized(value),
        }
    }
}

impl Decode for Status {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        Ok(match reader.variant(Self::SHAPE)? {
            Ok(0) => Self::Draft,
            Ok(_) => Self::Active,
            Err(value) => Self::Unrecognized(value),
        })
    }
}

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Payment {
    Card(Part),
    Iban(String),
    OnDelivery,
}

impl Payment {
    const SHAPE: &'static Shape = &Shape {
        name: "Payment",
        fields: &[
            Field { name: "card", tag: 1 },
            Field { name: "iban", tag: 2 },
            Field { name: "on_delivery", tag: 3 },
        ],
    };
}

impl Encode for Payment {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::Card(value) => writer.union(Self::SHAPE, 0, value),
            Self::Iban(value) => writer.union(Self::SHAPE, 1, value),
            Self::OnDelivery => writer.union(Self::SHAPE, 2, &Empty),
        }
    }
}

impl Decode for Payment {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        let mut card = required();
        let mut iban = required();
        let mut on_delivery = required::<Empty>();
        Ok(match reader.union(Self::SHAPE, &mut [&mut card, &mut iban, &mut on_delivery])? {
            0 => Self::Card(card.take()?),
            1 => Self::Iban(iban.take()?),
            _ => Self::OnDelivery,
        })
    }
}

/// Returns a value with something of every kind in it.
pub(crate) fn one_of_each() -> Everything {
    Everything {
        scalars: Scalars {
            bool: true,
            i32: -1,
            i64: i64::MIN,
            u32: 1,
            u64: u64::MAX,
            f32: 0.5,
            f64: f64::NAN,
            string: "é\n".into(),
            bytes: bytes::Bytes::from_static(b"ab"),
            timestamp: jiff::Timestamp::UNIX_EPOCH,
            date: jiff::civil::date(2025, 6, 30),
            duration: jiff::SignedDuration::from_secs(3),
            uuid: uuid::Uuid::nil(),
            decimal: rust_decimal::Decimal::new(150, 2),
            json: serde_json::json!({"a": [null, 1.5]}),
        },
        optional: None,
        status: Status::Draft,
        payment: Payment::OnDelivery,
        list: vec![vec!["a".into()], vec![]],
        set: BTreeSet::from([2, 1]),
        by_text: BTreeMap::from([("x".into(), None)]),
        by_number: BTreeMap::from([(-1, 2.0)]),
        by_size: BTreeMap::from([(u64::MAX, String::new())]),
        by_uuid: BTreeMap::from([(uuid::Uuid::nil(), BTreeMap::from([(Status::Active, 1)]))]),
        parent: None,
        limit: 50,
    }
}

/// Returns what others see of it where values are those of JSON.
pub(crate) fn one_of_each_as_json() -> serde_json::Value {
    serde_json::json!({
        "optional": null, "parent": null,
        "scalars": {
            "bool": true, "i32": -1, "i64": i64::MIN, "u32": 1, "u64": u64::MAX, "f32": 0.5, "f64": "NaN",
            "string": "é\n", "bytes": "YWI=", "timestamp": "1970-01-01T00:00:00Z", "date": "2025-06-30",
            "duration": "3s", "uuid": "00000000-0000-0000-0000-000000000000", "decimal": "1.50",
            "json": {"a": [null, 1.5]},
        },
        "status": "draft",
        "payment": {"on_delivery": {}},
        "list": [["a"], []],
        "set": [1, 2],
        "by_text": {"x": null},
        "by_number": {"-1": 2.0},
        "by_size": {"18446744073709551615": ""},
        "by_uuid": {"00000000-0000-0000-0000-000000000000": {"active": 1}},
        "limit": 50,
    })
}
