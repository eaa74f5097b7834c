//! How findings are shown: to people on standard error, to machines on standard output.

use super::args::MessageFormat;
use super::console;
use aspyx_idl::diagnostic::Diagnostic;
use aspyx_idl::finding::{Finding, FindingEdit, FindingLabel, Place};
use aspyx_idl::render;
use aspyx_idl::source::Sources;
use serde_json::{Value, json};

/// Shows findings.
pub(crate) fn show(diagnostics: &[Diagnostic], sources: &Sources, format: MessageFormat) {
    let findings = diagnostics.iter().map(|diagnostic| Finding::new(diagnostic, sources));
    match format {
        MessageFormat::Human => people(diagnostics, sources),
        MessageFormat::Json => findings.for_each(|finding| console::say(object(&finding))),
        MessageFormat::Github => findings.for_each(|finding| console::say(command(&finding))),
    }
}

fn people(diagnostics: &[Diagnostic], sources: &Sources) {
    let text = render::human(diagnostics, sources, console::styled());
    if !text.is_empty() {
        console::note(text.trim_end());
    }
}

/// Returns a finding as an object.
pub(crate) fn object(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "end_line": finding.place.end_line,
        "end_column": finding.place.end_column,
        "labels": finding.labels.iter().map(label).collect::<Value>(),
        "help": finding.help,
        "suggestions": finding.suggestions.iter().map(edit).collect::<Value>(),
    })
}

fn label(label: &FindingLabel) -> Value {
    with_place(json!({ "message": label.message }), &label.place)
}

fn edit(edit: &FindingEdit) -> Value {
    let value = json!({
        "message": edit.message,
        "replacement": edit.replacement,
        "applicability": edit.applicability,
    });
    with_place(value, &edit.place)
}

/// Adds a place to an object.
pub(crate) fn with_place(mut value: Value, place: &Place) -> Value {
    value["file"] = json!(place.file);
    value["line"] = json!(place.line);
    value["column"] = json!(place.column);
    value["end_line"] = json!(place.end_line);
    value["end_column"] = json!(place.end_column);
    value
}

/// Returns a finding as a workflow command of GitHub Actions, which shows it beside the line it is about.
fn command(finding: &Finding) -> String {
    let Place { file, line, column, end_line, .. } = &finding.place;
    let properties = format!("file={},line={line},endLine={end_line},col={column}", property(file));
    format!("::{} {properties},title={}::{}", finding.severity, property(finding.code), data(&words(finding)))
}

/// Returns all that a finding says, a line each.
fn words(finding: &Finding) -> String {
    let edits = finding.suggestions.iter().map(|edit| match edit.message.contains(edit.replacement.trim()) {
        true => edit.message.clone(),
        false => format!("{} `{}`", edit.message, edit.replacement),
    });
    let lines = std::iter::once(finding.message.clone()).chain(finding.help.iter().cloned()).chain(edits);
    lines.collect::<Vec<_>>().join("\n")
}

/// Escapes what would end the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what would end a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::command;
    use aspyx_idl::finding::{Finding, Place};

    #[test]
    fn commands_of_a_workflow_escape_what_would_end_them() {
        let place = Place { file: "a:b,c%.svc".to_owned(), line: 2, column: 3, end_line: 4, end_column: 5 };
        let message = "100 %: one,\r\ntwo".to_owned();
        let help = vec!["help".to_owned()];
        let (code, severity) = ("E0201", "warning");
        let finding = Finding { code, severity, message, place, labels: Vec::new(), help, suggestions: Vec::new() };
        let expected = "::warning file=a%3Ab%2Cc%25.svc,line=2,endLine=4,col=3,title=E0201\
                        ::100 %25: one,%0D%0Atwo%0Ahelp";
        assert_eq!(command(&finding), expected);
    }
}
