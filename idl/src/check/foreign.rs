//! Built-in types and annotations as other languages call them.

/// Returns the built-in type that is meant by the name of another language's, or by one in another case.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "bool" | "boolean" | "bit" => "bool",
        "int" | "integer" | "int32" | "sint32" | "i8" | "i16" | "int8" | "int16" | "short" | "sfixed32" => "i32",
        "long" | "int64" | "sint64" | "bigint" | "i128" | "isize" | "sfixed64" => "i64",
        "uint" | "uint32" | "u8" | "u16" | "uint8" | "uint16" | "byte" | "unsigned" | "fixed32" => "u32",
        "ulong" | "uint64" | "u128" | "usize" | "fixed64" => "u64",
        "float32" => "f32",
        "float" | "double" | "float64" | "number" | "real" => "f64",
        "str" | "string" | "text" | "char" | "varchar" => "string",
        "bytes" | "binary" | "blob" | "buffer" | "bytearray" => "bytes",
        "timestamp" | "datetime" | "date_time" | "instant" | "time" | "offsetdatetime" => "timestamp",
        "date" | "localdate" | "naivedate" => "date",
        "duration" | "timedelta" | "interval" | "timespan" => "duration",
        "uuid" | "guid" => "uuid",
        "decimal" | "bigdecimal" | "numeric" => "decimal",
        "json" | "any" | "object" | "dynamic" => "json",
        "list" | "vec" | "array" | "seq" | "sequence" | "repeated" | "slice" | "vector" => "list",
        "map" | "dict" | "dictionary" | "hashmap" | "btreemap" | "hash" => "map",
        _ => return None,
    })
}

/// Returns what to do instead of a type that is no type here.
pub(super) fn advice(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "void" | "unit" | "none" | "null" | "nil" | "never" => "a method without a result has no `->`",
        "option" | "optional" | "maybe" | "nullable" => "an optional value is written `T?`",
        "set" | "hashset" | "btreeset" => "use `list`; `set` is not supported yet",
        "stream" | "flux" | "iterator" | "asynciterator" => "use `list`; `stream` is not supported yet",
        "result" | "either" => "a method returns the value alone; its errors stand after `throws`",
        _ => return None,
    })
}

/// Returns the annotation that is meant by the name of another language's.
pub(super) fn annotation(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "route" | "prefix" | "requestmapping" | "controller" => "rest",
        "requestbody" | "bodyroot" | "bodyparam" => "body",
        "queryparam" | "requestparam" | "param" => "query",
        "requestheader" | "headerparam" => "header",
        "statuscode" | "responsestatus" | "httpstatus" => "status",
        "length" | "size" | "minlength" | "maxlength" | "min_len" | "max_len" | "minitems" | "maxitems" => "len",
        "min" | "max" | "minvalue" | "maxvalue" | "minimum" | "maximum" | "gte" | "lte" => "range",
        "regex" | "regexp" | "matches" => "pattern",
        "uniqueitems" | "distinct" => "unique",
        "obsolete" => "deprecated",
        "secret" | "redacted" | "confidential" | "debug_redact" => "sensitive",
        "safe" | "nosideeffects" | "pure" => "readonly",
        "retryable" | "retry" => "idempotent",
        "deadline" => "timeout",
        "authenticated" | "secured" | "useauth" | "login" => "auth",
        "role" | "rolesallowed" | "hasrole" | "permissions" => "roles",
        "anonymous" | "permitall" | "noauth" | "allowanonymous" => "public",
        "alias" | "rename" | "encodedname" => "name",
        "field" | "number" | "fieldnumber" => "tag",
        _ => return None,
    })
}

/// Returns what to do instead of an annotation that is none here.
pub(super) fn annotation_advice(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "path" | "pathparam" | "pathvariable" => "a parameter that the path names in braces travels there by itself",
        "doc" | "docs" | "description" | "summary" => "documentation is written with `///`",
        "optional" | "nullable" => "what may be absent has a type with `?`",
        "required" | "notnull" | "nonnull" => "values are required unless their type has `?`",
        "default" => "a default stands behind the type: `limit: u32 = 50`",
        "throws" | "raises" => "errors stand behind the result: `throws NotFound`",
        _ => return None,
    })
}
