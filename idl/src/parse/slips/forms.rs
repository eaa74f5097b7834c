//! Newtypes, unions and types of several parts, as other languages write them.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::explain::Slip;
use crate::parse::grammar::Rule;
use crate::source::Span;

/// `type Sku string;`, `type Sku: string;`, `type Sku extends string;`, `type Order { … }`.
pub(super) fn newtype(slip: &Slip<'_>) -> Option<Diagnostic> {
    if slip.entry != Rule::declaration || !slip.expects(Rule::equals) || slip.word_before().is_empty() {
        return None;
    }
    let message = "a newtype is written `type Name = string;`";
    let finding = Diagnostic::new(catalogue::UNEXPECTED, slip.span, message, "expected `=`");
    match slip.found.text {
        ":" | "extends" | "is" | "as" | ":=" => {
            let blank = if slip.touches() { " " } else { "" };
            Some(finding.suggest("write `=`", slip.span, format!("{blank}=")))
        }
        "{" => Some(finding.help("fields in braces make a `struct`")),
        "<" => Some(finding.help("there are no generic declarations; write one for each type you need")),
        _ if slip.found.is_word() => Some(finding.suggest("insert `=`", slip.gap(), " =")),
        _ => None,
    }
}

/// `union Payment = …`.
pub(super) fn union(slip: &Slip<'_>) -> Option<Diagnostic> {
    let union = slip.entry == Rule::declaration && slip.expects(Rule::open_brace) && slip.found.text == "=";
    union.then(|| {
        Diagnostic::new(catalogue::UNEXPECTED, slip.span, "the variants stand in braces", "expected `{`")
            .help("write `union Payment { card: Card, cash }`, or `enum Status { draft, active }`")
    })
}

/// `place: { x: i32 }`, `pair: (i32, string)`.
pub(super) fn anonymous(slip: &Slip<'_>) -> Option<Diagnostic> {
    let help = match slip.found.text {
        "{" => "what has fields is a declaration of its own: `struct`",
        "(" => "there are no tuples; values that belong together are a `struct`",
        _ => return None,
    };
    let due = slip.expects(Rule::type_name) || slip.expects(Rule::type_expression);
    due.then(|| {
        let message = format!("expected a type, found `{}`", slip.found.text);
        Diagnostic::new(catalogue::TYPE_SYNTAX, slip.span, message, "types have names").help(help)
    })
}

/// `note: Optional[str]`, `pay: Union[Card, str]`.
pub(super) fn python(slip: &Slip<'_>) -> Option<Diagnostic> {
    let help = match slip.word_before().to_ascii_lowercase().as_str() {
        "optional" => "what may be absent is written `T?`",
        "union" | "oneof" => "what is one of several things is a declaration of its own: `union`",
        "literal" => "a choice of names is a declaration of its own: `enum`",
        "dict" | "mapping" | "defaultdict" => "write `map<string, i32>`",
        "frozenset" => "write `set<string>`",
        "list" | "sequence" | "iterable" | "array" | "vec" => "write `list<string>`",
        "tuple" => "there are no tuples; values that belong together are a `struct`",
        _ => return None,
    };
    (slip.found.text == "[" && slip.expects(Rule::optional_mark)).then(|| {
        let message = "type arguments stand in `<>`";
        Diagnostic::new(catalogue::TYPE_SYNTAX, slip.span, message, "not a type").help(help)
    })
}

/// `use common::v1::Money;`.
pub(super) fn double_colon(slip: &Slip<'_>) -> Option<Diagnostic> {
    (slip.found.text == "::" && !slip.word_before().is_empty()).then(|| {
        let start = slip.span_before().start;
        let path = &slip.text[start as usize..];
        let length = path.find(|c: char| !(c.is_ascii_alphanumeric() || "_.:".contains(c))).unwrap_or(path.len());
        let span = Span { start, end: start + length as u32, ..slip.span };
        let written = path[..length].replace("::", ".");
        let message = "the parts of a name are joined by `.`";
        let finding = Diagnostic::new(catalogue::UNEXPECTED, slip.span, message, "expected `.`");
        finding.guess(format!("write `{written}`"), span, written)
    })
}
