//! How a name of a `.svc` file is spelled elsewhere: in Rust, and where it travels in kebab-case.
//!
//! The checks and every generator use these functions and no others, so that two names collide in the checks exactly
//! where they would collide in the output. The results are not yet raw: a keyword such as `type` comes back as it is,
//! only what cannot be made raw gets an underscore.

use heck::{ToKebabCase, ToSnakeCase, ToUpperCamelCase};

/// The arm that generated enums have for values they do not know.
pub const UNRECOGNIZED: &str = "Unrecognized";

/// The arm that generated error enums have for everything that may go wrong on the way.
pub const OTHER: &str = "Other";

/// What the builder of a component calls its own methods.
const BUILDER_METHODS: [&str; 2] = ["lifecycle", "build"];

/// Returns the Rust name of a type, a trait or an error: `UpperCamelCase`.
pub fn type_name(name: &str) -> String {
    legal(name.to_upper_camel_case())
}

/// Returns the Rust name of a field, a parameter, a method or a module: `snake_case`, without `r#`.
pub fn value_name(name: &str) -> String {
    legal(name.to_snake_case())
}

/// Returns the Rust name of an enum's variant: `UpperCamelCase`.
pub fn variant_name(name: &str) -> String {
    legal(name.to_upper_camel_case())
}

/// Returns a name as it travels: `kebab-case`.
pub fn kebab(name: &str) -> String {
    name.to_kebab_case()
}

/// Returns the name of the client of a service: `CatalogClient`.
pub fn client(service: &str) -> String {
    legal(format!("{}Client", service.to_upper_camel_case()))
}

/// Returns the name of the dispatcher of a service: `CatalogDispatcher`.
pub fn dispatcher(service: &str) -> String {
    legal(format!("{}Dispatcher", service.to_upper_camel_case()))
}

/// Returns the name of the object-safe twin of a service's trait: `DynCatalog`.
pub fn object_trait(service: &str) -> String {
    format!("Dyn{}", service.to_upper_camel_case())
}

/// Returns the name of a service's trait for code that blocks: `CatalogBlocking`.
pub fn blocking(service: &str) -> String {
    legal(format!("{}Blocking", service.to_upper_camel_case()))
}

/// Returns the name of a service's client for code that blocks: `CatalogBlockingClient`.
pub fn blocking_client(service: &str) -> String {
    legal(format!("{}BlockingClient", service.to_upper_camel_case()))
}

/// Returns the name of the error enum of a method that throws: `CatalogGetError`.
pub fn method_error(service: &str, method: &str) -> String {
    legal(format!("{}{}Error", service.to_upper_camel_case(), method.to_upper_camel_case()))
}

/// Returns the name of the method by which the builder of a component takes a service: `catalog`.
///
/// A service that is called like one of the builder's own methods is told from it: `build_service`.
pub fn setter(service: &str) -> String {
    let name = value_name(service);
    if BUILDER_METHODS.contains(&name.as_str()) { format!("{name}_service") } else { name }
}

/// Returns the name of the builder of a component: `ShopBuilder`.
pub fn builder(component: &str) -> String {
    legal(format!("{}Builder", component.to_upper_camel_case()))
}

/// Returns the name a component travels under: `shop`, or `shop-v1` in a package whose last segment is a version.
pub fn component_wire_name(component: &str, package: &str) -> String {
    let last = package.rsplit('.').next().unwrap_or(package);
    if is_version(last) { format!("{}-{last}", kebab(component)) } else { kebab(component) }
}

/// Returns whether a package segment is a version: `v1`, `v2alpha1`, `v1beta2`.
pub fn is_version(segment: &str) -> bool {
    let Some(rest) = segment.strip_prefix('v').and_then(without_number) else { return false };
    let stage = rest.strip_prefix("alpha").or_else(|| rest.strip_prefix("beta"));
    rest.is_empty() || stage.and_then(without_number) == Some("")
}

/// Returns what follows the digits at the head, which must be there.
fn without_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

/// Makes an identifier of what the conversion left: it strips underscores, also those that were needed.
fn legal(name: String) -> String {
    match name.as_str() {
        "self" | "Self" | "super" | "crate" => name + "_",
        _ if name.is_empty() || name.starts_with(|letter: char| letter.is_ascii_digit()) => format!("_{name}"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_conventions_of_rust_whatever_the_case() {
        assert_eq!(type_name("order_line"), "OrderLine");
        assert_eq!(value_name("orderLine"), "order_line");
        assert_eq!(variant_name("on_delivery"), "OnDelivery");
    }

    #[test]
    fn stays_an_identifier() {
        assert_eq!(value_name("_1"), "_1");
        assert_eq!(type_name("_1"), "_1");
        assert_eq!(type_name("self"), "Self_");
        assert_eq!(value_name("crate"), "crate_");
    }

    #[test]
    fn leaves_keywords_that_can_be_raw() {
        assert_eq!(value_name("type"), "type");
    }

    #[test]
    fn a_versioned_package_is_seen_in_the_components_name() {
        assert_eq!(component_wire_name("WebShop", "shop.v2"), "web-shop-v2");
        assert_eq!(component_wire_name("Shop", "shop.v1beta1"), "shop-v1beta1");
        assert_eq!(component_wire_name("Shop", "shop"), "shop");
        assert_eq!(component_wire_name("Shop", "shop.vat"), "shop");
        assert_eq!(component_wire_name("Shop", "shop.v1beta"), "shop");
    }
}
