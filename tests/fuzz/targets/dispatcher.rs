//! Any call is answered, whatever its content type, its method and its body: with a status that is the caller's fault or
//! nobody's, and with a document.
//!
//! The first line is the content type, the second the header that names the method in protobuf, the rest the body.

#![no_main]

use std::sync::LazyLock;

use aspyx::{Server, ServiceManager};
use aspyx_tests::conformance::v1::Conformance;
use aspyx_tests::services::{Echo, Mischief};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request, header::CONTENT_TYPE};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime"));

static SERVER: LazyLock<Router> = LazyLock::new(|| {
    let component = Conformance::builder().types(Echo).trouble(Mischief::default()).build();
    let server = Server::builder(ServiceManager::new()).component(component).into_router();
    server.expect("the component can be served").0
});

/// Takes the first line off.
fn line(input: &[u8]) -> (&[u8], &[u8]) {
    let length = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    (&input[..length], input.get(length + 1..).unwrap_or_default())
}

/// Makes a call, unless HTTP itself does not let a header pass.
fn call(input: &[u8]) -> Option<Request<Body>> {
    let (content_type, rest) = line(input);
    let (method, body) = line(rest);
    // What waits to be let on, and what panics on purpose, which ends the fuzzer, has no place here.
    if [&b":wait"[..], b":panic"].iter().any(|name| input.windows(name.len()).any(|window| window == *name)) {
        return None;
    }
    let request = Request::post("/invoke")
        .header(CONTENT_TYPE, HeaderValue::from_bytes(content_type).ok()?)
        .header("x-rpc-method", HeaderValue::from_bytes(method).ok()?);
    request.body(Body::from(body.to_vec())).ok()
}

fuzz_target!(|input: &[u8]| {
    let Some(call) = call(input) else { return };
    RUNTIME.block_on(async {
        let answer = SERVER.clone().oneshot(call).await.expect("a router always answers");
        let status = answer.status();
        assert!(status.is_success() || status.is_client_error(), "{status}");
        let body = to_bytes(answer.into_body(), usize::MAX).await.expect("the body is there");
        assert!(!body.is_empty() || status.is_success(), "{status} without a word");
    });
});
