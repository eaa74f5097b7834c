//! Types and values as other languages write them.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::explain::Slip;
use crate::parse::grammar::Rule;
use crate::source::Span;

/// What stands before a name in languages that begin with the type, or with something about the field.
const BEFORE_NAMES: [&str; 26] = [
    "bool",
    "i32",
    "i64",
    "u32",
    "u64",
    "f32",
    "f64",
    "string",
    "bytes",
    "timestamp",
    "date",
    "duration",
    "uuid",
    "decimal",
    "json",
    "int",
    "int32",
    "int64",
    "uint32",
    "uint64",
    "float",
    "double",
    "long",
    "String",
    "boolean",
    "char",
];

/// What may stand before a field elsewhere, and how it is said here.
const MODIFIERS: [(&str, &str); 15] = [
    ("optional", "a field that may be absent has a type with `?`: `note: string?`"),
    ("required", "fields are required unless their type has `?` or they have a default"),
    ("repeated", "several values are a `list<T>`: `parts: list<Product>`"),
    ("oneof", "what is one of several things is a declaration of its own: `union`"),
    ("readonly", "fields have no modifiers"),
    ("pub", "fields have no modifiers"),
    ("public", "fields have no modifiers"),
    ("const", "fields have no modifiers"),
    ("var", "fields have no modifiers"),
    ("let", "fields have no modifiers"),
    ("mut", "fields have no modifiers"),
    ("final", "fields have no modifiers"),
    ("static", "fields have no modifiers"),
    ("private", "fields have no modifiers"),
    ("protected", "fields have no modifiers"),
];

/// `note?: string`.
pub(super) fn question_mark(slip: &Slip<'_>) -> Option<Diagnostic> {
    (slip.expects(Rule::colon) && slip.found.text == "?").then(|| {
        Diagnostic::new(catalogue::TYPE_SYNTAX, slip.span, "`?` stands after the type", "expected `:`")
            .help(format!("write `{}: string?`", slip.word_before()))
    })
}

/// `string title`, `optional string note`, `list<string> tags`.
pub(super) fn type_before_name(slip: &Slip<'_>) -> Option<Diagnostic> {
    if !slip.expects(Rule::colon) {
        return None;
    }
    let (before, found) = (slip.word_before(), slip.found);
    let finding =
        || Diagnostic::new(catalogue::TYPE_SYNTAX, slip.span, "fields are written `name: type`", "expected `:`");
    if found.text == "<" {
        return Some(finding().help(format!("the name comes first: `name: {before}<…>`")));
    }
    if !found.is_word() {
        return None;
    }
    if let Some((_, help)) = MODIFIERS.iter().find(|(word, _)| *word == before) {
        return Some(finding().help(*help));
    }
    let turned = format!("{}: {before}", found.text);
    BEFORE_NAMES.contains(&before).then(|| finding().guess("turn them round", slip.span_before().to(slip.span), turned))
}

/// `list[Product]`.
pub(super) fn square_arguments(slip: &Slip<'_>) -> Option<Diagnostic> {
    let example = match slip.word_before() {
        "map" => "map<string, i32>",
        "set" => "set<string>",
        "list" => "list<string>",
        _ => return None,
    };
    (slip.expects(Rule::open_angle) && matches!(slip.found.text, "[" | "(")).then(|| {
        let message = "the types of a container stand in `<>`";
        let finding = Diagnostic::new(catalogue::TYPE_SYNTAX, slip.span, message, "expected `<`");
        finding.help(format!("write `{example}`"))
    })
}

/// `Product[]`, `[Product]`.
pub(super) fn square_brackets(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    let finding = Diagnostic::new(catalogue::TYPE_SYNTAX, slip.span, "a list is written `list<T>`", "not a type");
    if found == "[]" && slip.expects(Rule::optional_mark) && !slip.word_before().is_empty() {
        let list = format!("list<{}>", slip.word_before());
        return Some(finding.suggest(format!("write `{list}`"), slip.span_before().to(slip.span), list));
    }
    let due = slip.expects(Rule::type_name) || slip.expects(Rule::optional_mark);
    (due && found.starts_with('[')).then_some(finding)
}

/// `price: common.v1.Money`.
pub(super) fn dotted(slip: &Slip<'_>) -> Option<Diagnostic> {
    (slip.found.text == "." && slip.expects(Rule::optional_mark)).then(|| {
        let line = &slip.text[slip.before - slip.word_before().len()..];
        let length = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).unwrap_or(line.len());
        let path = &line[..length];
        let start = slip.span_before().start;
        let span = Span { start, end: start + length as u32, ..slip.span };
        let name = path.rsplit('.').next().unwrap_or(path);
        Diagnostic::new(catalogue::TYPE_SYNTAX, span, "types are named without their package", "a path")
            .help(format!("bring it in with `use {path};` at the head of the file and write `{name}`"))
    })
}

/// `{a: 1}`.
pub(super) fn filled_map(slip: &Slip<'_>) -> Option<Diagnostic> {
    let opened = slip.text[..slip.before].ends_with('{') && slip.expected == [Rule::close_brace];
    (opened && slip.entry != Rule::declaration).then(|| {
        Diagnostic::new(catalogue::UNEXPECTED, slip.span, "only an empty map can be written as a value", "expected `}`")
    })
}
