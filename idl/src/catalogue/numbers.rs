//! Protobuf numbers. `E07`.

super::codes! {
    NUMBER_RANGE = "E0701", "number out of range", r#"
Protobuf numbers are from 1 to 536870911, those of an enum's variants to 2147483647. 0 is an enum's value that is not
known; in a response 1 and 2 are taken, so that errors of `throws` are numbered from 3.

    enum Status { @tag(0) draft, active }           // wrong
    enum Status { @tag(1) draft, active }           // right"#;
    KEPT_NUMBER = "E0702", "number kept by protobuf", r#"
Protobuf keeps the numbers from 19000 to 19999 for itself. Members without `@tag` pass them over.

    struct Order { @tag(19000) note: string }       // wrong
    struct Order { @tag(20000) note: string }       // right"#;
    DUPLICATE_NUMBER = "E0703", "number given twice", r#"
On the protobuf channel a member is known by its number, so no two members of one thing have the same.

    struct Order { @tag(2) note: string, @tag(2) total: i64 }       // wrong
    struct Order { @tag(2) note: string, @tag(3) total: i64 }       // right"#;
    RESERVED_NUMBER = "E0704", "number is reserved", r#"
`@reserved` keeps the numbers of removed members free, so that old peers do not take a new one for what it was.

    @reserved(2) struct Order { @tag(2) note: string }              // wrong
    @reserved(2) struct Order { @tag(3) note: string }              // right"#;
}
