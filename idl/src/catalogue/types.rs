//! Types and defaults. `E03`.

super::codes! {
    UNKNOWN_TYPE = "E0301", "unknown type", r#"
A type is one of the built-in ones (bool i32 i64 u32 u64 f32 f64 string bytes timestamp date duration uuid decimal json,
`list<T>`, `set<T>`, `map<K, V>`, `T?`), or a newtype, struct, enum or union that the package declares or the file
imports.

    struct Order { count: int }                     // wrong
    struct Order { count: i32 }                     // right"#;
    TYPE_ARGUMENTS = "E0302", "wrong number of type arguments", r#"
`list` and `set` take one type, `map` two, all others none.

    tags: list, prices: map<decimal>                // wrong
    tags: list<string>, prices: map<string, decimal>    // right"#;
    MAP_KEY = "E0303", "type cannot be a map key", r#"
In JSON every key is a text, so keys are `string`, `i32`, `i64`, `u32`, `u64`, `uuid`, enums, or newtypes of these.

    rates: map<f64, decimal>                        // wrong
    rates: map<string, decimal>                     // right"#;
    NESTED_OPTIONAL = "E0304", "optional of an optional", r#"
Absent and null are the same, so there is nothing a second `?` could say. For the same reason a newtype does not wrap what
is optional: where it stands may be optional.

    note: string??                                  // wrong
    note: string?                                   // right"#;
    OPTIONAL_DEFAULT = "E0305", "optional with a default", r#"
What is optional may be absent; what has a default never is. A value cannot be both.

    limit: u32? = 50                                // wrong
    limit: u32 = 50                                 // right: 50 when it is left out"#;
    NO_DEFAULT = "E0306", "type has no defaults", r#"
There is no way to write a struct or a `json` value as a default, nor a map with entries or a variant of a union that
carries a value. Make it optional instead.

    address: Address = {}                           // wrong
    address: Address?                               // right"#;
    WRONG_DEFAULT = "E0307", "default of another type", r#"
The default must be a value of the type: `true` for bool, `-3` for integers, `2.5` for floats, `"text"` for string and
bytes, `500ms` for duration, a variant's name for an enum or a union, `[a, b]` for a list or a set, `{}` for a map, and the
quoted text of a uuid, date, timestamp or decimal. The default of a newtype is one of what it wraps.

    limit: u32 = "50"                               // wrong
    limit: u32 = 50                                 // right"#;
    DEFAULT_RANGE = "E0308", "default out of range", r#"
The number does not fit the type.

    limit: u32 = -1                                 // wrong
    limit: i32 = -1                                 // right"#;
    DEFAULT_TEXT = "E0309", "default is not a text of its type", r#"
The texts are `"2024-02-29"` for a date, RFC 3339 with `T` and offset for a timestamp, 32 hexadecimal digits with
hyphens for a uuid, and digits with at most one point for a decimal.

    since: date = "29.2.2024"                       // wrong
    since: date = "2024-02-29"                      // right"#;
    UNKNOWN_VARIANT = "E0310", "unknown variant", r#"
The default of an enum is one of its variants, spelled as it is declared; that of a union one that carries no value.

    status: Status = actve                          // wrong
    status: Status = active                         // right"#;
    EMPTY_ENUM = "E0311", "enum without variants", r#"
An enum without variants has no values, so nothing could ever be sent.

    enum Status { }                                 // wrong
    enum Status { active }                          // right"#;
    REQUIRED_CYCLE = "E0312", "type contains itself", r#"
A value that must contain another value of its own type, and so on, would never end. Through `?`, `list`, `set`, `map` or
a union that has another variant it may.

    struct Category { parent: Category }            // wrong
    struct Category { parent: Category? }           // right"#;
    SET_ELEMENT = "E0313", "element of a set without an order", r#"
A set keeps its elements in order, so that the same set is always the same bytes. Floats, json, structs and unions have no
order.

    points: set<Point>                              // wrong
    @unique points: list<Point>                     // right"#;
    NEWTYPE_CYCLE = "E0314", "newtype wraps itself", r#"
A newtype is another form of what it wraps, so what it wraps cannot lead back to it. A struct may contain itself by way of
a list, a map or an optional field.

    type Tree = list<Tree>;                         // wrong
    struct Tree { branches: list<Tree> }            // right"#;
    EMPTY_UNION = "E0315", "union without variants", r#"
A union without variants has no values, so nothing could ever be sent.

    union Payment { }                               // wrong
    union Payment { card: Card }                    // right"#;
    OPTIONAL_VARIANT = "E0316", "optional value of a variant", r#"
A variant either carries a value or does not; which of the two is not left to the value.

    union Payment { card: Card? }                   // wrong
    union Payment { card: Card, cash }              // right"#;
    DUPLICATE_ELEMENT = "E0317", "element twice in a set", r#"
A set holds a value once, and so does its default.

    tags: set<string> = ["new", "new"]              // wrong
    tags: set<string> = ["new"]                     // right"#;
}
