//! What belongs to the language and is not supported yet. `E09`.

super::codes! {
    UNSUPPORTED_TYPE = "E0902", "type not supported yet", r#"
`stream` and `page` are kept for a later version of the language.

    fn watch() -> stream<Order>;                    // wrong
    fn list() -> list<Order>;                       // right"#;
}
