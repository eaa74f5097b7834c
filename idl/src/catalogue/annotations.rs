//! Annotations. `E04`.

super::codes! {
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
    CONSTRAINT_TYPE = "E0410", "constraint on another type", r#"
`@len` is for string, bytes, list, set and map, `@range` for integers, floats, decimal and duration, `@pattern` for string,
`@unique` for list. They concern the value itself; a rule for each element of a list stands on a newtype.

    @len(1..=9) count: u32                          // wrong
    @range(1..=9) count: u32                        // right

    @pattern("^[a-z]+$") tags: list<string>         // wrong
    @pattern("^[a-z]+$") type Tag = string;         // right, and `tags: list<Tag>`"#;
    BAD_BOUNDS = "E0411", "bad ends of a range", r#"
The ends are values of the type (whole numbers for `@len`), and something lies between them. `0..10` is without 10,
`0..=10` with it; either end may be left out.

    @len(10..1) title: string                       // wrong
    @len(1..=10) title: string                      // right"#;
    BAD_PATTERN = "E0412", "bad pattern", r#"
A pattern is a regular expression in the syntax of Rust's crate `regex`, which has no look-around and no backreferences,
and takes no more than 10 MiB when compiled. It is searched in the text; `^` and `$` bind it to the ends. A backslash is
written twice, as in every text.

    @pattern("^([A-Z]+") type Sku = string;         // wrong
    @pattern("^([A-Z]+)$") type Sku = string;       // right"#;
    CONTRADICTION = "E0413", "rules that leave no value", r#"
The rules of a field or a parameter are kept in addition to those of its newtype; together they must leave something.

    @len(..=32) type Sku = string;  struct A { @len(40..) sku: Sku }                // wrong
    @len(..=32) type Sku = string;  struct A { @len(20..) sku: Sku }                // right"#;
    DEFAULT_BREAKS_RULE = "E0414", "default breaks a rule", r#"
A default keeps the rules of its field or parameter, of its newtype, and of newtypes that are elements of its list.

    @range(1..=100) limit: u32 = 500                // wrong
    @range(1..=100) limit: u32 = 50                 // right"#;
    BAD_REASON = "E0415", "bad reason", r#"
What `@deprecated` says stands in attributes and documents, where it is one line. It may be left out.

    @deprecated("") struct Order { }                // wrong
    @deprecated("use `Purchase`") struct Order { }  // right"#;
    BAD_MESSAGE = "E0416", "bad message", r#"
The text of an error is not empty, and its braces hold names of fields; a brace itself is written twice.

    @message("no {what") error NotFound { what: string }            // wrong
    @message("no {what}") error NotFound { what: string }           // right"#;
    MESSAGE_FIELD = "E0417", "field cannot stand in a message", r#"
What stands in braces is a field of the error whose value has a short text: a scalar other than bytes and json, an enum,
or a newtype of these, optional or not. What is `@sensitive` has no place in a text that is logged.

    @message("no {wat}") error NotFound { what: string }            // wrong
    @message("no {what}") error NotFound { what: string }           // right"#;
}
