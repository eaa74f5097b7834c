//! Slips in the bodies of declarations.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::explain::Slip;
use crate::parse::grammar::Rule;
use crate::source::Span;

/// `fn get();` in a struct.
pub(super) fn method_outside_service(slip: &Slip<'_>) -> Option<Diagnostic> {
    let body = matches!(slip.entry, Rule::field_entry | Rule::variant_entry | Rule::arm_entry | Rule::line);
    let word = slip.word_before() == "fn" && slip.found.is_word();
    (body && word).then(|| {
        let message = "only services have methods";
        Diagnostic::new(catalogue::WRONG_PLACE, slip.span_before(), message, "not in a service")
    })
}

/// `id: uuid` in a service.
pub(super) fn field_in_service(slip: &Slip<'_>) -> Option<Diagnostic> {
    let field = slip.found.is_word() && slip.next().text == ":";
    (slip.entry == Rule::method && slip.begins() && field).then(|| {
        Diagnostic::new(catalogue::WRONG_PLACE, slip.span, "a service has only methods", "not a method")
            .help("data stands in a `struct`")
    })
}

/// `fn get() -> Product { … }`.
pub(super) fn body_of_method(slip: &Slip<'_>) -> Option<Diagnostic> {
    (slip.entry == Rule::method && slip.expects(Rule::semicolon) && slip.found.text == "{").then(|| {
        Diagnostic::new(catalogue::WRONG_PLACE, slip.span, "a method has no body here", "expected `;`")
            .help("the method is written in Rust, in an `impl` of the service's trait")
    })
}

/// `fn get() => Product`, `fn get(): Product`.
pub(super) fn arrow(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    (slip.expects(Rule::arrow) && matches!(found, "=>" | ":" | "=" | "returns" | "return" | "-")).then(|| {
        let space = if slip.before == slip.span.start as usize { " " } else { "" };
        let next = slip.next_start() as u32;
        let span =
            if found == "-" && slip.next().text == ">" { Span { end: next + 1, ..slip.span } } else { slip.span };
        Diagnostic::new(catalogue::WRONG_ARROW, span, "results are written with `->`", "expected `->`").suggest(
            "write `->`",
            span,
            format!("{space}->"),
        )
    })
}

/// `draft = 1`, `card: Card = 1`, `card = Card`.
pub(super) fn numbered_variant(slip: &Slip<'_>) -> Option<Diagnostic> {
    let variant = matches!(slip.entry, Rule::variant_entry | Rule::arm_entry) && slip.expects(Rule::comma);
    let (number, in_union) = (slip.next(), slip.entry == Rule::arm_entry);
    (variant && slip.found.text == "=").then(|| {
        let help = match number.is_number() {
            true if number.text == "0" => {
                "numbers count from 1 by themselves; 0 stands for what nobody knows".to_owned()
            }
            true => format!("numbers count from 1 by themselves; to pin one write `@tag({})` before it", number.text),
            false if in_union => CARRIED.to_owned(),
            false => "numbers count from 1 by themselves".to_owned(),
        };
        Diagnostic::new(catalogue::UNEXPECTED, slip.span, "variants have no `=`", "expected `,` or `}`").help(help)
    })
}

/// How a variant carries a value.
const CARRIED: &str = "the value's type stands after a colon: `card: Card`";

/// `card: Card` in an enum, `card(Card)` or `card { … }` in a union.
pub(super) fn variant_with_value(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    let enumeration =
        slip.entry == Rule::variant_entry && slip.expects(Rule::comma) && matches!(found, ":" | "(" | "{");
    let union = slip.entry == Rule::arm_entry && slip.expects(Rule::comma) && matches!(found, "(" | "{");
    let help = match enumeration {
        true => "a choice whose variants carry values is a `union`",
        false if found == "{" => "what has fields is a `struct` of its own, and the variant carries it: `card: Card`",
        false => CARRIED,
    };
    (enumeration || union).then(|| {
        let finding =
            Diagnostic::new(catalogue::UNEXPECTED, slip.span, "the variant cannot go on here", "expected `,` or `}`");
        finding.help(help)
    })
}

/// `struct A: B {`, `struct A<T> {`, `class A extends B {`.
pub(super) fn heading(slip: &Slip<'_>) -> Option<Diagnostic> {
    let help = match slip.found.text {
        "(" => "fields stand in braces; a type of its own around another one is written `type Sku = string;`",
        ":" | "extends" | "implements" => "there is no inheritance; a field can hold the other struct",
        "<" => "there are no generic declarations; write one for each type you need",
        _ => return None,
    };
    (slip.entry == Rule::declaration && slip.expects(Rule::open_brace)).then(|| {
        let message = format!("expected `{{`, found `{}`", slip.found.text);
        Diagnostic::new(catalogue::UNEXPECTED, slip.span, message, "expected `{`").help(help)
    })
}
