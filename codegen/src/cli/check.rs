//! `aspyx-gen check`: says everything that is wrong with some files.

use super::Status;
use super::against;
use super::args::{CheckArgs, MessageFormat};
use super::console;
use aspyx_gen::Compiled;
use aspyx_idl::finding::{Finding, FindingEdit, FindingLabel, Place};
use serde_json::{Value, json};

/// Carries the command out.
pub(crate) fn run(args: &CheckArgs) -> Status {
    let compiled = match console::compile(&args.input) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    match args.message_format {
        MessageFormat::Human if args.against.is_some() => console::findings(&compiled),
        MessageFormat::Human => human(&compiled),
        MessageFormat::Json => json_lines(&compiled),
    }
    match &args.against {
        Some(_) if compiled.compilation.has_errors() => Status::Found,
        Some(against) => against::run(args, against, compiled).unwrap_or_else(|status| status),
        None if compiled.compilation.has_errors() => Status::Found,
        None => Status::Fine,
    }
}

fn human(compiled: &Compiled) {
    console::findings(compiled);
    if compiled.compilation.diagnostics.is_empty() {
        let files = compiled.sources.ids().count();
        console::say(format_args!("{files} {} checked, nothing found", if files == 1 { "file" } else { "files" }));
    }
}

fn json_lines(compiled: &Compiled) {
    for diagnostic in &compiled.compilation.diagnostics {
        console::say(finding(&Finding::new(diagnostic, &compiled.sources)));
    }
}

/// Returns a finding for machines.
pub(crate) fn finding(finding: &Finding) -> Value {
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
    with_place(json!({ "message": edit.message, "replacement": edit.replacement }), &edit.place)
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
