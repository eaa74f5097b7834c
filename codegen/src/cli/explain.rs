//! `aspyx-gen explain`: says what a finding means, or what an annotation does.

use super::Status;
use super::args::ExplainArgs;
use super::console;
use aspyx_idl::annotations::{self, Annotation};
use aspyx_idl::catalogue;
use aspyx_idl::suggest::nearest;

/// Carries the command out.
pub(crate) fn run(args: &ExplainArgs) -> Status {
    match args.subject.as_deref() {
        None => list(),
        Some(wanted) => match wanted.strip_prefix('@') {
            Some(name) => annotation(name),
            None => code(wanted),
        },
    }
}

/// Lists everything there is to ask for.
fn list() -> Status {
    for code in catalogue::ALL {
        console::say(format_args!("{}  {}", code.id, code.title));
    }
    let widest = annotations::ALL.iter().map(|annotation| annotation.name.len()).max().unwrap_or(0);
    for annotation in annotations::ALL {
        console::say(format_args!("@{:widest$}  {}", annotation.name, annotation.help));
    }
    Status::Fine
}

/// Says what a finding means.
fn code(wanted: &str) -> Status {
    match catalogue::ALL.iter().find(|code| code.id.eq_ignore_ascii_case(wanted)) {
        Some(code) => {
            console::say(format_args!("{}: {}\n\n{}", code.id, code.title, code.explanation.trim()));
            Status::Fine
        }
        // Not every shell lets an `@` through, and not everybody writes it.
        None if Annotation::find(wanted).is_some() => annotation(wanted),
        None => unknown("code", wanted, nearest(wanted, catalogue::ALL.iter().map(|code| code.id))),
    }
}

/// Says what an annotation does.
fn annotation(name: &str) -> Status {
    match Annotation::find(name) {
        Some(annotation) => {
            console::say(format_args!("{annotation}"));
            Status::Fine
        }
        None => {
            let meant = nearest(name, annotations::ALL.iter().map(|annotation| annotation.name));
            unknown("annotation", &format!("@{name}"), meant.map(|meant| format!("@{meant}")).as_deref())
        }
    }
}

/// Complains of what nobody knows, with what may be meant.
fn unknown(what: &str, wanted: &str, meant: Option<&str>) -> Status {
    let all = "`aspyx-gen explain` lists all codes and annotations".to_owned();
    let hint = meant.map_or(all, |meant| format!("did you mean `{meant}`?"));
    console::complain(&[format!("there is no {what} `{wanted}`; {hint}")])
}
