//! The configuration of `buf lint`, which exempts what is meant to be as it is.

use super::schema::{File, Item};
use crate::{Options, header};
use aspyx_idl::names::is_version;

/// Says whether a rule is not kept by a file.
type Concerns = fn(&File) -> bool;

/// The rules that some files do not keep.
const RULES: [(&str, Concerns); 3] = [
    ("PACKAGE_VERSION_SUFFIX", |file| !is_versioned(&file.package)),
    ("RPC_REQUEST_STANDARD_NAME", has_other_names),
    ("RPC_RESPONSE_STANDARD_NAME", has_other_names),
];

/// Returns `buf.yaml`: services have the names their authors gave them, not every package has a version,
/// and structs may have taken the names of requests and responses.
pub(super) fn configuration(files: &[File], options: &Options) -> String {
    let [mark, again] = header::header("proto", &[], options);
    let mut text =
        format!("# {mark}\n# {again}\nversion: v2\nlint:\n  use:\n    - STANDARD\n  except:\n    - SERVICE_SUFFIX\n");
    let exempt: Vec<_> = RULES.iter().filter_map(|(rule, concerns)| exempted(files, rule, *concerns)).collect();
    if !exempt.is_empty() {
        text.push_str("  ignore_only:\n");
        text.extend(exempt);
    }
    text
}

/// Returns the files that a rule does not look at, if there are any.
fn exempted(files: &[File], rule: &str, concerns: Concerns) -> Option<String> {
    let mut paths: Vec<_> = files.iter().filter(|file| concerns(file)).map(|file| &file.path).collect();
    paths.sort();
    let lines: String = paths.iter().map(|path| format!("      - {path}\n")).collect();
    (!lines.is_empty()).then(|| format!("    {rule}:\n{lines}"))
}

fn is_versioned(package: &str) -> bool {
    package.rsplit('.').next().is_some_and(is_version)
}

/// Returns whether the messages of a method have another name than `buf lint` expects, since somebody has taken those.
fn has_other_names(file: &File) -> bool {
    let services = file.items.iter().filter_map(|item| match item {
        Item::Service(service) => Some(service),
        Item::Message(_) | Item::Enum(_) => None,
    });
    services.flat_map(|it| it.methods.iter().map(|method| (&it.head.name, method))).any(|(service, method)| {
        let name = &method.head.name;
        let request = method.request.rsplit('.').next().unwrap_or_default();
        request != format!("{name}Request") && request != format!("{service}{name}Request")
    })
}
