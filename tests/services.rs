//! The conformance services: they give back what they get, or go wrong as asked.

#![allow(clippy::too_many_arguments, reason = "the IDL asks for them")]

use crate::conformance::v1::*;
use aspyx::{Bytes, Date, Decimal, Duration, Error, Timestamp, Uuid};
use common_api::common::v1::{Currency, Money, TooExpensive};
use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;
use tokio::sync::Notify;

#[derive(Clone, Default)]
pub struct Echo;

/// Goes wrong; `begun` tells that a call of `wait` is under way, `go` lets it end.
#[derive(Clone, Default)]
pub struct Mischief {
    pub begun: Arc<Notify>,
    pub go: Arc<Notify>,
}

impl Types for Echo {
    async fn everything(&self, value: Everything) -> Result<Everything, Error> {
        Ok(value)
    }

    async fn boxes(&self, value: Boxes) -> Result<Boxes, Error> {
        Ok(value)
    }

    async fn tree(&self, value: Tree) -> Result<Tree, Error> {
        Ok(value)
    }

    async fn kinds(&self, value: Kinds) -> Result<Kinds, Error> {
        Ok(value)
    }

    async fn choice(&self, value: Choice) -> Result<Choice, Error> {
        Ok(value)
    }

    async fn names(&self, value: Path) -> Result<Path, Error> {
        Ok(value)
    }

    async fn set(&self, value: BTreeSet<Age>) -> Result<BTreeSet<Age>, Error> {
        Ok(value)
    }

    async fn price(&self, value: Money) -> Result<Money, TypesPriceError> {
        if value.currency == Currency::Usd { Err(TooExpensive { price: value }.into()) } else { Ok(value) }
    }

    async fn maybe(&self, value: Option<Leaf>) -> Result<Option<Leaf>, Error> {
        Ok(value)
    }

    async fn many(&self, values: Vec<Leaf>) -> Result<Vec<Leaf>, Error> {
        Ok(values)
    }

    async fn members(&self, a: i32, b: Option<String>, c: Vec<i64>) -> Result<String, Error> {
        Ok(format!("{a} {b:?} {c:?}"))
    }

    async fn query(
        &self,
        flag: bool,
        small: i32,
        large: i64,
        count: u32,
        total: u64,
        ratio: f32,
        precise: f64,
        text: String,
        blob: Bytes,
        at: Timestamp,
        day: Date,
        lasts: Duration,
        id: Uuid,
        amount: Decimal,
        color: Color,
        maybe: Option<String>,
        many: Vec<String>,
        colors: Vec<Color>,
        limit: u32,
    ) -> Result<String, Error> {
        Ok(format!(
            "{flag} {small} {large} {count} {total} {ratio} {precise} {text:?} {blob:?} {at} {day} {lasts:?} {id} {amount} \
             {color:?} {maybe:?} {many:?} {colors:?} {limit}"
        ))
    }

    async fn path(
        &self,
        small: i32,
        text: String,
        id: Uuid,
        color: Color,
        day: Date,
        flag: bool,
    ) -> Result<String, Error> {
        Ok(format!("{small} {text:?} {id} {color:?} {day} {flag}"))
    }

    async fn header(&self, text: String, count: u32, maybe: Option<bool>) -> Result<String, Error> {
        Ok(format!("{text:?} {count} {maybe:?}"))
    }

    async fn nothing(&self) -> Result<(), Error> {
        Ok(())
    }

    async fn index(&self) -> Result<String, Error> {
        Ok("index".to_owned())
    }

    async fn literal(&self) -> Result<String, Error> {
        Ok("the literal path".to_owned())
    }

    async fn word(&self, word: String) -> Result<String, Error> {
        Ok(format!("the word {word}"))
    }

    async fn rename(&self, name: String, to: String) -> Result<String, Error> {
        Ok(format!("{name} is {to}"))
    }
}

impl Trouble for Mischief {
    async fn missing(&self, what: String) -> Result<String, TroubleMissingError> {
        Err(Missing { what, tried: vec!["here".to_owned(), "there".to_owned()] }.into())
    }

    async fn conflict(&self, tree: Option<Tree>) -> Result<(), TroubleConflictError> {
        Err(Conflict { color: Color::Blue, tree }.into())
    }

    async fn plain(&self) -> Result<Option<Leaf>, TroublePlainError> {
        Err(Plain {}.into())
    }

    async fn undeclared(&self, text: String) -> Result<String, TroubleUndeclaredError> {
        Err(Error::exception(text).into())
    }

    /// Written by hand, so that it can panic before there is a future.
    #[allow(clippy::manual_async_fn, reason = "an async fn does nothing before it is polled")]
    fn panic(&self, text: String) -> impl Future<Output = Result<String, Error>> + Send {
        assert_ne!(text, "early", "before there is a future");
        async move { panic!("{text}") }
    }

    async fn wait(&self) -> Result<String, Error> {
        self.begun.notify_one();
        self.go.notified().await;
        Ok("done".to_owned())
    }
}
