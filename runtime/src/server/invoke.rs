//! The endpoint of the dispatch channels, `POST /invoke`.

use super::app::App;
use super::envelope::{self, Call};
use super::{body, media, respond};
use crate::error::Result;
use axum::extract::Request;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, Method};

/// The path of the endpoint.
pub(super) const PATH: &str = "/invoke";

const ALLOWED: &str = "POST, OPTIONS";

/// Answers a request.
pub(super) async fn answer(app: &App, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if parts.method != Method::POST {
        body::discard(&parts.headers, body).await;
        return other_verb(&parts.method);
    }
    let outcome = match body::read(&parts.headers, body, app.body_limit).await {
        Ok(json) => call(app, &parts.headers, json).await,
        Err(error) => Err(error),
    };
    outcome.unwrap_or_else(|error| respond::refuse(&error))
}

fn other_verb(verb: &Method) -> Response {
    if *verb == Method::OPTIONS {
        respond::options(ALLOWED)
    } else {
        respond::verb_not_allowed(verb.as_str(), PATH, ALLOWED)
    }
}

async fn call(app: &App, headers: &HeaderMap, json: Bytes) -> Result<Response> {
    if !media::is_json(headers) {
        return Err(media::unsupported(headers));
    }
    let _pass = app.enter()?;
    let Call { callee, future } = envelope::read(&app.directory, &json)?;
    drop(json);
    callee.run(future).await
}
