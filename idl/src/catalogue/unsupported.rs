//! What belongs to the language and is not supported yet. `E09`.

super::codes! {
    UNSUPPORTED_TYPE = "E0902", "type not supported yet", r#"
`stream` and `page` are kept for a later version of the language.

    fn watch() -> stream<Order>;                    // wrong
    fn list() -> list<Order>;                       // right"#;
    UNSUPPORTED_CHANNEL = "E0904", "channel not supported yet", r#"
`dispatch-msgpack`, `dispatch-protobuf` and channels of one's own, in quotes, belong to the language, but this version
of the compiler does not know them yet.

    channels: dispatch-protobuf, "unix";            // wrong, for now
    channels: dispatch-json, rest;                  // right"#;
}
