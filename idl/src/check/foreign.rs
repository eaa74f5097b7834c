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
        "float" | "double" | "float64" | "number" | "real" | "f16" | "f128" => "f64",
        "str" | "string" | "text" | "char" | "varchar" | "character" => "string",
        "bytes" | "binary" | "blob" | "buffer" | "bytearray" => "bytes",
        "timestamp" | "datetime" | "date_time" | "instant" | "time" | "offsetdatetime" | "utcdatetime"
        | "zoneddatetime" | "datetimeoffset" | "systemtime" => "timestamp",
        "date" | "localdate" | "naivedate" | "plaindate" | "dateonly" => "date",
        "duration" | "timedelta" | "interval" | "timespan" | "signedduration" => "duration",
        "uuid" | "guid" => "uuid",
        "decimal" | "bigdecimal" | "numeric" => "decimal",
        "json" | "any" | "object" | "dynamic" | "unknown" | "value" | "jsonvalue" => "json",
        "list" | "vec" | "array" | "seq" | "sequence" | "repeated" | "slice" | "vector" => "list",
        "vecdeque" | "arraylist" | "linkedlist" | "ilist" | "ienumerable" | "iterable" | "collection" => "list",
        "set" | "hashset" | "btreeset" | "frozenset" | "treeset" | "iset" => "set",
        "map" | "dict" | "dictionary" | "hashmap" | "btreemap" | "hash" | "record" | "treemap" => "map",
        _ => return None,
    })
}

/// Returns what to do instead of a type that is no type here.
pub(super) fn advice(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "void" | "unit" | "none" | "null" | "nil" | "never" => "a method without a result has no `->`",
        "option" | "optional" | "maybe" | "nullable" => "an optional value is written `T?`",
        "stream" | "flux" | "iterator" | "asynciterator" | "asynciterable" => {
            "use `list`; `stream` is not supported yet"
        }
        "oneof" | "union" | "variant" | "anyof" => "what is one of several things is a declaration of its own: `union`",
        "enum" | "literal" => "a choice of names is a declaration of its own: `enum`",
        "tuple" | "pair" | "triple" | "struct" => "values that belong together are a declaration of its own: `struct`",
        "box" | "arc" | "rc" | "ref" | "cow" | "pointer" => {
            "write the type alone; pointers are put where they are needed"
        }
        "promise" | "future" | "awaitable" | "coroutine" | "task" => {
            "write the type alone; every method is asynchronous"
        }
        "result" | "either" => "a method returns the value alone; its errors stand after `throws`",
        _ => return None,
    })
}

/// Returns the built-in channel that is meant by the name of its protocol or format.
pub(super) fn channel(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "http" | "https" | "restful" | "rest-json" | "openapi" => "rest",
        "grpc" | "protobuf" | "proto" | "pb" => "dispatch-protobuf",
        "msgpack" | "messagepack" => "dispatch-msgpack",
        "json" | "jsonrpc" | "json-rpc" => "dispatch-json",
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
