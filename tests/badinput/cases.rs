//! The table: requests, and what is said to them.

mod binary;
pub(crate) mod headers;
mod values;

use super::peer::Answer;

/// A bad request.
pub(crate) struct Case {
    name: &'static str,
    pub(crate) request: Vec<u8>,
    status: u16,
    /// The end of the problem's type.
    kind: &'static str,
    /// What its detail contains.
    detail: &'static str,
}

impl Case {
    fn new(name: &'static str, request: Vec<u8>, (status, kind): (u16, &'static str), detail: &'static str) -> Self {
        Self { name, request, status, kind, detail }
    }

    /// Returns what is wrong with an answer, if anything.
    pub(crate) fn complaint(&self, answer: &Answer) -> Option<String> {
        let found =
            (answer.status, answer.problem("type"), answer.header("content-type"), answer.header("aspyx-executed"));
        let kind = format!("urn:aspyx:{}", self.kind);
        let expected = (self.status, kind, Some("application/problem+json"), Some("no"));
        let detail = answer.problem("detail");
        if found == expected && detail.contains(self.detail) {
            return None;
        }
        Some(format!("{}: expected {expected:?} with `{}`, found {found:?} with `{detail}`", self.name, self.detail))
    }
}

const MALFORMED: (u16, &str) = (400, "malformed");
const NOT_FOUND: (u16, &str) = (404, "not-found");
const OTHER_VERB: (u16, &str) = (405, "verb-not-allowed");
const TOO_LARGE: (u16, &str) = (413, "too-large");
const OTHER_TYPE: (u16, &str) = (415, "unsupported-media-type");
const VIOLATION: (u16, &str) = (422, "violation");

/// Writes a request down; each header ends with a line break.
fn request(verb: &str, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("{verb} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn typed(verb: &str, path: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    request(verb, path, &format!("content-type: {content_type}\r\n"), body)
}

/// A POST of JSON.
pub(crate) fn post(path: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    typed("POST", path, "application/json", body.as_ref())
}

/// A dispatch call as it stands.
pub(crate) fn invoke(body: impl AsRef<[u8]>) -> Vec<u8> {
    post("/invoke", body)
}

/// A GET.
pub(crate) fn get(path: &str) -> Vec<u8> {
    request("GET", path, "", b"")
}

/// A dispatch call of a method of the test service.
fn call(method: &str, args: &str) -> Vec<u8> {
    invoke(format!(r#"{{"method":"test-component:test-service:{method}","args":{args}}}"#))
}

/// A dispatch call of any method, with a good argument.
fn named(method: &str) -> Vec<u8> {
    invoke(format!(r#"{{"method":"{method}","args":["x"]}}"#))
}

/// What is wrong with values, whatever the channel.
pub(crate) fn values() -> Vec<Case> {
    [values::malformed(), values::violating()].into_iter().flatten().collect()
}

/// What is wrong with values that are large.
pub(crate) fn large_values() -> Vec<Case> {
    values::large()
}

/// What goes wrong on the channel `dispatch-json`.
pub(crate) fn dispatch() -> Vec<Case> {
    [envelopes(), methods(), arguments(), fields(), dispatch_requests()].into_iter().flatten().collect()
}

fn envelopes() -> Vec<Case> {
    let hello = r#""method":"test-component:test-service:hello""#;
    let case = |name, body: &[u8], detail| Case::new(name, invoke(body), MALFORMED, detail);
    let with = |name, body: String, detail| Case::new(name, invoke(body), MALFORMED, detail);
    vec![
        case("empty body", b"", "unexpected end"),
        case("malformed", b"{", "unexpected end"),
        case("no JSON", b"hello", "line 1, column 1"),
        case("an array instead of an object", b"[]", "expected an object, found a list"),
        case("null instead of an object", b"null", "expected an object, found null"),
        case("no method", br#"{"args":[]}"#, "`method`: missing"),
        case("a method that is no string", br#"{"method":5,"args":[]}"#, "`method`: expected a string, found a number"),
        case("a method that is null", br#"{"method":null,"args":[]}"#, "`method`"),
        with("the method twice", format!(r#"{{{hello},{hello},"args":["x"]}}"#), "there twice"),
        with("the arguments twice", format!(r#"{{{hello},"args":["x"],"args":["y"]}}"#), "there twice"),
        with("arguments as an object", format!(r#"{{{hello},"args":{{"message":"x"}}}}"#), "`args`: expected a list"),
        with("arguments that are null", format!(r#"{{{hello},"args":null}}"#), "`args`: expected a list"),
        with("absent arguments", format!("{{{hello}}}"), "`message`: missing"),
        with("wrong arguments before the method", format!(r#"{{"args":[5],{hello}}}"#), "`message`: expected a string"),
        with("trailing garbage", format!(r#"{{{hello},"args":["x"]}}x"#), "expected the end"),
        with("a second document", format!(r#"{{{hello},"args":["x"]}}{{}}"#), "expected the end"),
        with("a trailing comma", format!(r#"{{{hello},"args":["x"],}}"#), "line 1"),
        with("an unended string", format!(r#"{{{hello},"args":["x"#), "`message`"),
    ]
}

fn methods() -> Vec<Case> {
    let case = |name, method, detail| Case::new(name, named(method), NOT_FOUND, detail);
    vec![
        case("a method without colons", "hello", "expected `component:service:method`"),
        case("an empty method", "", "expected `component:service:method`"),
        case("an unknown service", "test-component:nope:hello", "`test-component` has no service `nope`"),
        case("an unknown method", "test-component:test-service:nope", "has no method `nope`"),
        case("another case", "test-component:test-service:Hello", "has no method `Hello`"),
        case("another component", "nope:test-service:hello", "no component `nope`"),
        case("the service of another component", "conformance-v1:test-service:hello", "has no service `test-service`"),
        case("__init__", "test-component:test-service:__init__", "has no method `__init__`"),
        case("__class__", "test-component:test-service:__class__", "has no method `__class__`"),
        case("the trait object's own method", "test-component:test-service:__hello", "has no method `__hello`"),
        case("startup", "test-component:test-service:startup", "has no method `startup`"),
        case("startup of the component", "test-component:test-component:startup", "has no service `test-component`"),
        case("shutdown of the component", "test-component:test-component:shutdown", "has no service `test-component`"),
        case("shutdown, as the original takes it", "x:test-component:shutdown", "no component `x`"),
        case("addresses", "test-component:test-component:addresses", "has no service `test-component`"),
        case("health", "test-component:test-component:health", "has no service `test-component`"),
        case("get_status", "x:test-component:get_status", "no component `x`"),
    ]
}

fn arguments() -> Vec<Case> {
    let case = |name, method, args, detail| Case::new(name, call(method, args), MALFORMED, detail);
    let utf8 = b"{\"method\":\"test-component:test-service:hello\",\"args\":[\"\xff\xfe\"]}";
    vec![
        case("too few", "add", "[1]", "`b`: missing"),
        case("none", "add", "[]", "`a`: missing"),
        case("too many", "hello", r#"["a","b"]"#, "`args`: found more arguments"),
        case("a word for an integer", "add", r#"["x",1]"#, "`a`: expected an integer, found a string"),
        case("text for an integer", "add", r#"["1",1]"#, "`a`: expected an integer, found a string"),
        case("a fraction for an integer", "add", "[1.9,1]", "`a`: expected an integer, found a fraction"),
        case("a bool for an integer", "add", "[1,true]", "`b`: expected an integer, found a bool"),
        case("an integer out of range", "add", "[1,9223372036854775808]", "`b`"),
        case("null for an integer", "add", "[null,1]", "`a`: expected an integer, found null"),
        case("null for a string", "hello", "[null]", "`message`: expected a string, found null"),
        case("a number for a string", "hello", "[1]", "`message`: expected a string, found a number"),
        case("text for a bool", "scalars", r#"[1,1,"false","s"]"#, "`b`: expected a bool, found a string"),
        case("a number for a bool", "scalars", r#"[1,1,0,"s"]"#, "`b`: expected a bool, found a number"),
        case("text for a float", "scalars", r#"[1,"1.5",true,"s"]"#, "`f`: expected a"),
        case("a bare NaN", "scalars", r#"[1,NaN,true,"s"]"#, "`f`"),
        case("an object for a list", "ints", "[{}]", "`values`: expected a list, found an object"),
        case("one wrong among many", "ints", "[[1,2,null]]", "`values[2]`: expected an integer, found null"),
        case("a lone surrogate", "hello", r#"["\ud800"]"#, "`message`: lone surrogate"),
        case("an unknown escape", "hello", r#"["\x41"]"#, "`message`"),
        case("a control character", "hello", "[\"\u{1}\"]", "`message`"),
        Case::new("invalid UTF-8", invoke(utf8), MALFORMED, "`message`: invalid UTF-8"),
    ]
}

fn fields() -> Vec<Case> {
    let inner = r#""float_attr":1,"bool_attr":true,"str_attr":"""#;
    let outer = |inners: &str, rest: &str| call("outer", &format!(r#"[{{"id":1,"inners":[{inners}]{rest}}}]"#));
    let boxes = |fields: &str| invoke(format!(r#"{{"method":"conformance-v1:types:boxes","args":[{{{fields}}}]}}"#));
    let case = |name, request, detail| Case::new(name, request, MALFORMED, detail);
    let whole = r#""many":[],"nested":[],"holes":[],"by_name":{},"by_number":{},"by_sign":{},"by_id":{}"#;
    let unknown = |name, fields, detail| Case::new(name, boxes(&format!("{whole},{fields}")), VIOLATION, detail);
    vec![
        case("a missing field", call("model", r#"[{"id":1}]"#), "`model.inner`: missing"),
        case("a field of the wrong type", call("model", r#"[{"id":"abc"}]"#), "`model.id`: expected an integer"),
        case("a list for a struct", call("data", "[[1,2]]"), "`data`: expected an object, found a list"),
        case("missing fields deep inside", outer(r#"{"int_attr":1}"#, ""), "`outer.inners[0].float_attr`: missing"),
        case("a field twice", outer(&format!(r#"{{"int_attr":1,"int_attr":2,{inner}}}"#), ""), "there twice"),
        case("a required field that is null", outer("", r#","names":null"#), "`outer.names`"),
        case("a key that is no number", boxes(r#""by_number":{"x":[]}"#), "by_number"),
        case("a key twice", boxes(r#""by_sign":{"1":1,"1":2}"#), "by_sign"),
        unknown(
            "an unknown variant",
            r#""by_color":{},"color":"purple""#,
            "`value.color`: expected one of red, green, blue",
        ),
        unknown("an unknown number of a variant", r#""by_color":{},"color":17"#, "`value.color`: expected one of"),
        unknown("an unknown variant as a key", r#""by_color":{"purple":{}}"#, r#"`value.by_color["purple"]`"#),
    ]
}

fn dispatch_requests() -> Vec<Case> {
    let body = br#"{"method":"test-component:test-service:hello","args":["x"]}"#;
    let sent_as =
        |name, content_type, detail| Case::new(name, typed("POST", "/invoke", content_type, body), OTHER_TYPE, detail);
    let verb = |name, verb| Case::new(name, request(verb, "/invoke", "", b""), OTHER_VERB, "answers to POST, OPTIONS");
    vec![
        sent_as("plain text", "text/plain", "`text/plain`"),
        sent_as("an empty type", "", "must be application/json"),
        Case::new("no type", request("POST", "/invoke", "", body), OTHER_TYPE, "found none"),
        verb("GET", "GET"),
        verb("PUT", "PUT"),
        verb("a verb nobody knows", "BREW"),
        Case::new("an unknown path", get("/nope"), NOT_FOUND, "nothing at `/nope`"),
        Case::new("a slash too many", post("/invoke/", body), NOT_FOUND, "nothing at `/invoke/`"),
    ]
}

/// What goes wrong on the channels `dispatch-msgpack` and `dispatch-protobuf`.
pub(crate) fn binary() -> Vec<Case> {
    [binary::msgpack(), binary::protobuf()].into_iter().flatten().collect()
}

/// What goes wrong on the channel `rest`.
pub(crate) fn rest() -> Vec<Case> {
    [parameters(), paths(), bodies(), rest_requests()].into_iter().flatten().collect()
}

fn parameters() -> Vec<Case> {
    let case = |name, path: &str, detail| Case::new(name, get(path), MALFORMED, detail);
    let header = |name, headers: &str, detail| {
        Case::new(name, request("GET", "/v1/types/header", headers, b""), MALFORMED, detail)
    };
    vec![
        case("a word for an integer", "/api/add?a=x&b=1", "query parameter `a`: expected a 32-bit integer, found `x`"),
        case("a fraction for an integer", "/api/add?a=1.9&b=1", "query parameter `a`: expected a 32-bit integer"),
        case("nothing for an integer", "/api/add?a=&b=1", "query parameter `a`: expected a 32-bit integer"),
        case("a space before an integer", "/api/add?a=+1&b=1", "query parameter `a`: expected a 32-bit integer"),
        case("an integer out of range", "/api/add?a=9223372036854775808&b=1", "query parameter `a`"),
        case("a missing parameter", "/api/add?a=1", "query parameter `b`: missing"),
        case("no parameters", "/api/add", "query parameter `a`: missing"),
        case("a parameter twice", "/api/add?a=1&b=2&a=3", "query parameter `a`: there twice"),
        case("a parameter in another case", "/api/add?A=1&b=2", "query parameter `a`: missing"),
        case("a number for a bool", "/api/scalars?i=1&f=1&b=1&s=", "query parameter `b`: expected `true` or `false`"),
        case("another word for a bool", "/api/scalars?i=1&f=1&b=True&s=", "query parameter `b`"),
        case("no number", "/api/scalars?i=1&f=1,5&b=true&s=", "query parameter `f`: expected a number"),
        case("a value that is not UTF-8", "/api/fail?message=%FF", "query parameter `message`: not UTF-8"),
        case("an encoding without digits", "/api/fail?message=%zz", "query parameter `message`: there is a `%`"),
        case("an encoding cut short", "/api/fail?message=a%4", "query parameter `message`: there is a `%`"),
        header("a missing header", "", "header `text`: missing"),
        header("a header twice", "text: a\r\ntext: b\r\n", "header `text`: there twice"),
        header(
            "a header of the wrong type",
            "text: a\r\nx-count: x\r\n",
            "header `x-count`: expected a 32-bit unsigned",
        ),
        header("a bool in a header", "text: a\r\nmaybe: yes\r\n", "header `maybe`: expected `true` or `false`"),
    ]
}

fn paths() -> Vec<Case> {
    let id = "00000000-0000-0000-0000-000000000000";
    let path = |start: &str, end: &str| get(&format!("/v1/types/path/{start}/{id}/{end}"));
    let case = |name, request, detail| Case::new(name, request, MALFORMED, detail);
    let nothing = |name, path| Case::new(name, get(path), NOT_FOUND, "there is nothing at");
    vec![
        case("a word for a number", path("x/t", "red/2025-01-01/true"), "path parameter `small`: expected a 32-bit"),
        case("a number out of range", path("2147483648/t", "red/2025-01-01/true"), "path parameter `small`"),
        case("no date", path("1/t", "red/2025-02-30/true"), "path parameter `day`"),
        case("no bool", path("1/t", "red/2025-01-01/1"), "path parameter `flag`: expected `true` or `false`"),
        case("no uuid", get("/v1/types/path/1/t/x/red/2025-01-01/true"), "path parameter `id`: not a UUID"),
        Case::new("an unknown variant", path("1/t", "purple/2025-01-01/true"), VIOLATION, "`color`: expected one of"),
        case("a segment that is not UTF-8", get("/api/hello/%FF"), "not UTF-8"),
        case("an encoding without digits", get("/api/hello/%zz"), "there is a `%`"),
        case("an encoding cut short", get("/api/hello/a%4"), "there is a `%`"),
        nothing("an empty segment at the end", "/api/hello/"),
        nothing("an empty segment amid the path", "/api//add?a=1&b=2"),
        nothing("an empty segment at the start", "//api/add?a=1&b=2"),
        nothing("a segment too many", "/api/hello/a/b"),
        nothing("a segment too few", "/api/hello"),
        nothing("the prefix alone", "/api"),
        nothing("another case", "/API/add?a=1&b=2"),
        nothing("dots", "/api/../invoke"),
    ]
}

fn bodies() -> Vec<Case> {
    let case = |name, path, body: &[u8], detail| Case::new(name, post(path, body), MALFORMED, detail);
    vec![
        case("no body", "/api/data", b"", "body `data`: missing"),
        case("malformed", "/api/data", b"{", "body `data`: unexpected end"),
        case("null", "/api/data", b"null", "body `data`: expected an object, found null"),
        case("missing fields", "/api/outer", b"{}", "body `outer.id`: missing"),
        case(
            "a wrong field",
            "/api/inners",
            br#"[{"int_attr":"1"}]"#,
            "body `values[0].int_attr`: expected an integer",
        ),
        case("an object for a list", "/api/ints", b"{}", "body `values`: expected a list, found an object"),
        case("trailing garbage", "/api/ints", b"[1]x", "expected the end"),
        case("an envelope", "/api/ints", br#"{"method":"x","args":[]}"#, "body `values`: expected a list"),
        case("invalid UTF-8", "/v1/types/maybe", b"{\"name\":\"\xff\"}", "body `value.name`: invalid UTF-8"),
        Case::new(
            "a wrong member",
            typed("PUT", "/v1/types/members", "application/json", br#"{"a":"x"}"#),
            MALFORMED,
            "body `a`: expected an integer",
        ),
        Case::new(
            "a member twice",
            typed("PUT", "/v1/types/members", "application/json", br#"{"a":1,"a":2}"#),
            MALFORMED,
            "there twice",
        ),
        Case::new(
            "a missing member",
            typed("PUT", "/v1/types/members", "application/json", b"{}"),
            MALFORMED,
            "body `a`: missing",
        ),
        Case::new(
            "an unknown variant",
            post("/v1/types/price", br#"{"amount":"1","currency":"gold"}"#),
            VIOLATION,
            "`value.currency`: expected one of",
        ),
        Case::new(
            "msgpack",
            typed("POST", "/api/ints", "application/msgpack", b"\x91\x01"),
            OTHER_TYPE,
            "`application/msgpack`",
        ),
    ]
}

fn rest_requests() -> Vec<Case> {
    let case = |name, verb, path, detail| Case::new(name, request(verb, path, "", b""), OTHER_VERB, detail);
    vec![
        case("GET where there is a POST", "GET", "/api/data", "answers to POST, OPTIONS, not to GET"),
        case("POST where there is a GET", "POST", "/api/add", "answers to GET, HEAD, OPTIONS, not to POST"),
        case("GET where there is a PUT", "GET", "/api/put/x", "answers to PUT, OPTIONS, not to GET"),
        case("PATCH where there is a DELETE", "PATCH", "/api/delete/x", "answers to DELETE, OPTIONS, not to PATCH"),
        case("a verb nobody knows", "BREW", "/api/add", "not to BREW"),
    ]
}

/// Bodies beyond what is taken.
pub(crate) fn large() -> Vec<Case> {
    const DEEP: usize = 100_000;
    let lists = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let trees = format!("{}{}", r#"{"value":1,"children":["#.repeat(DEEP), "]}".repeat(DEEP));
    let objects = format!("{}1{}", r#"{"x":"#.repeat(DEEP), "}".repeat(DEEP));
    let tree = |tree: &str| invoke(format!(r#"{{"method":"conformance-v1:types:tree","args":[{tree}]}}"#));
    let text = format!(r#"{{"method":"test-component:test-service:hello","args":["{}"]}}"#, "a".repeat(64 << 20));
    let deep = |name, request| Case::new(name, request, MALFORMED, "deeper than");
    vec![
        deep("nested 100,000 deep", tree(&trees)),
        deep("nested 100,000 deep in an unknown field", tree(&format!(r#"{{"value":1,"x":{lists}}}"#))),
        deep("nested 100,000 deep beside the arguments", invoke(format!(r#"{{"x":{objects}}}"#))),
        deep("nested 100,000 deep before the method", invoke(format!(r#"{{"args":{lists}}}"#))),
        deep("nested 100,000 deep on rest", post("/v1/types/tree", &trees)),
        deep(
            "nested 100,000 deep in a member",
            typed("PUT", "/v1/types/members", "application/json", format!(r#"{{"x":{lists}}}"#).as_bytes()),
        ),
        Case::new(
            "nested 100,000 deep where a number should be",
            call("ints", &format!("[{lists}]")),
            MALFORMED,
            "`values[0]`: expected an integer",
        ),
        Case::new("64 MiB", invoke(&text), TOO_LARGE, "larger than 16777216 bytes"),
        Case::new("64 MiB in chunks", chunked("/invoke", text.as_bytes()), TOO_LARGE, "larger than 16777216 bytes"),
        Case::new("64 MiB on rest", post("/api/ints", &text), TOO_LARGE, "larger than 16777216 bytes"),
        Case::new("64 MiB for a path nobody knows", post("/nope", &text), NOT_FOUND, "nothing at `/nope`"),
        Case::new("a chunk that is none", [CHUNKED.as_bytes(), b"zz\r\n"].concat(), MALFORMED, "the body broke off"),
    ]
}

const CHUNKED: &str = "POST /invoke HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

fn chunked(path: &str, body: &[u8]) -> Vec<u8> {
    let mut request = CHUNKED.replace("/invoke", path).into_bytes();
    for chunk in body.chunks(1 << 20) {
        request.extend(format!("{:x}\r\n", chunk.len()).bytes());
        request.extend(chunk);
        request.extend(b"\r\n");
    }
    request.extend(b"0\r\n\r\n");
    request
}

/// What is unusual but allowed, and its answer.
pub(crate) fn odd() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let hello = r#"{"method":"test-component:test-service:hello","args":["x"]}"#;
    let greeted = r#"{"result":"hello x","exception":null}"#;
    let inner = r#"{"int_attr":1,"float_attr":1,"bool_attr":true,"str_attr":"","zzz":{"a":[1]}}"#;
    let inners = r#"{"result":[{"int_attr":1,"float_attr":1.0,"bool_attr":true,"str_attr":""}],"exception":null}"#;
    let reversed = r#" {"x":[{}],"args":["x"],"y":null,"method":"test-component:test-service:hello"} "#;
    vec![
        ("a charset", typed("POST", "/invoke", "application/json; charset=utf-8", hello.as_bytes()), greeted),
        ("upper case", typed("POST", "/invoke", "Application/JSON", hello.as_bytes()), greeted),
        ("the arguments before the method, among others", invoke(reversed), greeted),
        ("null arguments more than parameters", call("hello", r#"["x",null,null]"#), greeted),
        ("an unknown field", call("inners", &format!("[[{inner}]]")), inners),
        (
            "an integer with a fraction of zero for a float",
            call("scalars", r#"[1,2,true,"\ud83d\ude00"]"#),
            r#"{"result":"1 2.0 true \"😀\"","exception":null}"#,
        ),
        ("integers that others write as floats", call("add", "[1.0,2e0]"), r#"{"result":3,"exception":null}"#),
        ("the same in a query string", get("/api/add?a=1.0&b=20e-1"), "3"),
        ("a slash in a segment", get("/api/hello/a%2Fb"), r#""hello a/b""#),
        ("a percent sign in a segment", get("/api/hello/100%25"), r#""hello 100%""#),
        ("UTF-8 in a segment", get("/api/hello/%C3%BC"), r#""hello ü""#),
        ("dots in a segment", get("/api/hello/.."), r#""hello ..""#),
        ("an unknown parameter, and no UTF-8 in it", get("/api/add?a=1&c=%FF&%zz=%&b=2"), "3"),
        ("a body where none is expected", request("GET", "/api/add?a=1&b=2", "", b"{"), "3"),
        ("HEAD", request("HEAD", "/api/add?a=1&b=2", "", b""), ""),
        ("HTTP/1.0", b"GET /api/add?a=1&b=2 HTTP/1.0\r\n\r\n".to_vec(), "3"),
        ("a whole address for a path", get("http://elsewhere/api/add?a=1&b=2"), "3"),
    ]
}
