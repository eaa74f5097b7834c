//! The configuration of `buf lint`, which exempts what is meant to be as it is.

use super::schema::File;
use crate::{Options, header};
use aspyx_idl::names::is_version;

/// Returns `buf.yaml`: services have the names their authors gave them, and not every package has a version.
pub(super) fn configuration(files: &[File], options: &Options) -> String {
    let [mark, again] = header::header("proto", &[], options);
    let mut text =
        format!("# {mark}\n# {again}\nversion: v2\nlint:\n  use:\n    - STANDARD\n  except:\n    - SERVICE_SUFFIX\n");
    let mut unversioned: Vec<_> = files.iter().filter(|file| !is_versioned(&file.package)).map(|it| &it.path).collect();
    unversioned.sort();
    if !unversioned.is_empty() {
        text.push_str("  ignore_only:\n    PACKAGE_VERSION_SUFFIX:\n");
        text.extend(unversioned.iter().map(|path| format!("      - {path}\n")));
    }
    text
}

fn is_versioned(package: &str) -> bool {
    package.rsplit('.').next().is_some_and(is_version)
}
