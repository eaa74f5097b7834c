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
}
