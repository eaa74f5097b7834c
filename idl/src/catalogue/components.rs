//! Components and channels. `E06`.

super::codes! {
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
The built-in channels are `dispatch-protobuf`, `dispatch-msgpack`, `dispatch-json` and `rest`; they are listed in the
order in which clients prefer them. One of your own stands in quotes.

    channels: dispatch_json, unix;                  // wrong
    channels: dispatch-json, "unix";                // right"#;
    LOCAL_CHANNEL = "E0605", "the local channel is not listed", r#"
Calls within a process never need a channel to be listed: `local` is always there.

    channels: local, rest;                          // wrong
    channels: rest;                                 // right"#;
    DUPLICATE_WIRE_NAME = "E0606", "names collide where they travel", r#"
Components are known by their kebab-case name, with the version of their package; services likewise within their
component. `@name("…")` gives another name. Two alike could not be told apart.

    package a;  component Shop { … }      package b;  component Shop { … }          // wrong
    package a.v1;  component Shop { … }   package a.v2;  component Shop { … }       // right"#;
    CHANNEL_NAME = "E0610", "bad channel name", r#"
The name of a channel of your own stands in quotes and has letters, digits, `-` and `_`, since it travels among the
addresses of a component. The built-in channels stand without quotes.

    channels: "my channel", "rest";                 // wrong
    channels: "my-channel", rest;                   // right"#;
}
