//! Newtypes, unions within all else, and values that are sensitive, as generated code declares them.

use std::collections::{BTreeMap, BTreeSet};

use super::{read, written};
use crate::wire::sample::{Payment, Status, record};
use crate::wire::{
    Decode, DecodeError, DecodeErrorKind as Kind, Encode, Field, Reader, Result, Shape, Slot, Writer, or, required,
};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Sku(String);
crate::newtype!(Sku(String), Display);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Shelf(u32);
crate::newtype!(Shelf(u32), Display);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct State(Status);
crate::newtype!(State(Status));

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stock(BTreeMap<Sku, Vec<Shelf>>);
crate::newtype!(Stock(BTreeMap<Sku, Vec<Shelf>>));

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paid(Payment);
crate::newtype!(Paid(Payment));

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pins(BTreeMap<String, u32>);
crate::newtype!(Pins(BTreeMap<String, u32>), Sensitive);

record!(House {
    stock: Stock,
    skus: BTreeSet<Sku>,
    by_shelf: BTreeMap<Shelf, Option<Paid>>,
    by_state: BTreeMap<State, Vec<Payment>>,
    sku: Option<Sku>,
    paid: Paid = Paid(Payment::OnDelivery),
});

record!(Locked { pins: Pins });

fn sku(text: &str) -> Sku {
    Sku(text.to_owned())
}

#[test]
fn a_newtype_is_written_as_what_it_wraps_wherever_it_stands() {
    let house = House {
        stock: Stock(BTreeMap::from([(sku("A"), vec![Shelf(1), Shelf(2)]), (sku("B"), vec![])])),
        skus: BTreeSet::from([sku("b"), sku("a")]),
        by_shelf: BTreeMap::from([(Shelf(3), None), (Shelf(20), Some(Paid(Payment::Iban("DE".into()))))]),
        by_state: BTreeMap::from([(State(Status::Active), vec![Payment::OnDelivery])]),
        sku: None,
        paid: Paid(Payment::OnDelivery),
    };
    let text = r#"{"stock":{"A":[1,2],"B":[]},"skus":["a","b"],"by_shelf":{"3":null,"20":{"iban":"DE"}},"by_state":{"active":[{"on_delivery":{}}]},"sku":null,"paid":{"on_delivery":{}}}"#;
    assert_eq!(written(&house), text);
    assert_eq!(read::<House>(text), Ok(house));
}

#[test]
fn a_missing_newtype_is_what_is_missing() {
    let house = read::<House>(r#"{"stock":{},"skus":[],"by_shelf":{},"by_state":{},"sku":null,"paid":null}"#);
    assert_eq!(house.map(|house| (house.sku, house.paid)), Ok((None, Paid(Payment::OnDelivery))));
    let error = read::<House>("{}").expect_err("the stock is missing");
    assert_eq!((error.kind(), error.path().as_str()), (Kind::Missing, "stock"));
}

#[test]
fn an_error_within_a_newtype_names_the_place() {
    let error = read::<House>(r#"{"stock":{"A":[1,"x"]}}"#).expect_err("x is no number");
    assert_eq!(error.to_string(), r#"at `stock["A"][1]`: expected an integer, found a string"#);
}

#[test]
fn a_newtype_is_converted_and_shown_as_what_it_wraps() {
    assert_eq!(Sku::from("A".to_owned()), sku("A"));
    assert_eq!(u32::from(Shelf(3)), 3);
    assert_eq!(format!("{:>3}|{:03}", sku("A"), Shelf(7)), "  A|007");
    assert_eq!(format!("{:?}", Stock(BTreeMap::new())), "Stock({})");
}

#[test]
fn a_sensitive_newtype_is_shown_nowhere() {
    assert_eq!(format!("{:?}", Pins(BTreeMap::from([("secret".to_owned(), 1)]))), "Pins([sensitive])");
    for text in [r#"{"pins":{"secret":"1234"}}"#, r#"{"pins":{"secret":1,"secret":1}}"#, r#"{"pins":{"secret":-1}}"#] {
        let error = read::<Locked>(text).expect_err("wrong values and keys");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        assert!(error.path().starts_with("pins"), "{error:?}");
    }
    assert_eq!(written(&Locked { pins: Pins(BTreeMap::from([("a".to_owned(), 1)])) }), r#"{"pins":{"a":1}}"#);
}

#[test]
fn a_sensitive_field_tells_nothing_of_what_was_found() {
    const SHAPE: &Shape = &crate::shape!("X", "notes" = 1);
    fn refused(mut slot: Slot<BTreeMap<String, i32>>) -> DecodeError {
        let mut reader = super::JsonReader::new(br#"{"notes":{"secret":true}}"#);
        reader.message(SHAPE, &mut [&mut slot]).expect_err("a bool is no number")
    }
    assert_eq!(refused(required()).to_string(), r#"at `notes["secret"]`: expected an integer, found a bool"#);
    assert_eq!(refused(required().sensitive()).to_string(), r#"at `notes["…"]`: of the wrong type"#);
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Leaf(i32),
    Pair(Box<Pair>),
    Many(Vec<Tree>),
    Any(serde_json::Value),
}

record!(Pair { left: Tree, right: Option<Tree> });

impl Tree {
    const SHAPE: &'static Shape = &crate::shape!("Tree", "leaf" = 1, "pair" = 2, "many" = 3, "any" = 4);
}

crate::union_from!(Tree { Leaf(i32), Pair(Pair), Many(Vec<Tree>) });

impl Encode for Tree {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::Leaf(value) => writer.union(Self::SHAPE, 0, value),
            Self::Pair(value) => writer.union(Self::SHAPE, 1, value),
            Self::Many(value) => writer.union(Self::SHAPE, 2, value),
            Self::Any(value) => writer.union(Self::SHAPE, 3, value),
        }
    }
}

impl Decode for Tree {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        let (mut leaf, mut pair, mut many, mut any) = (required(), required(), required(), required());
        Ok(match reader.union(Self::SHAPE, &mut [&mut leaf, &mut pair, &mut many, &mut any])? {
            0 => Self::Leaf(leaf.take()?),
            1 => Self::Pair(pair.take()?),
            2 => Self::Many(many.take()?),
            _ => Self::Any(any.take()?),
        })
    }
}

#[test]
fn unions_may_hold_unions() {
    let pair = Pair { left: 1.into(), right: Some(Tree::Many(vec![2.into(), Tree::Many(vec![])])) };
    let text = r#"{"pair":{"left":{"leaf":1},"right":{"many":[{"leaf":2},{"many":[]}]}}}"#;
    assert_eq!(written(&Tree::from(pair.clone())), text);
    assert_eq!(read::<Tree>(text), Ok(pair.into()));
    let deep = format!("{}{{\"leaf\":1}}{}", r#"{"many":["#.repeat(100), "]}".repeat(100));
    assert_eq!(read::<Tree>(&deep).map_err(|error| error.kind()), Err(Kind::TooDeep));
}

#[test]
fn null_is_a_variant_only_where_it_is_a_value() {
    let null = Tree::Any(serde_json::Value::Null);
    assert_eq!(written(&null), r#"{"any":null}"#);
    assert_eq!(read::<Tree>(r#"{"any":null}"#), Ok(null));
    assert_eq!(read::<Tree>(r#"{"any":null,"leaf":1}"#), Ok(Tree::Leaf(1)));
    let error = read::<Tree>(r#"{"leaf":null}"#).expect_err("null is no number");
    assert_eq!(error.to_string(), "at `leaf`: expected an integer, found null");
}

#[test]
fn an_unknown_variant_is_named() {
    let error = read::<Vec<Tree>>(r#"[{"leaf":1},{"bush":{"a":[1]}}]"#).expect_err("there is no bush");
    assert_eq!(error.to_string(), "at `[1]`: expected one of leaf, pair, many, any, found `bush`");
}
