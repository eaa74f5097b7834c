//! `aspyx-gen explain`: says what a finding means.

use super::Status;
use super::args::ExplainArgs;
use super::console;
use aspyx_idl::catalogue::ALL;
use aspyx_idl::suggest::nearest;

/// Carries the command out.
pub(crate) fn run(args: &ExplainArgs) -> Status {
    let Some(wanted) = &args.code else {
        return list();
    };
    match ALL.iter().find(|code| code.id.eq_ignore_ascii_case(wanted)) {
        Some(code) => {
            console::say(format_args!("{}: {}\n\n{}", code.id, code.title, code.explanation.trim()));
            Status::Fine
        }
        None => unknown(wanted),
    }
}

fn list() -> Status {
    for code in ALL {
        console::say(format_args!("{}  {}", code.id, code.title));
    }
    Status::Fine
}

fn unknown(wanted: &str) -> Status {
    let meant = nearest(wanted, ALL.iter().map(|code| code.id));
    let hint = meant
        .map_or_else(|| "`aspyx-gen explain` lists all codes".to_owned(), |meant| format!("did you mean `{meant}`?"));
    console::complain(&[format!("there is no code `{wanted}`; {hint}")])
}
