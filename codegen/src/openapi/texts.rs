//! Docs, split into what documents show in lists and what they show beside it.

/// Returns the first paragraph on one line, and the rest.
pub(super) fn summary_and_rest(docs: Option<&str>) -> (Option<String>, Option<String>) {
    let docs = docs.unwrap_or_default().trim();
    let lines: Vec<&str> = docs.lines().map(str::trim_end).collect();
    let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
    let summary: Vec<&str> = lines[..end].iter().map(|line| line.trim()).collect();
    (some(summary.join(" ")), some(lines[end..].join("\n").trim_start_matches('\n').to_owned()))
}

/// Returns the first paragraph of docs, or what stands in for it.
pub(super) fn summary(docs: Option<&str>, otherwise: &str) -> String {
    summary_and_rest(docs).0.unwrap_or_else(|| otherwise.to_owned())
}

/// Returns paragraphs as one text.
pub(super) fn paragraphs(paragraphs: impl IntoIterator<Item = String>) -> Option<String> {
    some(paragraphs.into_iter().collect::<Vec<_>>().join("\n\n"))
}

/// Returns docs and notes as one text.
pub(super) fn described(docs: Option<&str>, notes: impl IntoIterator<Item = String>) -> Option<String> {
    paragraphs(docs.map(|docs| docs.trim().to_owned()).into_iter().filter(|docs| !docs.is_empty()).chain(notes))
}

/// Returns what is said about something that should not be used any more; nothing where no reason is given.
pub(super) fn deprecation(deprecated: Option<&str>) -> Option<String> {
    deprecated.filter(|reason| !reason.is_empty()).map(|reason| format!("Deprecated: {reason}"))
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
