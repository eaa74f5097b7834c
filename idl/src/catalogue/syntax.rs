//! Slips in the syntax: what the parser reports. `E01`.

super::codes! {
    UNEXPECTED = "E0101", "unexpected token", r#"
Something stands where the language has no place for it. The message says what could have stood there.

    struct Order { id: uuid! }                      // wrong
    struct Order { id: uuid }                       // right"#;
    MISSING_SEMICOLON = "E0102", "missing semicolon", r#"
`package`, `use`, `type`, `fn` and the two lines of a component end with `;`.

    fn get(id: uuid) -> Product                     // wrong
    fn get(id: uuid) -> Product;                    // right"#;
    MISSING_COMMA = "E0103", "missing comma", r#"
Fields, parameters, variants and the entries of lists are separated by commas; the last one may be left out.

    struct Order { id: uuid lines: list<Line> }     // wrong
    struct Order { id: uuid, lines: list<Line> }    // right"#;
    WRONG_SEPARATOR = "E0104", "wrong separator", r#"
Fields, parameters and variants are separated by commas, not by semicolons.

    struct Order { id: uuid; count: i32; }          // wrong
    struct Order { id: uuid, count: i32, }          // right"#;
    MISSING_COLON = "E0105", "missing colon", r#"
Between a name and its type stands a colon, as after `services` and `channels` in a component.

    fn get(id uuid) -> Product;                     // wrong
    fn get(id: uuid) -> Product;                    // right"#;
    UNCLOSED = "E0106", "bracket without its end", r#"
A brace, parenthesis or bracket is opened, but what follows shows that it should have been closed before.

    struct Order { id: uuid                         // wrong
    service Orders { }

    struct Order { id: uuid }                       // right
    service Orders { }"#;
    UNOPENED = "E0107", "bracket without its beginning", r#"
A closing brace, parenthesis or bracket has no partner before it. Perhaps the partner is missing, or has been closed
already.

    struct Order { id: uuid } }                     // wrong
    struct Order { id: uuid }                       // right"#;
    SURPLUS = "E0108", "surplus separator", r#"
A `;` or `,` has nothing before it that it could end. Declarations with braces need none.

    struct Order { id: uuid };                      // wrong
    struct Order { id: uuid }                       // right"#;
    UNKNOWN_WORD = "E0109", "unknown word", r#"
Declarations begin with `package`, `use`, `type`, `struct`, `enum`, `union`, `error`, `service` or `component`, methods
with `fn`, their errors with `throws`, and the lines of a component with `services:` or `channels:`.

    message Order { id: uuid }                      // wrong
    struct Order { id: uuid }                       // right

    function get(id: uuid) -> Order;                // wrong
    fn get(id: uuid) -> Order;                      // right"#;
    WRONG_PLACE = "E0110", "right thing in the wrong place", r#"
Methods stand in services and have no body; fields stand in structs and errors; declarations stand beside each other.

    struct Orders { fn get(id: uuid) -> Order; }    // wrong
    service Orders { fn get(id: uuid) -> Order; }   // right"#;
    WRONG_ARROW = "E0111", "wrong arrow", r#"
What a method returns stands after `->`.

    fn get(id: uuid): Order;                        // wrong
    fn get(id: uuid) -> Order;                      // right"#;
    TYPE_SYNTAX = "E0112", "type in the notation of another language", r#"
A field is written `name: type`. The types with parameters are `list<T>`, `set<T>` and `map<K, V>`, and `T?` is a value
that may be absent. Types of other packages are brought in with `use`.

    struct Order { string note?, lines: Line[] }    // wrong
    struct Order { note: string?, lines: list<Line> }   // right"#;
    BAD_NAME = "E0113", "not a name", r#"
Names consist of ASCII letters, digits and `_` and do not begin with a digit. They stand without quotes.

    struct Order { "id": uuid, 2nd: string }        // wrong
    struct Order { id: uuid, second: string }       // right"#;
    STRAY_CHARACTER = "E0114", "character without a meaning", r#"
The character belongs to nothing in the language. Texts stand in double quotes, annotations begin with `@`, comments
with `//`; names have ASCII letters only.

    @pattern('^[a-z]+$') type Name = string;        // wrong
    @pattern("^[a-z]+$") type Name = string;        // right"#;
    UNTERMINATED_STRING = "E0115", "text without its end", r#"
A text ends with `"` on the line it begins on; a line break inside is written `\n`, a quotation mark `\"`.

    @deprecated("use place) fn order(key: uuid);    // wrong
    @deprecated("use place") fn order(key: uuid);   // right"#;
    UNTERMINATED_COMMENT = "E0116", "comment without its end", r#"
A comment that begins with `/*` ends with `*/`. Such comments do not nest: the first `*/` ends all of it.

    /* Orders and all about them.                   // wrong
    /* Orders and all about them. */                // right"#;
    BAD_ESCAPE = "E0117", "unknown escape", r#"
After a backslash in a text come `"`, `\`, `n`, `t` or `u{…}` with the hexadecimal number of a character. A backslash
that is meant is written twice, which is common in patterns.

    @pattern("^\d+$") type Digits = string;         // wrong
    @pattern("^\\d+$") type Digits = string;        // right"#;
    BAD_NUMBER = "E0118", "not a number", r#"
Numbers are decimal, with `_` between digits where you like: `255`, `-3`, `1_000`, `2.5`, `1e-9`. Durations are whole
numbers with `ms`, `s`, `m` or `h`, not negative, up to 292 years.

    @timeout(1.5s) fn place(key: uuid);             // wrong
    @timeout(1500ms) fn place(key: uuid);           // right"#;
    BAD_RANGE = "E0119", "not a range", r#"
Ranges are `1..=32` with and `0..10` without their upper end, `0..` and `..=10` with one end only.

    @len(1..=) type Name = string;                  // wrong
    @len(1..) type Name = string;                   // right"#;
    MISPLACED_DOCS = "E0120", "documentation or annotation in the wrong place", r#"
`///` and annotations stand before the declaration, field, variant, parameter or method they belong to; `//!` documents
the whole file and stands at its head, before `package`.

    /// Orders of the shop.                         // wrong
    package shop.v1;

    //! Orders of the shop.                         // right
    package shop.v1;"#;
    MISPLACED_DECLARATION = "E0121", "declaration in the wrong order", r#"
A file begins with one `package`, then come all `use`, then everything else.

    package shop.v1;                                // wrong
    struct Order { total: Money }
    use common.v1.Money;

    package shop.v1;                                // right
    use common.v1.Money;
    struct Order { total: Money }"#;
    MISSING_PACKAGE = "E0122", "no package", r#"
Every file says which package it belongs to; the last part of the name may be a version.

    struct Order { id: uuid }                       // wrong

    package shop.v1;                                // right
    struct Order { id: uuid }"#;
    REPEATED_LINE = "E0123", "line given twice", r#"
A component has one `services:` and one `channels:` line.

    component Shop { services: Catalog; services: Orders; channels: rest; }     // wrong
    component Shop { services: Catalog, Orders; channels: rest; }               // right"#;
    TOO_DEEP = "E0124", "nested too deeply", r#"
Brackets are nested more than 64 deep. Give the inner types names of their own.

    struct Grid { cells: list<list<list<list<…>>>> }    // wrong
    struct Row { cells: list<Cell> }                    // right
    struct Grid { rows: list<Row> }"#;
    TOO_LARGE = "E0125", "file too large", r#"
A file has at most 4 GiB. A package may be spread over several files.

    shop.svc                                        // wrong: 5 GiB
    orders.svc, catalog.svc                         // right: both with `package shop.v1;`"#;
    TOO_MANY = "E0126", "too many syntax errors", r#"
Only the first 50 syntax errors of a file are shown, and a file is not read any further after 32 KiB in which nothing
makes sense. Mend what was found and compile again; perhaps the file is not an `.svc` file at all.

    {"openapi": "3.1.0", "paths": {}}               // wrong: another language
    package shop.v1;                                // right"#;
}
