//! The paths of routes, prefixes and health endpoints.
//!
//! A path holds what needs no escaping, so that it is the same text in a URL, in an OpenAPI document and in a router:
//! letters, digits and most punctuation, and whole parts in braces for parameters. Percent escapes, `.` and `..`,
//! wildcards and empty parts are refused, since clients and proxies rewrite them.

use super::scope::Scope;
use super::texts::Text;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::ops::Range;

/// What stands between two slashes.
pub(super) enum Part<'a> {
    /// A text to be taken as it is.
    Literal(&'a str),
    /// `{name}`, and where it stands.
    Parameter(&'a str, Span),
}

/// Understands a path; nothing if it is wrong, which is then reported.
pub(super) fn parts<'a>(scope: Scope<'_>, path: Text<'a>) -> Option<Vec<Part<'a>>> {
    let Some(rest) = path.text.strip_prefix('/') else {
        return refuse(
            scope,
            bad(scope, path, 0..path.text.len(), "a path begins with `/`".into(), "no slash at its head"),
        );
    };
    let mut start = 1;
    // The path `/` has no parts at all, where any other would have an empty one behind its last slash.
    let parts = rest.split('/').filter(|_| !rest.is_empty());
    parts
        .map(|part| {
            let range = start..start + part.len();
            start = range.end + 1;
            self::part(scope, path, part, range)
        })
        .collect()
}

/// Understands a path without parameters.
pub(super) fn literals(scope: Scope<'_>, path: Text<'_>, what: &str) -> Option<Vec<String>> {
    let literal = |part: &Part<'_>| match part {
        Part::Literal(text) => Some((*text).to_owned()),
        Part::Parameter(_, span) => {
            let text = format!("{what} holds no parameters");
            refuse(scope, Diagnostic::new(catalogue::BAD_PATH, *span, text, "not a literal"))
        }
    };
    parts(scope, path)?.iter().map(literal).collect()
}

/// Understands what stands between two slashes.
fn part<'a>(scope: Scope<'_>, path: Text<'_>, part: &'a str, range: Range<usize>) -> Option<Part<'a>> {
    if part.is_empty() {
        let text = "nothing stands between two slashes, or behind the last one";
        return refuse(scope, bad(scope, path, range.start - 1..range.end, text.into(), "an empty part"));
    }
    let braced = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
    if let Some(name) = braced.filter(|name| is_name(name)) {
        return Some(Part::Parameter(name, path.part(scope.world.sources, range)));
    }
    // A question mark is the greater misunderstanding, whatever stands behind it.
    if part.contains(['{', '}']) && !part.contains('?') {
        let text = "braces hold the name of a parameter and fill a whole part of the path";
        let refusal = bad(scope, path, range, text.into(), "neither `{name}` nor a literal");
        let help = "what stands beside a parameter is a part of its own: `/{name}/cancel`";
        return refuse(scope, if holds_parameter(part) { refusal.help(help) } else { refusal });
    }
    literal(scope, path, part, range)
}

/// Returns whether a part has a parameter beside something else.
fn holds_parameter(part: &str) -> bool {
    let behind = part.split_once('{').and_then(|(_, behind)| behind.split_once('}'));
    behind.is_some_and(|(name, _)| is_name(name))
}

/// Understands what is to be taken as it is.
fn literal<'a>(scope: Scope<'_>, path: Text<'_>, part: &'a str, range: Range<usize>) -> Option<Part<'a>> {
    if matches!(part, "." | "..") {
        return refuse(
            scope,
            bad(scope, path, range, format!("`{part}` cannot be a part of a path"), "clients resolve it"),
        );
    }
    let Some((at, letter)) = part.char_indices().find(|(_, letter)| !is_literal(*letter)) else {
        return Some(Part::Literal(part));
    };
    let start = range.start + at;
    let text = format!("{letter:?} cannot stand in a path");
    let help = match letter {
        '?' => "parameters of the query are those of the method; the path does not name them",
        '*' | ':' => "a parameter is written `{name}`",
        _ => "letters, digits and `-._~!$&'()+,;=` need no escaping, everything else is refused",
    };
    refuse(scope, bad(scope, path, start..start + letter.len_utf8(), text, "not allowed").help(help))
}

/// Reports a refusal and returns nothing in the place of what was refused.
fn refuse<T>(scope: Scope<'_>, refusal: Diagnostic) -> Option<T> {
    scope.report(refusal);
    None
}

/// Returns whether a letter stands for itself in every URL and every router.
fn is_literal(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~!$&'()+,;=".contains(letter)
}

/// Returns whether a text is a name.
fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Words the refusal of a part of a path.
fn bad(scope: Scope<'_>, path: Text<'_>, range: Range<usize>, text: String, label: &str) -> Diagnostic {
    Diagnostic::new(catalogue::BAD_PATH, path.part(scope.world.sources, range), text, label)
}
