//! The expressions of `@pattern`: whatever passes here, the runtime can compile, for it uses the same crate.

use super::scope::Scope;
use super::texts::Text;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use regex::Regex;

/// Understands a pattern; nothing if it is wrong, which is then reported.
pub(super) fn compile(scope: Scope<'_>, pattern: Text<'_>) -> Option<Regex> {
    let compiled = Regex::new(pattern.text);
    compiled.map_err(|error| scope.report(refusal(scope, pattern, &error))).ok()
}

/// Words the refusal of a pattern.
fn refusal(scope: Scope<'_>, pattern: Text<'_>, error: &regex::Error) -> Diagnostic {
    if let regex::Error::CompiledTooBig(limit) = error {
        let text = format!("the pattern would take more than {} MiB of memory", limit >> 20);
        return Diagnostic::new(catalogue::BAD_PATTERN, pattern.span, text, "too large")
            .help("use smaller numbers of repeats; `@len` bounds how long a text is");
    }
    let (reason, span) = syntax(scope, pattern).unwrap_or_else(|| (error.to_string(), pattern.span));
    let refusal = Diagnostic::new(catalogue::BAD_PATTERN, span, "the pattern is no regular expression", reason);
    refusal.help("the syntax is that of Rust's crate `regex`: no look-around, no backreferences")
}

/// Returns what is wrong with the syntax of a pattern, and where.
fn syntax(scope: Scope<'_>, pattern: Text<'_>) -> Option<(String, Span)> {
    let error = regex_syntax::Parser::new().parse(pattern.text).err()?;
    let (reason, span) = match &error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span()),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span()),
        _ => return None,
    };
    Some((reason, pattern.part(scope.world.sources, span.start.offset..span.end.offset)))
}
