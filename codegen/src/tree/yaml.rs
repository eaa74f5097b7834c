//! Trees as YAML, in the part of it that all versions read alike.
//!
//! A text stands without quotes only if it begins with a letter, a slash, a dollar sign or an underscore and is no word
//! that some version takes for something else. Whatever might be a number, a date or a time begins otherwise.

use super::json::{is_escaped, scalar};
use super::{Map, Tree};

/// What some version takes for a bool or for null, in any case.
const WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// Returns a document.
pub(super) fn document(tree: &Tree) -> String {
    let mut out = String::new();
    value(&mut out, tree, 0);
    out
}

/// Writes a value to where the line has come to, and ends the line.
fn value(out: &mut String, tree: &Tree, level: usize) {
    if tree.is_hollow() {
        return inline(out, tree, level);
    }
    match tree {
        Tree::Map(members) => map(out, members, level),
        Tree::List(values) => list(out, values, level),
        Tree::Null | Tree::Bool(_) | Tree::Integer(_) | Tree::Float(_) | Tree::Text(_) => inline(out, tree, level),
    }
}

fn map(out: &mut String, members: &Map, level: usize) {
    for (index, (name, member)) in members.0.iter().enumerate() {
        if index > 0 {
            indent(out, level);
        }
        out.push_str(&text(name));
        out.push(':');
        if matches!(member, Tree::Map(_) | Tree::List(_)) && !member.is_hollow() {
            out.push('\n');
            indent(out, level + 1);
        } else {
            out.push(' ');
        }
        value(out, member, level + 1);
    }
}

fn list(out: &mut String, values: &[Tree], level: usize) {
    for (index, item) in values.iter().enumerate() {
        if index > 0 {
            indent(out, level);
        }
        out.push_str("- ");
        value(out, item, level + 1);
    }
}

/// Writes what begins on the line of its name, and ends the line.
fn inline(out: &mut String, tree: &Tree, level: usize) {
    match tree {
        Tree::Text(text) if is_block(text) => return block(out, text, level),
        Tree::Text(text) => out.push_str(&self::text(text)),
        Tree::List(_) => out.push_str("[]"),
        Tree::Map(_) => out.push_str("{}"),
        Tree::Null | Tree::Bool(_) | Tree::Integer(_) | Tree::Float(_) => out.push_str(&scalar(tree)),
    }
    out.push('\n');
}

/// Writes a text of several lines as it is.
fn block(out: &mut String, text: &str, level: usize) {
    out.push_str("|-\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            indent(out, level.max(1));
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Returns whether a text can stand as a block: several lines, and no spaces whose meaning depends on where they stand.
fn is_block(text: &str) -> bool {
    let blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    text.contains('\n')
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with('\n')
        && !text.split('\n').any(blank)
        && !text.chars().any(|letter| letter != '\n' && is_escaped(letter))
}

/// Returns a text on one line.
fn text(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { scalar(&Tree::Text(text.to_owned())) }
}

/// Returns whether a text means itself without quotes.
fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(|letter: char| letter.is_ascii_alphabetic() || "/$_".contains(letter));
    let letters = || text.chars().zip(text.chars().skip(1).map(Some).chain([None]));
    begins
        && !text.ends_with(' ')
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        && letters().all(|(letter, next)| match letter {
            ':' => next.is_some_and(|next| next.is_ascii_alphanumeric()),
            letter => letter.is_alphanumeric() || " _-./{}[]()$'\"`,;+*<>=&!?%@|^~\\".contains(letter),
        })
}

fn indent(out: &mut String, level: usize) {
    out.extend(std::iter::repeat_n("  ", level));
}
