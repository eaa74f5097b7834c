//! What cannot be served together is an error before anything is bound.

use crate::running::Made;
use crate::shop::shop;
use aspyx::{ErrorKind, HostedComponent, Server, ServiceManager};
use proptest::prelude::*;

/// Returns what is said against these components, empty if nothing is.
async fn conflict(components: impl IntoIterator<Item = HostedComponent>) -> String {
    let builder = Server::builder(ServiceManager::new());
    let builder = components.into_iter().fold(builder, |builder, component| builder.component(component));
    match builder.bind("127.0.0.1:0").await {
        Ok(_) => String::new(),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
            error.to_string()
        }
    }
}

#[tokio::test]
async fn two_components_of_one_name() {
    let conflict = conflict([Made::new("a").build(), Made { service: "b", ..Made::new("a") }.build()]).await;
    assert_eq!(conflict, "two components are named `a`");
}

#[tokio::test]
async fn a_service_in_two_components() {
    let conflict = conflict([Made::new("a").build(), Made { service: "a", ..Made::new("b") }.build()]).await;
    assert_eq!(conflict, "the service `made.a` is given twice");
}

#[tokio::test]
async fn two_routes_of_one_verb_and_shape() {
    let made = |name, routes| Made::new(name).routes(routes).build();
    let text = conflict([made("a", &[("GET", "/x/{id}")]), made("b", &[("GET", "/x/{name}")])]).await;
    assert_eq!(text, "`b:b:m0` and `a:a:m0` have the same route: `GET /x/{name}`, `GET /x/{id}`");
    assert_eq!(
        conflict([made("a", &[("GET", "/x/{id}")]), made("b", &[("PUT", "/x/{name}"), ("GET", "/x/y")])]).await,
        ""
    );
}

#[tokio::test]
async fn routes_on_reserved_paths() {
    let routes = [
        ("GET", "/invoke"),
        ("GET", "/health"),
        ("GET", "/livez"),
        ("GET", "/readyz"),
        ("GET", "/report"),
        ("GET", "/metrics"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
    ];
    for route in routes {
        let text = conflict([Made::new("a").routes(Box::leak(Box::new([route]))).build()]).await;
        assert_eq!(text, format!("the route `GET {}` of `a:a:m0` is reserved", route.1));
    }
}

#[tokio::test]
async fn routes_on_health_paths() {
    for path in ["/up", "/health/a"] {
        let routes = Box::leak(Box::new([("POST", path)]));
        let text = conflict([Made::new("a").health("/up").routes(routes).build()]).await;
        assert_eq!(text, format!("the route `POST {path}` of `a:a:m0` is the health path of `a`"));
    }
}

#[tokio::test]
async fn health_on_paths_that_are_taken() {
    let with = |health| async move { conflict([Made::new("a").health(health).build(), Made::new("b").build()]).await };
    assert_eq!(with("/report").await, "the health path of `a`: `/report` is reserved");
    assert_eq!(with("/health/b").await, "the health path of `a`: `/health/b` belongs to another component");
    assert_eq!(with("/{x}").await, "the health path of `a`: `/{x}` must not have parameters");
    assert_eq!(with("up").await, "the health path of `a`: the path `up` does not begin with a slash");
    assert_eq!(with("/health/a").await, "");
    assert_eq!(with("/health").await, "");
}

#[tokio::test]
async fn paths_the_router_would_refuse() {
    for path in ["", "x", "/{", "/a{b}", "/{a}/{a}"] {
        let text = conflict([Made::new("a").routes(Box::leak(Box::new([("GET", path)]))).build()]).await;
        assert!(text.starts_with("the route of `a:a:m0`"), "{path}: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever paths there are, the answer is a router or an error, never a panic.
    #[test]
    fn any_paths(paths in prop::collection::vec("(/(a|b|\\{x\\}|\\{y\\}|:a|\\*b|\\{\\*c\\}|ü|%2F|%7Bx%7D||[a-c{}*: ]{0,4})){0,4}", 0..12)) {
        let routes: Vec<(&'static str, &'static str)> =
            paths.into_iter().map(|path| ("GET", &*Box::leak(path.into_boxed_str()))).collect();
        for route in &routes {
            let alone = Made::new("a").routes(Box::leak(Box::new([*route]))).build();
            let _ = Server::builder(ServiceManager::new()).component(alone).into_router();
        }
        let good = routes.into_iter().filter(|(_, path)| path.starts_with("/a") || path.starts_with("/{x}")).collect();
        let together = Made::new("a").routes(Vec::leak(good)).build();
        let _ = Server::builder(ServiceManager::new()).component(together).into_router();
    }
}

#[tokio::test]
async fn all_conflicts_are_told_at_once() {
    let made = Made::new("a").health("/docs").routes(&[("GET", "/x"), ("GET", "/x"), ("GET", "/invoke")]);
    let text = conflict([made.build()]).await;
    assert!(text.starts_with("3 conflicts:\n") && text.lines().count() == 4, "{text}");
}

#[tokio::test]
async fn an_address_that_is_taken_or_none_at_all() {
    let first = Server::builder(ServiceManager::new()).bind("127.0.0.1:0").await.expect("a server");
    let second = Server::builder(ServiceManager::new()).component(shop()).bind(first.addr()).await.err();
    let text = second.expect("a conflict").to_string();
    assert!(text.contains(&first.addr().to_string()), "{text}");
    let wrong = Server::builder(ServiceManager::new()).advertise("http://x").bind("127.0.0.1:0").await.err();
    assert!(wrong.expect("an error").to_string().contains("`http://x`"));
}
