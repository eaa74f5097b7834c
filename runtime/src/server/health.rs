//! The health endpoints: one for each path that components name, and one for each component.

use super::{body, respond};
use crate::answer::Answer;
use crate::component::HostedComponent;
use crate::health::{Health, HealthStatus};
use axum::extract::Request;
use axum::response::Response;
use http::Method;
use serde::Serialize;
use std::sync::Arc;
use tokio::task::JoinSet;

const ALLOWED: &str = "GET, HEAD, OPTIONS";

/// Returns the path of a component's own health, whatever else it shares its path with.
pub(super) fn own_path(component: &HostedComponent) -> String {
    format!("/health/{}", component.descriptor().wire_name)
}

/// What travels.
#[derive(Serialize)]
struct Document<'a> {
    status: &'static str,
    checks: Vec<Check<'a>>,
}

#[derive(Serialize)]
struct Check<'a> {
    name: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    details: &'a str,
}

/// Answers a request for the health of components together.
pub(super) async fn answer(components: &[Arc<HostedComponent>], request: Request) -> Response {
    let (parts, body) = request.into_parts();
    body::discard(&parts.headers, body).await;
    if parts.method == Method::OPTIONS {
        return respond::options(ALLOWED);
    }
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return respond::verb_not_allowed(parts.method.as_str(), parts.uri.path(), ALLOWED);
    }
    respond::answer(encode(&of_all(components).await))
}

/// Returns the health of components together: all checks, and the worst status.
async fn of_all(components: &[Arc<HostedComponent>]) -> Health {
    let mut whole = Health::ok();
    for health in each(components).await {
        whole.status = whole.status.max(health.status);
        whole.checks.extend(health.checks);
    }
    // A check may be worse than what its component says of itself.
    let worst = whole.checks.iter().map(|check| check.status).max().unwrap_or(HealthStatus::Ok);
    Health { status: whole.status.max(worst), ..whole }
}

/// Asks all components at once, so that those that take their time do so together, and returns their health in order.
async fn each(components: &[Arc<HostedComponent>]) -> Vec<Health> {
    let mut asked = JoinSet::new();
    for (index, component) in components.iter().cloned().enumerate() {
        asked.spawn(async move { (index, component.health().await) });
    }
    let mut answers = asked.join_all().await;
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, health)| health).collect()
}

fn encode(health: &Health) -> Answer {
    let checks = health.checks.iter().map(|check| Check {
        name: &check.name,
        status: check.status.as_str(),
        details: &check.details,
    });
    let document = Document { status: health.status.as_str(), checks: checks.collect() };
    let json = serde_json::to_vec(&document).expect("a struct of texts can always be written");
    Answer::new(health.status.http_status(), "application/json", json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::CheckResult;

    use crate::component::{Component, ComponentParts};
    use crate::service::ComponentDescriptor;

    static SHOP: ComponentDescriptor = ComponentDescriptor {
        package: "shop",
        name: "Shop",
        wire_name: "shop",
        docs: "",
        health: "/health",
        channels: &[],
        services: &[],
    };

    struct Hangs;

    impl Component for Hangs {
        async fn health(&self) -> Health {
            std::future::pending().await
        }
    }

    #[tokio::test(start_paused = true)]
    async fn components_that_hang_are_given_up_together_and_the_others_are_heard() {
        let parts = || ComponentParts::new(&SHOP);
        let components = [parts().lifecycle(Hangs), parts(), parts().lifecycle(Hangs)];
        let components = components.map(|parts| Arc::new(parts.build()));
        for component in &components {
            component.startup().await.expect("it starts");
        }
        let asked = tokio::time::Instant::now();
        let health = of_all(&components).await;
        let hangs = "no answer within 2s".to_owned();
        let error = CheckResult { name: "shop".to_owned(), status: HealthStatus::Error, details: hangs };
        assert_eq!(health, Health::of(vec![error.clone(), error]));
        assert!(
            asked.elapsed() < std::time::Duration::from_secs(3),
            "{:?}, which Consul does not wait",
            asked.elapsed()
        );
    }

    #[test]
    fn looks_like_the_original() {
        let check =
            |name: &str, status, details: &str| CheckResult { name: name.into(), status, details: details.into() };
        let health =
            Health::of(vec![check("db", HealthStatus::Ok, ""), check("slow", HealthStatus::Error, "spent 0.500s")]);
        let encoded = encode(&health);
        let expected = r#"{"status":"ERROR","checks":[{"name":"db","status":"OK"},{"name":"slow","status":"ERROR","details":"spent 0.500s"}]}"#;
        assert_eq!((encoded.status, String::from_utf8_lossy(&encoded.body).as_ref()), (500, expected));
    }
}
