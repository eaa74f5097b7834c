//! How names are written in Rust code: every identifier of the output passes through here.
//!
//! The spelling itself is decided in [`aspyx_idl::names`], which the checks use too; here keywords become raw, and
//! the short names of the standard library give way to whatever a package declares.

use std::collections::HashSet;

/// The words that are no identifiers in any edition from 2018 to 2024, but may be written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The words that are no identifiers, not even raw ones.
const PATHS: &[&str] = &["self", "Self", "super", "crate"];

/// Returns a name as an identifier: raw if it is a keyword, with an underscore if it cannot even be raw.
pub(crate) fn identifier(name: String) -> String {
    match name.as_str() {
        word if KEYWORDS.binary_search(&word).is_ok() => format!("r#{word}"),
        word if PATHS.contains(&word) || word == "_" => name + "_",
        _ => name,
    }
}

/// Returns the identifier of a field, a parameter or a method.
pub(crate) fn value(name: &str) -> String {
    identifier(aspyx_idl::names::value_name(name))
}

/// Returns the identifier of a type, a trait or an error.
pub(crate) fn type_(name: &str) -> String {
    identifier(aspyx_idl::names::type_name(name))
}

/// Returns the identifier of a newtype.
///
/// As a tuple struct it is a value, too: it gets an underscore where it would hide one that generated code writes without
/// a path, or one that a parameter of the same name could not stand beside.
pub(crate) fn newtype(name: &str) -> String {
    let name = type_(name);
    let taken = matches!(name.as_str(), "Ok" | "Err" | "Some" | "None") || name.starts_with('_');
    if taken { name + "_" } else { name }
}

/// Returns the identifier of an enum's variant.
pub(crate) fn variant(name: &str) -> String {
    identifier(aspyx_idl::names::variant_name(name))
}

/// Returns the identifiers of the modules a package stands in.
pub(crate) fn modules(package: &str) -> Vec<String> {
    package.split('.').map(value).collect()
}

/// Returns the identifier of a descriptor: `CATALOG`.
///
/// It is made of the name as written: only so do two types that differ have descriptors that differ.
pub(crate) fn constant(name: &str) -> String {
    use heck::ToShoutySnakeCase;
    let shouted = name.to_shouty_snake_case();
    let legal = !shouted.is_empty() && !shouted.starts_with(|letter: char| letter.is_ascii_digit());
    if legal { shouted } else { format!("_{shouted}") }
}

/// Declares the names of the standard library that generated code would like to write without a path.
macro_rules! prelude {
    ($($field:ident: $short:literal in $path:literal;)*) => {
        /// The names of the standard library as a package writes them: short, or with the full path where the package
        /// has something of that name itself.
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct Prelude {
            $(pub(crate) $field: &'static str,)*
        }

        impl Prelude {
            /// Decides the names for a package that declares `taken`.
            pub(crate) fn new(taken: &HashSet<&str>) -> Self {
                Prelude {
                    $($field: if taken.contains($short) { concat!("::std::", $path, "::", $short) } else { $short },)*
                }
            }
        }
    };
}

prelude! {
    bool: "bool" in "primitive";
    i32: "i32" in "primitive";
    i64: "i64" in "primitive";
    u16: "u16" in "primitive";
    u32: "u32" in "primitive";
    u64: "u64" in "primitive";
    f32: "f32" in "primitive";
    f64: "f64" in "primitive";
    str: "str" in "primitive";
    string: "String" in "string";
    vec: "Vec" in "vec";
    option: "Option" in "option";
    result: "Result" in "result";
    boxed: "Box" in "boxed";
    default: "Default" in "default";
    send: "Send" in "marker";
    sync: "Sync" in "marker";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keywords_are_sorted_for_the_search() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn keywords_become_raw_and_path_words_get_an_underscore() {
        assert_eq!(value("type"), "r#type");
        assert_eq!(value("gen"), "r#gen");
        assert_eq!(value("self"), "self_");
        assert_eq!(type_("Self"), "Self_");
        assert_eq!(value("Title"), "title");
        assert_eq!((type_("ok").as_str(), newtype("ok").as_str(), newtype("sku").as_str()), ("Ok", "Ok_", "Sku"));
    }

    #[test]
    fn a_package_becomes_nested_modules() {
        assert_eq!(modules("shop.type.v1"), ["shop", "r#type", "v1"]);
    }

    #[test]
    fn descriptors_of_different_types_have_different_names() {
        assert_eq!(constant("Catalog"), "CATALOG");
        assert_eq!(constant("A_B"), "A_B");
        assert_eq!(constant("AB"), "AB");
        assert_eq!(constant("_1"), "_1");
    }

    #[test]
    fn short_names_give_way_to_what_the_package_declares() {
        let prelude = Prelude::new(&HashSet::from(["String", "u32"]));
        assert_eq!(prelude.string, "::std::string::String");
        assert_eq!(prelude.u32, "::std::primitive::u32");
        assert_eq!(prelude.vec, "Vec");
    }
}
