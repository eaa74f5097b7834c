//! `aspyx-gen check --against`: says what has changed since an older version that breaks something.

use super::Status;
use super::args::{CheckArgs, Input, MessageFormat};
use super::{console, messages, older};
use aspyx_gen::Compiled;
use aspyx_gen::output::{self, OutputError};
use aspyx_idl::compare::{self, Change, Surface, Surfaces};
use aspyx_idl::diagnostic::{Diagnostic, Suggestion};
use aspyx_idl::finding::{Finding, Place};
use aspyx_idl::format::format;
use aspyx_idl::model::Model;
use aspyx_idl::render;
use aspyx_idl::source::{FileId, Source, Sources};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Compares with what `--against` names, which is without errors itself.
pub(crate) fn run(args: &CheckArgs, against: &str, compiled: Compiled) -> Result<Status, Status> {
    let (older, old) = compile(older::read(&args.input, against, &compiled)?)?;
    let compiled = if args.fix { fixed(&args.input, &old, compiled)? } else { compiled };
    let new = compiled.compilation.model.as_ref().ok_or(Status::Found)?;
    let ignored: Surfaces = args.ignored.iter().map(|ignored| Surface::from(*ignored)).collect();
    let changes: Vec<Change> = compare::compare(&old, new).into_iter().filter_map(|it| heeded(it, ignored)).collect();
    let mut sources = compiled.sources;
    let files = sources.append(older, "");
    tell(args, against, &changes, files, &sources);
    Ok(if changes.is_empty() { Status::Fine } else { Status::Found })
}

/// Returns a change without what it breaks that nobody minds; nothing if nothing is left.
fn heeded(change: Change, ignored: Surfaces) -> Option<Change> {
    let change = Change { breaks: change.breaks.without(ignored), ..change };
    (!change.breaks().is_empty()).then_some(change)
}

/// Compiles the older version, or says why it cannot be compared with.
fn compile(sources: Sources) -> Result<(Sources, Model), Status> {
    let mut compilation = aspyx_idl::compile(&sources);
    if let Some(model) = compilation.model.take().filter(|_| !compilation.has_errors()) {
        return Ok((sources, model));
    }
    messages::show(&compilation.diagnostics, &sources, MessageFormat::Human);
    Err(console::complain(&["the older version has errors, so that nothing can be compared with it"]))
}

/// Shows the changes, and how many there are.
fn tell(args: &CheckArgs, against: &str, changes: &[Change], files: u32, sources: &Sources) {
    let diagnostics: Vec<Diagnostic> = changes.iter().map(|change| change.diagnostic(files)).collect();
    match args.messages.format {
        MessageFormat::Json => {
            for (change, diagnostic) in changes.iter().zip(&diagnostics) {
                console::say(finding(change, diagnostic, files, sources));
            }
        }
        MessageFormat::Github => messages::show(&diagnostics, sources, MessageFormat::Github),
        MessageFormat::Human if changes.is_empty() => {
            console::say(format_args!("nothing breaks against {against}"));
        }
        MessageFormat::Human => {
            console::note(render::listed(&diagnostics, sources, console::styled()).trim_end());
            console::note(format_args!("\nerror: {}", summary(changes)));
        }
    }
}

/// Returns "2 changes break: rust (2), json (1)".
fn summary(changes: &[Change]) -> String {
    let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for name in changes.iter().flat_map(Change::breaks) {
        let rank = Surface::ALL.iter().position(|surface| surface.name() == name).unwrap_or(Surface::ALL.len());
        *counts.entry((rank, name)).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|((_, name), count)| format!("{name} ({count})")).collect();
    let changes =
        if changes.len() == 1 { "1 change breaks".to_owned() } else { format!("{} changes break", changes.len()) };
    format!("{changes}: {}", counts.join(", "))
}

/// Returns a change for machines: as any finding, and what it breaks and both places.
fn finding(change: &Change, diagnostic: &Diagnostic, files: u32, sources: &Sources) -> Value {
    let mut value = messages::object(&Finding::new(diagnostic, sources));
    let place =
        |span: Option<_>| span.map_or(Value::Null, |span| messages::with_place(json!({}), &Place::new(span, sources)));
    value["surfaces"] = json!(change.breaks());
    value["old"] = place(change.old_among(files));
    value["new"] = place(change.new);
    value
}

/// Writes the pins that keep protobuf numbers, and returns what is there then.
fn fixed(input: &Input, old: &Model, compiled: Compiled) -> Result<Compiled, Status> {
    let Some(new) = &compiled.compilation.model else { return Err(Status::Found) };
    let pins = compare::pins(old, new, &compiled.compilation.files, |span| compiled.sources[span.file].imported);
    if pins.is_empty() {
        return Ok(compiled);
    }
    let mut edited: BTreeMap<FileId, Vec<&Suggestion>> = BTreeMap::new();
    for pin in &pins {
        edited.entry(pin.span.file).or_default().push(pin);
    }
    for (file, pins) in edited {
        write(&compiled.sources[file], &pins).map_err(|error| console::complain(&[error]))?;
    }
    let compiled = console::compile(input)?;
    if compiled.compilation.has_errors() {
        messages::show(&compiled.compilation.diagnostics, &compiled.sources, MessageFormat::Human);
    }
    Ok(compiled)
}

/// Writes the pins of one file, and says so.
fn write(source: &Source, pins: &[&Suggestion]) -> Result<(), OutputError> {
    let pinned = applied(source, pins);
    let text = if formatted(&source.text).as_ref() == Some(&source.text) { formatted(&pinned) } else { None };
    output::rewrite(Path::new(&source.path), &source.text, &text.unwrap_or(pinned))?;
    let numbers = if pins.len() == 1 { "number" } else { "numbers" };
    console::note(format_args!("{}: {} {numbers} pinned", source.path, pins.len()));
    Ok(())
}

/// Returns a text as it should look; who has it so already wants it to stay so with lines that are longer.
fn formatted(text: &str) -> Option<String> {
    let mut sources = Sources::new();
    let file = sources.add("", text);
    format(&sources, file).ok()
}

/// Returns a text with edits, which stand in their order and apart.
fn applied(source: &Source, edits: &[&Suggestion]) -> String {
    let mut text = source.text.clone();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
    }
    text
}
