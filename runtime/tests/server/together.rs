//! Both halves: what a client hears of each outcome, which is the same on every channel.

use crate::running::Running;
use crate::shop::{CATALOG, CatalogClient, CatalogGetError, DynCatalog, NotFound, Product, Status, shop};
use aspyx::codegen::Stub;
use aspyx::{Error, ErrorKind, ServiceManager, StaticComponentRegistry, Timestamp, Unrecognized, Uuid, json};

/// A server, and a stub of its catalog for each channel.
async fn each_channel() -> (Running, [Stub<dyn DynCatalog>; 4]) {
    let server = Running::with(shop()).await;
    let uri = format!("http://{}", server.address);
    let channels = ["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"];
    let registry = StaticComponentRegistry::new().component("shop-v1", channels.map(|it| (it, &*uri)));
    let manager = ServiceManager::builder().registry(registry).build();
    let stub = |channel| {
        let client = manager.get_service::<CatalogClient>().expect("a client");
        client.stub().preferred_channel(channel).expect("a channel")
    };
    (server, channels.map(stub))
}

#[tokio::test]
async fn results() {
    let (_server, stubs) = each_channel().await;
    for stub in stubs {
        let part = Product { title: "ü\"".into(), status: Status::Draft, parts: Vec::new() };
        let product = Product { title: "a".into(), status: Status::Active, parts: vec![part] };
        let created: Result<Product, Error> = stub.call(&CATALOG.methods[3], &[&product]).await;
        assert_eq!(created.expect("a product"), product);

        let (status, tags) = (Some(Status::Draft), vec!["a b&c".to_owned(), String::new(), "+/%ü".to_owned()]);
        let listed: Result<String, Error> = stub.call(&CATALOG.methods[1], &[&status, &7_u32, &tags]).await;
        assert_eq!(listed.expect("a text"), format!("{status:?} 7 {tags:?}"));

        let named: Result<String, Error> = stub.call(&CATALOG.methods[5], &[&"a/b?c ü%2F+"]).await;
        assert_eq!(named.expect("a text"), "a/b?c ü%2F+");

        let at: Timestamp = "2025-06-30T12:00:00.5Z".parse().expect("a timestamp");
        let converted: Result<String, Error> =
            stub.call(&CATALOG.methods[7], &[&true, &f64::INFINITY, &at, &Some(-3_i64)]).await;
        assert_eq!(converted.expect("a text"), "true inf 2025-06-30T12:00:00.5Z Some(-3)");
    }
}

#[tokio::test]
async fn nothing() {
    let (_server, stubs) = each_channel().await;
    for stub in stubs {
        let id = Uuid::from_u128(1);
        stub.call::<(), Error>(&CATALOG.methods[2], &[&id]).await.expect("no result");
        let found: Result<Option<String>, Error> = stub.call(&CATALOG.methods[4], &[&"nothing"]).await;
        assert_eq!(found.expect("an absent result"), None);
        let listed: Result<String, Error> =
            stub.call(&CATALOG.methods[1], &[&None::<Status>, &1_u32, &Vec::<String>::new()]).await;
        assert_eq!(listed.expect("a text"), "None 1 []");
        let drafted: Result<bool, Error> = stub.call(&CATALOG.methods[9], &[&None::<Product>]).await;
        assert!(!drafted.expect("a bool"));
    }
}

#[tokio::test]
async fn errors() {
    let (_server, stubs) = each_channel().await;
    for stub in stubs {
        let missing: Result<Product, CatalogGetError> = stub.call(&CATALOG.methods[0], &[&Uuid::nil()]).await;
        let expected = NotFound { what: "product".into() };
        assert!(matches!(&missing, Err(CatalogGetError::NotFound(error)) if *error == expected), "{missing:?}");

        let remove = async |id: Uuid| stub.call::<(), Error>(&CATALOG.methods[2], &[&id]).await.expect_err("an error");
        let locked = remove(Uuid::nil()).await;
        assert!(locked.message().contains("the shelf is locked"), "{locked}");
        assert_eq!((locked.kind(), locked.maybe_executed()), (ErrorKind::Exception, true));
        let panicked = remove(Uuid::max()).await;
        assert_eq!((panicked.kind(), panicked.maybe_executed()), (ErrorKind::Internal, true));
    }
}

#[tokio::test]
async fn violations() {
    let (_server, stubs) = each_channel().await;
    // Protobuf knows variants by their numbers, all others by their names.
    let named = || (Unrecognized::Name("gone".into()), json!("gone"));
    let unknown = [(Unrecognized::Number(99), json!(99)), named(), named(), named()];
    for (stub, (status, told)) in stubs.into_iter().zip(unknown) {
        let status = Status::Unrecognized(status);
        let product = Product { title: "a".into(), status, parts: Vec::new() };
        let error = stub.call::<Product, Error>(&CATALOG.methods[3], &[&product]).await.expect_err("a violation");
        assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Violation, false));
        assert_eq!(error.violations()[0].path, "product.status");
        assert_eq!(error.violations()[0].value, Some(told));
    }
}
