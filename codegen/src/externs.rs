//! Packages that are only imported: where generated code finds them.

use crate::rust::named_packages;
use aspyx_idl::model::{Model, PackageId};
use aspyx_idl::suggest::nearest;
use std::collections::BTreeMap;
use std::fmt;

/// What is wrong with the Rust path of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternError {
    /// A path is given for a package nobody knows; perhaps another one was meant.
    Unknown {
        /// The package.
        package: String,
        /// The imported package that is most like it.
        meant: Option<String>,
    },
    /// A path is given for a package that is generated.
    Generated {
        /// The package.
        package: String,
    },
    /// A path is given that is none.
    NoPath {
        /// The package.
        package: String,
        /// What is given.
        path: String,
    },
    /// No path is given for a package that generated code refers to.
    Missing {
        /// The package.
        package: String,
        /// The package that refers to it.
        user: String,
    },
    /// A component lists a service whose client is generated elsewhere, where nobody knows of the component.
    Service {
        /// The component.
        component: String,
        /// The service.
        service: String,
        /// The package of the service.
        package: String,
    },
}

impl fmt::Display for ExternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExternError::Unknown { package, meant } => {
                write!(f, "extern package `{package}`: no imported file declares such a package")?;
                meant.as_ref().map_or(Ok(()), |meant| write!(f, "; did you mean `{meant}`?"))
            }
            ExternError::Generated { package } => write!(
                f,
                "extern package `{package}`: it is generated here; import its files instead of compiling them, or leave \
                 the path out"
            ),
            ExternError::NoPath { package, path } => {
                write!(f, "extern package `{package}`: `{path}` is not a Rust path such as `::common_api::common::v1`")
            }
            ExternError::Missing { package, user } => write!(
                f,
                "package `{user}` refers to `{package}`, which is only imported; say where its Rust code is with an \
                 extern package, or compile its files too"
            ),
            ExternError::Service { component, service, package } => write!(
                f,
                "component `{component}` lists the service `{service}` of package `{package}`, which is only imported; \
                 clients generated elsewhere could not find the component, so compile the files of `{package}` here, or \
                 let a component in that package list the service"
            ),
        }
    }
}

impl std::error::Error for ExternError {}

/// Returns everything that is wrong with the paths given for a model's packages.
pub(crate) fn check(model: &Model, paths: &BTreeMap<String, String>) -> Vec<ExternError> {
    let given = paths.iter().filter_map(|(package, path)| given(model, package, path));
    given.chain(missing(model, paths)).chain(foreign_services(model)).collect()
}

fn given(model: &Model, package: &str, path: &str) -> Option<ExternError> {
    let owned = package.to_owned();
    match model.packages.iter().find(|known| known.name == package) {
        None => {
            let imported = model.packages.iter().filter(|known| known.imported);
            let meant = nearest(package, imported.map(|known| known.name.as_str())).map(str::to_owned);
            Some(ExternError::Unknown { package: owned, meant })
        }
        Some(known) if !known.imported => Some(ExternError::Generated { package: owned }),
        Some(_) => (!is_path(path)).then(|| ExternError::NoPath { package: owned, path: path.to_owned() }),
    }
}

/// Returns the packages without a path, each once for every package that refers to it.
fn missing(model: &Model, paths: &BTreeMap<String, String>) -> Vec<ExternError> {
    let users = (0..model.packages.len() as u32).map(PackageId).filter(|id| !model[*id].imported);
    let pairs = users.flat_map(|user| named_packages(model, user).map(move |used| (user, used)));
    let without = pairs.filter(|(_, used)| model[*used].imported && !paths.contains_key(&model[*used].name));
    let mut errors = Vec::new();
    for (user, used) in without {
        let error = ExternError::Missing { package: model[used].name.clone(), user: model[user].name.clone() };
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
    errors
}

/// Returns the services of imported packages that components generated here list.
fn foreign_services(model: &Model) -> impl Iterator<Item = ExternError> {
    let components = model.components.iter().filter(|component| !model[component.package].imported);
    components.flat_map(move |component| {
        let foreign = component.services.iter().filter(|id| model[model[**id].package].imported);
        foreign.map(move |id| ExternError::Service {
            component: component.name.clone(),
            service: model[*id].name.clone(),
            package: model[model[*id].package].name.clone(),
        })
    })
}

/// Returns whether a text is a path as Rust writes it.
fn is_path(text: &str) -> bool {
    let segment = |text: &str| {
        let name = text.strip_prefix("r#").unwrap_or(text);
        name.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
            && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    text.strip_prefix("::").unwrap_or(text).split("::").all(segment)
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn knows_a_path() {
        assert!(is_path("::common_api::common::v1"));
        assert!(is_path("crate::r#type"));
        assert!(!is_path("common api"));
        assert!(!is_path("common.v1"));
        assert!(!is_path("::common::"));
        assert!(!is_path(""));
    }
}
