//! What dispatch-json sends, byte for byte.

use crate::canned::Canned;
use crate::shop::{Catalog, client};
use aspyx::codegen::{MethodDescriptor, ServiceDescriptor, Stub, shape};
use aspyx::{ServiceClient, ServiceManager, StaticComponentRegistry};

const NOTHING: &str = r#"{"result":null,"exception":null}"#;

/// The service the original was recorded with.
static TEST_SERVICE: ServiceDescriptor = ServiceDescriptor {
    package: "test",
    name: "TestService",
    wire_name: "test-service",
    docs: "",
    component: Some(&TEST_COMPONENT),
    methods: &[MethodDescriptor {
        name: "hello",
        id: "test-component:test-service:hello",
        parameters: shape!("hello", "message" = 1),
        ..MethodDescriptor::DEFAULT
    }],
};

static TEST_COMPONENT: aspyx::ComponentDescriptor = aspyx::ComponentDescriptor {
    package: "test",
    name: "TestComponent",
    wire_name: "test-component",
    docs: "",
    health: "/health",
    channels: &["dispatch-json"],
    services: &[&TEST_SERVICE],
};

struct TestClient(Stub<dyn Send + Sync>);

impl ServiceClient for TestClient {
    type Service = dyn Send + Sync;
    const SERVICE: &'static ServiceDescriptor = &TEST_SERVICE;

    fn from_stub(stub: Stub<Self::Service>) -> Self {
        Self(stub)
    }
}

#[tokio::test]
async fn hello_world_is_what_the_original_sends_and_answers() {
    let mut server = Canned::json(r#"{"result":"hello world","exception":null}"#).await;
    let registry = StaticComponentRegistry::new().component("test-component", [("dispatch-json", &*server.address)]);
    let manager = ServiceManager::builder().registry(registry).build();
    let client = manager.get_service::<TestClient>().unwrap();

    let answer: String = client.0.call::<_, aspyx::Error>(&TEST_SERVICE.methods[0], &[&"world"]).await.unwrap();
    assert_eq!(answer, "hello world");

    let request = server.received().await;
    assert_eq!(request.line(), "POST /invoke HTTP/1.1");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.body, r#"{"method":"test-component:test-service:hello","args":["world"]}"#);
}

#[tokio::test]
async fn absent_optional_arguments_are_sent_as_null() {
    let mut server = Canned::json(NOTHING).await;
    client("dispatch-json", &server.address).find("x".into(), vec![], None, None).await.unwrap();
    let request = server.received().await;
    assert_eq!(request.body, r#"{"method":"shop-v1:catalog:find","args":["x",[],null,null]}"#);
}

#[tokio::test]
async fn the_time_left_goes_with_the_call() {
    let mut server = Canned::json(NOTHING).await;
    client("dispatch-json", &server.address).rename(1, "x".into()).await.unwrap();
    let request = server.received().await;
    let left = request.header("grpc-timeout").and_then(|text| text.strip_suffix('m')).map(str::parse::<u32>);
    assert!(matches!(left, Some(Ok(1..=30_000))), "{:?}", request.head);
}

#[tokio::test]
async fn an_address_may_have_a_path_of_its_own() {
    let mut server = Canned::json(NOTHING).await;
    client("dispatch-json", &format!("{}/gateway/", server.address)).rename(1, "x".into()).await.unwrap();
    assert_eq!(server.received().await.line(), "POST /gateway/invoke HTTP/1.1");
}
