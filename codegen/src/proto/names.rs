//! How names are written in `.proto` files: as the style guide has them, which is what `buf lint` looks for.

use aspyx_idl::names::is_version;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The words a field cannot begin with where it has no label, since they begin something else.
const KEYWORDS: [&str; 22] = [
    "enum",
    "extend",
    "extensions",
    "group",
    "import",
    "map",
    "max",
    "message",
    "oneof",
    "option",
    "optional",
    "package",
    "public",
    "repeated",
    "required",
    "reserved",
    "returns",
    "rpc",
    "service",
    "stream",
    "syntax",
    "to",
];

/// Returns the name of a message, an enum, a service or a method: `UpperCamelCase`.
pub(crate) fn type_name(name: &str) -> String {
    lettered(name.to_upper_camel_case(), 'X')
}

/// Returns the name of a field: `snake_case`.
pub(crate) fn field(name: &str) -> String {
    lettered(name.to_snake_case(), 'x')
}

/// Returns what the values of an enum begin with: `STATUS_`.
pub(crate) fn prefix(enumeration: &str) -> String {
    format!("{}_", type_name(enumeration).to_shouty_snake_case())
}

/// Returns the name of a value of an enum after its prefix.
pub(crate) fn value(name: &str) -> String {
    let name = name.to_shouty_snake_case();
    if name.is_empty() { "X".to_owned() } else { name }
}

/// Makes a name begin with a letter: underscores that were written at its head are gone.
fn lettered(name: String, letter: char) -> String {
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { format!("{letter}{name}") }
}

/// Returns the JSON name of a field that does not say another one.
pub(crate) fn json_name(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    let mut upper = false;
    for letter in field.chars() {
        if letter == '_' {
            upper = true;
        } else {
            name.push(if upper { letter.to_ascii_uppercase() } else { letter });
            upper = false;
        }
    }
    name
}

/// Returns what must be different of two fields of a message: the letters and digits, whatever their case.
pub(crate) fn letters(field: &str) -> String {
    field.chars().filter(|letter| *letter != '_').map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Returns the name of the message that a map brings with it.
pub(crate) fn map_entry(field: &str) -> String {
    format!("{}Entry", capitalized(&json_name(field)))
}

/// Returns the name of the message that stands in for the type of a field.
pub(crate) fn wrapper(field: &str) -> String {
    format!("{}Value", capitalized(&json_name(field)))
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// Returns the path of the file of a package: `shop/v1/shop.proto`.
pub(crate) fn path(package: &str) -> String {
    let unversioned = package.split('.').rfind(|segment| !is_version(segment));
    format!("{}/{}.proto", package.replace('.', "/"), unversioned.unwrap_or(package))
}

/// Returns whether a word begins something else than a type.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}
