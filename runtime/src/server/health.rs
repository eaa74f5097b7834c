//! The health endpoints: one for each path that components name, and one for each component.

use super::{body, respond};
use crate::component::HostedComponent;
use crate::dispatch::Encoded;
use crate::health::{Health, HealthStatus};
use axum::extract::Request;
use axum::response::Response;
use http::Method;
use serde::Serialize;
use std::sync::Arc;

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
    for component in components {
        let health = component.health().await;
        whole.status = whole.status.max(health.status);
        whole.checks.extend(health.checks);
    }
    // A check may be worse than what its component says of itself.
    let worst = whole.checks.iter().map(|check| check.status).max().unwrap_or(HealthStatus::Ok);
    Health { status: whole.status.max(worst), ..whole }
}

fn encode(health: &Health) -> Encoded {
    let checks = health.checks.iter().map(|check| Check {
        name: &check.name,
        status: check.status.as_str(),
        details: &check.details,
    });
    let document = Document { status: health.status.as_str(), checks: checks.collect() };
    let json = serde_json::to_vec(&document).expect("a struct of texts can always be written");
    Encoded { status: health.status.http_status(), content_type: "application/json", body: json.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::CheckResult;

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
