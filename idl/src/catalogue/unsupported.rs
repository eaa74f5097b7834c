//! What belongs to the language and is not supported yet. `E09`.

super::codes! {
    UNSUPPORTED_ITEM = "E0901", "declaration not supported yet", r#"
Newtypes (`type`) and unions belong to the language, but this version of the compiler does not know them yet.

    type Sku = string;                              // wrong, for now
    struct Product { sku: string }                  // right"#;
    UNSUPPORTED_TYPE = "E0902", "type not supported yet", r#"
`set`, `stream` and `page` belong to the language, but this version of the compiler does not know them yet.

    tags: set<string>                               // wrong, for now
    tags: list<string>                              // right"#;
    UNSUPPORTED_ANNOTATION = "E0903", "annotation not supported yet", r#"
The annotation belongs to the language, but this version of the compiler does not know it yet. It is refused rather than
ignored, so that nobody relies on what is not done.

    @auth fn remove(id: uuid);                      // wrong, for now
    fn remove(id: uuid);                            // right"#;
    UNSUPPORTED_CHANNEL = "E0904", "channel not supported yet", r#"
`dispatch-msgpack`, `dispatch-protobuf` and channels of one's own, in quotes, belong to the language, but this version
of the compiler does not know them yet.

    channels: dispatch-protobuf, "unix";            // wrong, for now
    channels: dispatch-json, rest;                  // right"#;
}
