//! Values of no particular type: kept as a tree where the language says `json`, or passed over.

use std::ops::Range;

use serde_json::{Number, Value};

use super::reader::JsonReader;
use crate::wire::{MAX_DEPTH, Reader, Result, any, number};

impl JsonReader<'_> {
    /// Reads any value; the limit of depth bounds the recursion.
    pub(super) fn any(&mut self) -> Result<Value> {
        match self.peek()? {
            b'n' => self.null().map(|_| Value::Null),
            b't' | b'f' => self.bool().map(Value::Bool),
            b'"' => self.string().map(Value::String),
            b'[' => any::list(self),
            b'{' => any::object(self),
            b'-' | b'0'..=b'9' => self.any_number(),
            first => Err(self.mismatch(first, "a value")),
        }
    }

    /// Reads a number as an integer if it is one that fits, and else as the nearest float.
    fn any_number(&mut self) -> Result<Value> {
        let literal = self.scanner.number()?;
        let integer = || literal.parse::<u64>().map(Number::from).or_else(|_| literal.parse::<i64>().map(Number::from));
        if literal != "-0"
            && let Ok(number) = integer()
        {
            return Ok(Value::Number(number));
        }
        let float: f64 = number::float(literal, "f64").map_err(|wrong| self.wrong(wrong))?;
        Ok(Number::from_f64(float).map_or(Value::Null, Value::Number))
    }

    /// Passes over a value without recursion, and returns where it stands.
    pub(super) fn skip_value(&mut self) -> Result<Range<usize>> {
        self.peek()?;
        let start = self.scanner.position();
        let mut open = Open::default();
        loop {
            let inside = self.skip_into(&mut open)?;
            if !inside && !self.skip_on(&mut open)? {
                return Ok(start..self.scanner.position());
            }
        }
    }

    /// Passes over a scalar or the beginning of a list or object, and says whether a value inside it comes.
    fn skip_into(&mut self, open: &mut Open) -> Result<bool> {
        let first = self.peek()?;
        let (object, close) = match first {
            b'[' => (false, b']'),
            b'{' => (true, b'}'),
            _ => return self.skip_scalar(first).map(|()| false),
        };
        open.push(object);
        if self.depth() + open.depth > MAX_DEPTH {
            return Err(self.too_deep());
        }
        let inside = self.scanner.open(close)?;
        self.skip_to_value(inside, open)
    }

    fn skip_scalar(&mut self, first: u8) -> Result<()> {
        match first {
            b'n' => self.scanner.word("null"),
            b't' => self.scanner.word("true"),
            b'f' => self.scanner.word("false"),
            b'"' => self.scanner.string().map(drop),
            b'-' | b'0'..=b'9' => self.scanner.number().map(drop),
            _ => Err(self.mismatch(first, "a value")),
        }
    }

    /// Moves to the value after one just passed over, leaving what ends on the way, and says whether there is one.
    fn skip_on(&mut self, open: &mut Open) -> Result<bool> {
        while open.depth > 0 {
            let more = self.scanner.next(if open.in_object() { b'}' } else { b']' })?;
            if self.skip_to_value(more, open)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Passes over a key if one comes, or leaves what has ended.
    fn skip_to_value(&mut self, more: bool, open: &mut Open) -> Result<bool> {
        if !more {
            open.pop();
        } else if open.in_object() {
            self.scanner.key()?;
        }
        Ok(more)
    }
}

/// The lists and objects around a value being passed over: one bit each, set for an object.
#[derive(Default)]
struct Open {
    objects: u128,
    depth: u32,
}

impl Open {
    fn push(&mut self, object: bool) {
        self.objects = (self.objects << 1) | u128::from(object);
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.objects >>= 1;
        self.depth -= 1;
    }

    fn in_object(&self) -> bool {
        self.objects & 1 == 1
    }
}
