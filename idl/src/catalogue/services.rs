//! Services, their methods and routes. `E05`.

super::codes! {
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
    ACCESS_CONTRADICTION = "E0520", "public and guarded at once", r#"
`@public` lifts what `@auth` and `@roles` of the service ask for; on the same thing it contradicts them.

    @auth @public fn get(id: uuid);                 // wrong
    @public fn get(id: uuid);                       // right, in a service with `@auth`"#;
    BAD_ROLE = "E0521", "bad role", r#"
A role has a name without white space around it, and is named once.

    @roles("editor", "editor") fn edit();           // wrong
    @roles("editor", "admin") fn edit();            // right"#;
    REPEAT_CONTRADICTION = "E0522", "once and repeatable at once", r#"
`@once` takes back what a verb or the service promises; on the same thing it contradicts `@readonly` and `@idempotent`.

    @once @idempotent fn place(order: Order);       // wrong
    @idempotent fn place(order: Order);             // right"#;
    ZERO_TIMEOUT = "E0523", "timeout of no time", r#"
A call takes time; without `@timeout` it is not bounded by the definition.

    @timeout(0s) fn place(order: Order);            // wrong
    @timeout(2s) fn place(order: Order);            // right"#;
    WIRE_NAME = "E0524", "bad name to travel under", r#"
What `@name` gives stands in addresses and messages: letters and digits, with single `-` or `_` between them.

    @name("Product Catalog") service Catalog { }    // wrong
    @name("product-catalog") service Catalog { }    // right"#;
}
