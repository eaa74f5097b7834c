//! Values of no particular type: kept as a tree where the language says `json`, or passed over.

use std::ops::Range;

use serde_json::Value;

use super::cursor::{Head, Number};
use super::reader::MsgpackReader;
use crate::wire::{DecodeErrorKind, MAX_DEPTH, Reader, Result, any};

impl MsgpackReader<'_> {
    /// Reads any value that JSON has, too.
    pub(super) fn any(&mut self) -> Result<Value> {
        let before = self.cursor;
        let head = self.head()?;
        Ok(match head {
            Head::Null => Value::Null,
            Head::Bool(value) => value.into(),
            Head::Number(value) => return self.any_number(value),
            Head::Str(length) => self.cursor.text(length)?.into(),
            Head::List(_) | Head::Map(_) => {
                self.cursor = before;
                return if matches!(head, Head::List(_)) { any::list(self) } else { any::object(self) };
            }
            Head::Bin(_) | Head::Ext(_) => return Err(self.mismatch(head, "a value of JSON")),
        })
    }

    fn any_number(&self, value: Number) -> Result<Value> {
        match value {
            Number::Unsigned(value) => Ok(value.into()),
            Number::Negative(value) => Ok(value.into()),
            Number::Float(value) if value.is_finite() => Ok(value.into()),
            Number::Float(_) => Err(self.error(DecodeErrorKind::Value, "NaN and infinities are no values of JSON")),
        }
    }

    /// Passes over a value without recursion, and returns where it stands.
    pub(super) fn skip_value(&mut self) -> Result<Range<usize>> {
        let start = self.cursor.position();
        // How many values are still to come, in the list or map at hand and in those around it.
        let (mut left, mut around) = (1, Vec::new());
        loop {
            left -= 1;
            let head = self.cursor.head()?;
            match head.values() {
                Some(values) => {
                    around.push(left);
                    left = values;
                    if self.depth as usize + around.len() > MAX_DEPTH as usize {
                        return Err(self.too_deep());
                    }
                }
                None => self.cursor.pass(head)?,
            }
            while left == 0 {
                let Some(outer) = around.pop() else { return Ok(start..self.cursor.position()) };
                left = outer;
            }
        }
    }
}
