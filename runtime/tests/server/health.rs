//! The health endpoints.

use crate::http::{get, send};
use crate::running::{Made, Running};
use aspyx::{CheckResult, Component, Health, HealthStatus, HostedComponent, Server, ServiceManager};

struct Feels(Option<HealthStatus>);

impl Component for Feels {
    async fn health(&self) -> Health {
        let status = self.0.expect("no pulse");
        Health::of(vec![CheckResult { name: format!("{status:?}"), status, details: String::new() }])
    }
}

fn feels(name: &'static str, health: &'static str, status: Option<HealthStatus>) -> HostedComponent {
    Made::new(name).health(health).parts().lifecycle(Feels(status)).build()
}

#[tokio::test]
async fn each_status_has_its_number() {
    let cases =
        [(HealthStatus::Ok, 200, "OK"), (HealthStatus::Warning, 429, "WARNING"), (HealthStatus::Error, 500, "ERROR")];
    for (status, number, word) in cases {
        let server = Running::with(feels("a", "/up", Some(status))).await;
        let answer = get(server.address, "/up").await;
        assert_eq!(answer.status, number);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.json()["status"], word);
    }
}

#[tokio::test]
async fn without_checks_all_is_well() {
    let server = Running::with(Made::new("a").build()).await;
    assert_eq!(get(server.address, "/health").await.body, r#"{"status":"OK","checks":[]}"#);
}

#[tokio::test]
async fn a_component_may_be_worse_than_its_checks_but_not_better() {
    struct Says(HealthStatus, HealthStatus);
    impl Component for Says {
        async fn health(&self) -> Health {
            let check = CheckResult { name: "db".into(), status: self.1, details: String::new() };
            Health { status: self.0, checks: vec![check] }
        }
    }
    for says in [Says(HealthStatus::Warning, HealthStatus::Ok), Says(HealthStatus::Ok, HealthStatus::Warning)] {
        let server = Running::with(Made::new("a").parts().lifecycle(says).build()).await;
        assert_eq!(get(server.address, "/health").await.status, 429);
    }
}

#[tokio::test]
async fn components_on_one_path_are_as_well_as_the_worst() {
    let builder = Server::builder(ServiceManager::new())
        .component(feels("a", "/health", Some(HealthStatus::Ok)))
        .component(feels("b", "/health", Some(HealthStatus::Warning)))
        .component(feels("c", "/up", Some(HealthStatus::Error)));
    let server = Running::start(builder).await;
    let expected =
        r#"{"status":"WARNING","checks":[{"name":"Ok","status":"OK"},{"name":"Warning","status":"WARNING"}]}"#;
    let answer = get(server.address, "/health").await;
    assert_eq!((answer.status, answer.body.as_str()), (429, expected));
    for (path, status) in [("/health/a", 200), ("/health/b", 429), ("/health/c", 500), ("/up", 500), ("/health/d", 404)]
    {
        assert_eq!(get(server.address, path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_panic_is_an_error_of_the_component() {
    let server = Running::with(feels("a", "/health", None)).await;
    let expected = r#"{"status":"ERROR","checks":[{"name":"a","status":"ERROR","details":"panicked"}]}"#;
    for _ in 0..2 {
        let answer = get(server.address, "/health").await;
        assert_eq!((answer.status, answer.body.as_str()), (500, expected));
    }
}

#[tokio::test]
async fn it_can_only_be_read() {
    let server = Running::with(Made::new("a").build()).await;
    assert_eq!(send(server.address, "HEAD", "/health").await.status, 200);
    assert_eq!(send(server.address, "OPTIONS", "/health").await.status, 204);
    assert_eq!(send(server.address, "POST", "/health").await.header("allow"), Some("get, head, options"));
}
