//! Words of other languages, misspelt words, and what is no word where one is due.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::explain::Slip;
use crate::parse::grammar::Rule;
use crate::parse::token;
use crate::source::Span;
use crate::suggest;
use crate::words::DECLARATIONS;

/// What the words a declaration begins with are called elsewhere.
const ELSEWHERE: [(&str, &str); 32] = [
    ("message", "struct"),
    ("class", "struct"),
    ("record", "struct"),
    ("model", "struct"),
    ("data", "struct"),
    ("dataclass", "struct"),
    ("structure", "struct"),
    ("entity", "struct"),
    ("interface", "service"),
    ("trait", "service"),
    ("protocol", "service"),
    ("api", "service"),
    ("resource", "service"),
    ("import", "use"),
    ("include", "use"),
    ("using", "use"),
    ("from", "use"),
    ("require", "use"),
    ("namespace", "package"),
    ("module", "package"),
    ("mod", "package"),
    ("typedef", "type"),
    ("alias", "type"),
    ("newtype", "type"),
    ("scalar", "type"),
    ("exception", "error"),
    ("throw", "error"),
    ("fault", "error"),
    ("enumeration", "enum"),
    ("oneof", "union"),
    ("variant", "union"),
    ("deployment", "component"),
];

const FUNCTIONS: [&str; 11] =
    ["function", "func", "fun", "def", "method", "rpc", "operation", "sub", "proc", "async", "pub"];

const THROWS: [&str; 5] = ["throw", "raises", "raise", "errors", "fails"];

/// Reports a word that should have been another.
fn instead(slip: &Slip<'_>, word: &str, message: String) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_WORD, slip.span, message, format!("expected `{word}`")).guess(
        format!("write `{word}`"),
        slip.span,
        word,
    )
}

/// `/// Shop.` before `package`.
pub(super) fn package_or_use_after_docs(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    (slip.entry == Rule::declaration && slip.begins() && !slip.is_first() && matches!(found, "package" | "use")).then(
        || {
            let place = Span { start: slip.start as u32, end: slip.before as u32, ..slip.span };
            let message = format!("neither documentation nor annotations can stand before `{found}`");
            let finding = Diagnostic::new(catalogue::MISPLACED_DOCS, place, message, "belongs to nothing");
            finding.help("the file is documented by `//!` lines at its head")
        },
    )
}

/// `message Order { … }`, `strcut Order { … }`, `pub struct Order { … }`.
pub(super) fn declaration(slip: &Slip<'_>) -> Option<Diagnostic> {
    if slip.entry != Rule::declaration || !slip.begins() || !slip.found.is_word() {
        return None;
    }
    let found = slip.found.text;
    if found == "fn" {
        let message = "a method stands in the braces of a service";
        return Some(Diagnostic::new(catalogue::WRONG_PLACE, slip.span, message, "not part of a service"));
    }
    if DECLARATIONS.contains(&slip.next().text) {
        let span = Span { end: slip.next_start() as u32, ..slip.span };
        let message = format!("declarations begin with their word, here `{}`", slip.next().text);
        let finding = Diagnostic::new(catalogue::UNKNOWN_WORD, slip.span, message, "not part of the language");
        return Some(finding.suggest("leave it out", span, ""));
    }
    if found == "using" && slip.text[slip.next_span().end as usize..].trim_start().starts_with('=') {
        return Some(instead(slip, "type", format!("`{found}` begins no declaration")));
    }
    if found == "typedef"
        && let Some(finding) = typedef(slip)
    {
        return Some(finding);
    }
    let elsewhere = ELSEWHERE.iter().find(|(word, _)| *word == found).map(|(_, ours)| *ours);
    match elsewhere.or_else(|| suggest::nearest(found, DECLARATIONS)) {
        Some(word) => Some(instead(slip, word, format!("`{found}` begins no declaration"))),
        None => Some(
            Diagnostic::new(
                catalogue::UNKNOWN_WORD,
                slip.span,
                format!("`{found}` begins no declaration"),
                "expected a declaration",
            )
            .help(format!("declarations begin with {}", list(&DECLARATIONS))),
        ),
    }
}

/// `typedef string Sku;`, where the name comes last.
fn typedef(slip: &Slip<'_>) -> Option<Diagnostic> {
    let end = slip.next_span().end as usize;
    let start = slip.text.len() - slip.text[end..].trim_start().len();
    let name = token::at(slip.text, start);
    (slip.next().is_word() && name.is_word()).then(|| {
        let span = Span { end: (start + name.text.len()) as u32, ..slip.span };
        let written = format!("type {} = {}", name.text, slip.next().text);
        Diagnostic::new(catalogue::UNKNOWN_WORD, slip.span, "`typedef` begins no declaration", "expected `type`")
            .suggest(format!("write `{written}`"), span, written)
    })
}

/// `function get();`, `get();`, `async fn get();`.
pub(super) fn method(slip: &Slip<'_>) -> Option<Diagnostic> {
    if slip.entry != Rule::method || !slip.begins() || !slip.found.is_word() {
        return None;
    }
    let (found, next) = (slip.found.text, slip.next().text);
    let message = "methods begin with `fn`".to_owned();
    if next == "fn" {
        let span = Span { end: slip.next_start() as u32, ..slip.span };
        let finding = Diagnostic::new(catalogue::UNKNOWN_WORD, slip.span, message, "not part of the language");
        return Some(finding.suggest("leave it out", span, ""));
    }
    if FUNCTIONS.contains(&found) && next != "(" {
        return Some(instead(slip, "fn", message));
    }
    let place = Span { end: slip.span.start, ..slip.span };
    (next == "(").then(|| {
        let finding = Diagnostic::new(catalogue::UNKNOWN_WORD, slip.span, message, "expected `fn`");
        finding.guess("insert `fn`", place, "fn ")
    })
}

/// `service: Catalog;` in a component.
pub(super) fn line(slip: &Slip<'_>) -> Option<Diagnostic> {
    let due = slip.expects(Rule::services_word) && slip.expects(Rule::channels_word);
    if !due || !slip.found.is_word() {
        return None;
    }
    let found = slip.found.text;
    match suggest::nearest(found, ["services", "channels"]) {
        Some(word) => Some(instead(slip, word, format!("`{found}` is no line of a component"))),
        None => Some(
            Diagnostic::new(
                catalogue::UNKNOWN_WORD,
                slip.span,
                format!("`{found}` is no line of a component"),
                "expected `services:` or `channels:`",
            )
            .help("everything else about a component is said by annotations before it"),
        ),
    }
}

/// `raises NotFound`.
pub(super) fn throws(slip: &Slip<'_>) -> Option<Diagnostic> {
    let found = slip.found.text;
    let meant = THROWS.contains(&found) || suggest::nearest(found, ["throws"]).is_some();
    (slip.expects(Rule::throws_word) && slip.found.is_word() && meant)
        .then(|| instead(slip, "throws", "errors are listed after `throws`".to_owned()))
}

/// `"id": uuid`.
pub(super) fn quoted_name(slip: &Slip<'_>) -> Option<Diagnostic> {
    if !slip.found.is_text() || !slip.wants_name() {
        return None;
    }
    let finding = Diagnostic::new(catalogue::BAD_NAME, slip.span, "names stand without quotes", "expected a name");
    let inside = slip.found.text.trim_matches('"');
    Some(finding.guess("remove the quotes", slip.span, inside))
}

/// `@tag 3 note: string`.
pub(super) fn loose_arguments(slip: &Slip<'_>) -> Option<Diagnostic> {
    let word = slip.word_before();
    let annotation = !word.is_empty() && slip.text[slip.start..slip.before - word.len()].ends_with('@');
    (annotation && (slip.found.is_number() || slip.found.text == "=") && slip.expects(Rule::open_paren)).then(|| {
        let message = format!("the arguments of `@{word}` stand in parentheses");
        Diagnostic::new(catalogue::UNOPENED, slip.span, message, "expected `(`").help(format!("write `@{word}(…)`"))
    })
}

/// `reserved 2, 3;`.
pub(super) fn reserved_numbers(slip: &Slip<'_>) -> Option<Diagnostic> {
    let field = matches!(slip.entry, Rule::field_entry | Rule::arm_entry | Rule::variant_entry);
    (field && slip.word_before() == "reserved" && slip.found.is_number()).then(|| {
        let message = "numbers are kept free by an annotation";
        let help = format!("write `@reserved({})` before the whole declaration", slip.found.text);
        Diagnostic::new(catalogue::WRONG_PLACE, slip.span_before().to(slip.span), message, "not a member").help(help)
    })
}

/// `2fa: bool`, `1: string note`.
pub(super) fn number_as_name(slip: &Slip<'_>) -> Option<Diagnostic> {
    (slip.found.is_number() && slip.wants_name()).then(|| {
        let message = "names begin with a letter or `_`";
        let finding = Diagnostic::new(catalogue::BAD_NAME, slip.span, message, "expected a name");
        let numbered = slip.next().text == ":" && slip.found.text.bytes().all(|byte| byte.is_ascii_digit());
        match numbered {
            true => {
                finding.help(format!("a number is pinned before the name: `@tag({}) note: string`", slip.found.text))
            }
            false => finding,
        }
    })
}

/// `line-count: u32`.
pub(super) fn dashed_name(slip: &Slip<'_>) -> Option<Diagnostic> {
    let after = [Rule::colon, Rule::open_paren, Rule::open_brace].into_iter().any(|rule| slip.expects(rule));
    let touches = slip.touches() && slip.next_touches();
    if !(slip.found.text == "-" && after && touches && slip.next().is_word() && !slip.word_before().is_empty()) {
        return None;
    }
    let rest = &slip.text[slip.span.end as usize..];
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
    let span = Span { end: slip.span.end + length as u32, ..slip.span_before() };
    let name = slip.text[span.start as usize..span.end as usize].replace('-', "_");
    let finding = Diagnostic::new(catalogue::BAD_NAME, span, "names have no `-`", "not a name");
    Some(finding.guess(format!("write `{name}`"), span, name))
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}
