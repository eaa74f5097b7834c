//! What a server takes and answers is what its document says: status, content type and body.

use super::judge::Task;
use super::{compile, generate};
use crate::badinput::peer::{self, Answer};
use aspyx_gen::OpenApi;
use aspyx_tests::running::Running;
use serde_json::Value;

/// Requests, the path that the document knows them by, and the status they must get.
const REQUESTS: &[(&str, &str, &str, &str, u16)] = &[
    ("get", "/v1/types", "/v1/types", "", 200),
    ("get", "/v1/types/", "/v1/types", "", 200),
    ("get", "/v1/types/words/a%2Fb", "/v1/types/words/{word}", "", 200),
    ("patch", "/v1/types/words/a", "/v1/types/words/{word}", "", 200),
    ("patch", "/v1/types/words/a?to=b", "/v1/types/words/{word}", "", 200),
    ("patch", "/v1/types/words/a?to=b&to=c", "/v1/types/words/{word}", "", 400),
    ("get", "/v1/types/path/1/a/00000000-0000-0000-0000-000000000000/red/2024-02-29/true", PATH, "", 200),
    ("get", "/v1/types/path/x/a/00000000-0000-0000-0000-000000000000/red/2024-02-29/true", PATH, "", 400),
    ("get", "/v1/types/path/1/a/00000000-0000-0000-0000-000000000000/pink/2024-02-29/true", PATH, "", 422),
    ("get", "/v1/types/query", "/v1/types/query", "", 400),
    ("post", "/v1/types/tree", "/v1/types/tree", r#"{"value":1,"children":[{"value":2}],"first":null}"#, 200),
    ("post", "/v1/types/tree", "/v1/types/tree", r#"{"value":1"#, 400),
    ("post", "/v1/types/maybe", "/v1/types/maybe", "", 200),
    ("post", "/v1/types/maybe", "/v1/types/maybe", r#"{"name":"x"}"#, 200),
    ("post", "/v1/types/many", "/v1/types/many", r#"[{"name":"x"},{"name":"y"}]"#, 200),
    ("put", "/v1/types/members", "/v1/types/members", r#"{"a":1}"#, 200),
    ("put", "/v1/types/members", "/v1/types/members", "", 400),
    ("post", "/v1/types/boxes", "/v1/types/boxes", BOXES, 200),
    ("post", "/v1/types/everything", "/v1/types/everything", EVERYTHING, 200),
    ("delete", "/v1/types/nothing", "/v1/types/nothing", "", 204),
    ("get", "/v1/types/header", "/v1/types/header", "", 400),
    ("get", "/v1/trouble/missing?what=x", "/v1/trouble/missing", "", 404),
    ("post", "/v1/trouble/conflict", "/v1/trouble/conflict", r#"{"value":1}"#, 409),
    ("get", "/v1/trouble/plain", "/v1/trouble/plain", "", 400),
    ("get", "/v1/trouble/undeclared?text=x", "/v1/trouble/undeclared", "", 500),
    ("get", "/v1/trouble/panic?text=x", "/v1/trouble/panic", "", 500),
];

const COMPONENT: &str = "conformance-v1";

const PATH: &str = "/v1/types/path/{small}/{text}/{id}/{color}/{day}/{flag}";

const BOXES: &str = r#"{"maybe":"a","many":[1],"nested":[["a"],[]],"holes":["a",null],"by_name":{"a":{"name":"x"}},
    "by_number":{"7":[{"name":"x"}]},"by_sign":{"-7":1},"by_id":{"00000000-0000-0000-0000-000000000000":null},
    "by_color":{"red":{"a":"blue"}},"maybe_many":[{"name":"x"}]}"#;

const EVERYTHING: &str = r#"{"flag":true,"small":-1,"large":-9007199254740993,"count":1,"total":18446744073709551615,
    "ratio":0.5,"precise":1e300,"text":"ü","blob":"AP8=","at":"2024-02-29T12:00:00.5Z","day":"2024-02-29","lasts":"-1.5s",
    "id":"00000000-0000-0000-0000-000000000000","amount":"12.50","anything":{"a":[1,null]}}"#;

#[tokio::test]
async fn a_server_answers_as_its_document_says() {
    let model = compile(&["svc".into()], &["common/svc".into()]);
    let files = generate("openapi", &model, OpenApi::V3_1);
    let text = files.get(&format!("{COMPONENT}.openapi.json")).expect("the component is on the rest channel");
    let document: Value = serde_json::from_str(text).expect("the document is JSON");
    let mut task = Task::new("answers");
    task.documents("suite", &files);
    let server = Running::start().await;
    for (verb, target, path, body, status) in REQUESTS {
        let answer = peer::ask(server.server.addr(), &request(verb, target, body)).await;
        assert_eq!(answer.status, *status, "{verb} {target}: {answer:?}");
        hold(&mut task, &document, (verb, path), &answer);
        if *status < 300 && !body.is_empty() {
            let pointer = format!("/paths/{}/{verb}/requestBody/content/application~1json/schema", escaped(path));
            task.body(COMPONENT, &pointer, serde_json::from_str(body).expect("the body is JSON"));
        }
    }
    server.stop().await.expect("the server ends well");
    let said = task.judge("a_server_answers_as_its_document_says");
    assert_eq!(said.unwrap_or_default(), "", "what the judges say");
}

fn request(verb: &str, target: &str, body: &str) -> Vec<u8> {
    let verb = verb.to_uppercase();
    let content = if body.is_empty() { "" } else { "content-type: application/json\r\n" };
    let length = body.len();
    format!(
        "{verb} {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{content}content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Holds an answer against the document, and leaves its body to the judges.
fn hold(task: &mut Task, document: &Value, (verb, path): (&str, &str), answer: &Answer) {
    let mut pointer = format!("/paths/{}/{verb}/responses/{}", escaped(path), answer.status);
    let response = document.pointer(&pointer).unwrap_or_else(|| panic!("{pointer} is not documented"));
    if let Some(reference) = response["$ref"].as_str() {
        pointer = reference.trim_start_matches('#').to_owned();
    }
    let response = document.pointer(&pointer).expect("the reference leads somewhere");
    let content = answer.header("content-type").unwrap_or_default();
    if content.is_empty() {
        assert!(response.get("content").is_none() && answer.body.is_empty(), "{pointer} has no content: {answer:?}");
        return;
    }
    assert!(response["content"].get(content).is_some(), "{pointer} does not speak of {content}");
    let body = serde_json::from_str(&answer.body).expect("the body is JSON");
    task.body(COMPONENT, &format!("{pointer}/content/{}/schema", escaped(content)), body);
}

/// Returns a name as part of a JSON pointer (RFC 6901) in a reference.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
