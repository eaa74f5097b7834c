//! Trees as JSON, two spaces a level.

use super::{Map, Tree};
use std::fmt::Write as _;

/// Returns a document.
pub(super) fn document(tree: &Tree) -> String {
    let mut out = String::new();
    value(&mut out, tree, 0);
    out.push('\n');
    out
}

fn value(out: &mut String, tree: &Tree, level: usize) {
    match tree {
        Tree::List(values) => list(out, values, level),
        Tree::Map(members) => map(out, members, level),
        Tree::Null | Tree::Bool(_) | Tree::Integer(_) | Tree::Float(_) | Tree::Text(_) => out.push_str(&scalar(tree)),
    }
}

/// Returns a single value, which reads the same in YAML; empty for what holds others.
pub(super) fn scalar(tree: &Tree) -> String {
    match tree {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Integer(value) => value.to_string(),
        Tree::Float(value) => float(*value),
        Tree::Text(text) => quoted(text),
        Tree::List(_) | Tree::Map(_) => String::new(),
    }
}

fn list(out: &mut String, values: &[Tree], level: usize) {
    if values.is_empty() {
        return out.push_str("[]");
    }
    for (index, item) in values.iter().enumerate() {
        out.push(if index == 0 { '[' } else { ',' });
        line(out, level + 1);
        value(out, item, level + 1);
    }
    line(out, level);
    out.push(']');
}

fn map(out: &mut String, members: &Map, level: usize) {
    if members.is_empty() {
        return out.push_str("{}");
    }
    for (index, (name, member)) in members.0.iter().enumerate() {
        out.push(if index == 0 { '{' } else { ',' });
        line(out, level + 1);
        out.push_str(&quoted(name));
        out.push_str(": ");
        value(out, member, level + 1);
    }
    line(out, level);
    out.push('}');
}

fn line(out: &mut String, level: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
}

/// Returns a number with a point and a sign before its exponent, without which YAML 1.1 takes it for text.
fn float(value: f64) -> String {
    let text = format!("{value:?}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{digits}{point}e{sign}{exponent}")
}

/// Returns a text in double quotes; what YAML does not print is escaped as well.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Writing into a string cannot fail.
            letter if is_escaped(letter) => drop(write!(out, "\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Returns whether a letter must not stand in a text as it is: all of them fit four digits.
pub(super) fn is_escaped(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
