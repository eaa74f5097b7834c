//! Everything that can be wrong with a file, in one place: code, title, explanation.
//!
//! Codes are never reused. `E01` is syntax, `E02` names, `E03` types and defaults, `E04` annotations, `E05` services
//! and routes, `E06` components, `E09` what is not supported yet; `W` are warnings.

use crate::diagnostic::Code;

/// Declares the constants and the list of all of them, so that none can be forgotten.
macro_rules! catalogue {
    ($($name:ident = $id:literal, $title:literal, $explanation:literal;)*) => {
        $(#[doc = $title] pub const $name: &Code = &Code { id: $id, title: $title, explanation: $explanation };)*

        /// All codes, in the order of this file.
        pub const ALL: &[&Code] = &[$($name),*];
    };
}

catalogue! {
    // Syntax.
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
Methods stand in services and have no body; fields stand in structs and errors.

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
Only the first 50 syntax errors of a file are shown. Mend some of them and compile again; perhaps the file is not an
`.svc` file at all.

    {"openapi": "3.1.0", "paths": {}}               // wrong: another language
    package shop.v1;                                // right"#;

    // Names.
    UNKNOWN_NAME = "E0201", "unknown name", r#"
A `throws` list or a `services:` line names something that is neither declared in this package nor imported.

    fn get(id: uuid) -> Product throws NotFond;     // wrong
    fn get(id: uuid) -> Product throws NotFound;    // right

What another package declares needs a `use common.v1.NotFound;` at the head of the file."#;
    DUPLICATE_NAME = "E0202", "name declared twice", r#"
Structs, enums, errors, services and components of a package share one namespace, over all its files. So do the fields
of a struct, the variants of an enum, the parameters of a method and the methods of a service.

    struct Order { id: uuid, id: string }           // wrong
    struct Order { id: uuid, number: string }       // right"#;
    NAME_COLLISION = "E0203", "names collide in Rust", r#"
Generated Rust code follows Rust's conventions whatever the case in the source. Two names that differ in the source may
become one.

    struct Order { lineCount: i32, line_count: i32 }    // wrong: both become `line_count`
    struct Order { line_count: i32, lines: i32 }        // right"#;
    RESERVED_NAME = "E0204", "reserved name", r#"
Some names are taken: the built-in types (`string`, `list`, …), names that begin with `__` or consist of underscores,
and what generated code calls its own members, such as the variant `Unrecognized` of every enum or the method `build`
of every component's builder.

    enum Status { active, unrecognized }            // wrong
    enum Status { active, unknown }                 // right"#;
    GENERATED_NAME = "E0205", "name needed by generated code", r#"
Beside a service `Catalog` stand `CatalogClient`, `CatalogDispatcher`, `DynCatalog` and, for each method that throws, an
error such as `CatalogGetError`; beside a component `Shop` stands `ShopBuilder`. Nothing else may have these names.

    service Catalog { }  struct CatalogClient { }   // wrong
    service Catalog { }  struct Customer { }        // right"#;
    PACKAGE_NAME = "E0206", "bad package name", r#"
A package becomes a Rust module and part of names that travel. Its parts are lower-case words, digits and single
underscores, and none of them is `self`, `super` or `crate`.

    package Shop.V1;                                // wrong
    package shop.v1;                                // right"#;
    UNKNOWN_PACKAGE = "E0207", "unknown package", r#"
No file given to the compiler declares the package. Packages are found by their names, wherever their files are; make
sure that the folder with its files is among the sources or the imports.

    use comon.v1.Money;                             // wrong
    use common.v1.Money;                            // right, if a file says `package common.v1;`"#;
    UNKNOWN_IMPORT = "E0208", "the package has no such item", r#"
The package exists, but does not declare what is imported from it.

    use common.v1.Mony;                             // wrong
    use common.v1.Money;                            // right"#;
    IMPORT_COLLISION = "E0209", "imported name is taken", r#"
A name means one thing in a file. An import may have neither the name of something the package itself declares nor that
of another import. What the own package declares is visible in all its files and is not imported.

    use common.v1.Order;  struct Order { }          // wrong
    use common.v1.Order as CommonOrder;             // right"#;
    WRONG_KIND = "E0210", "name of another kind of thing", r#"
The name is known, but stands for something that has no place here: only errors can be thrown, only services can be
listed by a component, and neither errors nor services are types of values.

    struct Failure { }  service A { fn run() throws Failure; }      // wrong
    error Failure { }   service A { fn run() throws Failure; }      // right"#;
    QUALIFIED_NAME = "E0211", "name with its package", r#"
Names of other packages are imported once, at the head of the file, and then used without the package.

    services: shop.v1.Catalog;                      // wrong
    use shop.v1.Catalog;  …  services: Catalog;     // right"#;

    // Types and defaults.
    UNKNOWN_TYPE = "E0301", "unknown type", r#"
A type is one of the built-in ones (bool i32 i64 u32 u64 f32 f64 string bytes timestamp date duration uuid decimal json,
`list<T>`, `map<K, V>`, `T?`), or a struct or enum that the package declares or the file imports.

    struct Order { count: int }                     // wrong
    struct Order { count: i32 }                     // right"#;
    TYPE_ARGUMENTS = "E0302", "wrong number of type arguments", r#"
`list` takes one type, `map` two, all others none.

    tags: list, prices: map<decimal>                // wrong
    tags: list<string>, prices: map<string, decimal>    // right"#;
    MAP_KEY = "E0303", "type cannot be a map key", r#"
In JSON every key is a text, so keys are `string`, `i32`, `i64`, `u32`, `u64`, `uuid` or enums.

    rates: map<f64, decimal>                        // wrong
    rates: map<string, decimal>                     // right"#;
    NESTED_OPTIONAL = "E0304", "optional of an optional", r#"
Absent and null are the same, so there is nothing a second `?` could say.

    note: string??                                  // wrong
    note: string?                                   // right"#;
    OPTIONAL_DEFAULT = "E0305", "optional with a default", r#"
What is optional may be absent; what has a default never is. A value cannot be both.

    limit: u32? = 50                                // wrong
    limit: u32 = 50                                 // right: 50 when it is left out"#;
    NO_DEFAULT = "E0306", "type has no defaults", r#"
There is no way to write a struct or a `json` value as a default, nor a map with entries. Make it optional instead.

    address: Address = {}                           // wrong
    address: Address?                               // right"#;
    WRONG_DEFAULT = "E0307", "default of another type", r#"
The default must be a value of the type: `true` for bool, `-3` for integers, `2.5` for floats, `"text"` for string and
bytes, `500ms` for duration, a variant's name for an enum, `[a, b]` for a list, `{}` for a map, and the quoted text of a
uuid, date, timestamp or decimal.

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
The default of an enum is one of its variants, spelled as it is declared.

    status: Status = actve                          // wrong
    status: Status = active                         // right"#;
    EMPTY_ENUM = "E0311", "enum without variants", r#"
An enum without variants has no values, so nothing could ever be sent.

    enum Status { }                                 // wrong
    enum Status { active }                          // right"#;
    REQUIRED_CYCLE = "E0312", "struct contains itself", r#"
A value that must contain another value of its own type, and so on, would never end. Through `?`, `list` or `map` it may.

    struct Category { parent: Category }            // wrong
    struct Category { parent: Category? }           // right"#;

    // Annotations.
    UNKNOWN_ANNOTATION = "E0401", "unknown annotation", r#"
Annotations are a fixed set.

    @gett("/{id}") fn get(id: uuid);                // wrong
    @get("/{id}") fn get(id: uuid);                 // right"#;
    ANNOTATION_PLACE = "E0402", "annotation in a wrong place", r#"
Every annotation belongs to certain things, and stands before them.

    @get("/products") service Catalog { }           // wrong
    @rest("/products") service Catalog { }          // right"#;
    ANNOTATION_ARGUMENTS = "E0403", "wrong annotation arguments", r#"
The annotation takes other arguments, or none.

    @status("404") error NotFound { }               // wrong
    @status(404) error NotFound { }                 // right"#;
    DUPLICATE_ANNOTATION = "E0404", "annotation written twice", r#"
One thing carries an annotation once.

    @status(404) @status(410) error Gone { }        // wrong
    @status(410) error Gone { }                     // right"#;
    STATUS_RANGE = "E0405", "status out of range", r#"
An error is answered with a status from 400 to 599, a success with one from 200 to 299. 204 and 205 have no body and
therefore suit only methods without a result.

    @status(200) error NotFound { }                 // wrong
    @status(404) error NotFound { }                 // right"#;

    // Services and routes.
    REQUIRED_AFTER_DEFAULT = "E0501", "required parameter after one with a default", r#"
Arguments are positional: one that may be left out cannot stand before one that must be there.

    fn list(limit: u32 = 50, text: string);         // wrong
    fn list(text: string, limit: u32 = 50);         // right"#;
    DUPLICATE_THROWS = "E0502", "error thrown twice", r#"
The errors of a method become the arms of one Rust enum, named after them. Two alike, or two of the same name from
different packages, cannot both be arms; nor can one named `Other`, which is the arm for everything else.

    fn get(id: uuid) throws NotFound, NotFound;     // wrong
    fn get(id: uuid) throws NotFound;               // right"#;
    MISSING_PREFIX = "E0503", "routed method in a service without @rest", r#"
A method with a verb belongs to a service that says where its paths begin, be it `@rest("/")`.

    service Catalog { @get("/all") fn all(); }                      // wrong
    @rest("/catalog") service Catalog { @get("/all") fn all(); }    // right"#;
    SEVERAL_VERBS = "E0504", "method with several verbs", r#"
A method has one route.

    @get("/a") @post("/a") fn a();                  // wrong
    @post("/a") fn a();                             // right"#;
    BAD_PATH = "E0505", "bad path", r#"
A path begins with `/` and does not end with one, unless it is `/`. Between the slashes stands a literal, made of
letters, digits and `-._~!$&'()+,;=`, or one parameter in braces, which fills the whole part. Prefixes and health paths
hold literals only.

    @get("products/{id}.json")                      // wrong
    @get("/products/{id}")                          // right"#;
    UNKNOWN_PATH_PARAMETER = "E0506", "path names no parameter", r#"
What stands in braces is the name of a parameter of the method, as it is written there.

    @get("/{id}") fn get(key: uuid);                // wrong
    @get("/{key}") fn get(key: uuid);               // right"#;
    DUPLICATE_PATH_PARAMETER = "E0507", "parameter twice in a path", r#"
A parameter has one value and therefore one place.

    @get("/{id}/parts/{id}") fn part(id: uuid);     // wrong
    @get("/{id}/parts/{part}") fn part(id: uuid, part: u32);        // right"#;
    PATH_TYPE = "E0508", "type cannot travel in a path", r#"
A part of a path is one text that is always there: a scalar other than json, or an enum, and not optional.

    @get("/{ids}") fn get(ids: list<uuid>);         // wrong
    @get("/{id}") fn get(id: uuid);                 // right"#;
    SEVERAL_PLACES = "E0509", "parameter in several places", r#"
A parameter travels in the path, the query, a header or the body: in one of them.

    @get("/{id}") fn get(@query id: uuid);          // wrong
    @get("/{id}") fn get(id: uuid);                 // right"#;
    NOT_ROUTED = "E0510", "rest annotation on a method without a route", r#"
`@body`, `@query`, `@header` and a method's `@status` concern the rest channel, which a method without a verb is not on.

    fn find(@query("q") text: string);              // wrong
    @get("/") fn find(@query("q") text: string);    // right"#;
    QUERY_TYPE = "E0511", "type cannot travel in the query", r#"
The query holds scalars other than json, enums, lists of these, and optional ones; other types travel in the body.

    @post("/") fn search(filters: map<string, string>);             // wrong
    @post("/") fn search(@body filters: map<string, string>);       // right"#;
    HEADER_TYPE = "E0512", "type cannot travel in a header", r#"
A header holds one scalar other than json, or an enum; it may be optional.

    fn get(@header tags: list<string>);             // wrong
    fn get(@query tags: list<string>);              // right"#;
    HEADER_NAME = "E0513", "bad header name", r#"
A header's name consists of letters, digits and `-` or `_`, and is not one that the transport or the channel itself
sets.

    fn put(@header("content-length") size: u64);    // wrong
    fn put(@header("x-size") size: u64);            // right"#;
    DUPLICATE_PLACE = "E0514", "two parameters in one place", r#"
Two parameters of a method cannot travel under the same name in the query, or in the same header.

    fn list(@query("q") a: string, @query("q") b: string);          // wrong
    fn list(@query("a") a: string, @query("b") b: string);          // right"#;
    BODY_ON_GET = "E0515", "body on a GET", r#"
GET requests carry no body: caches and proxies drop it.

    @get("/search") fn search(@body filter: Filter);                // wrong
    @post("/search") fn search(@body filter: Filter);               // right"#;
    DUPLICATE_ROUTE = "E0516", "two methods on one route", r#"
Within a component a verb and a path lead to one method. The names of path parameters do not count.

    @get("/{id}") fn get(id: uuid);  @get("/{name}") fn find(name: string);         // wrong
    @get("/{id}") fn get(id: uuid);  @get("/named/{name}") fn find(name: string);   // right"#;
    RESERVED_PATH = "E0517", "reserved path", r#"
The server answers `/invoke`, `/report`, `/livez`, `/readyz`, `/metrics`, `/docs`, `/openapi.json` and the health path
itself, under every verb.

    @rest("/") service A { @get("/metrics") fn metrics(); }         // wrong
    @rest("/shop") service A { @get("/metrics") fn metrics(); }     // right"#;

    // Components.
    MISSING_LINE = "E0601", "component without services or channels", r#"
A component says which services travel together, and which channels expose them.

    component Shop { services: Catalog; }                           // wrong
    component Shop { services: Catalog; channels: dispatch-json; }  // right"#;
    DUPLICATE_ENTRY = "E0602", "entry listed twice", r#"
A service or a channel is listed once.

    channels: rest, dispatch-json, rest;            // wrong
    channels: rest, dispatch-json;                  // right"#;
    SERVICE_TAKEN = "E0603", "service in two components", r#"
A service belongs to exactly one component: that is how a client finds it.

    component A { services: Catalog; … }  component B { services: Catalog; … }      // wrong
    component A { services: Catalog; … }  component B { services: Orders; … }       // right"#;
    UNKNOWN_CHANNEL = "E0604", "unknown channel", r#"
The built-in channels are `dispatch-json` and `rest`, in the order in which clients prefer them.

    channels: dispatch_json;                        // wrong
    channels: dispatch-json;                        // right"#;
    LOCAL_CHANNEL = "E0605", "the local channel is not listed", r#"
Calls within a process never need a channel to be listed: `local` is always there.

    channels: local, rest;                          // wrong
    channels: rest;                                 // right"#;
    DUPLICATE_WIRE_NAME = "E0606", "names collide where they travel", r#"
Components are known by their kebab-case name, with the version of their package; services likewise within their
component. Two alike could not be told apart.

    package a;  component Shop { … }      package b;  component Shop { … }          // wrong
    package a.v1;  component Shop { … }   package a.v2;  component Shop { … }       // right"#;

    // Not supported yet.
    UNSUPPORTED_ITEM = "E0901", "declaration not supported yet", r#"
Newtypes (`type`) and unions belong to the language, but this version of the compiler does not know them yet.

    type Sku = string;                              // not yet
    struct Product { sku: string }                  // instead"#;
    UNSUPPORTED_TYPE = "E0902", "type not supported yet", r#"
`set`, `stream` and `page` belong to the language, but this version of the compiler does not know them yet.

    tags: set<string>                               // not yet
    tags: list<string>                              // instead"#;
    UNSUPPORTED_ANNOTATION = "E0903", "annotation not supported yet", r#"
The annotation belongs to the language, but this version of the compiler does not know it yet. It is refused rather than
ignored, so that nobody relies on what is not done.

    @auth fn remove(id: uuid);                      // not yet
    fn remove(id: uuid);                            // instead"#;
    UNSUPPORTED_CHANNEL = "E0904", "channel not supported yet", r#"
`dispatch-msgpack`, `dispatch-protobuf` and channels of one's own, in quotes, belong to the language, but this version
of the compiler does not know them yet.

    channels: dispatch-protobuf, "unix";            // not yet
    channels: dispatch-json, rest;                  // instead"#;

    // Warnings.
    UNUSED_IMPORT = "W0201", "unused import", r#"
The file imports a name that it does not use.

    use common.v1.{Money, Country};                 // `Country` is not used
    use common.v1.Money;                            // better"#;
    UNLISTED_SERVICE = "W0601", "service in no component", r#"
No component lists the service, so no client can reach it.

    service Catalog { }                             // alone
    component Shop { services: Catalog; channels: rest; }           // with it, `Catalog` can be reached"#;
    ROUTES_WITHOUT_REST = "W0602", "routes without the rest channel", r#"
The service has routes, but its component does not list `rest`, so they are not served.

    component Shop { services: Catalog; channels: dispatch-json; }          // the routes of `Catalog` rest
    component Shop { services: Catalog; channels: dispatch-json, rest; }    // they are served"#;
    REST_WITHOUT_ROUTES = "W0603", "rest channel without routes", r#"
The component lists `rest`, but no method of its services has a verb, so the channel has nothing to serve.

    service Catalog { fn all(); }                                   // not on rest
    @rest("/catalog") service Catalog { @get("/") fn all(); }       // on rest"#;
}
