//! All breaking changes, in one table: code, what was edited, what that breaks, why, and what to do instead.
//!
//! The comparison, the reference page and `aspyx-gen explain` read it. `B01` is about declarations, `B02` about fields
//! and types, `B03` about variants, `B04` about methods, `B05` about routes, `B06` about components, `B07` about who and
//! what is refused, `B08` about protobuf numbers.

use super::{Surface, Surfaces};
use crate::diagnostic::Code;

/// A kind of breaking change.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its code, title and explanation.
    pub code: Code,
    /// What it breaks at most; `rest` only where a method is routed.
    pub breaks: Surfaces,
}

const RUST: Surfaces = Surfaces::of(&[Surface::Rust]);
const PROTOBUF: Surfaces = Surfaces::of(&[Surface::Protobuf]);
const REST: Surfaces = Surfaces::of(&[Surface::Rest]);
const RUST_AND_JSON: Surfaces = Surfaces::of(&[Surface::Rust, Surface::Json]);
const TEXT: Surfaces = Surfaces::of(&[Surface::Json, Surface::Rest]);
const DISPATCH: Surfaces = Surfaces::of(&[Surface::Json, Surface::Protobuf]);
const NAMES: Surfaces = Surfaces::of(&[Surface::Rust, Surface::Json, Surface::Rest]);
const WIRES: Surfaces = Surfaces::of(&[Surface::Json, Surface::Protobuf, Surface::Rest]);
const ALL: Surfaces = Surfaces::ALL;

/// Declares the kinds and the lists of them, so that none can be forgotten.
macro_rules! kinds {
    ($($name:ident = $id:literal, $breaks:expr, $title:literal, $explanation:literal;)*) => {
        $(
            #[doc = $title]
            pub const $name: &Kind =
                &Kind { code: Code { id: $id, title: $title, explanation: $explanation }, breaks: $breaks };
        )*

        /// All kinds, in the order of their codes.
        pub const KINDS: &[&Kind] = &[$($name),*];

        /// Their codes.
        pub(crate) const CODES: &[&Code] = &[$(&$name.code),*];
    };
}

kinds! {
    PACKAGE_REMOVED = "B0101", ALL, "package removed or renamed", r#"
Whatever the package declared is gone: for Rust its module, and on the wires the services and components in it. A new
version of a package is one beside the old one, for as long as the old one has callers.

    package shop.v2;                                // wrong: instead of `shop.v1`
    package shop.v2;                                // right: in a file of its own, beside `shop.v1`"#;
    TYPE_REMOVED = "B0102", RUST, "type removed", r#"
Rust code that names the type does not compile any more. Names of types do not travel; where a field or a parameter was
of this type, that is a finding of its own.

    struct Order { id: uuid }                       // wrong: `struct Line` is gone
    @deprecated("use Order") struct Line { }        // right: stays until nobody names it"#;
    TYPE_RENAMED = "B0103", RUST, "type renamed", r#"
A type of the same form, or one with the same members in its place, stands in for one that is gone. Rust code that names it has to be edited; names of types do not
travel.

    struct Item { sku: string }                     // wrong: was `Line`
    struct Line { sku: string }                     // right"#;
    ERROR_RENAMED = "B0104", RUST_AND_JSON, "error renamed", r#"
The full name of an error travels with it in JSON and msgpack, so that the other side makes the right type of it. A
caller that does not know the new name sees the text alone.

    error NoSuchThing { what: string }              // wrong: was `NotFound`
    error NotFound { what: string }                 // right"#;
    FORM_CHANGED = "B0105", ALL, "declaration of another kind", r#"
What was a struct, an enum, a union, a newtype or an error is now something else under the same name.

    union Contact { mail: string }                  // wrong: was a struct
    union ContactBy { mail: string }                // right: a type of its own"#;
    SERVICE_REMOVED = "B0106", ALL, "service removed or renamed", r#"
Its client is gone from the Rust code, and calls of those who still have one are refused. The name travels with each
call.

    service Wares { }                               // wrong: was `Catalog`
    @name("catalog") service Wares { }              // right: only Rust callers must be edited"#;
    COMPONENT_REMOVED = "B0107", ALL, "component removed or renamed", r#"
Clients look the component up by its name and do not find it any more.

    component Market { services: Catalog; channels: rest; }         // wrong: was `Shop`
    component Shop { services: Catalog; channels: rest; }           // right"#;
    METHOD_REMOVED = "B0108", ALL, "method removed or renamed", r#"
Calls of it do not compile any more, and those that still arrive are refused. The name travels with each call.

    fn find(id: uuid) -> Product;                   // wrong: was `get`
    @deprecated fn get(id: uuid) -> Product;        // right, beside `find`"#;
    METHOD_CASE = "B0109", DISPATCH, "method's name in another case", r#"
In Rust it is the same name, but the name travels as it is written.

    fn getAll() -> list<Product>;                   // wrong: was `get_all`
    fn get_all() -> list<Product>;                  // right"#;
    RUST_NAME_CHANGED = "B0110", RUST, "service or component renamed that keeps its wire name", r#"
`@name` keeps the name that travels, but Rust code that names the service, its client or the component has to be edited.

    @name("catalog") service Wares { }              // wrong: was `service Catalog`
    service Catalog { }                             // right"#;

    FIELD_ADDED = "B0201", ALL, "new required field", r#"
Whoever does not know the field leaves it out, and then the value is refused; in Rust `new` takes one argument more.

    struct Line { sku: string, pieces: u32 }        // wrong: `pieces` is new
    struct Line { sku: string, pieces: u32 = 1 }    // right, or `pieces: u32?`"#;
    FIELD_REMOVED = "B0202", ALL, "field removed", r#"
Whoever still asks for the field does not find it. Remove it when nobody does, and keep its number free.

    struct Line { sku: string }                     // wrong: `note` is gone
    struct Line { sku: string, @deprecated note: string? }          // right, for now"#;
    FIELD_RENAMED = "B0203", NAMES, "field renamed", r#"
A field of the same number and type has another name. Protobuf does not notice, since only numbers travel there.

    struct Line { article: string }                 // wrong: was `sku`
    struct Line { sku: string }                     // right"#;
    FIELD_CASE = "B0204", TEXT, "field's name in another case", r#"
In Rust it is the same name, but in JSON names are as written.

    struct Line { unitPrice: decimal }              // wrong: was `unit_price`
    struct Line { unit_price: decimal }             // right"#;
    FIELDS_REORDERED = "B0205", RUST, "required fields in another order", r#"
In Rust `new` takes the required fields in their order.

    struct Line { pieces: u32, sku: string }        // wrong: the other way round before
    struct Line { sku: string, pieces: u32 }        // right"#;
    TYPE_CHANGED = "B0206", ALL, "incompatible type", r#"
What one side writes the other does not read.

    struct Line { sku: i64 }                        // wrong: was a string
    struct Line { sku: string, @deprecated("use sku") number: i64? }                // right: beside it"#;
    TYPE_DIFFERS = "B0207", RUST, "other type of the same form", r#"
On every wire the value is the same, as with a newtype around the type that was there or a set in place of a list. In
Rust it is another type.

    struct Line { sku: Sku }                        // wrong: was a string, and `type Sku = string;`
    struct Line { sku: string }                     // right"#;
    MADE_OPTIONAL = "B0208", ALL, "required value made optional", r#"
Whoever relies on the value may now get none.

    struct Line { sku: string? }                    // wrong: was `string`
    struct Line { sku: string = "" }                // right: readers that know nothing of it still get one"#;
    MADE_REQUIRED = "B0209", ALL, "optional value made required", r#"
Whoever leaves the value out, as was allowed, is refused now.

    struct Line { note: string }                    // wrong: was `string?`
    struct Line { note: string? }                   // right"#;
    DEFAULT_ADDED = "B0210", RUST, "default in place of nothing", r#"
A required or optional value has a default now. All that travels stays readable. In Rust `new` takes one argument less,
or the type is no `Option` any more.

    struct Line { pieces: u32 = 1 }                 // wrong: had no default
    struct Line { pieces: u32 }                     // right"#;
    DEFAULT_DROPPED = "B0211", ALL, "default dropped", r#"
Whoever leaves the value out, as was allowed, is refused now or takes something else for it.

    struct Line { pieces: u32 }                     // wrong: was `= 1`
    struct Line { pieces: u32 = 1 }                 // right"#;
    BOXED = "B0212", RUST, "pointer added or taken away", r#"
A value whose type leads back to its owner stands behind a `Box` in Rust. An edit elsewhere has closed or opened such a
circle.

    struct Line { order: Order? }                   // wrong: `Order` has got a field of type `Line?`
    struct Line { order: uuid }                     // right: refers to it"#;
    CONTAINER_WRAPPED = "B0213", PROTOBUF, "container made optional or no longer", r#"
Protobuf cannot tell an absent list, set or map from an empty one, so an optional one is wrapped in a message of its
own.

    struct Line { tags: list<string>? }             // wrong: was `list<string> = []`
    struct Line { tags: list<string> = [] }         // right"#;

    VARIANT_REMOVED = "B0301", ALL, "variant removed", r#"
Whoever still writes the variant is not understood.

    enum Status { draft, active }                   // wrong: `archived` is gone
    enum Status { draft, active, @deprecated archived }             // right, for now"#;
    VARIANT_RENAMED = "B0302", NAMES, "variant renamed", r#"
A variant of the same number has another name. Protobuf does not notice, since only numbers travel there.

    enum Status { draft, live }                     // wrong: was `active`
    enum Status { draft, active }                   // right"#;
    VARIANT_CASE = "B0303", TEXT, "variant's name in another case", r#"
In Rust it is the same name, but in JSON names are as written.

    union Payment { onDelivery }                    // wrong: was `on_delivery`
    union Payment { on_delivery }                   // right"#;
    UNION_VARIANT_ADDED = "B0304", ALL, "new variant of a union", r#"
Whoever does not know the variant cannot read the value. An enum may grow, since readers keep what they do not know.

    union Payment { card: Card, iban: string }      // wrong: `iban` is new
    enum PaymentKind { card, iban }                 // right"#;
    ENUM_CLOSED = "B0305", WIRES, "enum no longer open", r#"
Arguments with values that are not declared were accepted and are refused now.

    enum Tone { warm, cold }                        // wrong: was `@open`
    @open enum Tone { warm, cold }                  // right"#;

    PARAMETERS_CHANGED = "B0401", ALL, "parameter added, removed or moved", r#"
Arguments travel by position on the dispatch channels, and calls in Rust pass them by position. Only a last parameter
that may be left out can be added.

    fn find(shop: string, text: string);            // wrong: `shop` is new
    fn find(text: string, shop: string?);           // right"#;
    PARAMETER_ADDED = "B0402", RUST, "new last parameter that may be left out", r#"
All that travels stays readable. In Rust a parameter that may be left out is an argument like any other.

    fn find(text: string, shop: string?);           // wrong: `shop` is new
    fn find_in(text: string, shop: string?);        // right: a method of its own, beside `find`"#;
    PARAMETER_OPTIONAL = "B0403", RUST, "parameter made optional", r#"
Calls that pass a value are still right on every wire. In Rust the argument is an `Option` now.

    fn find(text: string?);                         // wrong: was `string`
    fn find(text: string);                          // right"#;
    PARAMETER_PLACE = "B0404", REST, "parameter in another place or under another name", r#"
A parameter in the query, a header or the body is found there by its name.

    @get("/") fn find(@query("q") text: string);    // wrong: was `@query("text")`
    @get("/") fn find(@query("text") text: string); // right"#;
    RESULT_REQUIRED = "B0405", RUST, "result no longer optional", r#"
Callers that expect nothing or a value can read a value. In Rust the result is no `Option` any more.

    fn find(text: string) -> Product;               // wrong: was `Product?`
    fn find(text: string) -> Product?;              // right"#;
    FIRST_THROWS = "B0406", RUST, "first error of a method", r#"
A method that throws has an error type of its own in Rust.

    fn get(id: uuid) -> Product throws NotFound;    // wrong: threw nothing
    fn get(id: uuid) -> Product?;                   // right: or a method of its own"#;
    THROWS_REMOVED = "B0407", RUST, "error no longer thrown", r#"
The error enum of the method has lost an arm.

    fn get(id: uuid) -> Product;                    // wrong: `throws NotFound` before
    fn get(id: uuid) -> Product throws NotFound;    // right"#;

    ROUTE_REMOVED = "B0501", REST, "route removed", r#"
The method is no longer on the rest channel.

    fn get(id: uuid) -> Product;                    // wrong: was `@get("/{id}")`
    @get("/{id}") fn get(id: uuid) -> Product;      // right"#;
    ROUTE_CHANGED = "B0502", REST, "verb or path changed", r#"
Requests to the old address are not answered any more. Only the names of path parameters are free.

    @get("/by-id/{id}") fn get(id: uuid) -> Product;                // wrong: was `/{id}`
    @get("/{key}") fn get(key: uuid) -> Product;                    // right"#;
    STATUS_CHANGED = "B0503", REST, "status changed", r#"
Callers tell outcomes apart by their status.

    @status(410) error NotFound { what: string }    // wrong: was 404
    @status(404) error NotFound { what: string }    // right"#;

    CHANNEL_REMOVED = "B0601", ALL, "channel removed", r#"
Callers that use the channel find no address for it. What breaks is that channel alone.

    component Shop { services: Catalog; channels: rest; }           // wrong: `dispatch-json` is gone
    component Shop { services: Catalog; channels: rest, dispatch-json; }            // right"#;
    SERVICE_MOVED = "B0602", WIRES, "service in another component", r#"
Clients of the old version look for the service in the component that had it, and its name is part of each call.

    component Store { services: Catalog; channels: rest; }          // wrong: was listed by `Shop`
    component Shop { services: Catalog; channels: rest; }           // right"#;
    SERVICE_WIRE_NAME = "B0603", DISPATCH, "service under another name", r#"
The name travels with each call on the dispatch channels.

    @name("wares") service Catalog { }              // wrong: travelled as `catalog`
    service Catalog { }                             // right"#;
    COMPONENT_WIRE_NAME = "B0604", WIRES, "component under another name", r#"
Clients look the component up by this name, whatever the channel.

    @name("market") component Shop { services: Catalog; channels: rest; }           // wrong: travelled as `shop`
    component Shop { services: Catalog; channels: rest; }           // right"#;

    CONSTRAINT_TIGHTER = "B0701", WIRES, "tighter constraint", r#"
Values that were accepted are refused now. A pattern that has changed counts as tighter.

    struct Line { @len(1..=8) sku: string }         // wrong: was `1..=32`
    struct Line { @len(1..=64) sku: string }        // right: looser"#;
    ACCESS_TIGHTER = "B0702", WIRES, "fewer callers", r#"
Callers that were let in are refused now.

    @roles("admin") fn remove(id: uuid);            // wrong: was `@roles("admin", "editor")`
    @roles("admin", "editor", "owner") fn remove(id: uuid);         // right: more of them"#;

    NUMBER_MOVED = "B0801", PROTOBUF, "number moved", r#"
In protobuf only numbers travel, and they count in the order of declaration. `aspyx-gen check --against … --fix` pins
them where they were.

    enum Status { draft, hidden, active }           // wrong: `hidden` is new, and `active` was 2
    enum Status { draft, @tag(3) hidden, @tag(2) active }           // right, or at the end"#;
    NUMBER_REUSED = "B0802", PROTOBUF, "number used again", r#"
The number stood for something else that is gone; what still arrives under it is misread.

    fn get(id: uuid) throws Gone;                   // wrong: was `throws NotFound`, number 3
    fn get(id: uuid) throws @tag(4) Gone;           // right"#;
}

#[cfg(test)]
mod tests {
    use super::{CODES, KINDS};

    #[test]
    fn every_kind_breaks_something() {
        assert!(KINDS.iter().all(|kind| !kind.breaks.is_empty()));
        assert_eq!(KINDS.len(), CODES.len());
    }
}
